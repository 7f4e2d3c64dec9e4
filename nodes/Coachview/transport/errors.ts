import { NodeApiError, NodeOperationError, type INode, type INodeExecutionData, type JsonObject } from 'n8n-workflow';
import { Fault } from '../domain/fault';

const USER_INPUT: readonly Fault['reason'][] = ['invalidInput', 'wouldClear', 'incompleteRecord', 'ambiguous'];

/**
 * Turns whatever was thrown into n8n's error, built anew from plain texts: wrapping the HTTP helper's error would keep
 * request, answer and token in the saved execution.
 *
 * @returns NodeOperationError for what the user entered, NodeApiError for what Coachview said
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	if (!(thrown instanceof Fault)) {
		// An unforeseen exception: its text could hold a value of a person, so only its kind is told.
		const kind = thrown instanceof Error ? thrown.name : typeof thrown;
		return new NodeOperationError(node, `The item could not be processed (${kind})`, {
			itemIndex,
			description: 'This is a fault of the node. Please report what the node was set to do, without data of people.',
		});
	}
	const description = `${thrown.advice}`;
	if (USER_INPUT.includes(thrown.reason)) {
		return new NodeOperationError(node, thrown.message, { itemIndex, description });
	}
	const httpStatus = thrown.details.httpStatus;
	const response: JsonObject = { message: thrown.message };
	return new NodeApiError(node, response, {
		message: thrown.message,
		description,
		itemIndex,
		...(httpStatus === undefined ? {} : { httpCode: String(httpStatus) }),
	});
}

/**
 * The item for the error output. `error` on the item itself is what n8n routes by; `details` holds ids, names of fields
 * and the reset moment for a later step.
 */
export function errorItem(node: INode, thrown: unknown, itemIndex: number): INodeExecutionData {
	const error = toNodeError(node, thrown, itemIndex);
	const details = thrown instanceof Fault ? { reason: thrown.reason, fields: [...thrown.fields], ...thrown.details } : { reason: 'unexpected' };
	return { json: { error: error.message, details }, error, pairedItem: { item: itemIndex } };
}
