import type { INodeProperties } from 'n8n-workflow';
import { readEquality } from '../../domain/query/conditions';
import { conditionsOf, type Equality } from '../../domain/query/equalities';
import { birthFields } from '../../domain/query/sift';
import { checkPeriod, readDay } from '../../domain/query/period';
import { buildWhere, changedBetween } from '../../domain/query/where';
import { invalidInput } from '../../domain/settings/invalid';
import { readText, readYesNo } from '../../domain/settings/readers';
import type { Entity, Field } from '../../entities/entity';
import type { ListWish } from '../../transport/paging';
import type { Task } from '../operation';
import { oneOf } from '../words';
import { readConditions } from './conditions';
import { fieldProperty } from './kinds';
import { collection } from './parameter';
import { GUID } from './picker';

const CHANGED_FROM: INodeProperties = {
	displayName: 'Changed From',
	name: 'changedFrom',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	description: 'First day on which the record was created or changed. Without Changed To the period ends today.',
};

const CHANGED_TO: INodeProperties = {
	displayName: 'Changed To',
	name: 'changedTo',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	description:
		'Last day on which the record was created or changed, inclusive. Without Changed From the period has no beginning.',
};

export const WHERE: INodeProperties = {
	displayName: 'Where',
	name: 'where',
	type: 'string',
	default: '',
	placeholder: 'e.g. adres.plaats=Utrecht',
	description: "Further conditions in Coachview's own form: field, operator, value; several joined with ; (AND)",
};

const BIRTH_DATA_MISSING: INodeProperties = {
	displayName: 'Birth Data Missing',
	name: 'birthDataMissing',
	type: 'boolean',
	default: true,
	description:
		'Whether to return only people whose date or place of birth is missing, or only those who have both. Checked in n8n: with a limit, too, people are read until enough fit.',
};

const IDS: INodeProperties = {
	displayName: 'IDs',
	name: 'ids',
	type: 'string',
	default: '',
	description: 'Only the records with these IDs: a list, or a text with commas; at most 100',
};

const ID_FIELD: Equality['field'] = { name: 'id', label: IDS.displayName, kind: 'id' };
const WHOLE_GUID = new RegExp(`^${GUID}$`, 'i');

export const HAS_CATEGORY: INodeProperties = {
	displayName: 'Has Category',
	name: 'hasCategory',
	type: 'string',
	default: '',
};

/** A day before Coachview had any records. */
const BEGINNING = '2000-01-01';

/** One filter for each field that can be filtered by. */
export function fieldFilters(entity: Entity): INodeProperties[] {
	return filterFields(entity).map((field) => fieldProperty(field, describe(entity, field)));
}

/** @returns what the filters for fields ask for; @throws Fault `invalidInput` for whatever cannot be read */
export function readEqualities(entity: Entity, given: { [filter: string]: unknown }): Equality[] {
	return filterFields(entity)
		.filter(({ name }) => name in given)
		.map((field) => readEquality(field, given[field.name]));
}

/** One filter for each field that can be filtered by, the period of change, and Coachview's own form. */
export function filters(entity: Entity): INodeProperties {
	const options = [
		...fieldFilters(entity),
		...(entity.changed === undefined ? [] : [CHANGED_FROM, CHANGED_TO]),
		...(birthFields(entity).length === 0 ? [] : [BIRTH_DATA_MISSING]),
		...(entity.categories === undefined ? [] : [hasCategory(entity.words.one, entity.categories)]),
		IDS,
		WHERE,
	];
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/**
 * @param today `YYYY-MM-DD`, the end of a period that has none
 * @throws Fault `invalidInput` for whatever cannot be read, a filter that is there but empty included: without it the
 *         list would be another one than meant
 */
export function readFilters(
	task: Task,
	entity: Entity,
	today: string,
): Pick<ListWish, 'where' | 'parameters' | 'equalities' | 'from' | 'to'> {
	const given = collection(task.context, 'filters', 'Filters', task.item);
	const equalities = readEqualities(entity, given);
	const asked = [
		...equalities,
		...(IDS.name in given ? [readIds(given[IDS.name])] : []),
		...readConditions(task, entity),
	];
	const day = ({ name, displayName }: INodeProperties) => (name in given ? readDay(given[name], displayName) : '');
	const [from, to] = [day(CHANGED_FROM), day(CHANGED_TO)];
	checkPeriod(from, to);
	const named = conditionsOf(
		asked.filter(({ field: { parameter }, operator }) => parameter === undefined || operator !== undefined),
	);
	const parameters = Object.fromEntries(
		equalities.flatMap(({ field: { parameter }, value }) => (parameter === undefined ? [] : [[parameter, value]])),
	);
	const where = [
		...(named.length > 0 ? [buildWhere(named)] : []),
		...(from !== '' || to !== '' ? [changedBetween(from || BEGINNING, to || latest(from, today))] : []),
		...(WHERE.name in given ? [readText(given[WHERE.name], WHERE.displayName)] : []),
	].join(';');
	return { where, parameters, equalities: asked, from, to };
}

/**
 * @returns the conditions that only can be checked in n8n: whether birth data is missing, and the category; undefined for those
 *          that are not asked for
 * @throws Fault `invalidInput` for what cannot be read
 */
export function readSifting({ context, item }: Task): { birthDataMissing?: boolean; category?: string } {
	const given = collection(context, 'filters', 'Filters', item);
	const { name, displayName } = BIRTH_DATA_MISSING;
	return {
		...(name in given && { birthDataMissing: readYesNo(given[name], displayName) }),
		...(HAS_CATEGORY.name in given && { category: readText(given[HAS_CATEGORY.name], HAS_CATEGORY.displayName) }),
	};
}

function hasCategory(one: string, { path }: NonNullable<Entity['categories']>): INodeProperties {
	return {
		...HAS_CATEGORY,
		description: `Exactly this name of a ${one} category. Takes the scope ${path}.Lezen.`,
	};
}

function filterFields({ fields }: Entity): Field[] {
	return fields.filter(({ filter }) => filter);
}

function readIds(given: unknown): Equality {
	const equality = readEquality(ID_FIELD, given);
	const { value, anyOf = [value] } = equality;
	if (!anyOf.every((id) => WHOLE_GUID.test(id)))
		throw invalidInput(
			IDS.displayName,
			'has an entry that is not an ID of Coachview',
			'An ID looks like 3f2504e0-4f89-41d3-9a0c-0305e82c3301.',
		);
	return equality;
}

function describe(entity: Entity, { kind, label, name, parameter }: Field): string {
	if (kind === 'boolean') return `Whether to return only ${entity.words.many} with a yes here, or only those with a no`;
	const partners = entity.lookUps
		.filter(({ fields }) => fields.length > 1 && fields.at(-1) === name)
		.flatMap(({ fields }) => fields.slice(0, -1))
		.map((other) => entity.fields.find((field) => field.name === other)?.label ?? other);
	const exactly = `Exactly this ${label}${parameter === undefined && (kind === 'id' || kind === 'choice') ? ', or one of several with commas' : ''}`;
	return partners.length === 0
		? exactly
		: `${exactly}. Give ${oneOf(partners)} as well: the same one may exist in several source systems.`;
}

function latest(a: string, b: string): string {
	return a > b ? a : b;
}
