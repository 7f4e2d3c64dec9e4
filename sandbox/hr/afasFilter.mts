/** A row as the connector shows it, before the choice of columns. */
export type AfasRow = Record<string, string | boolean | null>;

type Test = (row: AfasRow) => boolean;

/** A filter that AFAS would not take. */
export class AfasFilterError extends Error {}

/**
 * Operators by their number. 1, 8 and 9 are vendor documentation; the others are general knowledge about AFAS.
 */
const operators: Record<string, (value: string, wanted: string) => boolean> = {
	1: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
	2: (value, wanted) => value >= wanted,
	3: (value, wanted) => value !== '' && value <= wanted,
	4: (value, wanted) => value > wanted,
	5: (value, wanted) => value !== '' && value < wanted,
	6: (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()),
	7: (value, wanted) => value.toLowerCase() !== wanted.toLowerCase(),
	8: (value) => value === '',
	9: (value) => value !== '',
	10: (value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()),
};

const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function condition(field: string, operator: string, wanted: string, columns: readonly string[]): Test {
	const column = columns.find((name) => name.toLowerCase() === field.toLowerCase());
	if (column === undefined) throw new AfasFilterError('A filter names a field that the connector does not have');
	const holds = operators[operator];
	if (!holds) throw new AfasFilterError('A filter has an unknown operator');
	return (row) => holds(asText(row[column]), wanted);
}

/**
 * Reads the three parallel lists. A comma between conditions means and, a semicolon means or (vendor documentation).
 * @param types operators; left out means 1 everywhere (general knowledge)
 * @throws AfasFilterError when the lists do not fit together
 */
export function readLists(fields: string, values: string, types: string | undefined, columns: readonly string[]): Test {
	const groups = fields.split(';').map((group) => group.split(','));
	const split = (text: string) => text.split(';').map((group) => group.split(','));
	const wanted = split(values);
	const chosen = types === undefined ? groups.map((group) => group.map(() => '1')) : split(types);
	const tests = groups.map((group, g) => {
		if (wanted[g]?.length !== group.length || chosen[g]?.length !== group.length)
			throw new AfasFilterError('Fields, values and operators differ in number');
		const all = group.map((field, at) => condition(field, chosen[g]![at]!, wanted[g]![at]!, columns));
		return (row: AfasRow) => all.every((test) => test(row));
	});
	if (wanted.length !== groups.length || chosen.length !== groups.length)
		throw new AfasFilterError('Fields, values and operators differ in number');
	return (row) => tests.some((test) => test(row));
}

interface JsonField {
	'@FieldId'?: string;
	'@OperatorType'?: string;
	'#text'?: string;
}

/**
 * Reads `filterjson`: `{Filters: {Filter: [{'@FilterId', Field: [{'@FieldId', '@OperatorType', '#text'}]}]}}`; fields of
 * one filter are and, filters are or (general knowledge about AFAS).
 */
export function readJson(text: string, columns: readonly string[]): Test {
	let filters: unknown;
	try {
		filters = (JSON.parse(text) as { Filters?: { Filter?: unknown } }).Filters?.Filter;
	} catch {
		throw new AfasFilterError('filterjson is not JSON');
	}
	if (!Array.isArray(filters) || filters.length === 0) throw new AfasFilterError('filterjson has no filter');
	const tests = (filters as Array<{ Field?: JsonField[] }>).map(({ Field }) => {
		if (!Array.isArray(Field) || Field.length === 0) throw new AfasFilterError('A filter of filterjson has no field');
		const all = Field.map((field) =>
			condition(field['@FieldId'] ?? '', field['@OperatorType'] ?? '', field['#text'] ?? '', columns),
		);
		return (row: AfasRow) => all.every((test) => test(row));
	});
	return (row) => tests.some((test) => test(row));
}
