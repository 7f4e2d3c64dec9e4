import type { Choices } from '../assumptions/register.mts';
import { addressFields, personFields } from './fields.mts';
import type { RawObject } from './raw.mts';
import { isObject, joinObject, splitObject } from './raw.mts';

const keys = ['externId', 'externSource'];

/** The text that is stored for one that was sent (assumptions A58 to A62). */
export function storedText(member: string, sent: string, choices: Choices): string {
	let text = sent;
	if (choices.A62 === 'nfc') text = text.normalize('NFC');
	if (choices.A62 === 'lf') text = text.replaceAll('\r\n', '\n');
	if (choices.A60 === 'trimmed') text = text.trim();
	if (/^tel\d$/.test(member) && choices.A61 === 'regrouped') text = text.replace(/[\s().-]/g, '');
	if (/^email\d$/.test(member) && choices.A59 === 'lower') text = text.toLowerCase();
	if (
		(choices.A58 === 'lower' && keys.includes(member)) ||
		(choices.A58 === 'sourceLower' && member === 'externSource')
	)
		text = text.toLowerCase();
	return text;
}

function storedRaw(member: string, raw: string, choices: Choices): string {
	if (!raw.startsWith('"')) return raw;
	const sent = JSON.parse(raw) as string;
	const text = storedText(member, sent, choices);
	if (text === sent) return raw;
	return text === '' ? 'null' : JSON.stringify(text);
}

/** A list with the same members in another order is the list that is stored already (assumption A67 = shuffled). */
function sameList(raw: string, old: string | undefined): boolean {
	if (!raw.startsWith('[') || !old?.startsWith('[')) return false;
	const sorted = (text: string) =>
		(JSON.parse(text) as unknown[])
			.map((one) => JSON.stringify(one))
			.sort()
			.join();
	return sorted(raw) === sorted(old);
}

/** The day of a date as it is shown under assumptions A63 and A65; `null` for the first day of the calendar. */
function storedDate(raw: string, choices: Choices): string {
	const day =
		/^"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?"$/.exec(raw)?.[1] ?? /^"(\d{4}-\d\d-\d\d)"$/.exec(raw)?.[1];
	if (day === undefined) return raw;
	if (choices.A65 === 'yearOne' && day === '0001-01-01') return 'null';
	return choices.A63 === 'date' ? raw : JSON.stringify(day);
}

/** Undoes the forms in which dates are shown, so that what came out can go in again (assumptions A63 and A65). */
export function datesAsRead(body: RawObject, choices: Choices): RawObject {
	const result: RawObject = new Map(body);
	for (const [key, raw] of body) if (personFields.get(key) === 'date') result.set(key, storedDate(raw, choices));
	return result;
}

/**
 * What is stored of the members that a write brings.
 * @param previous the stored record: a value that is there already keeps its characters
 */
export function normalised(members: RawObject, previous: RawObject | undefined, choices: Choices): RawObject {
	const result: RawObject = new Map(members);
	for (const [key, raw] of members) {
		const old = previous?.get(key);
		if (raw === old) continue;
		if (choices.A67 === 'shuffled' && sameList(raw, old)) result.set(key, old!);
		else if (personFields.get(key) === 'address' && isObject(raw)) result.set(key, address(raw, old, choices));
		else if (choices.A67 === 'shuffled' && isObject(raw) && isObject(old))
			result.set(key, joinObject(normalised(splitObject(raw), splitObject(old), choices)));
		else if (personFields.get(key) !== 'date') result.set(key, storedRaw(key, raw, choices));
	}
	return result;
}

function address(raw: string, oldRaw: string | undefined, choices: Choices): string {
	const [members, old] = [splitObject(raw), isObject(oldRaw) ? splitObject(oldRaw) : new Map<string, string>()];
	for (const name of addressFields) {
		const value = members.get(name);
		if (value !== undefined && value !== old.get(name)) members.set(name, storedRaw(name, value, choices));
	}
	return joinObject(members);
}
