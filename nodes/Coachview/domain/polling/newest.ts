/** A page of a list in the order of the last change, the latest or the earliest one first. */
export type ByChange<Row> = (skip: number, take: number, direction: 'asc' | 'desc') => Promise<Row[]>;

/** How a row is known and put in order. */
export interface Ranked {
	id: string;
	/** Moment of the last change, on Coachview's clock; '' where it is not shown. */
	changed: string;
}

/** The page size that all known code uses (assumption A05). */
const PAGE_SIZE = 100;
/** A page of fewer rows is the whole list: no smaller page is known of any server (assumption A05). */
const SHORTEST_PAGE = 20;
/** Rows in falling order that cannot be chance any more: 1 in 9!. */
const PROOF = 8;
/** Pages after which reading by ID is no dearer, and surer. */
const MOST_PAGES = 20;

/** Rows that are asked for in the opposite order. */
const END_ROWS = 10;

/** What was read of a list. */
export interface Newest<Row> {
	rows: Row[];
	/** Whether the rows reach down to the moment that was asked for, or are the whole list. */
	isWhole: boolean;
	/** Whether the list is known to come in the order that is asked for; undefined: it was too short to tell. */
	sorts: boolean | undefined;
}

/** Why the list has to be read in another way: it is in another order, or it moved while it was read. */
export type NotRead = 'unsorted' | 'moved';

/**
 * Reads what was changed last, as long as the pages prove that they come in that order and fit together. A record that is
 * changed meanwhile goes to the front and has a later moment than anything read, so that the next look finds it; one that is
 * deleted makes the pages not fit. A server that ignores the order may still happen to give the latest ones first, as one
 * that lists new records first does; so it has to turn the list round once, too.
 *
 * @param downTo what was changed before this moment is not wanted
 * @param sorts whether the list has been turned round before
 * @param atMost rows that are enough, whatever their moment
 */
export async function readNewest<Row extends Ranked>(
	page: ByChange<Row>,
	downTo: string,
	{ sorts, atMost = Infinity }: { sorts?: boolean; atMost?: number } = {},
): Promise<Newest<Row> | NotRead> {
	const rows: Row[] = [];
	let falls = 0;
	for (let pages = 1; pages <= MOST_PAGES; pages++) {
		const isFirst = pages === 1;
		const got = await page(isFirst ? 0 : rows.length - 1, PAGE_SIZE, 'desc');
		if (isFirst && got.length < SHORTEST_PAGE) return { rows: got, isWhole: true, sorts };
		if (got.some((row, index) => row.changed === '' || (got[index - 1]?.changed ?? row.changed) < row.changed))
			return 'unsorted';
		if (!isFirst && !fits(rows, got)) return 'moved';
		const fresh = isFirst ? got : got.slice(1);
		falls += got.filter((row, index) => (got[index - 1]?.changed ?? row.changed) > row.changed).length;
		rows.push(...fresh);
		const isWhole = fresh.length === 0 || (rows.at(-1)?.changed ?? '') < downTo;
		if (!isWhole && rows.length < atMost) continue;
		// Rows of one moment say nothing about the order.
		if (falls < PROOF) return fresh.length === 0 ? { rows, isWhole, sorts } : 'moved';
		return sorts || (await isTurnedRound(page, rows)) ? { rows, isWhole, sorts: true } : 'unsorted';
	}
	return 'moved';
}

async function isTurnedRound<Row extends Ranked>(page: ByChange<Row>, rows: readonly Row[]): Promise<boolean> {
	const turned = await page(0, END_ROWS, 'asc');
	const [first] = turned;
	return (
		first !== undefined &&
		turned.every(({ changed }, index) => changed !== '' && (turned[index - 1]?.changed ?? '') <= changed) &&
		first.changed <= (rows.at(-1)?.changed ?? '')
	);
}

/** Whether a page begins with the row that the last one ended with; rows of one moment may stand in any order at each request. */
function fits<Row extends Ranked>(rows: readonly Row[], [first, second]: readonly Row[]): boolean {
	const [before, last] = rows.slice(-2);
	return (
		first?.id === last?.id &&
		first?.changed === last?.changed &&
		before?.changed !== last?.changed &&
		second?.changed !== last?.changed
	);
}
