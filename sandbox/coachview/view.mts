import { localDateTime } from '../clock.mts';
import type { World } from '../world.mts';
import type { Played } from './entities.mts';
import { isDay, kinds } from './kinds.mts';
import type { Before } from './lag.mts';
import { readFlag, type Query } from './query.mts';
import { joinObject, textOf, valueOf, type RawObject } from './raw.mts';
import { freeFieldKey } from './special/freeFields.mts';
import { asRow, eachGroup, shuffle, withoutAudit, withoutNulls } from './viewForms.mts';

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
	record: RawObject,
	played: Played,
	query: Query,
	world: World,
	{ hides = [], isRow = false, before }: View = {},
): RawObject {
	const { choices } = world;
	const { own } = played;
	const view = plain(record, played, choices);
	for (const [name, flag] of own.hidden?.(choices) ?? []) if (!readFlag(query, flag)) view.delete(name);
	if (choices.movingMembers !== 'none') addMoving(view, record, played, world);
	if (readFlag(query, 'inclusiefextravelden')) {
		for (const name of played.calculated.keys()) view.set(name, record.get(name) ?? 'null');
		for (const [name, make] of Object.entries(own.workedOut ?? {})) view.set(name, make(record));
	}
	if (readFlag(query, 'inclusiefdirecterelaties')) addRelations(view, record, played, world);
	if (readFlag(query, 'inclusiefvrijevelden') && played.hasFreeFields) {
		for (const field of world.freeFields.of(played.path, textOf(record, 'id')!, choices, before?.freeFields)) {
			if (choices.emptyFreeField === 'shown' || field.hasValue) view.set(freeFieldKey(field.code), field.data);
		}
	}
	for (const name of hides) if (view.has(name)) view.set(name, 'null');
	own.reshape?.(view, choices);
	if (isRow) asRow(view, played, choices.listRows);
	if (choices.listOrder === 'shuffled') shuffle(view, world.tick());
	if (choices.etagStep === 'absent') withoutAudit(view, 'etag');
	if (choices.creationMoment === 'hidden') withoutAudit(view, 'aangemaaktDatumTijd');
	if (choices.nullMembers === 'omitted') withoutNulls(view, played);
	return view;
}

/** The members that are shown without any flag, in the forms of assumptions A30, A63 and A65. */
function plain(record: RawObject, { members, calculated }: Played, choices: World['choices']): RawObject {
	const view: RawObject = new Map(record);
	for (const name of calculated.keys()) view.delete(name);
	for (const [key, kind] of members) {
		if (kinds[kind].isText && choices.emptyText === 'emptyReturned' && view.get(key) === 'null') view.set(key, '""');
		if (isDay(kind)) view.set(key, dayShown(view.get(key) ?? 'null', choices));
	}
	return view;
}

const dayForms: Record<string, string> = { date: '', midnight: 'T00:00:00', minutes: 'T00:00', blank: ' 00:00:00' };

/** Assumptions A63 and A65. A date that is stored with a time keeps it. */
function dayShown(raw: string, { dateForm, noDate }: World['choices']): string {
	if (raw === 'null') return noDate === 'yearOne' ? '"0001-01-01T00:00:00"' : raw;
	return /^"\d{4}-\d\d-\d\d"$/.test(raw) ? `${raw.slice(0, -1)}${dayForms[dateForm]}"` : raw;
}

/** Members that Coachview moves by itself (assumption A66). */
function addMoving(view: RawObject, record: RawObject, { own }: Played, world: World): void {
	const now = world.clock.now();
	const audit = valueOf(record, 'auditTrail') as { etag?: number } | null;
	for (const [name, make] of Object.entries(own.moving ?? {})) view.set(name, make(record, now));
	view.set('rijVersie', JSON.stringify(`0x${((audit?.etag ?? 0) * 7919).toString(16).padStart(16, '0')}`));
	if (world.choices.movingMembers === 'onRead')
		view.set('laatstGelezen', JSON.stringify(`${localDateTime(now).slice(0, 19)}.${world.tick()}`));
}

function addRelations(view: RawObject, record: RawObject, { relations, groups }: Played, world: World): void {
	for (const { name, path } of relations) {
		// One relation is written with a capital where its id is not (seen in code that calls the API).
		const key = [...record.keys()].find((one) => one.toLowerCase() === `${name}id`.toLowerCase());
		const id = key === undefined ? null : textOf(record, key);
		view.set(name, id === null ? 'null' : related(id, path, world));
	}
	eachGroup(view, groups, (group, lines) => {
		if (!lines.includes('landCode')) return;
		const code = textOf(group, 'landCode');
		group.set('land', code === null ? 'null' : JSON.stringify({ code, naam: countries[code] ?? code }));
	});
}

/** A related record with its plain members (seen in recorded answers), or its name when its entity is not played. */
function related(id: string, path: string | undefined, world: World): string {
	const store = path === undefined ? undefined : world.records.get(path);
	const record = store?.get(id, world.choices);
	if (store && record) return joinObject(plain(record, store.played, world.choices));
	return JSON.stringify({ id, naam: world.relationNames.get(id) ?? 'Onbekend' });
}
