import type { Entity, Field } from '../../entities/entity';
import { isStoredPlaceholderDate } from '../fields/birthDate';
import { Fault } from '../fault';
import { isEmptyJson, isEmptyNode } from '../json/compare';
import type { Change } from '../json/edit';
import { nodeAt, rawAt, type RawRecord } from '../json/record';
import { fieldLabels, fieldNamed } from '../fields/label';
import { isStoredPlaceholderPlace } from '../fields/place';
import { isRecased, likeness } from './equalForms';

/** What to do with a field that Coachview already has a value for. */
export type Policy = 'overwrite' | 'onlyIfEmpty' | 'failIfDifferent';

/** What the user asks for. */
export interface Wish {
	changes: readonly Change[];
	policy: Policy;
}

/** What is known beside the record. */
export interface Knowledge {
	/** Members shown as null, or not at all, that may hold a value all the same. */
	hidden: ReadonlySet<string>;
	/** Paths that this Coachview is known to store in a form of its own. */
	reformats: ReadonlySet<string>;
}

export interface Selection {
	/** The changes that would really change the record. */
	changes: Change[];
	/** Names of fields that keep a different value because of Only If Empty. */
	kept: string[];
}

/**
 * Decides what to write. An address is one value: half of one and half of another would be an address of nobody.
 *
 * @param record as Coachview has it now
 * @returns the changes that matter for this record; a field to be cleared (`null`) is an explicit wish and is not held back
 * @throws Fault `conflict` naming the fields, under Fail If Different; `invalidInput` when a path does not fit the record
 */
export function decide(entity: Entity, record: RawRecord, { changes, policy }: Wish, knowledge: Knowledge): Selection {
	checkShape(record);
	changes.forEach((change) => checkPath(record, change));
	const selection: Selection = { changes: [], kept: [] };
	const different: string[] = [];
	for (const group of valuesOf(entity, changes)) {
		const wanted = group.filter((change) => !isThere(record, change, knowledge, policy));
		const free =
			policy === 'overwrite' || wanted.every(({ json }) => json === 'null') || isFree(entity, record, group, knowledge);
		if (free) selection.changes.push(...wanted);
		else (policy === 'onlyIfEmpty' ? selection.kept : different).push(...wanted.map(nameOf));
	}
	if (different.length > 0) {
		throw new Fault(
			'conflict',
			`Coachview already has another value for ${fieldLabels(entity, different)}`,
			'Nothing was written. Let somebody decide which value is right, or choose Overwrite.',
			{ fields: different },
		);
	}
	return selection;
}

/** @returns members that the policy would take for empty because nothing is shown in them */
export function shownEmpty(entity: Entity, record: RawRecord, { changes, policy }: Wish): string[] {
	if (policy === 'overwrite') return [];
	const names = changes
		.map(({ path: [top = ''] }) => top)
		.filter((top) => fieldOf(entity, top) === undefined && isEmptyJson(rawAt(record, [top])));
	return [...new Set(names)];
}

export function nameOf({ path }: Change): string {
	return path.join('.');
}

/** Changes of one group, such as an address, belong together; all others stand alone. */
function valuesOf(entity: Entity, changes: readonly Change[]): Change[][] {
	const groups = new Map<string, Change[]>();
	for (const change of changes) {
		const [top = ''] = change.path;
		const name = fieldOf(entity, top)?.kind === 'group' ? top : JSON.stringify(change.path);
		groups.set(name, [...(groups.get(name) ?? []), change]);
	}
	return [...groups.values()];
}

/** Other blanks in a telephone number may be just what somebody wants to overwrite, but they are no other number. */
function isThere(record: RawRecord, { path, json }: Change, { reformats, hidden }: Knowledge, policy: Policy): boolean {
	// Clearing what may only look empty is a wish of its own.
	if (json === 'null' && hidden.has(path[0] ?? '')) return false;
	const current = rawAt(record, path);
	const like = likeness(current, json, path);
	if (like === 'different') return reformats.has(path.join('.')) && isRecased(current, json, path);
	return like === 'regrouped' ? policy !== 'overwrite' || reformats.has(path.join('.')) : true;
}

