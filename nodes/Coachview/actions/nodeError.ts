import { NodeApiError, NodeOperationError, type INode, type INodeExecutionData, type JsonObject } from 'n8n-workflow';
import { asFault, Fault } from '../domain/fault';

const USER_INPUT: readonly Fault['reason'][] = [
	'invalidInput',
	'wouldClear',
	'incompleteRecord',
	'ambiguous',
	'unexpected',
];

interface ExpressionFailure extends Error {
	description?: string | null;
	context: { itemIndex?: number };
}

/** By name, because the n8n-workflow that n8n throws from need not be the copy that this package loads. */
export function isExpressionError(thrown: unknown): thrown is ExpressionFailure {
	return (
		thrown instanceof Error &&
		['ExpressionError', 'ExpressionExtensionError', 'ExpressionClassExtensionError'].includes(thrown.name) &&
		'context' in thrown
	);
}

/**
 * Turns whatever was thrown into n8n's error, built anew from plain texts: wrapping the HTTP helper's error would keep
 * request, answer and token in the saved execution.
 *
 * @returns NodeOperationError for what the user entered, NodeApiError for what Coachview said; the failure of a user's
 *          own expression as n8n threw it, with the item's index
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex?: number): Error {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	if (isExpressionError(thrown)) {
		if (itemIndex !== undefined) thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	const { reason, message, advice: description, details } = asFault(thrown);
	if (USER_INPUT.includes(reason)) return new NodeOperationError(node, message, { itemIndex, description });
	const { httpStatus } = details;
	const response: JsonObject = { message };
	return new NodeApiError(node, response, {
		message,
		description,
		itemIndex,
		...(httpStatus === undefined ? {} : { httpCode: String(httpStatus) }),
	});
}

/** @returns the user's own expression error as a Fault for the item; n8n's words, which name code and no data */
function ownError(thrown: unknown): unknown {
	if (!isExpressionError(thrown) && !(thrown instanceof NodeOperationError)) return thrown;
	return new Fault(
		'expression',
		thrown.message,
		thrown.description || 'Correct the expression in the node. Nothing was sent to Coachview.',
	);
}

/**
 * The item for the error output: `{ error: { message, description, reason, fields, … } }`, with the ids and the reset
 * moment for a later step. It has this one key because n8n 1.120 routes `{ error, details }` to the success branch, and
 * an `error` on the item itself would make n8n throw the rest away. HTTP Request gives an object here as well.
 *
 * @param ids what is known of the item; what the fault says counts more
 * @param isAlone whether n8n is to keep the input item out of it: it merges that in where the link to it is an object, and
 *        takes a plain number for the same link
 */
export function errorItem(
	thrown: unknown,
	item: number,
	{ ids, isAlone }: { ids: { [name: string]: string }; isAlone: boolean },
): INodeExecutionData {
	const { reason, message, advice: description, fields, details } = asFault(ownError(thrown));
	const error = { message, description, reason, fields: [...fields], ...ids, ...details };
	return { json: { error }, pairedItem: isAlone ? item : { item } };
}
