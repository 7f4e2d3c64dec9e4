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

/** The calls that the table takes for existing, with the best grade of the verbs that make them. */
export function callsOf({
	verbs,
	specials = [],
}: Pick<Entity, 'verbs'> & Partial<Pick<Entity, 'specials'>>): Map<Call, Grade> {
	const order: readonly Grade[] = ['documented', 'seen', 'inferred', 'unconfirmed'];
	const calls = new Map<Call, Grade>();
	// An operation of its own may do what a verb does: a web request is created by one.
	const named = specials.map(({ value, grade }): [string, Grade] => [value, grade]);
	for (const grade of order)
		for (const [verb, own] of [...Object.entries(verbs), ...named] as Array<[Verb, Grade]>)
			if (own === grade) (made[verb] ?? []).forEach((call) => calls.set(call, calls.get(call) ?? grade));
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
