import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { toItem } from '../../domain/json/record';
import { simplifyPerson } from '../../domain/person/simplify';
import { buildWhere, changedBetween, isChangedWithin, type Condition } from '../../domain/query/where';
import { collectPages } from '../../transport/paging';
import { People } from '../../transport/people';
import { CLIENT_OPTIONS } from '../clientOptions';
import { oneByOne, type Operation, type Run } from '../operation';
import { SIMPLIFY } from './simplify';

const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{ displayName: 'Changed From', name: 'changedFrom', type: 'dateTime', typeOptions: { dateOnly: true }, default: '', description: 'First day on which the person was created or changed. Needs Changed To or means until today.' },
		{ displayName: 'Changed To', name: 'changedTo', type: 'dateTime', typeOptions: { dateOnly: true }, default: '', description: 'Last day on which the person was created or changed, inclusive' },
		{ displayName: 'Email', name: 'email1', type: 'string', placeholder: 'name@email.com', default: '' },
		{ displayName: 'Extern ID', name: 'externId', type: 'string', default: '', description: 'Give Extern Source as well: the same ID may exist in several source systems' },
		{ displayName: 'Extern Source', name: 'externSource', type: 'string', default: '' },
		{ displayName: 'Inactive', name: 'inactief', type: 'boolean', default: false, description: 'Whether to return inactive people only or active people only (Inactief)' },
		{ displayName: 'Last Name', name: 'achternaam', type: 'string', default: '', description: 'Exactly this last name (Achternaam)' },
		{ displayName: 'Where', name: 'where', type: 'string', default: '', placeholder: 'e.g. adres.plaats=Utrecht', description: "Further conditions in Coachview's own form: field, operator, value; several joined with ; (AND)" },
	],
};

const SORT: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort',
	default: {},
	options: [
		{
			displayName: 'Sort By',
			name: 'by',
			values: [
				{ displayName: 'Field', name: 'field', type: 'string', default: 'achternaam', description: 'JSON name, nested allowed, e.g. auditTrail.gewijzigdDatumTijd' },
				{ displayName: 'Direction', name: 'direction', type: 'options', default: 'asc', options: [{ name: 'Ascending', value: 'asc' }, { name: 'Descending', value: 'desc' }] },
			],
		},
	],
};

/** Lists people. */
export const getMany: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many people',
	description: 'Get a list of people (Personen)',
	properties: [
		{ displayName: 'Return All', name: 'returnAll', type: 'boolean', default: false, description: 'Whether to return all results or only up to a given limit' },
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1 }, default: 50, description: 'Max number of results to return', displayOptions: { show: { returnAll: [false] } } },
		FILTERS,
		SORT,
		SIMPLIFY,
		{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add Option', default: {}, options: CLIENT_OPTIONS },
	],
	execute: oneByOne(listPeople),
};

async function listPeople({ context, client }: Run, item: number): Promise<IDataObject[]> {
	const returnAll = context.getNodeParameter('returnAll', item) as boolean;
	const limit = returnAll ? Infinity : (context.getNodeParameter('limit', item) as number);
	const simplify = context.getNodeParameter('simplify', item) as boolean;
	const { query, from, to, byKey } = readQuery(context, item);
	client.needs(1);
	const people = new People(client);
	const records = await collectPages(people, query, limit, from + to === '' ? undefined : (row) => isChangedWithin(row, from, to));
	if (records.length === 0 && byKey) await people.proveLookUps();
	// Without the text that Update takes as its base: it is not known whether a list shows the whole record.
	return records.map((record) => (simplify ? simplifyPerson(record) : toItem(record)) as IDataObject);
}

interface Wanted {
	query: { [name: string]: string };
	/** Days of the period of change, '' for an open end. */
	from: string;
	to: string;
	/** Whether people are looked for by their external key. */
	byKey: boolean;
}

function readQuery(context: IExecuteFunctions, item: number): Wanted {
	const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
	const { by } = context.getNodeParameter('sort', item, {}) as { by?: { field: string; direction: string } };
	const conditions: Condition[] = ['externId', 'externSource', 'email1', 'achternaam', 'inactief']
		.filter((name) => String(filters[name] ?? '').trim() !== '')
		.map((field) => ({ field, operator: '=', value: String(filters[field]) }));
	const from = calendarDate(filters.changedFrom, 'Changed From');
	const to = calendarDate(filters.changedTo, 'Changed To');
	const where = [
		...(conditions.length > 0 ? [buildWhere(conditions)] : []),
		...(from !== '' || to !== '' ? [changedBetween(from || '2000-01-01', to || new Date().toISOString().slice(0, 10))] : []),
		...(String(filters.where ?? '').trim() !== '' ? [String(filters.where).trim()] : []),
	].join(';');
	// Without an order pages may overlap: the vendor's lists come unordered.
	const orderby = by?.field ? `${by.field} ${by.direction}` : 'id asc';
	const byKey = conditions.some(({ field }) => field.startsWith('extern'));
	return { query: { ...(where === '' ? {} : { where }), orderby }, from, to, byKey };
}

function calendarDate(value: unknown, label: string): string {
	const text = String(value ?? '').trim();
	if (text === '') return '';
	if (!/^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text)) {
		throw new Fault('invalidInput', `'${label}' is not a date`, `Give '${label}' as YYYY-MM-DD. Nothing was sent to Coachview.`, { fields: [label] });
	}
	return text.slice(0, 10);
}
