import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { readInFixedOrder } from '../../../nodes/Coachview/domain/query/fixedOrder.ts';
import { type Basket, type PagedList } from '../../../nodes/Coachview/domain/query/list.ts';
import { readInServerOrder } from '../../../nodes/Coachview/domain/query/serverOrder.ts';

/** IDs of a list in their order: r100, r101, … */
export const some = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `r${100 + from + index}`);

/** A list of IDs that gives at most `cap` rows, whatever is asked for; others work in it between two requests. */
export class List implements PagedList<string> {
	readonly asked: Array<[number, number]> = [];
	readonly fromEnd: number[] = [];
	cap = 25;
	/** Gives as many rows as it can, whatever is asked for. */
	givesMore = false;
	/** What is done before the request of that number, counted from 0. */
	before: (request: number, list: List) => void = () => {};
	ids: string[];
	/** The list in the opposite order; undefined for the very same. */
	turned: (() => string[]) | undefined;

	constructor(ids: readonly string[]) {
		this.ids = [...ids];
	}

	idOf(row: string): string {
		return row;
	}

	async page(skip: number, take: number): Promise<string[]> {
		this.before(this.asked.length, this);
		this.asked.push([skip, take]);
		return this.ids.slice(skip, skip + (this.givesMore ? this.cap : Math.min(take, this.cap)));
	}

	async fromTheEnd(take: number): Promise<string[]> {
		this.fromEnd.push(take);
		return (this.turned?.() ?? [...this.ids].reverse()).slice(0, take);
	}
}

/** A list whose answers are written down, one for each request; the last one for all that follow. */
export class Script extends List {
	private readonly pages: readonly string[][];

	constructor(pages: readonly string[][]) {
		super([...new Set(pages.flat())].sort());
		this.pages = pages;
	}

	override async page(skip: number, take: number): Promise<string[]> {
		this.asked.push([skip, take]);
		return this.pages[this.asked.length - 1] ?? this.pages.at(-1) ?? [];
	}
}

/** A basket for so many. */
export class Wanted implements Basket<string> {
	readonly ids: string[] = [];
	readonly sifts: boolean;
	private readonly limit: number;

	constructor(limit = Infinity, sifts = false) {
		this.limit = limit;
		this.sifts = sifts;
	}

	missing(): number {
		return this.limit - this.ids.length;
	}

	/** One that sifts does not want those that end in 5. */
	add(row: string): void {
		if (!this.sifts || !row.endsWith('5')) this.ids.push(row);
	}
}

/** @returns the IDs, or the reason and the title of the fault */
export async function fixed(list: PagedList<string>, basket = new Wanted()): Promise<string[] | [string, string]> {
	return await readInFixedOrder(list, basket).then(() => basket.ids, faultOf);
}

/** As `fixed`, in the order of the server. */
export async function inOrder(list: PagedList<string>, limit?: number): Promise<string[] | [string, string]> {
	return await readInServerOrder(list, () => new Wanted(limit)).then(({ ids }) => ids, faultOf);
}

function faultOf(error: unknown): [string, string] {
	if (!(error instanceof Fault)) throw error;
	return [error.reason, error.message];
}
