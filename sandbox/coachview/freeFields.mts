import type { FastifyInstance } from 'fastify';
import type { Choices } from '../assumptions/register.mts';
import type { World } from '../world.mts';
import { admit } from './access.mts';
import { BadRequest } from './errors.mts';
import { freeFieldKey } from './fields.mts';
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
	definitions: FreeFieldDefinition[];
	/** Fields of a person with raw values; confidential ones under assumption A35. */
	of(personId: string, choices: Choices): Array<FreeFieldDefinition & { data: string }>;
	/** @param data raw JSON text @throws Error for an unknown code */
	set(personId: string, code: string, data: string): void;
	/** `<person id>/<code>` to the raw value. */
	dump(): Map<string, string>;
}

/** Creates the free fields of persons: one ordinary, one date and one confidential field are defined. */
export function createFreeFields(): FreeFields {
	const field = (volgorde: number, code: string, label: string, type: string, vertrouwelijk = false): FreeFieldDefinition => ({
		volgorde, code, label, vrijveldTypeId: type, expressie: null, inactief: false, vertrouwelijk,
	});
	const definitions = [
		field(1, 'VrijveldDieet', 'Dieetwens', 'Tekst'), field(2, 'VrijveldPasGeldigTot', 'Pas geldig tot', 'Datum'), field(3, 'VrijveldMedisch', 'Medisch', 'Tekst', true),
	];
	const values = new Map<string, string>();
	return {
		definitions,
		of: (personId, choices) => definitions
			.filter((definition) => !(definition.vertrouwelijk && choices.A35 === 'omitted'))
			.map((definition) => ({
				...definition,
				data: definition.vertrouwelijk && choices.A35 === 'null' ? 'null' : values.get(`${personId}/${definition.code}`) ?? 'null',
			})),
		set(personId, code, data) {
			if (!definitions.some((definition) => definition.code === code)) throw new Error(`There is no free field ${code}`);
			values.set(`${personId}/${code}`, data);
		},
		dump: () => new Map(values),
	};
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
		const rows = person === undefined ? [] : world.freeFields.of(id.toLowerCase(), world.choices).map(({ data, ...definition }) =>
			`{"vrijveldDefinitie":${JSON.stringify(definition)},"data":${data}}`);
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
	for (const { code } of world.freeFields.definitions) {
		const key = freeFieldKey(code);
		const raw = body.get(key);
		body.delete(key);
		if (raw === undefined) {
			if (world.choices.A34 === 'erased' && personId !== undefined) found.set(code, 'null');
		} else if (world.choices.A34 === 'rejected') errors[key] = ['Free fields cannot be written here.'];
		else if (world.choices.A34 !== 'ignored') found.set(code, raw);
	}
	if (Object.keys(errors).length > 0) throw new BadRequest('One or more members are not valid.', errors);
	return (id) => found.forEach((raw, code) => world.freeFields.set(id, code, raw));
}
