import type { Choices } from '../assumptions/register.mts';
import type { Played } from './entities.mts';
import { isObject, joinObject, splitList, splitObject, textOf, type RawObject } from './raw.mts';

// Forms that an answer may have; each one changes the view of a record in place.

/** Assumption A70: what a list makes of a record. */
export function asRow(view: RawObject, { members, groups, own }: Played, way: Choices['listRows']): void {
	const kept = own.rowMembers ?? ['id', 'code', 'naam', 'externId', 'externSource'];
	if (way === 'shortened')
		for (const key of [...view.keys()]) if (members.has(key) && !kept.includes(key)) view.delete(key);
	if (way !== 'cut') return;
	const cut = (members: RawObject, names: readonly string[]) => {
		for (const name of names)
			if (members.has(name)) members.set(name, JSON.stringify(textOf(members, name)?.slice(0, 10) ?? null));
	};
	cut(view, ['opmerking']);
	eachGroup(view, groups, (group, lines) => cut(group, lines));
}

/** Turns every list inside a record, at any depth (assumption A67); members keep their characters. */
export function shuffle(view: RawObject, tick: number): void {
	for (const [key, raw] of view) if (raw.includes('[')) view.set(key, turned(raw, tick));
}

function turned(raw: string, tick: number): string {
	if (raw.startsWith('{'))
		return joinObject(new Map([...splitObject(raw)].map(([key, inner]) => [key, turned(inner, tick)])));
	if (!raw.startsWith('[')) return raw;
	const elements = splitList(raw);
	const at = elements.length === 0 ? 0 : tick % elements.length;
	return `[${[...elements.slice(at), ...elements.slice(0, at)].join(',')}]`;
}

/** Assumptions A68 = absent and A98 = hidden. */
export function withoutAudit(view: RawObject, member: string): void {
	const audit = view.get('auditTrail');
	if (!isObject(audit)) return;
	const members = splitObject(audit);
	members.delete(member);
	view.set('auditTrail', joinObject(members));
}

/** Assumption A81: members that are null are left out, in addresses too. */
export function withoutNulls(view: RawObject, { groups }: Played): void {
	const drop = (members: RawObject) =>
		[...members].forEach(([key, raw]) => void (raw === 'null' && members.delete(key)));
	drop(view);
	eachGroup(view, groups, drop);
}

/** Changes the members that are objects, such as addresses. */
export function eachGroup(
	view: RawObject,
	groups: Played['groups'],
	change: (group: RawObject, lines: readonly string[]) => void,
): void {
	for (const [key, lines] of groups) {
		const raw = view.get(key);
		if (!isObject(raw)) continue;
		const group = splitObject(raw);
		change(group, lines);
		view.set(key, joinObject(group));
	}
}
