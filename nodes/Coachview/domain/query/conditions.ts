import type { Field, FieldKind } from '../../entities/entity';
import { invalidInput } from '../settings/invalid';
import { readChoice, readNames, readNumber, readText, readYesNo } from '../settings/readers';
import type { Equality } from './equalities';
import { readDay } from './period';

/** n8n takes a text that begins with an equals sign for an expression, so that these have words. */
export const OPERATORS = [
	{ name: 'Is', value: 'is' },
	{ name: 'Is Not', value: 'isNot' },
	{ name: 'Is After or Greater Than', value: 'above' },
	{ name: 'Is From or at Least', value: 'from' },
	{ name: 'Is Before or Less Than', value: 'below' },
	{ name: 'Is Until or at Most', value: 'until' },
] as const;

/** In use are =, > and >= (seen in published code); the others are assumption A07. */
const SIGNS = { is: '=', isNot: '<>', above: '>', from: '>=', below: '<', until: '<=' } as const;

/** Kinds in which one value is before another one; how Coachview sorts texts is not known. */
const ORDERED: readonly FieldKind[] = ['number', 'date', 'dateTime', 'birthDate'];
/** A comma between ids or codes means "any of these" (vendor documentation). */
const LISTED: readonly FieldKind[] = ['id', 'choice'];
/** More make an address that a server may not take. */
const MOST_VALUES = 100;

export type FilterField = Equality['field'];

/**
 * Reads the value of a filter that asks for one field.
 *
 * @returns several values for IDs and codes, which may be a list or a text with commas
 * @throws Fault `invalidInput` naming the field, also for an empty value: without it the list would be another one
 */
export function readEquality(field: FilterField, given: unknown): Equality {
	const { kind, label, parameter } = field;
	if (kind === 'boolean') return { field, value: String(readYesNo(given, label)) };
	// A query parameter of its own takes one value (seen in published code).
	if (!LISTED.includes(kind) || parameter !== undefined) return { field, value: readText(given, label) };
	const values = readNames(typeof given === 'number' ? readText(given, label) : given, label, {});
	if (values.length > MOST_VALUES)
		throw invalidInput(label, `has more than ${MOST_VALUES} values`, 'Split them over several items.');
	const texts = values.map((value) => readText(value, label));
	return texts.length === 1 ? { field, value: texts[0] ?? '' } : { field, value: texts.join(), anyOf: texts };
}

/**
 * Reads a filter with an operator.
 *
 * @throws Fault `invalidInput` as `readEquality`, and for an operator that the kind of the field does not have
 */
export function readCondition(field: FilterField, operator: unknown, given: unknown): Equality {
	const { kind, label } = field;
	const how = SIGNS[readChoice(operator, 'Operator', { fallback: 'is', options: OPERATORS })];
	if (how !== '=' && how !== '<>' && !ORDERED.includes(kind))
		throw invalidInput(label, 'is no date and no number, so that nothing is before or after it', 'Use Is or Is Not.');
	if (kind === 'number') return { field, value: String(readNumber(given, label)), operator: how };
	if (ORDERED.includes(kind)) return { field, value: readDay(given, label), operator: how };
	const equality = readEquality(field, given);
	if (equality.anyOf && how !== '=')
		throw invalidInput(label, 'can only be one value with this operator', 'Use Is, or one condition for each value.');
	return how === '=' ? equality : { ...equality, operator: how };
}

/** @returns whether a field can be asked about */
export function canBeAsked({ kind }: Pick<Field, 'kind'>): boolean {
	return kind !== 'group';
}
