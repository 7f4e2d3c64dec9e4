import type { FastifyInstance } from 'fastify';
import type { Choices } from '../../assumptions/register.mts';
import type { World } from '../../world.mts';
import { admit } from '../access.mts';
import type { Played } from '../entities.mts';
import { BadRequest } from '../errors.mts';
import { readPage, readQuery } from '../query.mts';
import type { RawObject } from '../raw.mts';

/** Key of a free field in a flattened record: its code with a lower-case first letter (seen in code that calls the API). */
export const freeFieldKey = (code: string): string => code.charAt(0).toLowerCase() + code.slice(1);

/** Definition of a free field; members as code that calls the API reads them. */
export interface FreeFieldDefinition {
	volgorde: number;
	code: string;
	label: string;
	/** Values of this member are unknown; the sandbox uses the Dutch words of the user interface. */
	vrijveldTypeId: string;
	expressie: string | null;
	inactief: boolean;
	vertrouwelijk: boolean;
}

export interface FreeFields {
	/** Fields of a record with raw values as they are shown (assumptions A35, A64), and whether there is one. */
	of(
		path: string,
		id: string,
		choices: Choices,
		values?: ReadonlyMap<string, string>,
	): Array<FreeFieldDefinition & { data: string; hasValue: boolean }>;
	/** Stored values of a record by code. */
	values(id: string): ReadonlyMap<string, string>;
	/** The definitions of an entity's free fields that exist (assumption A80). */
	defined(path: string, choices: Choices): FreeFieldDefinition[];
	/** @param data raw JSON text @throws Error for an unknown code */
	set(id: string, code: string, data: string): void;
	/** `<record id>/<code>` to the raw value. */
	dump(choices: Choices): Map<string, string>;
}

const field = (
	volgorde: number,
	code: string,
	label: string,
	type: string,
	vertrouwelijk = false,
): FreeFieldDefinition => ({
	volgorde,
	code,
	label,
	vrijveldTypeId: type,
	expressie: null,
	inactief: false,
	vertrouwelijk,
});
// Its key is that of an ordinary member, so a flattened record has one name for two values.
const shared = field(4, 'Opmerking', 'Opmerking voor de docent', 'Tekst');
const ofPeople = [
	field(1, 'VrijveldDieet', 'Dieetwens', 'Tekst'),
	field(2, 'VrijveldPasGeldigTot', 'Pas geldig tot', 'Datum'),
	field(3, 'VrijveldMedisch', 'Medisch', 'Tekst', true),
	shared,
];
/** Every other entity has these. */
const ofOthers = [field(1, 'VrijveldKenmerk', 'Kenmerk', 'Tekst'), field(2, 'VrijveldIntern', 'Intern', 'Tekst', true)];
/** All definitions, for the list of them. */
export const everyDefinition: readonly FreeFieldDefinition[] = [...ofPeople, ...ofOthers].filter(
	(definition) => definition !== shared,
);
const everyCode = [...ofPeople, ...ofOthers].map(({ code }) => code);

/** Creates the free fields of all records; none has a value. */
export function createFreeFields(): FreeFields {
	const values = new Map<string, string>();
	const valuesOf = (id: string) =>
		new Map(
			everyCode.flatMap((code) => {
				const value = values.get(`${id}/${code}`);
				return value === undefined ? [] : [[code, value] as const];
			}),
		);
	const defined = (path: string, choices: Choices) =>
		(path === 'Personen' ? ofPeople : ofOthers).filter(
			(definition) => definition !== shared || choices.sharedName === 'shared',
		);
	return {
		defined,
		values: valuesOf,
		of: (path, id, choices, stored = valuesOf(id)) =>
			defined(path, choices)
				.filter((definition) => !(definition.vertrouwelijk && choices.confidential === 'omitted'))
				.map((definition) => {
					const raw = stored.get(definition.code) ?? 'null';
					return {
						...definition,
						hasValue: raw !== 'null',
						data:
							definition.vertrouwelijk && choices.confidential === 'null'
								? 'null'
								: freeDateShown(definition, raw, choices),
					};
				}),
		set(id, code, data) {
			if (!everyCode.includes(code)) throw new Error(`There is no free field ${code}`);
			values.set(`${id}/${code}`, data);
		},
		dump: (choices) =>
			new Map([...values].filter(([key]) => choices.sharedName === 'shared' || !key.endsWith(`/${shared.code}`))),
	};
}

