import { Fault } from '../fault';
import { IdOrder } from './idOrder';
import { takeFor, type Basket, type PagedList } from './list';

/** Readings from the front before a list is given up whose rows change places. */
const ATTEMPTS = 3;
/** Requests without anything new that may come before the next row that is. */
const PATIENCE = 8;
/** A page with less than one row in so many is a trickle: those who were created while the list was read. */
const TRICKLE = 4;
/** Rows that are asked for in the opposite order. */
const END_ROWS = 10;

/**
 * Reads a list whose order nobody can change (by ID), although people are created and deleted meanwhile. Each page begins
 * with the last row of the one before. When it does not, rows in front came or went, and the reading goes back until it
 * finds a row that it knows; so nobody is passed over. Only a page with nothing behind that row is the end. Where the
 * server does not prove to sort by ID, such a page may mean that rows changed places: the list is read from the front.
 *
 * @param basket gets every row once, also when it was met twice
 * @throws Fault `concurrentChange` when the list changes faster than it can be read, `unexpectedAnswer` when it has no end
 *         or no fixed order; what `list.page` throws
 */
export async function readInFixedOrder<Row>(list: PagedList<Row>, basket: Basket<Row>): Promise<void> {
	const given = new Set<string>();
	const once: Basket<Row> = {
		sifts: basket.sifts,
		missing: () => basket.missing(),
		add: (row) => {
			const id = list.idOf(row);
			if (given.has(id)) return;
			given.add(id);
			basket.add(row);
		},
	};
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		if (await readOnce(list, once)) return;
	}
	throw new Fault(
		'unexpectedAnswer',
		'Coachview lists people in another order at each request, so the list may be incomplete',
		'Use filters that leave fewer people, or a Limit of at most 50.',
	);
}

/** @returns whether the list was read; false when rows changed places, may have, or were all others */
async function readOnce<Row>(list: PagedList<Row>, basket: Basket<Row>): Promise<boolean> {
	const trail = new Trail();
	let [at, largest, stepsBack, idle, trickles] = [0, 0, 0, 0, 0];
	let before = '';
	let isSorted: boolean | undefined;
	for (;;) {
		const take = takeFor(basket, Number(at > 0));
		const rows = await list.page(at, take);
		const ids = rows.map((row) => list.idOf(row));
		largest = Math.max(largest, rows.length);
		// A list of one row is looked at behind that row, because a page of one row may be all that the server gives.
		if (rows.length === 0 && (at === 0 || largest === 1)) return true;
		const isSame = ids.join() === before;
		before = ids.join();
		if (idle > PATIENCE) throw largest === 1 || isSame ? endless() : restless();
		// As many rows as can come, and all of them those of another place in the list.
		if (isSame && rows.length > 2 && rows.length === largest) throw endless();
		if (trail.isDisplaced(ids)) {
			isSorted ??= await trail.isSorted(list);
			if (!isSorted || !trail.order.isProven) return false;
		}
		if (!trail.meets(ids) && !trail.isEmpty) {
			if (at === 0) return false;
			// Half a page, so that one person less costs no more than one request; further each time.
			at = Math.max(0, at - Math.ceil(largest / 2) * 2 ** stepsBack++);
			idle++;
			continue;
		}
		const step = trail.follow(ids);
		if (!step) return false;
		for (const index of step.fresh) {
			if (basket.missing() > 0) basket.add(rows[index] as Row);
		}
		if (basket.missing() <= 0) return true;
		if (step.fresh.length === 0 && rows.length < largest && ids.every((id) => id === ids[0])) return true;
		// Somebody is created in front at each request: far fewer rows than the server gives, and none behind the last one.
		if (step.fresh.length === 0 && trail.isAtItsEnd && rows.length * 2 <= Math.min(take, largest)) return true;
		// Somebody is created behind the last row at each request, as growing IDs do: whoever was there at the start has been read.
		trickles = rows.length * TRICKLE <= Math.min(take, largest) ? trickles + 1 : 0;
		if (trickles > PATIENCE) return true;
		if (step.led === 'further') [idle, stepsBack] = [0, 0];
		else if (step.led === 'nowhere') idle++;
		at += largest === 1 ? 1 : rows.length - 1;
	}
}

/** What a page brought: the indexes of its new rows, and whether it led further than all before, or at least onward. */
interface Step {
	fresh: number[];
	led: 'further' | 'onward' | 'nowhere';
}

/** The rows that were met, in their order. */
class Trail {
	private readonly ranks = new Map<string, number>();
	readonly order = new IdOrder();
	private highest = 0;
	private furthest = 0;
	private latest = 0;
	private end: string | undefined;

	get isEmpty(): boolean {
		return this.ranks.size === 0;
	}

	/** Whether the last page ended with the last row of all. */
	get isAtItsEnd(): boolean {
		return this.latest === this.highest;
	}

	/** @returns whether any of the rows is known */
	meets(ids: readonly string[]): boolean {
		return ids.some((id) => this.ranks.has(id));
	}

	/** @returns whether the page does not begin with the row that the last one ended with */
	isDisplaced(ids: readonly string[]): boolean {
		this.order.watch(ids);
		return this.end !== undefined && ids[0] !== this.end;
	}

	/** @returns whether the list turns round when the order is turned round; a server that ignores the order shows its front */
	async isSorted<Row>(list: PagedList<Row>): Promise<boolean> {
		if (!this.order.isProven || this.end === undefined) return false;
		const rows = await list.fromTheEnd(END_ROWS);
		return this.order.isTurnedRound(
			rows.map((row) => list.idOf(row)),
			this.end,
		);
	}

	/**
	 * Adds the rows of a page that begins at the front or meets the trail.
	 *
	 * @returns undefined when rows changed places
	 */
	follow(ids: readonly string[]): Step | undefined {
		const lastKnown = ids.findLastIndex((id) => this.ranks.has(id));
		const fresh: number[] = [];
		let rank = 0;
		for (const [index, id] of ids.entries()) {
			const known = this.ranks.get(id);
			if (known !== undefined) {
				if (known < rank) return undefined;
				rank = known;
				continue;
			}
			// Between known rows somebody was created; the row shares the rank of the one before.
			rank = index < lastKnown ? rank : ++this.highest;
			this.ranks.set(id, rank);
			fresh.push(index);
		}
		const led = fresh.length > 0 || rank > this.furthest ? 'further' : rank > this.latest ? 'onward' : 'nowhere';
		this.furthest = Math.max(this.furthest, rank);
		this.latest = rank;
		this.end = ids.at(-1);
		return { fresh, led };
	}
}

function endless(): Fault {
	return new Fault(
		'unexpectedAnswer',
		'Coachview returned the same page again and again, so the list has no end',
		'Use Limit or a filter by change date.',
	);
}

function restless(): Fault {
	return new Fault(
		'concurrentChange',
		'People were created or deleted in Coachview faster than the list could be read',
		'Run it again at a quieter moment, or use filters that leave fewer people.',
	);
}
