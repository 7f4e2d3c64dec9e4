import { isEmptyJson } from '../json/compare';
import { leafPaths, rawAt, type RawRecord } from '../json/record';

/** Kept by Coachview itself, and different in each record. */
const OWN = ['id', 'auditTrail'];

/** What rows of lists have shown in one member. */
interface Shown {
	/** The only value so far. */
	value: string;
	rows: number;
	/** Whether rows have shown more than one value, or none beside one. */
	varies: boolean;
}

/**
 * Which members lists fill. A list that leaves a member out, or always shows the same in it (null, false), cannot be told
 * from people who have no other value, until a read of one record shows something else.
 */
export class RowEvidence {
	private readonly shown = new Map<string, Shown>();
	private rows = 0;

	/** Takes in what rows look like. */
	note(rows: readonly RawRecord[]): void {
		for (const row of rows) {
			this.rows++;
			for (const path of leafPaths(row, OWN)) {
				const name = JSON.stringify(path);
				const known = this.shown.get(name);
				if (known?.varies) continue;
				const value = rawAt(row, path) ?? 'null';
				if (known) Object.assign(known, { rows: known.rows + 1, varies: known.value !== value });
				else this.shown.set(name, { value, rows: 1, varies: false });
			}
		}
	}

	/** @returns whether any row has shown one of these members */
	shows(names: ReadonlySet<string>): boolean {
		return [...this.shown.keys()].some((name) => names.has((JSON.parse(name) as string[])[0] ?? ''));
	}

	/** @returns whether a read by ID has shown something that no row has, and that rows might never show */
	misses(single: RawRecord): boolean {
		const paths = new Map(leafPaths(single, OWN).map((path) => [JSON.stringify(path), rawAt(single, path)]));
		for (const [name, value] of paths) if (this.isOpen(name, value)) return true;
		return [...this.shown].some(([name]) => !paths.has(name) && this.isOpen(name, undefined));
	}

	private isOpen(name: string, value: string | undefined): boolean {
		const known = this.shown.get(name);
		if (!known) return !isEmptyJson(value);
		// A value that some rows have and others leave out is one that lists show.
		if (known.varies || (known.rows < this.rows && !isEmptyJson(known.value))) return false;
		return known.value !== value && !(isEmptyJson(known.value) && isEmptyJson(value));
	}
}
