import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import { confirmed, refuted, type Finding } from '../types.mts';
import type { Call, DescribedEntity, Description } from './described.mts';
import { membersOf } from './schema.mts';
import { callsOf } from './table.mts';

/** What the rules look at. */
interface Told {
	description: Description;
	table: readonly Entity[];
	/** Path of the address that it came from. */
	servedAt: string | undefined;
}

/**
 * Assumptions of which a description says how it is. It is the vendor's word, and not yet tried.
 *
 * @param servedAt path of the address that the description was fetched from; undefined for a file
 */
export function settledBy(description: Description, table: readonly Entity[], servedAt?: string): Finding[] {
	const told: Told = { description, table, servedAt };
	return Object.values(rules)
		.flatMap((rule) => rule(told) ?? [])
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const at = ({ description }: Told, path: string): DescribedEntity | undefined =>
	description.entities.find((entity) => entity.path.toLowerCase() === path.toLowerCase());
const people = (told: Told) => at(told, 'Personen');
const either = (id: string, isAssumed: boolean, alternative: string, evidence: string): Finding =>
	isAssumed ? confirmed(id, evidence) : refuted(id, alternative, evidence);
const list = (names: Iterable<string>) => [...names].join(', ') || 'none';

/** Paths that code or documentation names, though they need not be in the table (assumption A02). */
const namedElsewhere = ['Bedrijven', 'Persoonscategorieen'];
/** Assumption A38: unavailability and documents, by their Dutch words. */
const unnamed = /^(niet_?-?beschikbaar|documenten?)/i;

/** Entities whose path is a guess: all of an assumption are described, or it does not hold. */
const guessed: Readonly<Record<string, readonly string[]>> = {
	A88: ['Resultaten', 'Resultaatdefinities'],
	A89: ['Opleidingsvraagonderdelen'],
	A90: ['Facturen', 'Factuurregels'],
	A91: ['Locaties', 'Vrijvelddefinities', 'Opleidingssoorten_Verkoopregels'],
};

const rules: Record<string, (told: Told) => Finding | Finding[] | undefined> = {
	served({ servedAt }) {
		return servedAt === undefined ? undefined : refuted('A01', 'own', `served at ${servedAt}`);
	},
	entities({ description, table }) {
		const known = new Set([...table.map(({ path }) => path), ...namedElsewhere].map((path) => path.toLowerCase()));
		const more = description.entities.map(({ path }) => path).filter((path) => !known.has(path.toLowerCase()));
		return either('A02', more.length === 0, 'more', `described besides: ${list(more)}`);
	},
	base({ description: { before } }) {
		return either(
			'A03',
			before === '',
			'underPath',
			before === '' ? 'paths begin with /api' : `paths begin with ${before}`,
		);
	},
	count(told) {
		const entity = people(told);
		const answer = entity?.calls.get('GET list');
		if (!answer || ![...entity!.listParameters.keys()].some((name) => name.toLowerCase() === 'count')) return undefined;
		// A header that is not described may be sent all the same.
		return answer.headers.includes('rowcount')
			? confirmed('A12', 'Count and the header RowCount are described')
			: undefined;
	},
	flags(told) {
		const entity = people(told);
		if (!entity?.calls.has('GET')) return undefined;
		const found = [...entity.idParameters.keys()].filter((name) => /^inclusief/i.test(name));
		return either('A13', found.length > 0, 'ignored', `flags of the read by id: ${list(found)}`);
	},
	put(told) {
		const entity = people(told);
		const answer = entity?.calls.get('PUT');
		if (!answer) return undefined;
		const where = entity!.putsToList ? 'PUT Personen' : 'PUT Personen/{id}';
		return [
			either('A19', !entity!.putsToList, 'idInBody', `${where} is described`),
			...(answer.statuses.length > 0
				? [
						either(
							'A21',
							answer.schema !== undefined,
							'noContent',
							`PUT answers ${list(answer.statuses)}${shown(answer)}`,
						),
					]
				: []),
		];
	},
	post(told) {
		const answer = people(told)?.calls.get('POST');
		if (!answer || answer.statuses.length === 0) return undefined;
		const evidence = `POST answers ${list(answer.statuses)}${shown(answer)}`;
		const hasRecord = membersOf(answer.schema) !== undefined;
		if (answer.schema === undefined) return refuted('A22', 'location', evidence);
		if (!hasRecord) return refuted('A22', 'idOnly', evidence);
		return either('A22', answer.statuses.includes('201'), 'ok', evidence);
	},
	required(told) {
		const entity = people(told);
		if (!entity?.calls.has('POST')) return undefined;
		const names = [...entity.members].filter(([, { required }]) => required).map(([name]) => name);
		if ([...entity.members.values()].every(({ written }) => written === undefined)) return undefined;
		const evidence = `required: ${list(names)}`;
		if (names.join() === 'achternaam') return confirmed('A23', evidence);
		const isNamed = names.length === 2 && names.includes('achternaam') && names.includes('email1');
		return refuted('A23', isNamed ? 'achternaamEmail1' : undefined, evidence);
	},
	removal(told) {
		const entity = people(told);
		if (!entity) return undefined;
		const found = (['PATCH', 'DELETE'] as const).filter((call) => entity.calls.has(call));
		return either('A26', found.length === 0, 'allowed', `of people: ${list(found)}`);
	},
	codes(told) {
		const members = people(told)?.members;
		return (
			[
				['A28', 'geslacht'],
				['A29', 'optInOut'],
			] as const
		).flatMap(([id, name]) => {
			const member = members?.get(name);
			if (!member) return [];
			const { values } = member;
			return [either(id, values === undefined, 'closed', `${name}: ${values ? list(values) : 'any text'}`)];
		});
	},
	categories(told) {
		const entity = at(told, 'Persoonscategorieen');
		if (!entity) return undefined;
		const names = [...entity.members.keys()];
		const isLink = ['persoonId', 'categorieId'].every((name) => names.includes(name));
		const isName = names.join() === 'naam';
		return [
			either(
				'A32',
				entity.calls.has('POST'),
				'controlOnly',
				`calls of Persoonscategorieen: ${list(entity.calls.keys())}`,
			),
			...(names.length === 0
				? []
				: [
						...(isLink
							? [
									either(
										'A93',
										['GET', 'DELETE'].every((call) => entity.calls.has(call as Call)),
										'notAllowed',
										`calls of Persoonscategorieen: ${list(entity.calls.keys())}`,
									),
								]
							: []),
						isLink
							? confirmed('A33', `members: ${list(names)}`)
							: refuted('A33', isName ? 'nameOnly' : undefined, `members: ${list(names)}`),
					]),
		];
	},
	companies(told) {
		const entity = at(told, 'Bedrijven');
		if (!entity) return refuted('A86', 'absent', 'Bedrijven is not described');
		const evidence = `Bedrijven: ${list(entity.calls.keys())}`;
		const isWhole = (['GET list', 'GET', 'POST', 'PUT'] as const).every((call) => entity.calls.has(call));
		const isNested = ['naam', 'externId', 'externSource'].every((name) => entity.members.has(name));
		return [
			isWhole ? confirmed('A86', evidence) : refuted('A86', undefined, evidence),
			...(entity.members.size > 0
				? [either('A36', isNested, 'other', `members of Bedrijven: ${list(entity.members.keys())}`)]
				: []),
		];
	},
	enrolments(told) {
		const entity = at(told, 'Opleidingsvragen');
		if (!entity || entity.members.size === 0) return undefined;
		const fits = ['persoonId', 'opleidingId'].every((name) => entity.members.has(name));
		return either(
			'A37',
			fits,
			'other',
			`Opleidingsvragen: ${list(entity.calls.keys())}; ${list(entity.members.keys())}`,
		);
	},
	unnamedPaths({ description }) {
		const found = description.entities.map(({ path }) => path).filter((path) => unnamed.test(path));
		return either('A38', found.length === 0, 'present', `such paths: ${list(found)}`);
	},
	guessedPaths(told) {
		return Object.entries(guessed).map(([id, paths]) => {
			const there = paths.filter((path) => at(told, path)?.calls.has('GET list'));
			const missing = paths.filter((path) => !there.includes(path));
			const evidence = `described: ${list(there)}; not described: ${list(missing)}`;
			return missing.length === 0
				? confirmed(id, evidence)
				: refuted(id, there.length === 0 ? 'absent' : undefined, evidence);
		});
	},
	presence(told) {
		const form = at(told, 'Opleidingsonderdeeluitvoeringen')?.members.get('aanwezig')?.form;
		// Whether null or nothing at all stands for "not marked" a description does not tell.
		return form === 'text' ? refuted('A92', 'codes', 'aanwezig is described as a text') : undefined;
	},
	dates(told) {
		const form = people(told)?.members.get('geboortedatum')?.form;
		if (form !== 'date' && form !== 'dateTime') return undefined;
		return either(
			'A63',
			form === 'date',
			'midnight',
			`geboortedatum is described as ${form === 'date' ? 'a date' : 'a date with a time'}`,
		);
	},
	others(told) {
		const { description, table } = told;
		const unexpected = (calls: readonly Call[]) =>
			description.entities.flatMap((entity) => {
				const mine = table.find(({ path }) => path.toLowerCase() === entity.path.toLowerCase());
				const seen = new Map([...(mine ? callsOf(mine) : [])].filter(([, grade]) => grade !== 'unconfirmed'));
				const isApart = entity === people(told) || namedElsewhere.includes(entity.path);
				const found = isApart ? [] : calls.filter((call) => entity.calls.has(call) && !seen.has(call));
				return found.map((call) => `${call} ${entity.path}`);
			});
		const [removed, written] = [unexpected(['DELETE']), unexpected(['POST', 'PUT'])];
		return [
			either('A85', removed.length === 0, 'allowed', `besides what the table has: ${list(removed)}`),
			either('A87', written.length === 0, 'allowed', `besides what the table has: ${list(written)}`),
		];
	},
};

const shown = ({ schema }: { schema: unknown }) =>
	schema === undefined ? ' without a body' : membersOf(schema) ? ' with a record' : ' with a single value';
