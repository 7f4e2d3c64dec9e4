import { fieldNamed } from '../domain/fields/label';
import { editRecord } from '../domain/json/edit';
import type { RawNode } from '../domain/json/parse';
import { nodeAt, rawAt, rawRecord, type RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';

/** What reads with and without flags have taught of the members of an entity. */
export interface Learned {
	/** Free fields: members that only come with their flag. */
	free: ReadonlySet<string>;
	/** Members that only come with the other flags. */
	extra: ReadonlySet<string>;
	/** Members that come without any flag. */
	ordinary: ReadonlySet<string>;
	/** Members that come without the flag too, but with another value or only so: a free field has the name of a member. */
	shared: ReadonlySet<string>;
	/** Of members that are objects, the names that only come with the other flags. */
	nested: ReadonlyMap<string, readonly string[]>;
}

export const NOTHING: Learned = {
	free: new Set(),
	extra: new Set(),
	ordinary: new Set(),
	shared: new Set(),
	nested: new Map(),
};

interface Reads {
	first: RawRecord;
	plain: RawRecord;
	last: RawRecord;
}

/** @param known names of free fields; of all members of a read that shows them, where they are not defined anywhere */
export function compared(
	entity: Entity,
	candidates: readonly string[],
	{ free, isDefined }: { free: readonly string[]; isDefined: boolean },
	{ first, plain, last }: Reads,
): Learned {
	const raw = (record: RawRecord, name: string) => rawAt(record, [name]);
	const steady = candidates.filter((name) => raw(first, name) === raw(last, name));
	const only = steady.filter((name) => raw(plain, name) === undefined);
	// The vendor's import pages advise a code that begins so; the definitions may not list every field.
	const isFree = (name: string) => free.includes(name) || (isDefined && /^vrijveld/i.test(name));
	const nested = steady.flatMap((name): Array<[string, string[]]> => {
		const inner = namesIn(last, name).filter((key) => !namesIn(plain, name).includes(key));
		return inner.length > 0 && nodeAt(plain, [name])?.kind === 'object' ? [[name, inner]] : [];
	});
	// Of a field that the node offers by name the definition is enough; two values could be equal at the moment.
	const named = isDefined ? free.filter((name) => fieldNamed(entity, name)?.name === name) : [];
	const twoValued = steady.filter(
		(name) => raw(plain, name) !== undefined && free.includes(name) && nodeAt(last, [name])?.kind !== 'object',
	);
	// What a flag takes out of a record is in the place of a free field without a value.
	const hidden = innerNames(plain).filter((name) => raw(first, name) === undefined && raw(last, name) === undefined);
	return {
		free: new Set([
			...(isDefined ? free.filter((name) => raw(plain, name) === undefined) : []),
			...only.filter(isFree),
		]),
		extra: new Set(only.filter((name) => !isFree(name))),
		ordinary: new Set(innerNames(plain)),
		shared: new Set([...named, ...twoValued, ...hidden]),
		nested: new Map(nested),
	};
}

/**
 * The record without what merely spells out another member: `bedrijf` beside `bedrijfId`, `land` beside `landCode`. Sent
 * back, it could contradict the member itself.
 */
export function without(record: RawRecord, { extra, nested }: Pick<Learned, 'extra' | 'nested'>): RawRecord {
	const spelledOut = spelling(record.root, record.text, extra);
	const changes = record.root.members
		.filter(({ value }) => value.kind === 'object')
		.map(({ key, value }) => ({ key, value, inner: [...spelling(value, record.text), ...(nested.get(key) ?? [])] }))
		.filter(({ inner }) => inner.length > 0)
		.map(({ key, value, inner }) => ({
			path: [key],
			json: editRecord(rawRecord(record.text.slice(value.start, value.end)), [], inner),
		}));
	return spelledOut.length === 0 && changes.length === 0 ? record : rawRecord(editRecord(record, changes, spelledOut));
}

/**
 * @param extra members that only come on request
 * @returns those of them, and objects or nothing in the place of one, that stand beside their own id or code
 */
function spelling({ members }: RawNode, text: string, extra: ReadonlySet<string> = NOTHING.extra): string[] {
	const names = new Set(members.map(({ key }) => key));
	const isObject = ({ kind, start, end }: RawNode) => kind === 'object' || text.slice(start, end) === 'null';
	return members
		.filter(
			({ key, value }) => (extra.has(key) || isObject(value)) && (names.has(`${key}Id`) || names.has(`${key}Code`)),
		)
		.map(({ key }) => key);
}

/** @returns names of the record's own members */
export function innerNames({ root }: RawRecord): string[] {
	return root.members.map(({ key }) => key);
}

function namesIn(record: RawRecord, name: string): string[] {
	return nodeAt(record, [name])?.members.map(({ key }) => key) ?? [];
}

/** @returns top-level members that one of the records lacks, or that they show with different values */
export function differing(full: RawRecord, plain: RawRecord): string[] {
	const names = new Set([...innerNames(full), ...innerNames(plain)]);
	return [...names].filter((key) => key !== 'auditTrail' && rawAt(full, [key]) !== rawAt(plain, [key]));
}
