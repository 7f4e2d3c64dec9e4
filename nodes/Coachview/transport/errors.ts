import { NodeApiError, NodeOperationError, type INode, type INodeExecutionData, type JsonObject } from 'n8n-workflow';
import { asFault, type Fault } from '../domain/fault';

const USER_INPUT: readonly Fault['reason'][] = ['invalidInput', 'wouldClear', 'incompleteRecord', 'ambiguous', 'unexpected'];

/**
 * Turns whatever was thrown into n8n's error, built anew from plain texts: wrapping the HTTP helper's error would keep
 * request, answer and token in the saved execution.
 *
 * @returns NodeOperationError for what the user entered, NodeApiError for what Coachview said
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
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

/**
 * The item for the error output: `{ error: { message, description, reason, fields, … } }`, with the ids and the reset
 * moment for a later step. It has this one key because n8n 1.120 routes `{ error, details }` to the success branch, and
 * an `error` on the item itself would make n8n throw the rest away. HTTP Request gives an object here as well.
 */
export function errorItem(thrown: unknown, itemIndex: number, environment?: string): INodeExecutionData {
	const { reason, message, advice: description, fields, details } = asFault(thrown);
	const error = { message, description, reason, fields: [...fields], ...(environment === undefined ? {} : { environment }), ...details };
	return { json: { error }, pairedItem: { item: itemIndex } };
}
