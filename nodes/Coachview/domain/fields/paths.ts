import type { Change } from '../json/edit';
import { invalidInput } from '../settings/invalid';
import { foldName } from '../settings/names';
import { whyDebris } from '../text';
import type { Entity } from '../../entities/entity';
import { fieldLabel, fieldNamed, knownSpelling, lineNamed, PROTECTED_MEMBERS } from './label';

/** Names that would reach into JavaScript's own objects. */
const FORBIDDEN: readonly string[] = ['__proto__', 'prototype', 'constructor'];
const LONGEST_PATH = 200;

/**
 * Reads the name of a row of Other Fields, or of a column.
 *
 * @param name a JSON name, or a path such as `adres.plaats`
 * @returns the path; members that the node knows are in its spelling, whatever case was typed
 * @throws Fault `invalidInput` for an empty part, a part that counts into a list (a path may only cross objects), a path
 *         through a field that is a single value, and members that Coachview keeps by itself
 */
export function readPath(entity: Entity, name: unknown, place = 'Other Fields'): string[] {
	if (typeof name !== 'string' || name.trim() === '') throw invalidInput(place, 'needs a name in every row');
	const path = name.split('.').map(foldName);
	if (name.length > LONGEST_PATH || path.includes('') || whyDebris(name.trim()) !== undefined)
		throw invalidInput(place, 'has a row whose name is not a JSON name');
	const label = path.join('.');
	if (path.some((key) => FORBIDDEN.includes(key.toLowerCase())))
		throw invalidInput(place, 'has a row whose name is not a JSON name');
	if (/[[\]]/.test(label) || path.slice(1).some((key) => /^\d+$/.test(key))) {
		throw invalidInput(label, 'leads into a list; a path may only cross objects', 'Give the whole list as JSON.');
	}
	return spelled(entity, path, label);
}

/** @returns the path in the node's spelling; @throws Fault `invalidInput` as `readPath` */
export function spelled(entity: Entity, path: readonly string[], label: string): string[] {
	const [first = '', second, ...rest] = path;
	const top = knownSpelling(entity, first);
	if (PROTECTED_MEMBERS.includes(top)) throw invalidInput(label, 'is kept by Coachview itself and cannot be set');
	const known = fieldNamed(entity, top);
	if (second === undefined || !known) return [top, ...path.slice(1)];
	const line = lineNamed(known, second);
	if (known.kind !== 'group' || (line && rest.length > 0))
		throw invalidInput(label, 'leads into a field that is a single value');
	return [top, line?.name ?? second, ...rest];
}

/** A change and the place in the node that asks for it. */
export interface Wish extends Change {
	from: string;
}

/**
 * @throws Fault `invalidInput` when two wishes concern the same member, one that contains the other, or names that differ
 *         in case only: one of them would be lost
 */
export function refuseOverlaps(entity: Entity, wishes: readonly Wish[]): void {
	const key = (path: readonly string[]): string => JSON.stringify(path.map((part) => part.toLowerCase()));
	const whole = new Map<string, Wish>();
	for (const wish of wishes) {
		const other = whole.get(key(wish.path));
		if (other) throw twice(entity, wish, other);
		whole.set(key(wish.path), wish);
	}
	for (const wish of wishes) {
		for (let depth = 1; depth < wish.path.length; depth++) {
			const other = whole.get(key(wish.path.slice(0, depth)));
			if (other) throw twice(entity, wish, other);
		}
	}
}

function twice(entity: Entity, one: Wish, other: Wish): Error {
	const label = labelOf(entity, other.path);
	const places = [...new Set([other.from, one.from])];
	if (places.includes('Clear Fields'))
		return invalidInput(label, 'is given a value and listed under Clear Fields as well; choose one');
	return invalidInput(
		label,
		`is given twice${places.length > 1 ? `, under ${places.join(' and under ')}` : ''}`,
		'Give every field once.',
	);
}

/** @returns the name the user knows: `Date of Birth`, `Town`, or the path of another member */
export function labelOf(entity: Entity, path: readonly string[]): string {
	const [top = '', second] = path;
	const line = path.length === 2 ? lineNamed(fieldNamed(entity, top) ?? {}, second ?? '') : undefined;
	return path.length === 1
		? fieldLabel(entity, top)
		: line
			? `${fieldLabel(entity, top)}: ${line.label}`
			: path.join('.');
}
