import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toItem } from '../../domain/json/record';
import { invalidInput } from '../../domain/settings/invalid';
import { readText } from '../../domain/settings/readers';
import { ENTITIES } from '../../entities';
import type { Entity } from '../../entities/entity';
import { freeFieldRows } from '../../transport/definitions';
import { oneByOne } from '../items';
import type { Operation, Task } from '../operation';
import { optionsCollection } from '../parameters/options';
import { parameter } from '../parameters/parameter';
import { GUID } from '../parameters/picker';
import { toolNotice } from '../tool';

const OWNERS = ENTITIES.filter(({ freeFields }) => freeFields !== 'none');

const OF: INodeProperties = {
	displayName: 'Record Of',
	name: 'valuesOf',
	type: 'options',
	default: 'person',
	options: OWNERS.map(({ words: { title }, name }) => ({ name: title, value: name })),
	description: 'Which kind of record has the free fields. Seen in published code for parts and definitions of courses.',
};

const RECORD: INodeProperties = {
	displayName: 'Record ID',
	name: 'valuesRecordId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
};

/** Lists the free fields of one record with their definitions, as they are at this moment. */
export function getValues(): Operation {
	return {
		value: 'getValues',
		name: 'Get Values of a Record',
		action: 'Get the free fields of a record',
		description: 'Get the free fields (vrije velden) of a record, one item each: code, label, type and value',
		properties: [toolNotice('reads'), OF, RECORD, optionsCollection([])],
		execute: oneByOne(values),
	};
}

async function values(task: Task): Promise<IDataObject[]> {
	const { client, context, item } = task;
	const entity = ownerOf(parameter(context, OF.name, item));
	const id = readText(parameter(context, RECORD.name, item), RECORD.displayName).toLowerCase();
	if (!new RegExp(`^${GUID}$`).test(id)) throw invalidInput(RECORD.displayName, 'is not an ID of Coachview');
	client.needs(1);
	const rows = await freeFieldRows(client, entity, id);
	return rows.map((row) => {
		const { vrijveldDefinitie, data } = toItem(row) as { vrijveldDefinitie?: unknown; data?: unknown };
		const isObject = typeof vrijveldDefinitie === 'object' && vrijveldDefinitie !== null;
		return { ...(isObject ? (vrijveldDefinitie as IDataObject) : {}), data: (data ?? null) as IDataObject[string] };
	});
}

function ownerOf(value: unknown): Entity {
	const name = readText(value, OF.displayName);
	const found = OWNERS.find((entity) => [entity.name, entity.words.title].includes(name));
	if (!found) throw invalidInput(OF.displayName, 'is none of the kinds of records in the list');
	return found;
}
