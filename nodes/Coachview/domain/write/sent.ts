import type { Entity } from '../../entities/entity';
import { isEmptyAt, sameAt } from '../json/compare';
import type { Change } from '../json/edit';
import { leafPaths, rawAt, rawRecord, type RawRecord } from '../json/record';
import type { Selection, Wish } from './decide';
import type { Known } from './trust';

/** One write that was sent: what it was made from, what it changes, and the body. */
export interface Sent {
	base: RawRecord;
	selection: Selection;
	text: string;
	/** What an earlier write of this step had undone and this one puts back; no change that the user asked for. */
	restore?: readonly Restored[];
}

/** A value to put back, and the one (JSON text) that the late write has left there. */
export interface Restored extends Change {
	left: string;
}

/** An earlier write of this step that landed after a later look, and what it undid. */
export interface Undone {
	by: Sent;
	restore: Restored[];
}

/** What it takes to judge a write. */
export interface Settling extends Wish {
	entity: Entity;
	readOnly: readonly string[];
	verify: boolean;
	/** Whether a change that somebody else's write has undone is written again. */
	writesAgain?: boolean;
	known: Known;
}

/** @returns all that a write sets */
export function changesOf({ selection, restore = [] }: Sent): Change[] {
	return [...selection.changes, ...restore];
}

/**
 * A write without an answer may land after a later look, and takes back what that look had shown and its own base had not.
 *
 * @param seen the later look
 * @param changes what was written since then
 * @returns the first such write, and what puts things right
 */
export function undoneBy(
	earlier: readonly Sent[],
	seen: RawRecord,
	now: RawRecord,
	{ readOnly, known, policy, changes: wished }: Settling,
	changes: readonly Change[] = [],
): Undone | undefined {
	if (earlier.length === 0) return undefined;
	const own = [...readOnly, ...known.calculated];
	// Where the user's value overwrites any other, there is nothing to put back.
	const spared = policy === 'overwrite' ? [...changes, ...wished] : changes;
	const paths = new Map([...leafPaths(seen, own), ...leafPaths(now, own)].map((path) => [JSON.stringify(path), path]));
	for (const by of earlier) {
		const body = rawRecord(by.text);
		const asked = [...changesOf(by), ...spared].map(({ path }) => path);
		const gone = [...paths.values()].filter(
			(path) =>
				!asked.some((one) => one.every((key, depth) => key === path[depth])) &&
				!alike(now, seen, path) &&
				alike(now, body, path) &&
				!alike(by.base, seen, path),
		);
		if (gone.length > 0)
			return {
				by,
				restore: gone.map((path) => ({ path, json: rawAt(seen, path) ?? 'null', left: rawAt(now, path) ?? 'null' })),
			};
	}
	return undefined;
}

function alike(a: RawRecord, b: RawRecord, path: readonly string[]): boolean {
	return (isEmptyAt(a, path) && isEmptyAt(b, path)) || sameAt(a, b, path);
}