const isDate = (definition: FreeFieldDefinition) => definition.vrijveldTypeId === 'Datum';

/** Assumption A64: how a date is shown. */
function freeDateShown(definition: FreeFieldDefinition, raw: string, { freeDateForm }: Choices): string {
	const match = isDate(definition) ? /^"(\d{4})-(\d\d)-(\d\d)"$/.exec(raw) : null;
	if (!match || freeDateForm === 'iso') return raw;
	return freeDateForm === 'midnight' ? `${raw.slice(0, -1)}T00:00:00"` : `"${match[3]}-${match[2]}-${match[1]}"`;
}

/** Assumption A64: what is stored for a text that was sent; undefined when it is no date to this Coachview. */
function freeDateRead(raw: string, { freeDateForm }: Choices): string | undefined {
	if (freeDateForm === 'midnight') return raw.replace(/T00:00:00"$/, '"');
	const match = freeDateForm === 'iso' ? null : /^"(\d\d)-(\d\d)-(\d{4})"$/.exec(raw);
	if (!match) return raw;
	const [day, month] = freeDateForm === 'swapped' ? [match[2]!, match[1]!] : [match[1]!, match[2]!];
	return Number(month) > 12 ? undefined : `"${match[3]}-${month}-${day}"`;
}

/** `GET {Entity}/Vrijevelden?where=recordId=<id>` (seen for three entities): an array of definition and data. */
export function registerFreeFields(app: FastifyInstance, world: World, { address, path, scopes }: Played): void {
	app.get(`${address}/Vrijevelden`, (request, reply) => {
		const caller = admit(request, reply, world, scopes.read);
		const query = readQuery(request.url, ['where', 'skip', 'take']);
		const { skip, take } = readPage(query, world.choices);
		const id = /^recordid=([0-9a-f-]{36})$/i.exec(query.get('where') ?? '')?.[1];
		if (id === undefined) throw new BadRequest('where must be recordId=<id>.');
		const record = caller.sample ? undefined : world.records.get(path)!.get(id, world.choices);
		const rows =
			record === undefined
				? []
				: world.freeFields
						.of(path, id.toLowerCase(), world.choices)
						.map(
							({ data, hasValue: _hasValue, ...definition }) =>
								`{"vrijveldDefinitie":${JSON.stringify(definition)},"data":${data}}`,
						);
		return reply.send(`[${rows.slice(skip, skip + take).join(',')}]`);
	});
}

/**
 * Takes flattened free fields out of a body (assumption A34), so that they are not treated as unknown members.
 * @param storedId of the stored record, undefined for a new one
 * @returns what to call, once the record is stored, to write the values
 */
export function takeFreeFields(
	body: RawObject,
	storedId: string | undefined,
	{ path, members, hasFreeFields }: Played,
	world: World,
): (id: string) => void {
	const found = new Map<string, string>();
	const errors: Record<string, string[]> = {};
	const { choices } = world;
	for (const definition of hasFreeFields ? world.freeFields.defined(path, choices) : []) {
		const { code } = definition;
		const key = freeFieldKey(code);
		// The name means the ordinary member here; what a write does to the free field of that name nobody knows.
		if (members.has(key)) continue;
		const raw = body.get(key);
		body.delete(key);
		if (raw === undefined) {
			if (choices.freeFieldWrite === 'erased' && storedId !== undefined) found.set(code, 'null');
		} else if (choices.freeFieldWrite === 'rejected') errors[key] = ['Free fields cannot be written here.'];
		else if (
			choices.freeFieldWrite === 'ignored' ||
			(raw === 'null' && definition.vertrouwelijk && choices.confidentialNull === 'keeps')
		)
			continue;
		else {
			const stored = isDate(definition) ? freeDateRead(raw, choices) : raw;
			if (stored === undefined) errors[key] = ['A date is expected.'];
			else found.set(code, stored);
		}
	}
	if (Object.keys(errors).length > 0) throw new BadRequest('One or more members are not valid.', errors);
	return (id) => found.forEach((raw, code) => world.freeFields.set(id, code, raw));
}
