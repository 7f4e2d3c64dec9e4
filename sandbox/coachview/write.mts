import type { FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import type { Choices } from '../assumptions/register.mts';
import { emptyOf, type Played } from './entities.mts';
import { BadRequest } from './errors.mts';
import { kinds } from './kinds.mts';
import { datesAsRead, normalised } from './normalise.mts';
import { isObject, joinObject, splitObject, type RawObject } from './raw.mts';

type Errors = Record<string, string[]>;

/** What the rules below share. */
interface Rules {
	played: Played;
	choices: Choices;
	/** Whether members that are left out keep their value. */
	keep: boolean;
	errors: Errors;
}

/**
 * What a POST or PUT makes of a record. The stored members are the values of the body with their characters kept
 * (number lexemes, escapes); known members that are left out become null (assumption A20), and members that only this
 * record has are treated like known ones: they are part of the record, so leaving them out empties them too.
 * A value that is already stored passes unchecked: a server does not refuse what it holds itself.
 * @param sent members as sent, free fields taken out
 * @param previous the stored record for PUT, undefined for POST
 * @param whole false for PATCH: left out keeps
 * @throws BadRequest naming members, never values
 */
export function written(
	sent: RawObject,
	previous: RawObject | undefined,
	played: Played,
	choices: Choices,
	whole = true,
): RawObject {
	const { members, groups, calculated, own } = played;
	const rules: Rules = { played, choices, keep: !whole || choices.putMissing === 'merge', errors: {} };
	const { keep, errors } = rules;
	const body = datesAsRead(sent, played, choices);
	const old = previous ?? new Map<string, string>();
	// Members that only a flag shows may keep their value when a caller leaves them out (assumption A56).
	const kept = choices.hiddenMembers.endsWith('Kept') ? (own.hidden?.(choices) ?? []).map(([name]) => name) : [];
	const result: RawObject = new Map();
	result.set('id', old.get('id') ?? 'null');
	for (const [key, kind] of members) {
		if (key === 'id') continue;
		const raw = body.get(key);
		const lines = groups.get(key);
		if (raw === undefined)
			result.set(key, (keep || kept.includes(key) ? old.get(key) : undefined) ?? emptyOf(played, key, kind));
		else if (raw === old.get(key)) result.set(key, raw);
		else result.set(key, lines ? group(key, raw, old.get(key), lines, rules) : checked(key, kind, raw, rules));
	}
	for (const key of [...played.required, ...(own.required?.(choices) ?? [])]) {
		if (['null', '""'].includes(result.get(key) ?? 'null')) errors[key] ??= ['This member is required.'];
	}
	if (choices.putNull === 'required' && previous && whole) {
		for (const key of demanded(played))
			if (!body.has(key)) errors[key] ??= ['This member is required; it may be null.'];
	}
	for (const key of calculated.keys()) if (old.has(key)) result.set(key, old.get(key)!);
	for (const [key, raw] of ownMembers(body, old, members, rules)) result.set(key, raw);
	if (Object.keys(errors).length > 0) throw new BadRequest('One or more members are not valid.', errors);
	return normalised(result, previous, played, choices);
}

/** Assumption A84: members that a PUT must name. */
const demanded = ({ own, members }: Played): readonly string[] =>
	own.demanded ?? [...members].filter(([, kind]) => kinds[kind].isText).map(([name]) => name);

/** Names of members that move by themselves (assumption A66), whatever the entity. */
const movingNames = ({ own }: Played): readonly string[] => [
	...Object.keys(own.moving ?? {}),
	'rijVersie',
	'laatstGelezen',
];

/** Members beyond the known ones: those that the record has already, and what assumption A31 does with new ones. */
function ownMembers(
	body: RawObject,
	old: RawObject,
	known: ReadonlyMap<string, FieldKind>,
	{ played, choices, keep, errors }: Rules,
): RawObject {
	const result: RawObject = new Map();
	const own = (key: string) => !known.has(key) && !played.readOnly.includes(key) && key !== 'land';
	for (const [key, raw] of old) if (own(key)) result.set(key, body.get(key) ?? (keep ? raw : 'null'));
	for (const [key, raw] of body) {
		const isMoving = choices.movingMembers !== 'none' && movingNames(played).includes(key);
		if (known.has(key) || (old.has(key) && own(key)) || isMoving) continue;
		if (!own(key)) {
			if (choices.readOnlyMembers === 'rejected' && !(key === 'auditTrail' && choices.etagCheck === 'bodyEtag'))
				errors[key] = ['This member is read-only.'];
		} else if (choices.unknownMember === 'rejected') errors[key] = ['This member is not known.'];
		else if (choices.unknownMember === 'stored') result.set(key, raw);
	}
	return result;
}

/** A member that is an object, such as an address. */
function group(key: string, raw: string, oldRaw: string | undefined, lines: readonly string[], rules: Rules): string {
	if (raw === 'null' || raw === '""') return 'null'; // Code that calls the API sends "" for an absent object.
	if (!isObject(raw)) {
		rules.errors[key] = ['An object or null is expected.'];
		return 'null';
	}
	const body = splitObject(raw);
	const old = isObject(oldRaw) ? splitObject(oldRaw) : new Map<string, string>();
	const inner: Rules = { ...rules, errors: {} };
	const result: RawObject = new Map();
	for (const name of lines) {
		const value = body.get(name);
		if (value === undefined) result.set(name, (rules.keep ? old.get(name) : undefined) ?? 'null');
		else result.set(name, value === old.get(name) ? value : checked(name, 'text', value, inner));
	}
	const known = new Map(lines.map((name): [string, FieldKind] => [name, 'text']));
	for (const [name, value] of ownMembers(body, old, known, inner)) result.set(name, value);
	for (const [name, messages] of Object.entries(inner.errors)) rules.errors[`${key}.${name}`] = messages;
	return joinObject(result);
}

/** The raw text to store for a value that was sent. */
function checked(key: string, kind: FieldKind, raw: string, { played, choices, errors }: Rules): string {
	const value: unknown = JSON.parse(raw);
	const { isText, refuse } = kinds[kind];
	if (value === null) return emptyOf(played, key, kind);
	const codes = choices.enumerations === 'closed' ? played.values.get(key) : undefined;
	const isUnknown = (text: string) =>
		codes?.includes(text) === false || played.own.isRefused?.(key, text, choices) === true;
	const why = refuse(value) ?? (value !== '' && isUnknown(String(value)) ? 'This value is not known.' : undefined);
	if (why !== undefined) {
		errors[key] = [why];
		return 'null';
	}
	if (value === '') return isText && choices.emptyText === 'emptyKept' ? raw : 'null';
	return raw;
}
