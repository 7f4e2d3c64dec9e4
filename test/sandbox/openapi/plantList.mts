import type { Entity, Field } from '../../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import type { Model, ModelCall, ModelMember, Type } from '../../../sandbox/coachview/description/model.mts';
import { keyOf, writesAnything, type Expected } from './stage.mts';

// By hand, and without any of the reader's tables: what a person would expect of each planted difference.

type Aspect = Parameters<typeof keyOf>[0]['aspect'];
const wrong = (aspect: Aspect, path: string, name: string) => keyOf({ verdict: 'wrong', aspect, path, name });
const lacks = (aspect: Aspect, path: string, name: string) => keyOf({ verdict: 'lacks', aspect, path, name });

const entityAt = (path: string) => ENTITIES.find((entity) => entity.path === path)!;

/** Differences of fields: each field of the table in every way that it can differ. */
export function fieldPlants({ path, members, calls, sends }: Model): Expected[] {
	const entity = entityAt(path);
	// What makes a record in a form of its own says nothing of fields.
	const isSent = !sends && (calls.has('POST') || calls.has('PUT'));
	return entity.fields
		.filter(({ name }) => members.has(name))
		.flatMap((field) => [
			...namePlants(path, field.name),
			...typePlants(path, field),
			...statePlants(path, field),
			...(isSent ? writingPlants(entity, field, members.get(field.name)!) : []),
			...(field.members ?? []).flatMap(({ name }) => linePlants(path, `${field.name}.${name}`)),
		]);
}

function namePlants(path: string, name: string): Expected[] {
	return [
		{ plant: { plant: 'removeMember', path, name }, finds: [wrong('member', path, name)] },
		{
			plant: { plant: 'renameMember', path, name, to: `${name}Nieuw` },
			finds: [wrong('member', path, name), lacks('member', path, `${name}Nieuw`)],
		},
		{
			plant: { plant: 'renameMember', path, name, to: name.toUpperCase() },
			finds: [wrong('spelling', path, name)],
			asWritten: true,
		},
	];
}

function typePlants(path: string, { name, kind, values }: Field): Expected[] {
	const others: Type[] = kind === 'boolean' ? ['string', 'integer'] : ['boolean'];
	if (kind === 'date' || kind === 'birthDate') others.push('dateTime', 'string');
	if (kind === 'dateTime') others.push('date', 'string');
	if (kind === 'id') others.push('integer', 'string');
	if (kind === 'text') others.push('uuid', 'object', 'date');
	if (kind === 'number') others.push('string');
	const isText = ['text', 'email', 'place', 'choice'].includes(kind);
	return [
		...others.map(
			(type): Expected => ({ plant: { plant: 'retype', path, name, type }, finds: [wrong('type', path, name)] }),
		),
		...(isText
			? [
					{
						plant: { plant: 'addValue' as const, path, name, value: 'Anders' },
						finds: [lacks('value', path, `${name}: Anders`)],
					},
				]
			: []),
		// A list of codes without any says nothing.
		...(values && values.length > 1 ? values : []).map((value) => ({
			plant: { plant: 'removeValue' as const, path, name, value },
			finds: [wrong('value', path, `${name}: ${value}`)],
		})),
	];
}

/** Yes, no and not yet marked. */
function statePlants(path: string, { name, kind, threeState }: Field): Expected[] {
	if (kind !== 'boolean') return [];
	return [
		threeState
			? { plant: { plant: 'forbidNull', path, name }, finds: [wrong('state', path, name)] }
			: { plant: { plant: 'allowNull', path, name }, finds: [lacks('state', path, name)] },
	];
}

function writingPlants(entity: Entity, { name, required }: Field, member: ModelMember): Expected[] {
	const { path } = entity;
	if (!writesAnything(entity)) return [];
	if (member.readOnly) return [{ plant: { plant: 'unlock', path, name }, finds: [wrong('writing', path, name)] }];
	return [
		member.required
			? { plant: { plant: 'unrequire', path, name }, finds: [wrong('required', path, name)] }
			: { plant: { plant: 'require', path, name }, finds: [lacks('required', path, name)] },
		{
			plant: { plant: 'lock', path, name },
			finds: [wrong('writing', path, name), ...(required ? [wrong('required', path, name)] : [])],
		},
	];
}

