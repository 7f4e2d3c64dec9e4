import type { Choices } from '../assumptions/register.mts';
import { textOf, type RawObject } from './raw.mts';

/** The state that looks still show: the record and the free fields of that moment; no record: nobody was there. */
export interface Before {
	record: RawObject | undefined;
	freeFields: ReadonlyMap<string, string>;
}

export interface Lag {
	/** Notes a write of a caller: the next looks show what was there before (assumption A69). */
	note(id: string, before: Before, choices: Choices, looks?: number): void;
	/** The state to show instead of the present one; undefined when the present one is shown. */
	before(id: string): Before | undefined;
	/** Counts a look at this record. */
	look(id: string): void;
	/** Records whose present state is not shown yet. */
	ids(): string[];
}

const looksFor: Record<string, number> = { atOnce: 0, oneRead: 1, twoReads: 2 };

/** Reads that lag behind writes. */
export function createLag(): Lag {
	const entries = new Map<string, { before: Before; left: number }>();
	return {
		note(id, before, choices, looks = looksFor[choices.readLag]!) {
			if (looks > 0) entries.set(id, { before, left: looks });
		},
		before: (id) => entries.get(id)?.before,
		look(id) {
			const entry = entries.get(id);
			if (!entry) return;
			entry.left -= 1;
			if (entry.left <= 0) entries.delete(id);
		},
		ids: () => [...entries.keys()],
	};
}

/** All records as a look sees them now. */
export function visible(all: RawObject[], lag: Lag): RawObject[] {
	const late = lag.ids();
	if (late.length === 0) return all;
	const seen = all.flatMap((record) => {
		const before = lag.before(textOf(record, 'id')!);
		return before === undefined ? [record] : before.record ? [before.record] : [];
	});
	return seen;
}
