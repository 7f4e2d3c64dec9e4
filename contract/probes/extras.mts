import { describe, rowsOf, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';
import { personMembers } from '../../sandbox/coachview/entities.mts';
import { isRefusal } from './creating.mts';
import { put } from './testPerson.mts';

interface FreeField {
	key: string;
	isConfidential: boolean;
	isText: boolean;
	isDate: boolean;
	data: unknown;
}

const FREE = ['A34', 'A35', 'A64', 'A80', 'A82', 'A83'] as const;
const DAY = '2001-02-03';

/** Free fields of the test person: `GET Personen/Vrijevelden?where=recordId=…`, by analogy with three sister paths. */
async function freeFields({ api, seen }: Context): Promise<FreeField[] | Answer> {
	const answer = await api.call('GET', 'Personen/Vrijevelden', {
		query: { where: `recordId=${seen.test!.id}`, take: '100' },
	});
	const rows = rowsOf(answer);
	if (!rows) return answer;
	return rows.map((row) => {
		const definition = (row.vrijveldDefinitie ?? {}) as Row;
		const code = String(definition.code ?? '');
		const isType = (pattern: RegExp) =>
			pattern.test(String(definition.vrijveldTypeId ?? '')) && definition.inactief !== true;
		return {
			key: code.charAt(0).toLowerCase() + code.slice(1),
			isConfidential: definition.vertrouwelijk === true,
			isText: isType(/te[kx]st/i),
			isDate: isType(/^dat/i),
			data: row.data,
		};
	});
}

/** Free fields, categories, and the verbs nobody has seen; the last one takes the test person away. */
export const extras: Probe[] = [
	{
		assumptions: [...FREE],
		title: 'Free fields',
		requests: 6,
		writes: true,
		async run(context) {
			const { record } = context.seen.test!;
			const defined = await freeFields(context);
			if (!Array.isArray(defined)) return all(FREE, `Personen/Vrijevelden: ${describe(defined)}`);
			const names = [sharedName(defined), emptyOnes(defined, context.seen)];
			const open = defined.find(({ isText, isConfidential }) => isText && !isConfidential);
			const hidden = defined.find(({ isText, isConfidential }) => isText && isConfidential);
			if (!open) return [...all(FREE, 'no free field of the type text is defined for people'), ...names];
			const texts = { [open.key]: 'x', ...(hidden && { [hidden.key]: 'x' }) };
			let date = defined.find(({ isDate, isConfidential }) => isDate && !isConfidential);
			let written = await put(context, { ...record, ...texts, ...(date && { [date.key]: DAY }) });
			if (written.status === 400 && date) {
				date = undefined;
				written = await put(context, { ...record, ...texts });
			}
			if (written.status === 400 || isRefusal(written))
				return [
					refuted('A34', 'rejected', 'a free field in the body of PUT: refused'),
					...all(['A35', 'A64', 'A83'], 'a free field could not be written'),
					...names,
				];
			const after = await freeFields(context);
			const value = (field: FreeField | undefined, fields = after) =>
				Array.isArray(fields) ? fields.find(({ key }) => key === field?.key)?.data : undefined;
			if (value(open) !== 'x')
				return [
					refuted('A34', 'ignored', 'a free field in the body of PUT was accepted and not stored'),
					...all(['A35', 'A64', 'A83'], 'a free field could not be written'),
					...names,
				];
			// A date in another form than it was sent goes back as it is shown.
			const shown = value(date);
			const isTurned = typeof shown === 'string' && /^\d\d-\d\d-\d{4}$/.test(shown);
			await put(context, isTurned ? { ...record, [date!.key]: shown } : record);
			const later = await freeFields(context);
			return [
				value(open, later) === 'x'
					? confirmed('A34', 'a free field in the body of PUT was stored, and kept when left out')
					: refuted('A34', 'erased', 'a free field in the body of PUT was stored, and emptied when left out'),
				confidential(hidden, value(hidden)),
				dateForm(shown, isTurned, value(date, later)),
				inAnswer(written, open, context.seen),
				...names,
			];
		},
	},
	{
		assumptions: ['A32'],
		title: 'Give a category',
		requests: 1,
		writes: true,
		async run({ api, seen }) {
			// An id that no category has, so that nothing is given whatever happens.
			const { status } = await api.call('POST', 'Persoonscategorieen', {
				body: { persoonId: seen.test!.id, categorieId: '00000000-0000-4000-8000-000000000000' },
			});
			const evidence = `POST Persoonscategorieen for the test person with an invented category: HTTP ${status}`;
			if (status === 405) return [refuted('A32', 'controlOnly', evidence)];
			return [status === 400 || status === 409 ? confirmed('A32', evidence) : unknown('A32', evidence)];
		},
	},
	{
		assumptions: ['A26'],
		title: 'PATCH and DELETE',
		requests: 2,
		writes: true,
		async run({ api, seen }) {
			const path = `Personen/${seen.test!.id}`;
			const patch = (await api.call('PATCH', path, { body: { opmerking: 'n8n contract check' } })).status;
			const remove = (await api.call('DELETE', path)).status;
			seen.test!.removed = remove >= 200 && remove <= 299;
			const evidence = `on the test person: PATCH HTTP ${patch}, DELETE HTTP ${remove}`;
			const exists = (status: number) => status >= 200 && status <= 299;
			if (exists(patch) || exists(remove))
				return [refuted('A26', exists(patch) && exists(remove) ? 'allowed' : undefined, evidence)];
			return [
				[404, 405].includes(patch) && [404, 405].includes(remove)
					? confirmed('A26', evidence)
					: unknown('A26', evidence),
			];
		},
	},
];

const all = (ids: readonly string[], evidence: string): Finding[] => ids.map((id) => unknown(id, evidence));

/** Assumption A80: a free field and an ordinary member of one name. */
function sharedName(defined: FreeField[]): Finding {
	const shared = defined.filter(({ key }) => personMembers.has(key)).map(({ key }) => key);
	return shared.length > 0
		? refuted('A80', 'shared', `a free field has the name of a member: ${shared.join(', ')}`)
		: confirmed('A80', 'no free field has the name of an ordinary member');
}

/** Assumption A82: whether the flag shows fields without a value; nobody has a value in every field. */
function emptyOnes(defined: FreeField[], { flagged, written }: Context['seen']): Finding {
	if (written && !('titel' in written.before)) return unknown('A82', 'no member without a value is shown');
	const open = defined.filter(({ isConfidential }) => !isConfidential);
	if (!flagged || open.length === 0) return unknown('A82', 'the flag for free fields has no effect, or there are none');
	const missing = open.filter(({ key }) => !flagged.includes(key)).length;
	return missing > 0
		? refuted(
				'A82',
				'omitted',
				`InclusiefVrijevelden does not show ${missing} of ${open.length} free fields of a person`,
			)
		: confirmed('A82', 'InclusiefVrijevelden shows every free field that is not confidential');
}

/** Assumption A64: how a date that was sent as yyyy-MM-dd is shown, and read when it goes back like that. */
function dateForm(shown: unknown, isTurned: boolean, later: unknown): Finding {
	if (typeof shown !== 'string') return unknown('A64', 'no free field of the type date could be written');
	if (shown === DAY) return confirmed('A64', 'a free date is shown as it was sent');
	if (shown === `${DAY}T00:00:00`) return refuted('A64', 'midnight', 'a free date is shown with a time of midnight');
	if (!isTurned) return refuted('A64', undefined, 'a free date is shown in another form');
	return shown === later
		? refuted('A64', 'dutch', 'a free date is shown as dd-MM-yyyy, and stays the same when it goes back so')
		: refuted('A64', 'swapped', 'a free date is shown as dd-MM-yyyy, and is another one when it goes back so');
}

/** Assumption A83. An answer that repeats the request says nothing about it. */
function inAnswer({ json }: Answer, { key }: FreeField, { echoes }: Context['seen']): Finding {
	if (echoes || json === null || typeof json !== 'object' || !('externId' in json))
		return unknown('A83', 'the answer to PUT is not the stored record');
	return key in json
		? refuted('A83', 'shown', 'the answer to PUT shows free fields')
		: confirmed('A83', 'the answer to PUT shows no free fields');
}

function confidential(field: FreeField | undefined, value: unknown): Finding {
	if (!field) return unknown('A35', 'no confidential free field of the type text is shown for people');
	if (value === 'x') return refuted('A35', 'returned', 'a confidential free field came back with its value');
	return value === null
		? confirmed('A35', 'a confidential free field that was just written came back as null')
		: refuted('A35', 'omitted', 'a confidential free field is not shown any more once it has a value');
}
