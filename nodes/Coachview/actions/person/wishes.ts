import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { collectWishes, type BirthRules, type OtherField, type Wishes } from '../../domain/person/changes';
import { fieldLabel, fieldNamed } from '../../domain/person/fields';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice, readNames, readText, readYesNo } from '../../domain/settings/readers';
import type { Policy } from '../../domain/update/decide';
import { collection, parameter } from '../parameter';
import { POLICY } from './parameters';

/** JSON names that Create and Create or Update take in fields of their own, and nowhere else. */
export const KEY_FIELDS: readonly string[] = ['achternaam', 'externId', 'externSource'];

/**
 * Reads Fields, Other Fields and Clear Fields of one item.
 *
 * @param extra values that the operation takes outside the collections, by JSON name
 * @param reserved JSON names that are refused in the collections; always those of `extra`
 * @returns the changes; and the display names of what is in the collections but has no value
 * @throws Fault `invalidInput` naming the field, before anything is sent
 */
export function readWishes(
	context: IExecuteFunctions,
	item: number,
	birth: BirthRules,
	extra: IDataObject = {},
	reserved: readonly string[] = [],
): Wishes {
	const fields = flatAddresses(collection(context, 'fields', 'Fields', item));
	const names = [...new Set([...Object.keys(extra), ...reserved])];
	const twice = names.find((name) => fields[name] !== undefined && fields[name] !== null && fields[name] !== '');
	if (twice !== undefined)
		throw invalidInput(
			fieldLabel(twice),
			'is given twice',
			`It has a field of its own: take it out of the other fields.`,
		);
	const { changes, empty } = collectWishes(
		{
			fields: { ...fields, ...extra },
			otherFields: otherFields(context, item),
			clear: clearFields(context, item),
			reserved: names,
		},
		birth,
	);
	// A key that is not given is an ordinary choice in Create.
	const own = Object.keys(extra).map(fieldLabel);
	return { changes, empty: empty.filter((label) => !own.includes(label)) };
}

const OTHER_TYPES = [
	{ name: 'JSON', value: 'json' },
	{ name: 'Text', value: 'string' },
	{ name: 'True or False', value: 'boolean' },
] as const;

function otherFields(context: IExecuteFunctions, item: number): OtherField[] {
	const { field = null } = collection(context, 'otherFields', 'Other Fields', item);
	const rows: unknown[] = Array.isArray(field) ? field : field === null ? [] : [field];
	return rows.map((row) => {
		if (row === null || typeof row !== 'object' || Array.isArray(row))
			throw invalidInput('Other Fields', 'has a row that is not a name with a value');
		const { name, value, type } = row as { [member: string]: unknown };
		return {
			name: name as string,
			value,
			type: readChoice(type, 'Type of a row of Other Fields', { fallback: 'string', options: OTHER_TYPES }),
		};
	});
}

function clearFields(context: IExecuteFunctions, item: number): readonly string[] {
	return readNames(parameter(context, 'clearFields', item, []), 'Clear Fields');
}

/** n8n keeps the values of a fixed collection one level deeper; an expression may give the lines as they are. */
function flatAddresses(fields: { [name: string]: unknown }): { [name: string]: unknown } {
	const isWrapped = (value: unknown): value is { value: unknown } =>
		typeof value === 'object' && value !== null && 'value' in value;
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			fieldNamed(name)?.kind === 'address' && isWrapped(value) ? value.value : value,
		]),
	);
}

/** @returns what to do with filled fields */
export function readPolicy(context: IExecuteFunctions, item: number): Policy {
	return readChoice<Policy>(parameter(context, 'policy', item), POLICY.displayName, {
		options: POLICY.options as Array<{ name: string; value: Policy }>,
	});
}

/** @returns whether Replace may clear fields; never when that is unclear */
export function readAllowClearing(context: IExecuteFunctions, item: number): boolean {
	return readYesNo(parameter(context, 'allowClearing', item), 'Allow Clearing');
}

/**
 * @param name parameter of a field that must have a value, such as `externId`
 * @throws Fault `invalidInput` when it is empty, a number that JavaScript has rounded, or debris
 */
export function readRequired(context: IExecuteFunctions, name: string, label: string, item: number): string {
	return requiredText(parameter(context, name, item), label);
}

/** As `readRequired`, for a value that was read already. */
export function requiredText(value: unknown, label: string): string {
	return readText(value, label);
}
