import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Fault } from '../../domain/fault';
import type { Http } from '../../domain/hr/answer';
import { failed } from '../../domain/hr/failed';
import { invalidInput } from '../../domain/settings/invalid';

const INPUT_ITEM = 'Input Item';

/**
 * @param json an item of n8n's HTTP Request node
 * @returns the answer; without a status when HR could not be reached and the node went on
 * @throws Fault `invalidInput` for an item that is not a whole answer
 */
export function received(json: IDataObject): Http {
	const { statusCode, headers, data, body, error } = json;
	if (typeof statusCode !== 'number') {
		if (error !== undefined && error !== null) return failed(error);
		throw invalidInput(
			INPUT_ITEM,
			'is no whole answer of an HTTP Request node: it has no status',
			'In the HTTP Request node choose Add option → Response, and switch on Include Response Headers and Status and Never Error.',
		);
	}
	if (data === undefined && body === undefined)
		throw invalidInput(
			INPUT_ITEM,
			'has no body that can be read',
			'In the options of the HTTP Request node, under Response, set Response Format to Text or JSON, and leave Put Output in Field as it is.',
		);
	return { statusCode, headers: (headers ?? {}) as IDataObject, data: data ?? body };
}

/** @returns why none of several answers for one person is read */
export function page(): Fault {
	return invalidInput(
		INPUT_ITEM,
		'is one of several answers for one person',
		'Switch off Pagination in the HTTP Request node, and ask for one employee by number.',
	);
}

/** @returns the places of items that stand beside others for one person, so that none of them is the whole answer */
export function severalForOne(context: IExecuteFunctions): ReadonlySet<number> {
	const bySource = new Map<string, number[]>();
	for (const [item, { pairedItem }] of asGiven(context).entries()) {
		if (pairedItem === undefined) continue;
		const source = JSON.stringify(pairedItem);
		bySource.set(source, [...(bySource.get(source) ?? []), item]);
	}
	return new Set([...bySource.values()].filter(({ length }) => length > 1).flat());
}

/** The input items as the node before gave them: n8n numbers anew what they are linked to, before it hands them on. */
function asGiven(context: IExecuteFunctions): INodeExecutionData[] {
	try {
		const { $ } = context.getWorkflowDataProxy(0) as { $(name: string): { all(): INodeExecutionData[] } };
		const given = $(context.getInputSourceData().previousNode).all();
		return given.length === context.getInputData().length ? given : [];
	} catch {
		// Called by something that is no node before it.
		return [];
	}
}
