import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { RawRecord } from '../../domain/json/record';
import { simplifyPerson } from '../../domain/person/simplify';
import { rowItem } from '../../domain/query/rowItem';
import { listPeople } from '../../transport/paging';
import { People } from '../../transport/people';
import { CLIENT_OPTIONS } from '../clientOptions';
import { oneByOne, type Operation, type Run } from '../operation';
import { DIRECTIONS, readListInput } from './getMany.input';
import { SIMPLIFY } from './simplify';

const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Changed From',
			name: 'changedFrom',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			description: 'First day on which the person was created or changed. Without Changed To the period ends today.',
		},
		{
			displayName: 'Changed To',
			name: 'changedTo',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			description:
				'Last day on which the person was created or changed, inclusive. Without Changed From the period has no beginning.',
		},
		{ displayName: 'Email', name: 'email1', type: 'string', placeholder: 'name@email.com', default: '' },
		{
			displayName: 'Extern ID',
			name: 'externId',
			type: 'string',
			default: '',
			description: 'Give Extern Source as well: the same ID may exist in several source systems',
		},
		{ displayName: 'Extern Source', name: 'externSource', type: 'string', default: '' },
		{
			displayName: 'Inactive',
			name: 'inactief',
			type: 'boolean',
			default: false,
			description: 'Whether to return inactive people only or active people only (Inactief)',
		},
		{
			displayName: 'Last Name',
			name: 'achternaam',
			type: 'string',
			default: '',
			description: 'Exactly this last name (Achternaam)',
		},
		{
			displayName: 'Where',
			name: 'where',
			type: 'string',
			default: '',
			placeholder: 'e.g. adres.plaats=Utrecht',
			description: "Further conditions in Coachview's own form: field, operator, value; several joined with ; (AND)",
		},
	],
};

const SORT: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort',
	default: {},
	description:
		'With Return All the list is read by ID and sorted in n8n; a limited list comes in the order of Coachview',
	options: [
		{
			displayName: 'Sort By',
			name: 'by',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: 'achternaam',
					description: 'JSON name, nested allowed, e.g. auditTrail.gewijzigdDatumTijd',
				},
				{ displayName: 'Direction', name: 'direction', type: 'options', default: 'asc', options: DIRECTIONS },
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
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		FILTERS,
		SORT,
		SIMPLIFY,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: CLIENT_OPTIONS,
		},
	],
	execute: oneByOne(list),
};

async function list({ context, client }: Run, item: number): Promise<IDataObject[]> {
	const { wish, simplify } = readListInput(context, item, new Date().toISOString().slice(0, 10));
	const people = new People(client);
	// Without the text that Update takes as its base: it is not known whether a list shows the whole record.
	const items = await listPeople(people, client, wish, simplify ? simpleItem : (row) => rowItem(row) as IDataObject);
	const byKey = wish.equalities.some(({ field }) => field === 'externId' || field === 'externSource');
	if (items.length === 0 && byKey) await people.proveLookUps();
	return items;
}

/** Through text and back, so that the item keeps nothing of the answer in memory (see `rowItem`). */
function simpleItem(row: RawRecord): IDataObject {
	return JSON.parse(JSON.stringify(simplifyPerson(row))) as IDataObject;
}
