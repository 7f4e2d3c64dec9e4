import type { Entity } from '../../entities/entity';
import type { RawNode } from '../json/parse';
import { leafPaths, rawAt, type RawRecord } from '../json/record';
import { likeness } from './equalForms';
import { RowEvidence } from './rowEvidence';
import { movesByItself } from './selfMoving';
import { sameVersion } from './trust';

/** JSON texts shorter than this are not taken for cut ones. */
const SHORT = 10;
/** So many different texts of one length, and none longer, look like texts that were cut. */
const PILE = 3;

/** The longest texts that rows have shown in one member. */
interface Longest {
	length: number;
	/** Up to PILE different ones. */
	texts: Set<string>;
}

/**
 * Whether rows of a list can stand for reads of single records (assumption A70): a row was compared with the read of its
 * record, and no member looks as if lists cut its text. Nobody can see that a single text was cut, but cut texts pile up at
 * one length; the read of one of them, as long as it is shown, tells that they are whole.
 */
export class RowProof {
	/** Whether a row has been shown to equal the read of its record. */
	isGiven = false;
	private readonly entity: Entity;
	private readonly longest = new Map<string, Longest>();
	/** By path, the length of the longest text that a row and a single read have shown alike. */
	private readonly whole = new Map<string, number>();
	private readonly evidence = new RowEvidence();
	/** Members that every row has to show; empty where members without a value are left out. */
	private required: readonly string[] = [];

	constructor(entity: Entity) {
		this.entity = entity;
	}

	/** Takes in what rows look like. */
	note(rows: readonly RawRecord[]): void {
		this.evidence.note(rows);
		for (const row of rows) {
			for (const [path, text] of textsOf(row)) {
				const known = this.longest.get(path);
				if (!known || text.length > known.length)
					this.longest.set(path, { length: text.length, texts: new Set([text]) });
				else if (text.length === known.length && known.texts.size < PILE) known.texts.add(text);
			}
		}
	}

	/** @returns the row whose read would tell most; undefined when none is needed */
	witness(rows: readonly RawRecord[]): RawRecord | undefined {
		const [best] = rows
			.map((row) => ({ row, weight: this.isGiven ? this.doubts(row) : this.doubts(row) * 1_000 + this.longestIn(row) }))
			.sort((a, b) => b.weight - a.weight);
		return best && (!this.isGiven || best.weight > 0) ? best.row : undefined;
	}

	/** @returns whether there are free fields and no row has ever shown one: they may all be empty, or left out by lists */
	lacksAll(free: ReadonlySet<string>): boolean {
		return free.size > 0 && !this.evidence.shows(free);
	}

	/** @returns whether a read by ID has shown something that rows might never show */
	misses(single: RawRecord): boolean {
		return this.evidence.misses(single);
	}

	/** @returns whether a row may stand for the read of its record */
	believes(row: RawRecord): boolean {
		if (!this.isGiven || this.doubts(row) > 0) return false;
		const names = new Set(row.root.members.map(({ key }) => key));
		return this.required.every((name) => names.has(name));
	}

	/**
	 * Compares a row with the read of its record that followed.
	 *
	 * @returns `edited` when somebody wrote the record in between, so that it tells nothing
	 */
	compare(row: RawRecord, single: RawRecord, free: ReadonlySet<string>): 'equal' | 'edited' | 'different' {
		if (!sameVersion(row, single) && rawAt(row, ['auditTrail']) !== rawAt(single, ['auditTrail'])) return 'edited';
		const paths = [...leafPaths(row), ...leafPaths(single)];
		if (!paths.every((path) => this.isSame(row, single, path))) return 'different';
		for (const [path, { length }] of textsOf(single)) this.whole.set(path, Math.max(length, this.whole.get(path) ?? 0));
		const { members } = single.root;
		const showsNulls = members.some(({ value }) => single.text.slice(value.start, value.end) === 'null');
		if (showsNulls) this.required = members.map(({ key }) => key).filter((name) => !free.has(name));
		this.isGiven = true;
		return 'equal';
	}

	/** Members whose text may be a cut one. */
	private doubts(row: RawRecord): number {
		let count = 0;
		for (const [path, { length }] of textsOf(row)) {
			const known = this.longest.get(path);
			const isPiled = known?.length === length && known.texts.size >= PILE;
			if (length >= SHORT && isPiled && length > (this.whole.get(path) ?? 0)) count++;
		}
		return count;
	}

	/** Filled members, and how many of them are as long as any. */
	private longestIn(row: RawRecord): number {
		let weight = 0;
		for (const [path, { length }] of textsOf(row)) weight += this.longest.get(path)?.length === length ? 10 : 1;
		return weight;
	}

	/** A list may come in another order each time (A67), and some members move by themselves (A66). */
	private isSame(row: RawRecord, single: RawRecord, path: string[]): boolean {
		const [a, b] = [rawAt(row, path), rawAt(single, path)];
		if (a === b) return true;
		if (a === undefined || b === undefined) return false;
		return (
			(a.startsWith('[') && likeness(a, b, path) !== 'different') || movesByItself(this.entity, row, single, path, [])
		);
	}
}

/** Texts of a record and of the objects in it, the audit trail apart. */
function* textsOf(record: RawRecord): Generator<[path: string, text: string]> {
	for (const { key, value } of record.root.members) {
		if (value.kind === 'string') yield [key, textOf(record, value)];
		else if (value.kind === 'object' && key !== 'auditTrail')
			for (const { key: inner, value: line } of value.members)
				if (line.kind === 'string') yield [`${key}.${inner}`, textOf(record, line)];
	}
}

function textOf({ text }: RawRecord, { start, end }: RawNode): string {
	return text.slice(start, end);
}
