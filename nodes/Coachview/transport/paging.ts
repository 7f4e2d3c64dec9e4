import { asFault, Fault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';
import { EqualityCheck, type Equality } from '../domain/query/equalities';
import { readInFixedOrder } from '../domain/query/fixedOrder';
import { PAGE_SIZE, type Basket, type PagedList } from '../domain/query/list';
import { copyOfText, rowItem } from '../domain/query/rowItem';
import { SharedTexts } from '../domain/query/sharedTexts';
import { readInServerOrder } from '../domain/query/serverOrder';
import { sortKey, sortRows, type Order, type SortKey } from '../domain/query/sort';
import type { Sift } from '../domain/query/sift';
import { isChangedWithin } from '../domain/query/where';
import type { CoachviewClient } from './client';
import type { Records } from './records';

/** A row of a page, and its ID, which is remembered longer than the row. */
interface Row {
	id: string;
	record: RawRecord;
}

/** Which records are wanted. */
export interface ListWish {
	/** Coachview's filter; '' for all of them. */
	where: string;
	/** Filters that have a query parameter of their own. */
	parameters?: { [name: string]: string };
	/** Parts of the filter that are checked again here. */
	equalities: readonly Equality[];
	/** Further conditions, which only are checked here. */
	sifts?: readonly Sift[];
	/** Days of the period of change, '' for an open end. */
	from: string;
	to: string;
	order?: Order;
	/** Most records to return; Infinity for all. */
	limit: number;
}

/** The order that nobody can change. That Coachview sorts by `id`, and always alike, is assumed; the reading notices when not. */
const FIXED: Order = { field: 'id', direction: 'asc' };

/**
 * Lists records, each once, also while others create, delete and edit (see `readInFixedOrder`). All of them are read by
 * ID and sorted here; only a limited list in another order has to be read in that order (see `readInServerOrder`). Rows
 * become items page by page, and nothing else of them is kept: `convert` must copy its texts (see `rowItem`).
 *
 * @param convert makes what is kept of a record
 * @throws Fault `quotaExhausted` before the page that would use up the reserve, `unexpectedAnswer` when the filter was
 *         ignored, what the readings throw, and what the client throws
 */
export async function listRecords<T>(
	records: Records,
	client: CoachviewClient,
	wish: ListWish,
	convert: (row: RawRecord) => T,
): Promise<T[]> {
	const check = new EqualityCheck(records.entity, wish.equalities);
	const texts = new SharedTexts();
	const pages = new RecordPages(records, client, wish, check, texts);
	const start = () => new Items(wish, check, (row) => texts.in(convert(row)));
	const items = await read(pages, wish, start);
	check.judge();
	for (const sift of wish.sifts ?? []) sift.judge();
	return items;
}

async function read<T>(pages: RecordPages, { limit, order }: ListWish, start: () => Items<T>): Promise<T[]> {
	const byId = order === undefined || order.field.toLowerCase() === 'id';
	if (!byId && limit !== Infinity) return await inServerOrder(pages, order, start);
	pages.orderby = byId ? (order ?? FIXED) : FIXED;
	pages.mustShow = byId ? undefined : order.field;
	try {
		const items = start();
		await readInFixedOrder(pages, items);
		return byId ? items.all() : items.sorted(order);
	} catch (error) {
		if (!byId && (error instanceof NotShown || pages.refused)) return await inServerOrder(pages, order, start);
		throw asFault(error);
	}
}

async function inServerOrder<T>(pages: RecordPages, order: Order, start: () => Items<T>): Promise<T[]> {
	pages.orderby = order;
	pages.mustShow = undefined;
	return (await readInServerOrder(pages, start)).all();
}

/** The rows do not show the field that they are to be sorted by. */
class NotShown extends Error {}

class RecordPages implements PagedList<Row> {
	orderby: Order | undefined;
	/** A field that some row of the first page has to show. */
	mustShow: string | undefined;
	/** Whether Coachview does not sort by ID. */
	refused = false;
	private readonly records: Records;
	private readonly client: CoachviewClient;
	private readonly filters: { [name: string]: string };
	private readonly check: EqualityCheck;
	private readonly texts: SharedTexts;

	constructor(
		records: Records,
		client: CoachviewClient,
		{ where, parameters = {} }: ListWish,
		check: EqualityCheck,
		texts: SharedTexts,
	) {
		this.records = records;
		this.client = client;
		this.filters = { ...(where === '' ? {} : { where }), ...parameters };
		this.check = check;
		this.texts = texts;
	}

	idOf({ id }: Row): string {
		return id;
	}

	async page(skip: number, take: number): Promise<Row[]> {
		this.check.judge(PAGE_SIZE);
		const rows = await this.ask(skip, take);
		if (rows.some(({ id }) => id === '')) {
			throw new Fault(
				'unexpectedAnswer',
				`Coachview listed ${this.records.entity.words.many} without an ID`,
				'Such a list cannot be trusted. Check the scopes of the client in Coachview.',
			);
		}
		const { mustShow } = this;
		if (
			mustShow !== undefined &&
			skip === 0 &&
			rows.length > 0 &&
			rows.every(({ record }) => sortKey(rowItem(record), mustShow) === undefined)
		)
			throw new NotShown();
		return rows;
	}

	async fromTheEnd(take: number): Promise<Row[]> {
		const order = this.orderby ?? FIXED;
		return this.refused
			? []
			: await this.ask(0, take, { ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' });
	}

	private async ask(skip: number, take: number, { field, direction }: Order = this.orderby ?? FIXED): Promise<Row[]> {
		this.client.needs(1);
		try {
			const records = await this.records.list({
				...this.filters,
				...(this.refused ? {} : { orderby: `${field} ${direction}` }),
				skip: String(skip),
				take: String(take),
			});
			return records.map((record) => ({ id: this.texts.one(copyOfText(record, 'id').toLowerCase()), record }));
		} catch (error) {
			const fault = asFault(error);
			// Sorting by ID was not seen in any code: a Coachview that does not take it lists records in an order of its own.
			if (fault.reason !== 'rejected' || this.orderby !== FIXED || this.refused || skip > 0) throw asFault(fault);
			this.refused = true;
			if (this.mustShow !== undefined) throw asFault(fault);
			return await this.ask(skip, take);
		}
	}
}

/** What is kept of the records of one reading. */
class Items<T> implements Basket<Row> {
	readonly sifts: boolean;
	private readonly kept: T[] = [];
	/** Beside `kept`, when it is to be sorted here. */
	private readonly keys: Array<{ key: SortKey; id: string; item: T }> = [];
	private readonly wish: ListWish;
	private readonly check: EqualityCheck;
	private readonly convert: (row: RawRecord) => T;

	constructor(wish: ListWish, check: EqualityCheck, convert: (row: RawRecord) => T) {
		this.wish = wish;
		this.check = check;
		this.convert = convert;
		this.sifts = wish.equalities.length > 0 || wish.from !== '' || wish.to !== '' || (wish.sifts ?? []).length > 0;
	}

	missing(): number {
		return this.wish.limit - this.kept.length;
	}

	add({ id, record }: Row): void {
		const { from, to, order, limit, sifts = [] } = this.wish;
		if (this.sifts && !(this.check.fits(record) && isChangedWithin(record, from, to))) return;
		if (!sifts.every((sift) => sift.fits(record))) return;
		const item = this.convert(record);
		this.kept.push(item);
		if (order && limit === Infinity) this.keys.push({ key: sortKey(rowItem(record), order.field), id, item });
	}

	all(): T[] {
		return this.kept;
	}

	sorted(order: Order): T[] {
		return sortRows(this.keys, order).map(({ item }) => item);
	}
}
