import { localDateTime } from '../clock.mts';
import type { World } from '../world.mts';
import type { Before } from './lag.mts';
import { calculatedField, freeFieldKey, hiddenFields, personFields } from './fields.mts';
import type { Query } from './query.mts';
import { readFlag } from './query.mts';
import type { RawObject } from './raw.mts';
import { isObject, joinObject, splitObject, textOf, valueOf } from './raw.mts';
import { asRow, shuffle, withoutEtag, withoutNulls } from './viewForms.mts';
import { fullName } from './write.mts';

/** Flags that widen an answer (seen in code that calls the API). */
export const viewFlags = ['inclusiefdirecterelaties', 'inclusiefextravelden', 'inclusiefvrijevelden'];

const countries: Record<string, string> = { NL: 'Nederland', DE: 'Duitsland', BE: 'België' };

/** Who looks, and where. */
export interface View {
	/** Members that the caller's client may not see. */
	hides?: readonly string[];
	/** True for a row of a list (assumption A70). */
	isRow?: boolean;
	/** Free fields as they were, while reads lag behind (assumption A69). */
	before?: Before;
}

/**
 * The record as an answer shows it: the stored members, and what the flags add. The stored record stays as it is.
 * @param query the flags; an unknown one was refused before
 */
export function viewOf(
	person: RawObject,
	query: Query,
	world: World,
	{ hides = [], isRow = false, before }: View = {},
): RawObject {
	const { choices } = world;
	const view: RawObject = new Map(person);
	for (const [key, type] of personFields) {
		if (type === 'text' && choices.A30 === 'emptyReturned' && view.get(key) === 'null') view.set(key, '""');
		if (type === 'date') view.set(key, dateShown(view.get(key) ?? 'null', choices));
	}
	for (const [name, flag] of hiddenFields(choices)) if (!readFlag(query, flag)) view.delete(name);
	if (choices.A66 !== 'none') addMoving(view, person, world);
	if (readFlag(query, 'inclusiefextravelden')) view.set(calculatedField, fullName(person));
	if (readFlag(query, 'inclusiefdirecterelaties')) addRelations(view, world);
	if (readFlag(query, 'inclusiefvrijevelden')) {
		for (const field of world.freeFields.of(textOf(person, 'id')!, choices, before?.freeFields)) {
			if (choices.A82 === 'shown' || field.hasValue) view.set(freeFieldKey(field.code), field.data);
		}
	}
	for (const name of hides) if (view.has(name)) view.set(name, 'null');
	if (isRow) asRow(view, choices.A70!);
	if (choices.A67 === 'shuffled') shuffle(view, world.tick());
	if (choices.A68 === 'absent') withoutEtag(view);
	if (choices.A81 === 'omitted') withoutNulls(view);
	return view;
}

const dateForms: Record<string, string> = { date: '', midnight: 'T00:00:00', minutes: 'T00:00', blank: ' 00:00:00' };

/** Assumptions A63 and A65. A date that is stored with a time keeps it. */
function dateShown(raw: string, { A63, A65 }: World['choices']): string {
	if (raw === 'null') return A65 === 'yearOne' ? '"0001-01-01T00:00:00"' : raw;
	return /^"\d{4}-\d\d-\d\d"$/.test(raw) ? `${raw.slice(0, -1)}${dateForms[A63!]}"` : raw;
}

/** Members that Coachview moves by itself (assumption A66). */
function addMoving(view: RawObject, person: RawObject, world: World): void {
	const born = textOf(person, 'geboortedatum')?.slice(0, 10);
	const audit = valueOf(person, 'auditTrail') as { etag?: number } | null;
	view.set('leeftijd', born ? String(Math.floor((world.clock.now() - Date.parse(born)) / 31_556_952_000)) : 'null');
	view.set(calculatedField, fullName(person));
	view.set('rijVersie', JSON.stringify(`0x${((audit?.etag ?? 0) * 7919).toString(16).padStart(16, '0')}`));
	if (world.choices.A66 === 'onRead')
		view.set('laatstGelezen', JSON.stringify(`${localDateTime(world.clock.now()).slice(0, 19)}.${world.tick()}`));
}

function addRelations(view: RawObject, world: World): void {
	for (const relation of ['bedrijf', 'functie', 'afdeling']) {
		const id = textOf(view, `${relation}Id`);
		const name = id === null ? undefined : world.relationNames.get(id);
		view.set(relation, id === null ? 'null' : JSON.stringify({ id, naam: name ?? 'Onbekend' }));
	}
	for (const key of ['adres', 'factuurAdres']) {
		const raw = view.get(key);
		if (!isObject(raw)) continue;
		const address = splitObject(raw);
		const code = textOf(address, 'landCode');
		address.set('land', code === null ? 'null' : JSON.stringify({ code, naam: countries[code] ?? code }));
		view.set(key, joinObject(address));
	}
}
