import type { Entity, FieldKind, Grade, Verb } from '../../nodes/Coachview/entities/entity.ts';
import type { Call } from './described.mts';
import type { Form } from './schema.mts';

/** What a kind of field holds in JSON. */
export const forms: Readonly<Record<FieldKind, Form>> = {
	text: 'text',
	place: 'text',
	email: 'text',
	choice: 'text',
	number: 'number',
	boolean: 'boolean',
	date: 'date',
	birthDate: 'date',
	dateTime: 'dateTime',
	id: 'id',
	group: 'object',
};

/** The kind that a draft gives a described member. */
export const kinds: Readonly<Record<Form, FieldKind>> = {
	any: 'text',
	text: 'text',
	number: 'number',
	boolean: 'boolean',
	date: 'date',
	dateTime: 'dateTime',
	id: 'id',
	list: 'text',
	object: 'group',
};

/** What a form is called in the report. */
export const words: Readonly<Record<Form, string>> = {
	any: 'not said',
	text: 'a text',
	number: 'a number',
	boolean: 'yes or no',
	date: 'a date',
	dateTime: 'a date with a time',
	id: 'an id',
	list: 'a list',
	object: 'an object',
};

/** The calls that a verb of the table makes. */
const made: Readonly<Record<Verb, readonly Call[]>> = {
	getMany: ['GET list'],
	get: ['GET'],
	create: ['POST'],
	upsert: ['POST', 'PUT'],
	update: ['PUT'],
	replace: ['PUT'],
	delete: ['DELETE'],
};

/** An operation of its own that stands for a verb, such as the creation of a web request. */
const ownVerbs = ({ specials }: Entity): Array<[Verb, Grade]> =>
	specials.flatMap(
		({ value, grade }): Array<[Verb, Grade]> => (Object.hasOwn(made, value) ? [[value as Verb, grade]] : []),
	);

/** Whether what is sent to make a record has a form of its own, and is no record. */
export const createsByItself = (entity: Entity): boolean => ownVerbs(entity).some(([verb]) => verb === 'create');

/** The calls that the table takes for existing, with the best grade of the verbs that make them. */
export function callsOf(entity: Entity): Map<Call, Grade> {
	const order: readonly Grade[] = ['documented', 'seen', 'inferred', 'unconfirmed'];
	const calls = new Map<Call, Grade>();
	for (const grade of order)
		for (const [verb, own] of [...(Object.entries(entity.verbs) as Array<[Verb, Grade]>), ...ownVerbs(entity)])
			if (own === grade) made[verb].forEach((call) => calls.set(call, calls.get(call) ?? grade));
	return calls;
}

const flags: Readonly<Record<string, Form>> = { InclusiefDirecteRelaties: 'boolean', InclusiefExtraVelden: 'boolean' };
const freeFlag: Readonly<Record<string, Form>> = { InclusiefVrijevelden: 'boolean' };
const paging: Readonly<Record<string, Form>> = { where: 'text', orderby: 'text', skip: 'number', take: 'number' };

/** Query parameters that the nodes send, and Count, of which the register holds a guess (assumption A12). */
export function expectedParameters({ freeFields, fields }: Entity, call: 'GET' | 'GET list'): Array<[string, Form]> {
	const filters = fields.flatMap(
		({ parameter, kind }): Array<[string, Form]> =>
			parameter === undefined || call === 'GET' ? [] : [[parameter, forms[kind]]],
	);
	const common = Object.entries({
		...(call === 'GET list' && { ...paging, Count: 'boolean' as const }),
		...flags,
		...(freeFields !== 'none' && freeFlag),
	});
	return [...filters, ...common];
}
