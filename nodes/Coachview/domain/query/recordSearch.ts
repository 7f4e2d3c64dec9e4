import type { Entity, LookUp } from '../../entities/entity';
import { sameKey } from '../identity';
import { fieldLabels } from '../fields/label';
import { textAt, type RawRecord } from '../json/record';
import { foldName } from '../settings/names';
import { foldPersonName } from './equalities';
import { nameQuestions } from './nameSearch';
import { beginning, isPlain, question, type SearchSource } from './searchSource';
import { buildWhere } from './where';

export type { SearchSource } from './searchSource';

const GUID = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i;
/** Longer texts are no names, keys or addresses. */
const MAX_LENGTH = 200;

const ALWAYS = () => true;

/**
 * What to ask for a text that somebody types into the record picker: a GUID, an e-mail address, a key such as
 * `ExternSource/ExternId` or its last part, the beginning of a field that the entity is searched by, and for people names
 * in any order. Coachview has no known "contains", so texts are asked for with `>=` in their order and the rest is left
 * out here; as a last resort the first records of the whole list are looked through.
 *
 * @returns the questions in the order in which they are asked. Never throws.
 */
export function searchSources(entity: Entity, filter: string): SearchSource[] {
	// Half a pair of an emoji could not even be sent.
	const text = foldName(filter.slice(0, MAX_LENGTH).replace(/[\p{Cc}\p{Cs}]/gu, ' '));
	// No known way to escape these (assumption A08).
	const words = text.split(/[\s;,<>=]+/).filter((word) => word !== '');
	const orderby = `${entity.sort} asc`;
	if (words.length === 0) return [{ orderby, fits: ALWAYS, goesOn: ALWAYS }];
	const guid = GUID.exec(text)?.[1];
	if (guid !== undefined) return [{ id: guid.toLowerCase(), fits: ALWAYS, goesOn: ALWAYS }];
	return [
		...questionsFor(entity, text, words),
		{
			orderby,
			fits: (row) => words.every((word) => fitsAnywhere(entity, row, foldPersonName(word))),
			goesOn: ALWAYS,
			last: true,
		},
	];
}

/** When the day is nearly used up only the first one is asked. */
function questionsFor(entity: Entity, text: string, words: readonly string[]): SearchSource[] {
	const email = entity.fields.find(({ name, kind }) => kind === 'email' && entity.search.includes(name));
	if (email && text.includes('@')) {
		const address = words.find((word) => word.includes('@')) ?? '';
		return [question(email.name, address), beginning(email.name, address, true)];
	}
	const keys = entity.lookUps
		.filter(({ separator }) => separator !== undefined)
		.flatMap((lookUp) => keyQuestions(lookUp, text));
	const names = entity.personName ? nameQuestions(entity.personName, text, words) : fieldQuestions(entity, words);
	return /[\d/]/.test(text) ? [...keys, ...names] : [...names, ...keys];
}

function fieldQuestions(entity: Entity, words: readonly string[]): SearchSource[] {
	return entity.search.map((field) => beginning(field, words.join(' ')));
}

function keyQuestions({ fields, separator = '' }: LookUp, text: string): SearchSource[] {
	const [front = '', last = ''] = fields;
	const cut = text.indexOf(separator);
	const [before, after] = [text.slice(0, Math.max(cut, 0)).trim(), text.slice(cut + 1).trim()];
	const whole: SearchSource[] = isPlain(text) && !/\s/.test(text) ? [question(last, text)] : [];
	if (cut < 0 || !isPlain(before) || !isPlain(after)) return whole;
	const where = buildWhere([
		{ field: last, operator: '=', value: after },
		{ field: front, operator: '=', value: before },
	]);
	const fits = (row: RawRecord) => sameKey(textAt(row, [last]), after) && sameKey(textAt(row, [front]), before);
	// The last part may have a separator itself.
	return [{ where, fits, goesOn: fits }, ...whole];
}

function fitsAnywhere({ label, search, lookUps }: Entity, row: RawRecord, word: string): boolean {
	const fields = [...label.name, ...search, ...lookUps.flatMap((lookUp) => lookUp.fields.slice(-1))];
	return fields.some((field) => foldPersonName(textAt(row, [field])).includes(word));
}

/** @returns what to type instead, as a row of the list: an empty list would only say that there is nothing */
export function nothingFound(entity: Entity): string {
	const { personName, search, lookUps, words } = entity;
	if (personName) return 'Nobody found. Type the start of the last name, the number or the e-mail address.';
	const fields = [...new Set([...search, ...lookUps.flatMap((lookUp) => lookUp.fields.slice(-1))])];
	return `No ${words.one} found. Type the start of: ${fieldLabels(entity, fields)}.`;
}

/** @returns the name of a record for a list, with what tells namesakes apart: the external key, else the e-mail address */
export function recordLabel({ label }: Entity, row: RawRecord): string {
	const filled = (fields: readonly string[]) =>
		fields.map((field) => textAt(row, [field])).filter((part) => part !== '');
	const name = filled(label.name).join(' ');
	const more = label.aside.map((fields) => filled(fields).join('/')).find((text) => text !== '') ?? '';
	if (name === '') return more === '' ? textAt(row, ['id']) : more;
	return more === '' ? name : `${name} (${more})`;
}