/** @returns whether Coachview has nothing in the place of this value, so that filling it takes nothing away */
function isFree(entity: Entity, record: RawRecord, group: readonly Change[], { hidden }: Knowledge): boolean {
	const [{ path }] = group as readonly [Change];
	const [top = ''] = path;
	if (hidden.has(top)) return false;
	const field = fieldOf(entity, top);
	if (field?.kind === 'group') return isFreeGroup(record, field, group);
	const current = rawAt(record, path);
	return isEmptyJson(current) || isPlaceholder(entity, current, path);
}

/** What stands aside is no value yet (a country is no address); but lines are only put to it when it is given just so. */
function isFreeGroup(record: RawRecord, { name, members = [] }: Field, group: readonly Change[]): boolean {
	const address = nodeAt(record, [name]);
	if (address?.kind !== 'object') return isEmptyJson(rawAt(record, [name]));
	const filled = address.members.filter(({ value }) => !isEmptyNode(record.text, value)).map(({ key }) => key);
	const aside = members.find((line) => line.aside)?.name;
	const isAsideSame = ({ path, json }: Change) =>
		path.length === 2 && path[1] === aside && likeness(rawAt(record, path), json, path) !== 'different';
	return filled.length === 0 || (filled.length === 1 && filled[0] === aside && group.some(isAsideSame));
}

/** @returns whether a stored date or place of birth is one of those that systems store when they know nothing */
export function isPlaceholder(entity: Entity, current: string | undefined, path: readonly string[]): boolean {
	if (current === undefined || !current.startsWith('"') || path.length !== 1) return false;
	const text = JSON.parse(current) as string;
	const kind = fieldOf(entity, path[0] ?? '')?.kind;
	return kind === 'birthDate' ? isStoredPlaceholderDate(text) : kind === 'place' && isStoredPlaceholderPlace(text);
}

/** Only in the spelling that Coachview uses. */
function fieldOf(entity: Entity, name: string): Field | undefined {
	const field = fieldNamed(entity, name);
	return field?.name === name ? field : undefined;
}

/** @throws Fault `unexpectedAnswer` when a member occurs twice with two values: it is not known which one a PUT would set */
function checkShape({ root, text }: RawRecord): void {
	const seen = new Map<string, string>();
	for (const { key, value } of root.members) {
		const raw = text.slice(value.start, value.end);
		if ((seen.get(key) ?? raw) !== raw) {
			throw new Fault(
				'unexpectedAnswer',
				`Coachview shows two values under one name: ${key}`,
				'Nothing was written, because one would overwrite the other. If one of them is a free field, set the option Free Fields to Leave Out.',
				{ fields: [key] },
			);
		}
		seen.set(key, raw);
	}
}

/** @throws Fault `invalidInput` when the path crosses something that is no object, or spells a member in another case */
function checkPath(record: RawRecord, { path }: Change): void {
	const refuse = (why: string, advice: string) => {
		throw new Fault('invalidInput', `'${path.join('.')}' ${why}`, `${advice} Nothing was written.`, {
			fields: [path.join('.')],
		});
	};
	for (let depth = 0; depth < path.length; depth++) {
		const parent = nodeAt(record, path.slice(0, depth));
		if (!parent || (isEmptyJson(record.text.slice(parent.start, parent.end)) && parent.kind !== 'object')) return;
		if (parent.kind !== 'object')
			return refuse(
				'leads through a value that is no object',
				`Give '${path.slice(0, depth).join('.')}' as a whole, as JSON.`,
			);
		const [key = ''] = path.slice(depth);
		const lower = key.toLowerCase();
		const own = parent.members.filter((member) => member.key.toLowerCase() === lower).map((member) => member.key);
		if (own.length > 0 && !own.includes(key))
			return refuse('is written in another case than in Coachview', `Write '${own[0]}'.`);
	}
}
