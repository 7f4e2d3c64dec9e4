import { asFault, Fault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';
import { EqualityCheck } from '../domain/query/equalities';
import { PAGE_SIZE, type PagedList } from '../domain/query/list';
import { copyOfText, rowItem } from '../domain/query/rowItem';
import type { Entity } from '../entities/entity';
import { SharedTexts } from '../domain/query/sharedTexts';
import { readInServerOrder } from '../domain/query/serverOrder';
import { sortKey, type Order } from '../domain/query/sort';
import { changedBetween } from '../domain/query/where';
import type { Days } from '../domain/query/windows';
import type { CoachviewClient } from './client';
import { readFarList, TooFar, type Row } from './farList';
import { Items, type ListWish } from './listItems';
import type { Records } from './records';

export type { ListWish } from './listItems';

/** The order that nobody can change. That Coachview sorts by `id`, and always alike, is assumed; the reading notices when not. */
const FIXED: Order = { field: 'id', direction: 'asc' };

/**
 * Lists records, each once, also while others create, delete and edit (see `readInFixedOrder`), and however many there are
 * (see `readFarList`). All of them are read by
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
		await readFarList(pages, items, pages.entity);
		return byId ? items.all() : items.sorted(order);
	} catch (error) {
		if (!byId && (error instanceof NotShown || pages.refused)) return await inServerOrder(pages, order, start);
		throw asFault(error);
	}
}

async function inServerOrder<T>(pages: RecordPages, order: Order, start: () => Items<T>): Promise<T[]> {
	pages.orderby = order;
	// That it does not sort by ID says nothing about this order.
	pages.refused = false;
	pages.mustShow = undefined;
	pages.mayNarrow = false;
	pages.startAnew();
	return (await readInServerOrder(pages, start)).all();
}

/** The rows do not show the field that they are to be sorted by. */
class NotShown extends Error {}

class RecordPages implements PagedList<Row> {
	orderby: Order | undefined;
	/** A field that some row of the first page has to show. */
	mustShow: string | undefined;
	/** Days of change that the list is narrowed to, beside its own filter. */
	days: Days | undefined;
	/** The page furthest behind that Coachview has answered. */
	private reached = 0;
	/** The page that Coachview did not answer, because it was too far behind; nor will it those behind it. */
	private far: { skip: number; fault: Fault } | undefined;
	/** Whether the list may be read in another order than its own. */
	mayNarrow: boolean;
	/** Whether Coachview does not sort by ID. */
	refused = false;
	private readonly records: Records;
	private readonly client: CoachviewClient;
	private readonly where: string;
	private readonly parameters: { [name: string]: string };
	private readonly check: EqualityCheck;
	private readonly texts: SharedTexts;

	constructor(
		records: Records,
		client: CoachviewClient,
		{ where, parameters = {}, order, limit }: ListWish,
		check: EqualityCheck,
		texts: SharedTexts,
	) {
		this.records = records;
		this.client = client;
		this.where = where;
		this.parameters = parameters;
		this.mayNarrow = order === undefined || limit === Infinity;
		this.check = check;
		this.texts = texts;
	}

	get entity(): Entity {
		return this.records.entity;
	}

	idOf({ id }: Row): string {
		return id;
	}

	async page(skip: number, take: number): Promise<Row[]> {
		this.check.judge(PAGE_SIZE);
		if (this.far && skip >= this.far.skip) throw new TooFar(this.far.fault);
		const rows = await this.askFar(skip, take);
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
		// Later pages, and periods in which nobody has it, need not show it again.
		if (rows.length > 0) this.mustShow = undefined;
		return rows;
	}

	/** Reads the whole list again, as far as Coachview answers. */
	startAnew(): void {
		this.days = undefined;
		this.far = undefined;
	}

	async fromTheEnd(take: number): Promise<Row[]> {
		const order = this.orderby ?? FIXED;
		return this.refused
			? []
			: await this.ask(0, take, { ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' });
	}

	async isTooLong(): Promise<boolean> {
		await this.findReach();
		return (await this.ask(this.reached, 2)).length > 1;
	}

	/** Long pages lead far with one step, so that what lies between is tried: the pieces would be shorter than they need. */
	private async findReach(): Promise<void> {
		while (this.far && this.reached * 2 + 1 < this.far.skip) {
			try {
				await this.askFar(Math.floor(this.far.skip / 2), 1);
			} catch (error) {
				if (!(error instanceof TooFar)) throw asFault(error);
			}
		}
	}

	private async askFar(skip: number, take: number): Promise<Row[]> {
		try {
			const rows = await this.ask(skip, take);
			this.reached = Math.max(this.reached, skip);
			return rows;
		} catch (error) {
			const fault = asFault(error);
			// The first page of a list says whether Coachview answers at all.
			const isFar = fault.reason === 'unavailable' && skip > this.reached && this.mayNarrow;
			throw isFar ? this.tooFar(skip, fault) : fault;
		}
	}

	private tooFar(skip: number, fault: Fault): TooFar {
		this.far = { skip, fault };
		return new TooFar(fault);
	}

	private get filters(): { [name: string]: string } {
		const { where, days, parameters } = this;
		const all = [where, ...(days ? [changedBetween(days.from, days.to)] : [])].filter((one) => one !== '').join(';');
		return { ...(all === '' ? {} : { where: all }), ...parameters };
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
