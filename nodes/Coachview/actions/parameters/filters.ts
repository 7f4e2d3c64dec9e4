import type { INodeProperties } from 'n8n-workflow';
import { conditionsOf, type Equality } from '../../domain/query/equalities';
import { checkPeriod, readDay } from '../../domain/query/period';
import { buildWhere, changedBetween } from '../../domain/query/where';
import { readText, readYesNo } from '../../domain/settings/readers';
import type { Entity, Field } from '../../entities/entity';
import type { ListWish } from '../../transport/paging';
import type { Task } from '../operation';
import { oneOf } from '../words';
import { fieldProperty } from './kinds';
import { collection } from './parameter';

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

const WHERE: INodeProperties = {
	displayName: 'Where',
	name: 'where',
	type: 'string',
	default: '',
	placeholder: 'e.g. adres.plaats=Utrecht',
	description: "Further conditions in Coachview's own form: field, operator, value; several joined with ; (AND)",
};

/** A day before Coachview had any records. */
const BEGINNING = '2000-01-01';

/** One filter for each field that can be filtered by, the period of change, and Coachview's own form. */
export function filters(entity: Entity): INodeProperties {
	const options = [
		...filterFields(entity).map((field) => fieldProperty(field, describe(entity, field))),
		...(entity.changed === undefined ? [] : [CHANGED_FROM, CHANGED_TO]),
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
	{ context, item }: Task,
	entity: Entity,
	today: string,
): Pick<ListWish, 'where' | 'equalities' | 'from' | 'to'> {
	const given = collection(context, 'filters', 'Filters', item);
	const equalities = filterFields(entity)
		.filter(({ name }) => name in given)
		.map((field): Equality => ({ field, value: readValue(field, given[field.name]) }));
	const day = ({ name, displayName }: INodeProperties) => (name in given ? readDay(given[name], displayName) : '');
	const [from, to] = [day(CHANGED_FROM), day(CHANGED_TO)];
	checkPeriod(from, to);
	const where = [
		...(equalities.length > 0 ? [buildWhere(conditionsOf(equalities))] : []),
		...(from !== '' || to !== '' ? [changedBetween(from || BEGINNING, to || latest(from, today))] : []),
		...(WHERE.name in given ? [readText(given[WHERE.name], WHERE.displayName)] : []),
	].join(';');
	return { where, equalities, from, to };
}

function filterFields({ fields }: Entity): Field[] {
	return fields.filter(({ filter }) => filter);
}

function readValue({ kind, label }: Field, value: unknown): string {
	return kind === 'boolean' ? String(readYesNo(value, label)) : readText(value, label);
}

function describe(entity: Entity, { kind, label, name }: Field): string {
	if (kind === 'boolean') return `Whether to return only ${entity.words.many} with a yes here, or only those with a no`;
	const partners = entity.lookUps
		.filter(({ fields }) => fields.length > 1 && fields.at(-1) === name)
		.flatMap(({ fields }) => fields.slice(0, -1))
		.map((other) => entity.fields.find((field) => field.name === other)?.label ?? other);
	const exactly = `Exactly this ${label}`;
	return partners.length === 0
		? exactly
		: `${exactly}. Give ${oneOf(partners)} as well: the same one may exist in several source systems.`;
}

function latest(a: string, b: string): string {
	return a > b ? a : b;
}