/** Members of a group. */
function linePlants(path: string, name: string): Expected[] {
	const [group, line] = name.split('.') as [string, string];
	return [
		{ plant: { plant: 'removeMember', path, name }, finds: [wrong('member', path, name)] },
		{
			plant: { plant: 'renameMember', path, name, to: `${line}Nieuw` },
			finds: [wrong('member', path, name), lacks('member', path, `${name}Nieuw`)],
		},
		{ plant: { plant: 'retype', path, name, type: 'integer' }, finds: [wrong('type', path, name)] },
		{
			plant: { plant: 'addMember', path, name: `${group}.extra${line}`, type: 'string' },
			finds: [lacks('member', path, `${group}.extra${line}`)],
		},
	];
}

/** Differences that are no single field's: members of no field, query parameters, scopes. */
export function otherPlants({ path, listParameters, idParameters, scopes }: Model): Expected[] {
	const entity = entityAt(path);
	const sides = [
		['GET list', listParameters, {}],
		['GET', idParameters, { byId: true }],
	] as const;
	const byParameter = entity.fields.flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter]));
	const inTable = new Map([
		['Where', 'where'],
		['OrderBy', 'orderby'],
		['Skip', 'skip'],
		['Take', 'take'],
	]);
	return [
		...(['string', 'integer', 'date', 'uuid', 'object'] as const).map((type): Expected => {
			const name = `nieuw${type}`;
			return { plant: { plant: 'addMember', path, name, type }, finds: [lacks('member', path, name)] };
		}),
		...sides.flatMap(([call, parameters, side]) =>
			parameters.size === 0
				? []
				: [
						...[...parameters.keys()].flatMap((name): Expected[] => {
							const finds = [wrong('parameter', path, `${call} ${inTable.get(name) ?? name}`)];
							return [
								{ plant: { plant: 'removeParameter', path, name, ...side }, finds },
								{
									plant: {
										plant: 'retypeParameter',
										path,
										name,
										type: byParameter.includes(name) ? 'date' : 'uuid',
										...side,
									},
									finds,
								},
							];
						}),
						{
							plant: { plant: 'addParameter' as const, path, name: 'Zoekterm', type: 'string' as const, ...side },
							finds: [lacks('parameter', path, `${call} Zoekterm`)],
						},
					],
		),
		{ plant: { plant: 'addScope', path, name: `${path}.Beheer` }, finds: [lacks('scope', '', `${path}.Beheer`)] },
		...[...scopes]
			.filter(
				(scope) =>
					scope === entity.scopes.read ||
					Object.keys(entity.verbs).some((verb) => !verb.startsWith('get')) ||
					entity.specials.some(({ value }) => value === 'create'),
			)
			.map((name) => ({ plant: { plant: 'removeScope' as const, path, name }, finds: [wrong('scope', path, name)] })),
	];
}

const everyCall: ModelCall[] = ['GET list', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Calls that come and go; a call that is gone takes its parameters along. */
export function callPlants({ path, calls }: Model): Expected[] {
	return everyCall.map(
		(name): Expected =>
			calls.has(name)
				? {
						plant: { plant: 'removeCall', path, name },
						finds: [wrong('call', path, name)],
						hides: (key) => key.includes(`parameter | ${path} | ${name} `),
					}
				: { plant: { plant: 'addCall', path, name }, finds: [lacks('call', path, name)] },
	);
}

/** Entities that come and go. */
export function entityPlants({ path }: Model): Expected[] {
	const hides = (key: string) => key.includes(` | ${path} | `);
	return [
		{ plant: { plant: 'removeEntity', path }, finds: [wrong('entity', path, '')], hides },
		{
			plant: { plant: 'renameEntity', path, to: `${path}Nieuw` },
			finds: [wrong('entity', path, ''), lacks('entity', `${path}Nieuw`, '')],
			hides,
		},
		{ plant: { plant: 'renameEntity', path, to: path.toLowerCase() }, finds: [wrong('spelling', path, '')] },
		{ plant: { plant: 'addEntity', path: `${path}Extra` }, finds: [lacks('entity', `${path}Extra`, '')] },
	];
}
