import type { World } from '../world.mts';
import { calculatedField, freeFieldKey, personFields } from './fields.mts';
import type { Query } from './query.mts';
import { readFlag } from './query.mts';
import type { RawObject } from './raw.mts';
import { isObject, joinObject, splitObject, textOf } from './raw.mts';
import { fullName } from './write.mts';

/** Flags that widen an answer (seen in code that calls the API). */
export const viewFlags = ['inclusiefdirecterelaties', 'inclusiefextravelden', 'inclusiefvrijevelden'];

const countries: Record<string, string> = { NL: 'Nederland', DE: 'Duitsland', BE: 'België' };

/**
 * The record as an answer shows it: the stored members, and what the flags add. The stored record stays as it is.
 * @param query the flags; an unknown one was refused before
 */
export function viewOf(person: RawObject, query: Query, world: World): RawObject {
	const view: RawObject = new Map(person);
	if (world.choices.A30 === 'emptyReturned') {
		for (const [key, type] of personFields) if (type === 'text' && view.get(key) === 'null') view.set(key, '""');
	}
	if (readFlag(query, 'inclusiefextravelden')) view.set(calculatedField, fullName(person));
	if (readFlag(query, 'inclusiefdirecterelaties')) addRelations(view, world);
	if (readFlag(query, 'inclusiefvrijevelden')) {
		for (const field of world.freeFields.of(textOf(person, 'id')!, world.choices)) view.set(freeFieldKey(field.code), field.data);
	}
	return view;
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
