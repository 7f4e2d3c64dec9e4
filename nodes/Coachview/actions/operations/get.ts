import type { IDataObject } from 'n8n-workflow';
import { asFault, Fault } from '../../domain/fault';
import { checkIdentity } from '../../domain/identity';
import { textAt, toItem } from '../../domain/json/record';
import { simplify } from '../../domain/simplify';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { oneByOne } from '../items';
import type { Operation, Task } from '../operation';
import { FAIL_UNLESS_ONE, readFailUnlessOne } from '../parameters/matches';
import { optionsCollection } from '../parameters/options';
import { optionsOf } from '../parameters/parameter';
import { picker, readReference, type Reference } from '../parameters/picker';
import { readRecordForUpdate, recordForUpdate } from '../parameters/recordForUpdate';
import { readShownOfOne, shownOfOne, simpleFlags } from '../parameters/shownMembers';
import { readSimplify, SIMPLIFY } from '../parameters/simplify';
import { recordItem } from '../recordItem';
import { aDutchRecord, aRecord, oneOf } from '../words';
import { toolNotice } from '../tool';
import { identify, keyOf } from './identify';

/** Reads one record. */
export function get(source: EntitySource): Operation {
	const { entity, parameters } = source;
	const ways = ['by ID', ...entity.lookUps.map(({ label }) => label.replace(/^By /, 'by ').toLowerCase())];
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${aRecord(entity)}`,
		description: `Get ${aDutchRecord(entity)} ${oneOf(ways.map((way) => way.replace(/\bid\b/, 'ID')))}`,
		properties: [
			toolNotice('reads'),
			...parameters,
			picker(entity),
			SIMPLIFY,
			optionsCollection([FAIL_UNLESS_ONE, ...recordForUpdate(entity), ...shownOfOne(entity)]),
		],
		execute: oneByOne(async (task) => await getOne(task, source)),
	};
}

async function getOne(task: Task, source: EntitySource): Promise<IDataObject[]> {
	const { client, context, item } = task;
	const entity = source.at(context, item);
	const reference = readReference(task, entity);
	const isSimple = readSimplify(task);
	const options = optionsOf(context, item);
	const failUnlessOne = readFailUnlessOne(options);
	const shown = { flags: readShownOfOne(options), forUpdate: readRecordForUpdate(task, options) };
	client.needs(reference.by === 'id' ? 1 : 2);
	const records = new Records(client, entity);
	const find = async (one: Reference) =>
		isSimple ? await simpleItem(records, one) : await wholeItem(records, one, shown);
	return failUnlessOne ? [await find(reference)] : await allMatches(records, reference, find);
}

type Find = (reference: Reference) => Promise<IDataObject>;

async function simpleItem(records: Records, reference: Reference): Promise<IDataObject> {
	const expected = await identify(records, reference);
	// Read by ID even after a look-up: it is not known whether a list shows the whole record.
	const record = await records.read(expected.id, simpleFlags(records.entity));
	checkIdentity(records.entity, record, expected);
	return simplify(records.entity, record) as IDataObject;
}

/** What a flag shows comes from a read of its own, so that `_record` stays what Update may take. */
async function wholeItem(
	records: Records,
	reference: Reference,
	{ flags, forUpdate }: { flags: { [flag: string]: string }; forUpdate: boolean },
): Promise<IDataObject> {
	const expected = await identify(records, reference);
	const record = await records.readWhole(expected.id);
	checkIdentity(records.entity, record, expected);
	const item = recordItem(record, forUpdate ? records.carried(record) : undefined);
	if (Object.keys(flags).length === 0) return item;
	return { ...(toItem(await records.read(expected.id, flags)) as IDataObject), ...item };
}

async function allMatches(records: Records, reference: Reference, find: Find): Promise<IDataObject[]> {
	if (reference.by === 'id') return await orNone(reference, find);
	const found: IDataObject[] = [];
	for (const row of await records.matches(keyOf(reference))) {
		found.push(await find({ by: 'id', id: textAt(row, ['id']) }));
	}
	return found;
}

async function orNone(reference: Reference, find: Find): Promise<IDataObject[]> {
	try {
		return [await find(reference)];
	} catch (error) {
		if (error instanceof Fault && error.reason === 'notFound') return [];
		throw asFault(error);
	}
}
