import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeParameters } from 'n8n-workflow';
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
	const { stored, read, readOf } = constantsOf(context);
	if (read.has(name)) return read.get(name);
	const ofItem = valuesOf(readOf, item);
	if (ofItem.has(name)) return ofItem.get(name);
	try {
		const value = (context.getNodeParameter(name, item, fallback) as unknown) ?? null;
		(hasExpression(stored[name]) ? ofItem : read).set(name, value);
		return value;
	} catch (error) {
		throw failureOf(context, error, item);
	}
}

/**
 * @param stored value of the field in a list of fields, as the node stores it
 * @returns the value for one item; null for nothing. Read by a path with brackets, which n8n resolves without converting
 * @throws as `parameter`
 */
export function columnValue(
	context: IExecuteFunctions,
	list: string,
	id: string,
	stored: unknown,
	item: number,
): unknown {
	if (!hasExpression(stored)) return stored ?? null;
	try {
		return (context.getNodeParameter(`${list}.value[${JSON.stringify(id)}]`, item, null) as unknown) ?? null;
	} catch (error) {
		throw failureOf(context, error, item);
	}
}

/** @returns a parameter as the node stores it, its expressions as texts */
export function storedParameter(context: IExecuteFunctions, name: string): unknown {
	return constantsOf(context).stored[name];
}

/** Parameters as the node stores them, and what has been read of them: each is read once, so that one item has one value. */
interface Constants {
	stored: INodeParameters;
	read: Map<string, unknown>;
	/** Values of expressions by item, of the items that are at work: n8n takes a millisecond for each evaluation. */
	readOf: Map<number, Map<string, unknown>>;
}

/** More items than are ever at work side by side; those of a whole batch would be held for nothing. */
const ITEMS_HELD = 64;

const constants = new WeakMap<IExecuteFunctions, Constants>();

function constantsOf(context: IExecuteFunctions): Constants {
	const known: Constants = constants.get(context) ?? {
		stored: context.getNode().parameters,
		read: new Map(),
		readOf: new Map(),
	};
	constants.set(context, known);
	return known;
}

function valuesOf(readOf: Constants['readOf'], item: number): Map<string, unknown> {
	const known = readOf.get(item) ?? new Map<string, unknown>();
	if (!readOf.has(item)) {
		readOf.set(item, known);
		const [first] = readOf.keys();
		if (readOf.size > ITEMS_HELD && first !== undefined) readOf.delete(first);
	}
	return known;
}

/** n8n takes a text that begins with an equals sign for an expression, at any depth. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
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
