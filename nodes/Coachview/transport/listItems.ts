import type { RawRecord } from '../domain/json/record';
import type { EqualityCheck, Equality } from '../domain/query/equalities';
import type { Basket } from '../domain/query/list';
import { rowItem } from '../domain/query/rowItem';
import type { Sift } from '../domain/query/sift';
import { sortKey, sortRows, type Order, type SortKey } from '../domain/query/sort';
import { isChangedWithin } from '../domain/query/where';
import type { Row } from './farList';

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

/** What is kept of the records of one reading. */
export class Items<T> implements Basket<Row> {
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
