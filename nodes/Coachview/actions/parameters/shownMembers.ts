import type { INodeProperties } from 'n8n-workflow';
import { readYesNo } from '../../domain/settings/readers';
import type { Entity, Field } from '../../entities/entity';
import type { GivenOptions } from './parameter';

/** Flags of Coachview's queries, which show members that a plain read leaves out (seen in third-party code). */
type Flags = { [flag: string]: 'true' };

/**
 * One kind of members that come on request. Simplify has its own idea of what is shown. Which entities have related records and
 * members that Coachview works out is known of few, so that these are offered for all (the flags: seen in third-party code).
 */
interface OnRequest {
	flag: string;
	option: INodeProperties;
	has(entity: Entity): boolean;
}

const withoutSimplify = { show: { '/simplify': [false] } };

const RELATED: OnRequest = {
	flag: 'InclusiefDirecteRelaties',
	option: {
		displayName: 'Related Records',
		name: 'includeRelations',
		type: 'boolean',
		default: false,
		displayOptions: withoutSimplify,
		description: 'Whether to show the records that an ID in this one leads to (InclusiefDirecteRelaties)',
	},
	has: () => true,
};

const CALCULATED: OnRequest = {
	flag: 'InclusiefExtraVelden',
	option: {
		displayName: 'Extra Fields',
		name: 'includeExtraFields',
		type: 'boolean',
		default: false,
		displayOptions: withoutSimplify,
		description: 'Whether to show what Coachview works out, such as start and end of a course (InclusiefExtraVelden)',
	},
	has: () => true,
};

const FREE: OnRequest = {
	flag: 'InclusiefVrijevelden',
	option: {
		displayName: 'Free Fields',
		name: 'includeFreeFields',
		type: 'boolean',
		default: false,
		displayOptions: withoutSimplify,
		description: 'Whether to show free fields (InclusiefVrijevelden)',
	},
	has: ({ freeFields }) => freeFields === 'flattened',
};

/** A whole record shows everything but related records anyway; a list shows nothing without its flag. */
const OF_ONE: readonly OnRequest[] = [RELATED];
const OF_LISTS: readonly OnRequest[] = [RELATED, CALCULATED, FREE];

/** @returns the options of Get that the entity has a use for */
export function shownOfOne(entity: Entity): INodeProperties[] {
	return optionsFor(OF_ONE, entity);
}

/** @returns the options of Get Many that the entity has a use for */
export function shownInLists(entity: Entity): INodeProperties[] {
	return optionsFor(OF_LISTS, entity);
}

/** @returns flags for one record, beside those of a whole read; @throws Fault `invalidInput` naming the option */
export function readShownOfOne(options: GivenOptions): Flags {
	return flagsOf(OF_ONE, options);
}

/** @returns flags for the rows of a list; @throws Fault `invalidInput` naming the option */
export function readShownInLists(options: GivenOptions): Flags {
	return flagsOf(OF_LISTS, options);
}

/** @returns flags without which a simplified record would have empty columns */
export function simpleFlags({ simple, fields }: Entity): Flags {
	const isCalculated = fields.some(({ name, calculated }) => calculated && simple.includes(name));
	return isCalculated ? { [CALCULATED.flag]: 'true' } : {};
}

/** @returns flags without which a row would not show what it is checked by */
export function flagsToAsk(fields: ReadonlyArray<Pick<Field, 'calculated'>>): Flags {
	return fields.some(({ calculated }) => calculated) ? { [CALCULATED.flag]: 'true' } : {};
}

function optionsFor(members: readonly OnRequest[], entity: Entity): INodeProperties[] {
	return members.filter(({ has }) => has(entity)).map(({ option }) => option);
}

function flagsOf(members: readonly OnRequest[], options: GivenOptions): Flags {
	const wanted = members.filter(({ option: { name, displayName } }) =>
		readYesNo(options[name], displayName, { fallback: false }),
	);
	return Object.fromEntries(wanted.map(({ flag }) => [flag, 'true' as const]));
}
