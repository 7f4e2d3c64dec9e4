import type { IDataObject } from 'n8n-workflow';
import type { RawRecord } from '../../domain/json/record';
import { AmongIds, BirthGaps, type Sift } from '../../domain/query/sift';
import { rowItem } from '../../domain/query/rowItem';
import { simplify } from '../../domain/simplify';
import type { Entity } from '../../entities/entity';
import type { CoachviewClient } from '../../transport/client';
import { idsWithCategory } from '../../transport/categories';
import { listRecords } from '../../transport/paging';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { oneByOne } from '../items';
import type { Operation, Task } from '../operation';
import { conditions } from '../parameters/conditions';
import { filters, HAS_CATEGORY, readFilters, readSifting } from '../parameters/filters';
import { HOW_MANY, readLimit } from '../parameters/limit';
import { optionsCollection } from '../parameters/options';
import { optionsOf } from '../parameters/parameter';
import { flagsToAsk, readShownInLists, shownInLists, simpleFlags } from '../parameters/shownMembers';
import { readSimplify, SIMPLIFY } from '../parameters/simplify';
import { readSort, sort } from '../parameters/sort';
import { dutchRecords } from '../words';
import { toolNotice } from '../tool';

/** Lists records. */
export function getMany(source: EntitySource): Operation {
	const { entity, parameters } = source;
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${entity.words.many}`,
		description: `Get a list of ${dutchRecords(entity)}`,
		properties: [
			toolNotice('reads'),
			...parameters,
			...HOW_MANY,
			filters(entity),
			...conditions(entity),
			sort(entity),
			SIMPLIFY,
			optionsCollection(shownInLists(entity)),
		],
		execute: oneByOne(async (task) => await list(task, source)),
	};
}

/** Records as lists show them with further members on request. */
class ShownRecords extends Records {
	private readonly flags: { [flag: string]: string };

	constructor(client: CoachviewClient, entity: Entity, flags: { [flag: string]: string }) {
		super(client, entity);
		this.flags = flags;
	}

	override async list(query: { [name: string]: string }): Promise<RawRecord[]> {
		return await super.list({ ...query, ...this.flags });
	}
}

async function list(task: Task, source: EntitySource): Promise<IDataObject[]> {
	const { client, context, item } = task;
	const entity = source.at(context, item);
	const limit = readLimit(task);
	const isSimple = readSimplify(task);
	const found = readFilters(task, entity, new Date().toISOString().slice(0, 10));
	const sifting = readSifting(task);
	const order = readSort(task, entity);
	const flags = readShownInLists(optionsOf(context, item));
	const sifts = await siftsOf(client, entity, sifting);
	if (!sifts) return [];
	const wish = { ...found, sifts, limit, order };
	const shown = {
		...(isSimple ? simpleFlags(entity) : flags),
		...flagsToAsk(found.equalities.map(({ field }) => field)),
	};
	const records = new ShownRecords(client, entity, shown);
	// Without the text that Update takes as its base: it is not known whether a list shows the whole record.
	const convert = (row: RawRecord) => (isSimple ? simplify(entity, row) : rowItem(row)) as IDataObject;
	const items = await listRecords(records, client, wish, convert);
	const byKey = found.equalities.some(({ field: { name } }) => name === 'externId' || name === 'externSource');
	if (items.length === 0 && byKey) await records.proveLookUps();
	return items;
}

/** @returns what each row has to pass; undefined when no record has the category, so that none needs to be read */
async function siftsOf(
	client: CoachviewClient,
	entity: Entity,
	{ birthDataMissing, category }: ReturnType<typeof readSifting>,
): Promise<Sift[] | undefined> {
	const sifts: Sift[] = birthDataMissing === undefined ? [] : [new BirthGaps(entity, birthDataMissing)];
	if (category === undefined || entity.categories === undefined) return sifts;
	const ids = await idsWithCategory(client, entity.categories, category, HAS_CATEGORY.displayName);
	return ids.length === 0 ? undefined : [...sifts, new AmongIds(ids)];
}
