import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../../domain/settings/invalid';
import { isExpressionError } from '../nodeError';

/**
 * A parameter of the node as it reached it. n8n coerces nothing, so that every use goes through a reader of
 * domain/settings/readers.ts.
 *
 * @param fallback for a parameter that the operation does not have (as stored, before expressions)
 * @returns the value; null when an expression gave nothing, so that "empty" is told from "absent"
 * @throws n8n's own error for an expression that fails: it is the user's, not a fault of the node
 */
export function parameter(context: IExecuteFunctions, name: string, item: number, fallback?: unknown): unknown {
	try {
		return (context.getNodeParameter(name, item, fallback) as unknown) ?? null;
	} catch (error) {
		throw failureOf(context, error, item);
	}
}

function failureOf(context: IExecuteFunctions, error: unknown, item: number): Error {
	return isExpressionError(error)
		? error
		: new NodeOperationError(context.getNode(), error as Error, { itemIndex: item });
}

/**
 * @returns the members of a collection; each that is there has a value or null, one that is absent is undefined
 * @throws Fault `invalidInput` when an expression put something else in its place
 */
export function collection(
	context: IExecuteFunctions,
	name: string,
	label: string,
	item: number,
): { [member: string]: unknown } {
	const value = parameter(context, name, item, {});
	if (value === null || value === '') return {};
	if (typeof value !== 'object' || Array.isArray(value)) throw invalidInput(label, 'is not a collection of fields');
	return Object.fromEntries(Object.entries(value as IDataObject).map(([member, entry]) => [member, entry ?? null]));
}

/** Values of the Options collection as they reached the node; an option that is not there is undefined. */
export interface GivenOptions {
	[option: string]: unknown;
}

/** @returns the Options collection of one item; as `collection` */
export function optionsOf(context: IExecuteFunctions, item: number): GivenOptions {
	return collection(context, 'options', 'Options', item);
}
