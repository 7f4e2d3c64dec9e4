import type { FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import type { Choices } from '../assumptions/register.mts';
import { comparable, nextDay, readDate } from './dates.mts';
import { BadRequest } from './errors.mts';
import { kinds } from './kinds.mts';

/** Finds the kind and the value of a field of the entity by its name in lower case; undefined: no such field. */
export interface Fields<Row> {
	kind(name: string): FieldKind | undefined;
	value(row: Row, name: string): unknown;
}

type Test<Row> = (row: Row) => boolean;
const operators = ['>=', '<=', '<>', '=', '>', '<'];

/**
 * Reads `where`: conditions `<field><operator><value>` joined with `;` (and). A comma lists alternatives, or gives
 * from,to for a date field (vendor documentation). Further operators are assumption A07, escapes A08, unknown fields A11.
 * @returns a test a row must pass
 * @throws BadRequest for anything malformed
 */
export function readWhere<Row>(text: string | undefined, fields: Fields<Row>, choices: Choices): Test<Row> {
	if (text === undefined || choices.whereHeeded === 'ignored') return () => true;
	const tests = split(text, ';', choices).map((condition) => readCondition(condition, fields, choices));
	return (row) => tests.every((test) => test(row));
}

/** Splits at a separator; under assumption A08 = `backslash` an escaped separator is part of the value. */
function split(text: string, separator: string, choices: Choices): string[] {
	if (choices.separators !== 'backslash') return text.split(separator);
	const parts = [''];
	for (let at = 0; at < text.length; at += 1) {
		if (text[at] === '\\' && at + 1 < text.length) parts[parts.length - 1] += text[at]! + text[(at += 1)]!;
		else if (text[at] === separator) parts.push('');
		else parts[parts.length - 1] += text[at];
	}
	return parts;
}

const unescape = (value: string, choices: Choices) =>
	choices.separators === 'backslash' ? value.replace(/\\(.)/g, '$1') : value;

function readCondition<Row>(condition: string, fields: Fields<Row>, choices: Choices): Test<Row> {
	const match = /^([A-Za-z][A-Za-z0-9_.]*)(>=|<=|<>|=|>|<)(.+)$/s.exec(condition);
	if (!match) throw new BadRequest('where is malformed.', { where: ['<field><operator><value> is expected.'] });
	const [name, operator, value] = [match[1]!.toLowerCase(), match[2]!, match[3]!];
	if (!operators.includes(operator) || (choices.operators === 'evidenced' && /</.test(operator)))
		throw new BadRequest(`The operator ${operator} is not known.`);
	if (choices.keyLookUp !== 'works' && (name === 'externid' || name === 'externsource')) {
		if (choices.keyLookUp === 'empty') return () => false;
		throw new BadRequest(`The field ${name} cannot be filtered on.`);
	}
	const kind = fields.kind(name);
	const type = kind && kinds[kind].compared;
	if (type === undefined) {
		if (choices.unknownFilter === 'ignore') return () => true;
		throw new BadRequest(`The field ${name} is not known.`, { where: [`${name} is not known.`] });
	}
	const values = split(value, ',', choices).map((part) => unescape(part, choices));
	const read = (row: Row) => fields.value(row, name);
	if (type === 'date' || type === 'dateTime') return dateTest(name, type, operator, values, read, choices);
	if (values.length > 1 && operator !== '=') throw new BadRequest('A list of values goes with = only.');
	if (type === 'boolean') return booleanTest(name, operator, values, read);
	return plainTest(keptCase(name, type, choices), operator, values, read);
}

function dateTest<Row>(
	name: string,
	type: string,
	operator: string,
	values: string[],
	read: (row: Row) => unknown,
	choices: Choices,
): Test<Row> {
	const dates = values.map((value) => {
		const date = readDate(value, choices);
		if (!date) throw new BadRequest(`The field ${name} is compared with something that is not a date.`);
		return date;
	});
	const stored = (row: Row) => {
		const value = read(row);
		return typeof value === 'string' && value !== '' ? comparable(value, type === 'dateTime', choices) : undefined;
	};
	if (dates.length > 2 || (dates.length === 2 && operator !== '='))
		throw new BadRequest('from,to goes with = and two dates.');
	const [from, to] = [dates[0]!.at, dates[1]];
	if (to) {
		const end = choices.dateRange === 'inclusiveEnd' && to.dayOnly ? nextDay(to.at) : to.at;
		return (row) => within(stored(row), from, end);
	}
	// A day without a time means the whole day for an equation with a date-time.
	if (operator === '=' && type === 'dateTime' && dates[0]!.dayOnly)
		return (row) => within(stored(row), from, nextDay(from));
	return (row) => {
		const value = stored(row);
		return value !== undefined && holds(value < from ? -1 : value > from ? 1 : 0, operator);
	};
}

const within = (value: string | undefined, from: string, end: string) =>
	value !== undefined && value >= from && value < end;

function booleanTest<Row>(name: string, operator: string, values: string[], read: (row: Row) => unknown): Test<Row> {
	const value = values[0]!.toLowerCase();
	if (values.length > 1 || !['true', 'false'].includes(value) || !['=', '<>'].includes(operator)) {
		throw new BadRequest(`The field ${name} is compared with true or false.`);
	}
	return (row) => ((read(row) === true) === (value === 'true')) === (operator === '=');
}

/** The type, or `exact` where the letters' case counts (assumptions A52 and A78). */
function keptCase(name: string, type: string, choices: Choices): string {
	if (type === 'id') return choices.idCase === 'sensitive' ? 'exact' : type;
	return choices.keyCase !== 'insensitive' && /^(externid|externsource|email\d?)$/.test(name) ? 'exact' : type;
}

function plainTest<Row>(type: string, operator: string, values: string[], read: (row: Row) => unknown): Test<Row> {
	const fold = (text: string) => (type === 'exact' ? text : text.toLowerCase());
	const wanted = values.map(fold);
	return (row) => {
		const value = read(row);
		if (value === null || value === undefined || value === '') return operator === '<>';
		const text = fold(String(value));
		if (operator === '=') return wanted.includes(text);
		if (type === 'number') return holds(Math.sign(Number(text) - Number(wanted[0])), operator);
		return holds(text < wanted[0]! ? -1 : text > wanted[0]! ? 1 : 0, operator);
	};
}

function holds(order: number, operator: string): boolean {
	switch (operator) {
		case '=':
			return order === 0;
		case '<>':
			return order !== 0;
		case '>':
			return order > 0;
		case '>=':
			return order >= 0;
		case '<':
			return order < 0;
		default:
			return order <= 0;
	}
}

/**
 * Reads `orderby`: `<field> asc` or `<field> desc` (seen in code that calls the API), several under assumption A72.
 * Missing values come first.
 * @returns a comparison, or undefined when nothing was asked
 */
export function readOrder<Row>(
	text: string | undefined,
	fields: Fields<Row>,
	choices: Choices,
): ((a: Row, b: Row) => number) | undefined {
	if (text === undefined) return undefined;
	const parts = choices.sortFields === 'one' ? [text] : text.split(',').map((part) => part.trim());
	const orders = parts
		.map((part) => readOneOrder(part, fields, choices))
		.slice(0, choices.sortFields === 'several' ? undefined : 1)
		.filter((order) => order !== undefined);
	return orders.length === 0 ? undefined : (a, b) => orders.reduce((found, order) => found || order(a, b), 0);
}

function readOneOrder<Row>(
	text: string,
	fields: Fields<Row>,
	choices: Choices,
): ((a: Row, b: Row) => number) | undefined {
	const match = /^([A-Za-z][A-Za-z0-9_.]*) (asc|desc)$/i.exec(text);
	if (!match) throw new BadRequest('orderby is malformed.', { orderby: ['<field> asc or <field> desc is expected.'] });
	const name = match[1]!.toLowerCase();
	const kind = fields.kind(name);
	const type = kind && kinds[kind].compared;
	if (type === undefined) {
		if (choices.unknownFilter === 'ignore') return undefined;
		throw new BadRequest(`The field ${name} is not known.`, { orderby: [`${name} is not known.`] });
	}
	const direction = match[2]!.toLowerCase() === 'asc' ? 1 : -1;
	const key = (row: Row) => String(fields.value(row, name) ?? '').toLowerCase();
	return (a, b) => {
		const [x, y] = type === 'number' ? [Number(key(a)), Number(key(b))] : [key(a), key(b)];
		return x < y ? -direction : x > y ? direction : 0;
	};
}
