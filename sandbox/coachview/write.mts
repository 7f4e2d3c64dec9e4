import type { Choices } from '../assumptions/register.mts';
import { isCalendarDate } from './dates.mts';
import { BadRequest } from './errors.mts';
import type { FieldType } from './fields.mts';
import { addressFields, hiddenFields, movingFields, personFields, readOnlyFields } from './fields.mts';
import { datesAsRead, normalised } from './normalise.mts';
import type { RawObject } from './raw.mts';
import { isObject, joinObject, splitObject, textOf } from './raw.mts';

const optIn = ['Onbekend', 'OptIn', 'OptOut'];
/** Members that a PUT must name under assumption A84, null or not. */
const demanded = ['voornaam', 'tussenvoegsels', 'email1', 'tel1', 'titel', 'opmerking'];
const genders = ['Man', 'Vrouw', 'Onbekend'];
export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a POST or PUT makes of a person. The stored members are the values of the body with their characters kept
 * (number lexemes, escapes); known members that are left out become null (assumption A20), and members that only this
 * record has are treated like known ones: they are part of the record, so leaving them out empties them too.
 * A value that is already stored passes unchecked: a server does not refuse what it holds itself.
 * @param sent members as sent, free fields taken out
 * @param previous the stored record for PUT, undefined for POST
 * @param whole false for PATCH: left out keeps
 * @throws BadRequest naming members, never values
 */
export function written(sent: RawObject, previous: RawObject | undefined, choices: Choices, whole = true): RawObject {
	const errors: Record<string, string[]> = {};
	const body = datesAsRead(sent, choices);
	const keep = !whole || choices.A20 === 'merge';
	const old = previous ?? new Map<string, string>();
	// Members that only a flag shows may keep their value when a caller leaves them out (assumption A56).
	const kept = choices.A56!.endsWith('Kept') ? hiddenFields(choices).map(([name]) => name) : [];
	const result: RawObject = new Map();
	result.set('id', old.get('id') ?? 'null');
	for (const [key, type] of personFields) {
		if (key === 'id') continue;
		const raw = body.get(key);
		if (raw === undefined) result.set(key, (keep || kept.includes(key) ? old.get(key) : undefined) ?? empty(type));
		else if (raw === old.get(key)) result.set(key, raw);
		else if (type === 'address') result.set(key, address(key, raw, old.get(key), keep, choices, errors));
		else result.set(key, checked(key, type, raw, choices, errors));
	}
	for (const key of ['achternaam', ...(choices.A23 === 'achternaamEmail1' ? ['email1'] : [])]) {
		if (!textOf(result, key)) errors[key] ??= ['This member is required.'];
	}
	if (choices.A84 === 'required' && previous && whole) {
		for (const key of demanded) if (!body.has(key)) errors[key] ??= ['This member is required; it may be null.'];
	}
	const extras = ownMembers(body, old, personFields, keep, choices, errors);
	for (const [key, raw] of extras) result.set(key, raw);
	if (Object.keys(errors).length > 0) throw new BadRequest('One or more members are not valid.', errors);
	return normalised(result, previous, choices);
}

/** Members beyond the known ones: those that the record has already, and what assumption A31 does with new ones. */
function ownMembers(
	body: RawObject,
	old: RawObject,
	known: ReadonlyMap<string, FieldType>,
	keep: boolean,
	choices: Choices,
	errors: Record<string, string[]>,
): RawObject {
	const result: RawObject = new Map();
	const own = (key: string) => !known.has(key) && !readOnlyFields.includes(key) && key !== 'land';
	for (const [key, raw] of old) if (own(key)) result.set(key, body.get(key) ?? (keep ? raw : 'null'));
	for (const [key, raw] of body) {
		if (known.has(key) || (old.has(key) && own(key)) || (choices.A66 !== 'none' && movingFields.includes(key)))
			continue;
		if (!own(key)) {
			if (choices.S01 === 'rejected' && !(key === 'auditTrail' && choices.A27 === 'bodyEtag'))
				errors[key] = ['This member is read-only.'];
		} else if (choices.A31 === 'rejected') errors[key] = ['This member is not known.'];
		else if (choices.A31 === 'stored') result.set(key, raw);
	}
	return result;
}

function address(
	key: string,
	raw: string,
	oldRaw: string | undefined,
	keep: boolean,
	choices: Choices,
	errors: Record<string, string[]>,
): string {
	if (raw === 'null' || raw === '""') return 'null'; // Code that calls the API sends "" for an absent object.
	if (!isObject(raw)) {
		errors[key] = ['An object or null is expected.'];
		return 'null';
	}
	const body = splitObject(raw);
	const old = isObject(oldRaw) ? splitObject(oldRaw) : new Map<string, string>();
	const inner: Record<string, string[]> = {};
	const result: RawObject = new Map();
	for (const name of addressFields) {
		const value = body.get(name);
		if (value === undefined) result.set(name, (keep ? old.get(name) : undefined) ?? 'null');
		else result.set(name, value === old.get(name) ? value : checked(name, 'text', value, choices, inner));
	}
	const known = new Map<string, FieldType>(addressFields.map((name) => [name, 'text']));
	for (const [name, value] of ownMembers(body, old, known, keep, choices, inner)) result.set(name, value);
	for (const [name, messages] of Object.entries(inner)) errors[`${key}.${name}`] = messages;
	return joinObject(result);
}

function checked(
	key: string,
	type: FieldType,
	raw: string,
	choices: Choices,
	errors: Record<string, string[]>,
): string {
	const value: unknown = JSON.parse(raw);
	const refuse = (message: string) => {
		errors[key] = [message];
		return 'null';
	};
	if (value === null) return empty(type);
	if (type === 'boolean') return typeof value === 'boolean' ? raw : refuse('true or false is expected.');
	if (typeof value !== 'string') return refuse('A text is expected.');
	if (value === '') return type === 'text' && choices.A30 === 'emptyKept' ? raw : 'null';
	if (type === 'id' && !guid.test(value)) return refuse('An id is expected.');
	if (type === 'date' && !isCalendarDate(value)) return refuse('A date yyyy-MM-dd is expected.');
	if (key === 'geslacht' && choices.A28 === 'closed' && !genders.includes(value))
		return refuse('This value is not known.');
	if (key === 'optInOut' && choices.A29 === 'closed' && !optIn.includes(value))
		return refuse('This value is not known.');
	return raw;
}

const empty = (type: FieldType): string => (type === 'boolean' ? 'false' : 'null');

/** The calculated name of a person, or null. */
export function fullName(person: RawObject): string {
	const parts = ['voornaam', 'tussenvoegsels', 'achternaam'].map((key) => textOf(person, key)).filter(Boolean);
	return JSON.stringify(parts.length > 0 ? parts.join(' ') : null);
}
