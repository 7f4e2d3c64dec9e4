import { hiddenMembers as hiddenOf } from '../../../sandbox/coachview/special/person.mts';
import { isObject, splitObject, textOf } from '../../../sandbox/coachview/raw.mts';
import type { Choices, Snapshot } from '../../../sandbox/control/types.mts';

/** Paths such as `adres.plaats` to the raw JSON text that must be stored; `null` means emptied. */
export type Members = Record<string, string>;

/** What the data must look like afterwards. */
export interface Wanted {
	/** Changes of stored persons, by id. Everything else must keep its characters. */
	changed?: Record<string, Members>;
	/** Members of the one new person. */
	created?: Members;
}

/** Members of every depth as raw texts; members without a value are left out, and so is what Coachview keeps by itself. */
function leaves(text: string, prefix = ''): Map<string, string> {
	const found = new Map<string, string>();
	for (const [name, raw] of splitObject(text)) {
		if (prefix === '' && (name === 'auditTrail' || name === 'id')) continue;
		if (isObject(raw) && raw.replace(/\s/g, '') !== '{}')
			leaves(raw, `${prefix}${name}.`).forEach((value, path) => found.set(path, value));
		else if (raw !== 'null') found.set(prefix + name, raw);
	}
	return found;
}

/** Differences that must not be: sentences with names of members, never their values. */
export interface Damage {
	/** Members or free fields that lost or changed a value without being asked to. */
	lost: string[];
	/** Wanted changes that are not there, persons too many or missing, links that changed. */
	wrong: string[];
}

/** Compares all data before and after with what was wanted. */
export function compare(before: Snapshot, after: Snapshot, wanted: Wanted): Damage {
	const damage: Damage = { lost: [], wrong: [] };
	for (const [id, text] of before.people) comparePerson(id, text, after.people.get(id), wanted.changed?.[id], damage);
	const added = [...after.people].filter(([id]) => !before.people.has(id));
	if (added.length !== (wanted.created ? 1 : 0)) damage.wrong.push(`${added.length} persons were added`);
	else if (wanted.created) compareCreated(added[0]![1], wanted.created, damage);
	for (const [key, value] of before.freeFields)
		if (after.freeFields.get(key) !== value) damage.lost.push(`free field ${key}`);
	if (JSON.stringify(before.categories) !== JSON.stringify(after.categories)) damage.wrong.push('categories changed');
	return damage;
}

function comparePerson(
	id: string,
	text: string,
	now: string | undefined,
	changes: Members | undefined,
	damage: Damage,
): void {
	if (now === text) {
		if (changes && Object.keys(changes).length > 0) damage.wrong.push(`${id}: nothing was changed`);
		return;
	}
	if (now === undefined) return void damage.wrong.push(`${id}: gone`);
	if (!changes) return void damage.wrong.push(`${id}: touched`);
	const [old, stored] = [leaves(text), leaves(now)];
	const isAsked = (path: string) => Object.keys(changes).some((name) => path === name || path.startsWith(`${name}.`));
	for (const [path, raw] of old) if (!isAsked(path) && stored.get(path) !== raw) damage.lost.push(`${id}: ${path}`);
	for (const path of stored.keys()) if (!isAsked(path) && !old.has(path)) damage.wrong.push(`${id}: ${path} appeared`);
	for (const [path, raw] of Object.entries(changes))
		if ((stored.get(path) ?? 'null') !== raw) damage.wrong.push(`${id}: ${path} is not as asked`);
}

function compareCreated(text: string, created: Members, damage: Damage): void {
	const stored = leaves(text);
	if (stored.get('inactief') === 'false' && created.inactief === undefined) stored.delete('inactief');
	const names = new Set([...stored.keys(), ...Object.keys(created)]);
	for (const name of names)
		if (stored.get(name) !== created[name]) damage.wrong.push(`new person: ${name} is not as asked`);
}

/** The first person with this external key, as raw members. */
export function idOf(data: Snapshot, externId: string, externSource: string): string {
	const found = [...data.people].find(([, text]) => {
		const members = splitObject(text);
		return textOf(members, 'externId') === externId && textOf(members, 'externSource') === externSource;
	});
	if (!found) throw new Error(`The sandbox has nobody with the key ${externSource}/${externId}`);
	return found[0];
}

/**
 * Leaves out the losses that no program can prevent, because Coachview does not show what a PUT then empties:
 * - free fields that a PUT does not name (A34 = erased), where they are confidential (A35) or the flag that asks for them
 *   has no effect (A13);
 * - members that only a flag shows (A56), where flags have no effect by id (A13).
 *
 * See docs/assumptions.md.
 */
export function withinReach(
	lost: string[],
	{ flagsById, freeFieldWrite, confidential, hiddenMembers = 'all' }: Choices,
): string[] {
	const isFree = (text: string) =>
		freeFieldWrite === 'erased' &&
		text.startsWith('free field') &&
		(flagsById === 'ignored' || (confidential !== 'returned' && text.endsWith('/VrijveldMedisch')));
	const isHidden = (text: string) =>
		flagsById === 'ignored' &&
		hiddenMembers.endsWith('Cleared') &&
		hiddenOf({ hiddenMembers }).some(([name]) => new RegExp(`: ${name}\\b`).test(text));
	return lost.filter((text) => !isFree(text) && !isHidden(text));
}
