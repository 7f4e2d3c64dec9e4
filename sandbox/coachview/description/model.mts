import type { FieldKind } from '../../../nodes/Coachview/entities/entity.ts';
import type { World } from '../../world.mts';
import { takes, type Played } from '../entities.mts';

/** What a member is called in a schema. */
export type Type = 'boolean' | 'date' | 'dateTime' | 'decimal' | 'integer' | 'object' | 'string' | 'uuid';

export interface ModelMember {
	type: Type;
	values?: readonly string[];
	/** Members of an object; without them it refers to the model of another entity, or is opaque. */
	lines?: Map<string, ModelMember>;
	/** Path of the entity that a related record belongs to. */
	refersTo?: string;
	readOnly?: true;
	required?: true;
	/** For yes and no: whether there is a third answer. Everything else may be null unless it is required. */
	threeState?: true;
}

export type ModelCall = 'DELETE' | 'GET' | 'GET list' | 'PATCH' | 'POST' | 'PUT';

/** What a description says of one entity, before it takes a form. */
export interface Model {
	path: string;
	calls: Set<ModelCall>;
	members: Map<string, ModelMember>;
	listParameters: Map<string, Type>;
	idParameters: Map<string, Type>;
	scopes: Set<string>;
	hasFreeFields: boolean;
	/** Members of a POST that has a form of its own. */
	sends?: readonly string[];
}

const types: Readonly<Record<FieldKind, Type>> = {
	text: 'string',
	place: 'string',
	email: 'string',
	choice: 'string',
	id: 'uuid',
	date: 'date',
	birthDate: 'date',
	dateTime: 'dateTime',
	boolean: 'boolean',
	number: 'decimal',
	group: 'object',
};

const text: ModelMember = { type: 'string' };
const paging: ReadonlyArray<[string, Type]> = [
	['Where', 'string'],
	['OrderBy', 'string'],
	['Skip', 'integer'],
	['Take', 'integer'],
];
const flags: ReadonlyArray<[string, Type]> = [
	['InclusiefDirecteRelaties', 'boolean'],
	['InclusiefExtraVelden', 'boolean'],
];

/** Everything that this Coachview plays, as its rules and the assumptions have it at this moment. */
export function modelsOf(world: World): Model[] {
	const played = world.played.filter(({ own }) => !own.isAbsent?.(world.choices));
	return [...played.map((one) => modelOf(one, world)), categoryLinks(world)];
}

function modelOf(played: Played, { choices }: World): Model {
	const { path, scopes, hasFreeFields } = played;
	const calls = new Set<ModelCall>(['GET list', 'GET']);
	for (const change of ['post', 'put', 'patch', 'delete'] as const)
		if (takes(played, change, choices)) calls.add(change.toUpperCase() as ModelCall);
	const flagsHere = hasFreeFields ? [...flags, ['InclusiefVrijevelden', 'boolean'] as const] : flags;
	return {
		path,
		calls,
		members: membersOf(played, choices),
		listParameters: new Map([...filtersOf(played), ...paging, ['Count', 'boolean'], ...flagsHere]),
		// Assumption A13.
		idParameters: new Map(choices.flagsById === 'yes' ? flagsHere : []),
		scopes: new Set([scopes.read, scopes.write]),
		hasFreeFields,
		...(played.own.sends && { sends: played.own.sends }),
	};
}

/** Filters with a parameter of their own. */
const filtersOf = ({ own, members }: Played): Array<[string, Type]> =>
	Object.values(own.parameters ?? {}).map((member) => [
		member.charAt(0).toUpperCase() + member.slice(1),
		types[members.get(member) ?? 'text'],
	]);

function membersOf(played: Played, choices: World['choices']): Model['members'] {
	const { own, groups, values, threeState } = played;
	const required = [...played.required, ...(own.required?.(choices) ?? [])];
	const closed = own.closed?.(choices) ?? {};
	const open = Object.keys(own.values ?? {});
	const member = (name: string, kind: FieldKind): ModelMember => {
		// Assumption A29: what takes any text is no enumeration to the server that describes it.
		const isOpen = choices.enumerations === 'anyText' && open.includes(name);
		const codes = closed[name] ?? (isOpen ? undefined : values.get(name));
		// Assumption A63: a date that is shown with a time is a DateTime to the server that describes it.
		const shape = types[kind] === 'date' && choices.dateForm !== 'date' ? 'dateTime' : types[kind];
		const type = closed[name] ? 'string' : shape;
		const lines = groups.get(name);
		return {
			type,
			...(codes && { values: codes }),
			...(lines && { lines: linesOf(lines) }),
			...(required.includes(name) && { required: true }),
			...(type === 'boolean' && threeState.has(name) && { threeState: true }),
		};
	};
	const shown = (made: ModelMember): ModelMember => ({ ...made, readOnly: true });
	return new Map([
		...[...played.members].map(([name, kind]): [string, ModelMember] => [
			name,
			name === 'id' ? shown(member(name, kind)) : member(name, kind),
		]),
		...[...played.calculated].map(([name, kind]): [string, ModelMember] => [name, shown(member(name, kind))]),
		...Object.keys(own.workedOut ?? {}).map((name): [string, ModelMember] => [name, shown(text)]),
		...played.relations.map(({ name, path }): [string, ModelMember] => [
			name,
			shown({ type: 'object', ...(path !== undefined && { refersTo: path }) }),
		]),
		['auditTrail', shown({ type: 'object', lines: new Map(auditTrail) })],
	]);
}

const auditTrail: ReadonlyArray<[string, ModelMember]> = [
	['aangemaaktDatumTijd', { type: 'dateTime' }],
	['aangemaaktDoor', text],
	['gewijzigdDatumTijd', { type: 'dateTime' }],
	['gewijzigdDoor', text],
	['etag', { type: 'integer' }],
];

/** An address also shows its country as a related record. */
function linesOf(lines: readonly string[]): Map<string, ModelMember> {
	const land: Array<[string, ModelMember]> = lines.includes('landCode')
		? [['land', { type: 'object', readOnly: true }]]
		: [];
	return new Map([...lines.map((name): [string, ModelMember] => [name, text]), ...land]);
}

/** Persoonscategorieen, which has routes of its own (assumptions A32, A33 and A93). */
function categoryLinks({ choices }: World): Model {
	const link: Array<[string, ModelMember]> = [
		['id', { type: 'uuid', readOnly: true }],
		['persoonId', { type: 'uuid', required: true }],
		['categorieId', { type: 'uuid', required: true }],
		['persoon', { type: 'object', refersTo: 'Personen', readOnly: true }],
	];
	const naam: [string, ModelMember] = ['naam', { type: 'string', readOnly: true }];
	const areLinks = choices.categoryRows === 'links';
	const calls: Array<[ModelCall, boolean]> = [
		['GET list', true],
		['GET', areLinks],
		['POST', choices.givingCategory === 'post'],
		['DELETE', areLinks && choices.takingCategory === 'delete'],
	];
	return {
		path: 'Persoonscategorieen',
		calls: new Set(calls.flatMap(([call, isThere]) => (isThere ? [call] : []))),
		members: new Map(areLinks ? [...link, naam] : [naam]),
		listParameters: new Map<string, Type>([['PersoonId', 'uuid'], ...paging, ['Count', 'boolean'], ...flags]),
		idParameters: new Map(flags),
		scopes: new Set(['Persoonscategorieen.Lezen', 'Persoonscategorieen.Schrijven']),
		hasFreeFields: false,
	};
}
