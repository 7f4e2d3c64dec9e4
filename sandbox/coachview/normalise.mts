import type { Choices } from '../assumptions/register.mts';
import type { Played } from './entities.mts';
import { isDay } from './kinds.mts';
import { isObject, joinObject, splitObject, type RawObject } from './raw.mts';

const keys = ['externId', 'externSource'];

/** The text that is stored for one that was sent (assumptions A58 to A62). */
export function storedText(member: string, sent: string, choices: Choices): string {
	let text = sent;
	if (choices.characters === 'nfc') text = text.normalize('NFC');
	if (choices.characters === 'lf') text = text.replaceAll('\r\n', '\n');
	if (choices.blanks === 'trimmed') text = text.trim();
	if (/^tel\d$/.test(member) && choices.phoneForm === 'regrouped') text = text.replace(/[\s().-]/g, '');
	if (/^email\d?$/.test(member) && choices.emailForm === 'lower') text = text.toLowerCase();
	if (
		(choices.keyForm === 'lower' && keys.includes(member)) ||
		(choices.keyForm === 'sourceLower' && member === 'externSource')
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
	if (choices.noDate === 'yearOne' && day === '0001-01-01') return 'null';
	return choices.dateForm === 'date' ? raw : JSON.stringify(day);
}

/** Undoes the forms in which dates are shown, so that what came out can go in again (assumptions A63 and A65). */
export function datesAsRead(body: RawObject, { members }: Played, choices: Choices): RawObject {
	const result: RawObject = new Map(body);
	for (const [key, raw] of body) if (isDay(members.get(key))) result.set(key, storedDate(raw, choices));
	return result;
}

/**
 * What is stored of the members that a write brings.
 * @param previous the stored record: a value that is there already keeps its characters
 */
export function normalised(
	sent: RawObject,
	previous: RawObject | undefined,
	played: Played,
	choices: Choices,
): RawObject {
	const result: RawObject = new Map(sent);
	for (const [key, raw] of sent) {
		const lines = played.groups.get(key);
		const old = previous?.get(key);
		if (raw === old) continue;
		if (choices.listOrder === 'shuffled' && sameList(raw, old)) result.set(key, old!);
		else if (lines && isObject(raw)) result.set(key, group(raw, old, lines, choices));
		else if (choices.listOrder === 'shuffled' && isObject(raw) && isObject(old))
			result.set(key, joinObject(normalised(splitObject(raw), splitObject(old), played, choices)));
		else if (!isDay(played.members.get(key))) result.set(key, storedRaw(key, raw, choices));
	}
	return result;
}

function group(raw: string, oldRaw: string | undefined, lines: readonly string[], choices: Choices): string {
	const [members, old] = [splitObject(raw), isObject(oldRaw) ? splitObject(oldRaw) : new Map<string, string>()];
	for (const name of lines) {
		const value = members.get(name);
		if (value !== undefined && value !== old.get(name)) members.set(name, storedRaw(name, value, choices));
	}
	return joinObject(members);
}
