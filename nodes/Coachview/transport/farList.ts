import { Fault } from '../domain/fault';
import { textAt, type RawRecord } from '../domain/json/record';
import { readInFixedOrder } from '../domain/query/fixedOrder';
import type { Basket, PagedList } from '../domain/query/list';
import { readInPieces, type Days } from '../domain/query/windows';
import type { Entity } from '../entities/entity';

/** A row of a page, and its ID, which is remembered longer than the row. */
export interface Row {
	id: string;
	record: RawRecord;
}

/** Coachview answers a page far behind with a time-out (vendor documentation; where is not known: assumption A06). */
export class TooFar extends Error {
	readonly fault: Fault;

	constructor(fault: Fault) {
		super(fault.message);
		this.fault = fault;
	}
}

/** A list that can be read for a period of change alone. */
interface DatedList extends PagedList<Row> {
	days: Days | undefined;
	/** @returns whether it has more rows than can be reached; one request, instead of reading it in vain */
	isTooLong(): Promise<boolean>;
}

/** Pieces that a list is read in at the most: each takes some requests of the day. */
const MOST_PIECES = 200;
/** Rows that somebody may have deleted between two readings; and the share of them. */
const GONE = { rows: 5, share: 0.01 };

/**
 * Reads a list by ID, and where that ends in a page that is too far behind, again in periods of change (the vendor's own
 * advice): each is short enough. Rows that were met are given once. Whether the periods give everybody is proved with the
 * rows that were read before.
 *
 * @throws the failure of the page where periods cannot help: no change moment is shown, or a day is too long by itself;
 *         Fault `unexpectedAnswer` when the periods do not give the rows that are there
 */
export async function readFarList(list: DatedList, basket: Basket<Row>, { changed, words }: Entity): Promise<void> {
	const [ids, days]: [string[], string[]] = [[], []];
	const noting: Basket<Row> = {
		sifts: basket.sifts,
		missing: () => basket.missing(),
		add: (row) => {
			if (changed !== undefined) {
				ids.push(row.id);
				days.push(textAt(row.record, changed.split('.')).slice(0, 10));
			}
			basket.add(row);
		},
	};
	const far = await readUntilFar(list, noting);
	if (!far) return;
	// Without the moment nobody knows which period a record belongs to.
	if (changed === undefined || ids.length === 0 || days.includes('')) throw far.fault;
	await readPieces(list, basket, { ids, days, words, fault: far.fault });
}

/** @returns undefined when the list was read; what it throws else is not for here */
async function readUntilFar(list: DatedList, basket: Basket<Row>): Promise<TooFar | undefined> {
	try {
		await readInFixedOrder(list, basket);
		return undefined;
	} catch (error) {
		if (error instanceof TooFar) return error;
		throw error as Error;
	}
}

interface Met {
	ids: readonly string[];
	days: string[];
	words: Entity['words'];
	fault: Fault;
}

async function readPieces(list: DatedList, basket: Basket<Row>, { ids, days, words, fault }: Met): Promise<void> {
	const met = new Set(ids);
	const missed = new Set(ids);
	const once: Basket<Row> = {
		sifts: basket.sifts,
		missing: () => basket.missing(),
		add: (row) => {
			missed.delete(row.id);
			if (met.has(row.id)) return;
			met.add(row.id);
			basket.add(row);
		},
	};
	const read = async (piece: Days): Promise<boolean> => {
		list.days = piece;
		return !(await list.isTooLong()) && (await readUntilFar(list, once)) === undefined;
	};
	const isWhole = await readInPieces(read, days, MOST_PIECES);
	if (!isWhole) throw fault;
	if (basket.missing() > 0 && missed.size > Math.max(GONE.rows, ids.length * GONE.share)) {
		throw new Fault(
			'unexpectedAnswer',
			`Coachview's filter by change date does not give all ${words.many}, so the list would be incomplete`,
			'Use filters that leave fewer records.',
		);
	}
}
