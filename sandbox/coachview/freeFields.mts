import type { FastifyInstance } from 'fastify';
import type { Choices } from '../assumptions/register.mts';
import type { World } from '../world.mts';
import { admit } from './access.mts';
import { BadRequest } from './errors.mts';
import { freeFieldKey, personFields } from './fields.mts';
import { readPage, readQuery } from './query.mts';
import type { RawObject } from './raw.mts';

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
	/** Fields of a person with raw values as they are shown (assumptions A35, A64), and whether there is one. */
	of(
		personId: string,
		choices: Choices,
		values?: ReadonlyMap<string, string>,
	): Array<FreeFieldDefinition & { data: string; hasValue: boolean }>;
	/** Stored values of a person by code. */
	values(personId: string): ReadonlyMap<string, string>;
	/** The definitions that exist (assumption A80). */
	defined(choices: Choices): FreeFieldDefinition[];
	/** @param data raw JSON text @throws Error for an unknown code */
	set(personId: string, code: string, data: string): void;
	/** `<person id>/<code>` to the raw value. */
	dump(choices: Choices): Map<string, string>;
}

/** Creates the free fields of persons: one ordinary, one date and one confidential field are defined. */
export function createFreeFields(): FreeFields {
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
	const definitions = [
		field(1, 'VrijveldDieet', 'Dieetwens', 'Tekst'),
		field(2, 'VrijveldPasGeldigTot', 'Pas geldig tot', 'Datum'),
		field(3, 'VrijveldMedisch', 'Medisch', 'Tekst', true),
	];
	// Its key is that of an ordinary member, so a flattened record has one name for two values.
	const shared = field(4, 'Opmerking', 'Opmerking voor de docent', 'Tekst');
	const values = new Map<string, string>();
	const exists = (definition: FreeFieldDefinition, choices: Choices) =>
		definition !== shared || choices.A80 === 'shared';
	const valuesOf = (personId: string) =>
		new Map(
			[...definitions, shared].flatMap(({ code }) => {
				const value = values.get(`${personId}/${code}`);
				return value === undefined ? [] : [[code, value] as const];
			}),
		);
	const defined = (choices: Choices) => [...definitions, shared].filter((definition) => exists(definition, choices));
	return {
		defined,
		values: valuesOf,
		of: (personId, choices, stored = valuesOf(personId)) =>
			defined(choices)
				.filter((definition) => !(definition.vertrouwelijk && choices.A35 === 'omitted'))
				.map((definition) => {
					const raw = stored.get(definition.code) ?? 'null';
					return {
						...definition,
						hasValue: raw !== 'null',
						data: definition.vertrouwelijk && choices.A35 === 'null' ? 'null' : freeDateShown(definition, raw, choices),
					};
				}),
		set(personId, code, data) {
			if (![...definitions, shared].some((definition) => definition.code === code))
				throw new Error(`There is no free field ${code}`);
			values.set(`${personId}/${code}`, data);
		},
		dump: (choices) =>
			new Map([...values].filter(([key]) => choices.A80 === 'shared' || !key.endsWith(`/${shared.code}`))),
	};
}

const isDate = (definition: FreeFieldDefinition) => definition.vrijveldTypeId === 'Datum';

/** Assumption A64: how a date is shown. */
function freeDateShown(definition: FreeFieldDefinition, raw: string, { A64 }: Choices): string {
	const match = isDate(definition) ? /^"(\d{4})-(\d\d)-(\d\d)"$/.exec(raw) : null;
	if (!match || A64 === 'iso') return raw;
	return A64 === 'midnight' ? `${raw.slice(0, -1)}T00:00:00"` : `"${match[3]}-${match[2]}-${match[1]}"`;
}

/** Assumption A64: what is stored for a text that was sent; undefined when it is no date to this Coachview. */
function freeDateRead(raw: string, { A64 }: Choices): string | undefined {
	if (A64 === 'midnight') return raw.replace(/T00:00:00"$/, '"');
	const match = A64 === 'iso' ? null : /^"(\d\d)-(\d\d)-(\d{4})"$/.exec(raw);
	if (!match) return raw;
	const [day, month] = A64 === 'swapped' ? [match[2]!, match[1]!] : [match[1]!, match[2]!];
	return Number(month) > 12 ? undefined : `"${match[3]}-${month}-${day}"`;
}

/** `GET Personen/Vrijevelden?where=recordId=<id>` (by analogy with three sister paths): an array of definition and data. */
export function registerFreeFields(app: FastifyInstance, world: World): void {
	app.get('/api/v1/Personen/Vrijevelden', (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Lezen');
		const query = readQuery(request.url, ['where', 'skip', 'take']);
		const { skip, take } = readPage(query, world.choices);
		const id = /^recordid=([0-9a-f-]{36})$/i.exec(query.get('where') ?? '')?.[1];
		if (id === undefined) throw new BadRequest('where must be recordId=<id>.');
		const person = caller.sample ? undefined : world.people.get(id, world.choices);
		const rows =
			person === undefined
				? []
				: world.freeFields
						.of(id.toLowerCase(), world.choices)
						.map(
							({ data, hasValue: _hasValue, ...definition }) =>
								`{"vrijveldDefinitie":${JSON.stringify(definition)},"data":${data}}`,
						);
		return reply.send(`[${rows.slice(skip, skip + take).join(',')}]`);
	});
}

/**
 * Takes flattened free fields out of a body (assumption A34), so that they are not treated as unknown members.
 * @param personId of the stored person, undefined for a new one
 * @returns what to call, once the person is stored, to write the values
 */
export function takeFreeFields(body: RawObject, personId: string | undefined, world: World): (id: string) => void {
	const found = new Map<string, string>();
	const errors: Record<string, string[]> = {};
	const { choices } = world;
	for (const definition of world.freeFields.defined(choices)) {
		const { code } = definition;
		const key = freeFieldKey(code);
		// The name means the ordinary member here; what a write does to the free field of that name nobody knows.
		if (personFields.has(key)) continue;
		const raw = body.get(key);
		body.delete(key);
		if (raw === undefined) {
			if (choices.A34 === 'erased' && personId !== undefined) found.set(code, 'null');
		} else if (choices.A34 === 'rejected') errors[key] = ['Free fields cannot be written here.'];
		else if (choices.A34 === 'ignored' || (raw === 'null' && definition.vertrouwelijk && choices.A57 === 'keeps'))
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
