import { Fault } from '../fault';
import { takeFor, type Basket, type PagedList } from './list';

/** Readings from the front before a list is given up whose rows change places. */
const ATTEMPTS = 3;
/** Requests in a row that may bring nothing new. */
const PATIENCE = 8;
/** How far back the first look for a lost row goes; doubled with each further one. */
const STEP_BACK = 50;

/**
 * Reads a list whose order nobody can change (by ID), although people are created and deleted meanwhile. Each page begins
 * with the last row of the one before. When it does not, rows in front came or went, and the reading goes back until it
 * finds a row that it knows; so nobody is passed over. Only a page that holds nothing but that row is the end.
 *
 * @param basket gets every row once, also when it was met twice
 * @throws Fault `concurrentChange` when the list changes faster than it can be read, `unexpectedAnswer` when it has no end
 *         or no fixed order; what `list.page` throws
 */
export async function readInFixedOrder<Row>(list: PagedList<Row>, basket: Basket<Row>): Promise<void> {
	const given = new Set<string>();
	const once: Basket<Row> = {
		...basket,
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
	throw new Fault('unexpectedAnswer', 'Coachview lists people in another order at each request, so the list may be incomplete', 'Use filters that leave fewer people, or a Limit of at most 50.');
}

/** @returns whether the list was read; false when rows changed places, which a fixed order does not allow */
async function readOnce<Row>(list: PagedList<Row>, basket: Basket<Row>): Promise<boolean> {
	const trail = new Trail();
	let [at, largest, stepBack, idle] = [0, 0, STEP_BACK, 0];
	let before = '';
	for (;;) {
		const rows = await list.page(at, takeFor(basket, Number(at > 0)));
		const ids = rows.map((row) => list.idOf(row));
		largest = Math.max(largest, rows.length);
		// A list of one row is looked at behind that row, because a page of one row may be all that the server gives.
		if (rows.length === 0 && (at === 0 || largest === 1)) return true;
		if (idle > PATIENCE) throw ids.join() === before ? endless() : restless();
		before = ids.join();
		if (at > 0 && !trail.meets(ids)) {
			at = Math.max(0, at - stepBack);
			stepBack *= 2;
			idle++;
			continue;
		}
		const step = trail.follow(ids);
		if (!step) return false;
		for (const index of step.fresh) {
			if (basket.missing() > 0) basket.add(rows[index] as Row);
		}
		if (basket.missing() <= 0) return true;
		if (step.fresh.length === 0 && largest > 1 && ids.every((id) => id === ids[0])) return true;
		idle = step.forward ? 0 : idle + 1;
		if (step.forward) stepBack = STEP_BACK;
		at += largest === 1 ? 1 : rows.length - 1;
	}
}

/** The rows that were met, in their order. */
class Trail {
	private readonly ranks = new Map<string, number>();
	private highest = 0;
	private furthest = 0;

	/** @returns whether any of the rows is known */
	meets(ids: readonly string[]): boolean {
		return ids.some((id) => this.ranks.has(id));
	}

	/**
	 * Adds the rows of a page that begins at the front or meets the trail.
	 *
	 * @returns indexes of the rows that are new, and whether the page led further than any before; undefined when rows
	 *          changed places
	 */
	follow(ids: readonly string[]): { fresh: number[]; forward: boolean } | undefined {
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
		const forward = fresh.length > 0 || rank > this.furthest;
		this.furthest = Math.max(this.furthest, rank);
		return { fresh, forward };
	}
}

function endless(): Fault {
	return new Fault('unexpectedAnswer', 'Coachview returned the same page again and again, so the list has no end', 'Use Limit or a filter by change date.');
}

function restless(): Fault {
	return new Fault('concurrentChange', 'People were created or deleted in Coachview faster than the list could be read', 'Run it again at a quieter moment, or use filters that leave fewer people.');
}
