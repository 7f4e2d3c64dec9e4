import { shifted } from './where';

/** Days from the first to the last one, both inclusive. */
export interface Days {
	from: string;
	to: string;
}

/** From before Coachview had any records to after all that can be read now: who is edited meanwhile moves to the end. */
export const EVER: Days = { from: '1990-01-01', to: '2199-12-31' };

const A_DAY = 86_400_000;

/**
 * Cuts a period in two where about as many changes lie on either side.
 *
 * @param known days of changes that were seen, in any order
 * @returns the earlier and the later part; undefined for a single day
 */
export function halves({ from, to }: Days, known: readonly string[]): [Days, Days] | undefined {
	if (from >= to) return undefined;
	const inside = known.filter((day) => day >= from && day <= to).sort();
	const median = inside[Math.floor(inside.length / 2)];
	const last = median === undefined ? middle(from, to) : shifted(median, -1);
	// Each part has a day at least.
	const cut = last < from ? from : last < to ? last : shifted(to, -1);
	return [
		{ from, to: cut },
		{ from: shifted(cut, 1), to },
	];
}

function middle(from: string, to: string): string {
	const days = (Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / A_DAY;
	return shifted(from, Math.floor(days / 2));
}

/**
 * Reads a list piece by piece, from the oldest change to the newest: whoever is edited meanwhile moves to a piece that is
 * still to come, so that nobody is passed over.
 *
 * @param read gives false when the piece is too long; days that it has met by then are taken for where to cut
 * @param known days of changes, which grow as pieces are read
 * @param most pieces to try
 * @returns false when a single day is too long, or the pieces are too many
 */
export async function readInPieces(
	read: (days: Days) => Promise<boolean>,
	known: readonly string[],
	most: number,
	whole = EVER,
): Promise<boolean> {
	const waiting: Days[] = [...(halves(whole, known) ?? [whole])];
	for (let tried = 0; waiting.length > 0; tried++) {
		if (tried >= most) return false;
		const days = waiting.shift() as Days;
		if (await read(days)) continue;
		const parts = halves(days, known);
		if (!parts) return false;
		waiting.unshift(...parts);
	}
	return true;
}
