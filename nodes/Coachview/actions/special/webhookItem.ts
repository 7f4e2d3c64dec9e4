import type { IExecuteFunctions } from 'n8n-workflow';
import type { Delivery } from '../../domain/webhook/delivery';
import { invalidInput } from '../../domain/settings/invalid';

type Members = { [name: string]: unknown };

/** A delivery as the Webhook node of n8n hands it on. */
interface Received extends Delivery {
	headers: Members;
	query: Members;
}

const ITEM = 'Input Item';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Where the Webhook node puts the raw body. */
const RAW_BODY = 'data';

/**
 * @param context of the run; `item` is one of the Webhook node, with `headers`, `query` and `body`. With *Raw Body* on there,
 *        its bytes are read and nothing else: then this is what the Coachview Trigger would have got. Else the body as n8n
 *        has parsed it: a field that was given twice cannot be seen there any more
 * @param needsBytes whether a signature is checked, which is made over the bytes
 * @throws Fault `invalidInput` for an item that is none of the Webhook node, and for one in which n8n has changed what was sent
 */
export async function received(context: IExecuteFunctions, item: number, needsBytes: boolean): Promise<Received> {
	const { json, binary = {} } = context.getInputData()[item] ?? { json: {} };
	const { headers: given, query, body } = json as Members;
	const [only, ...others] = Object.keys(binary);
	const raw = RAW_BODY in binary ? RAW_BODY : others.length === 0 ? only : undefined;
	// A body that n8n has not parsed is undefined, and missing where the item was kept as JSON (queue mode).
	if (!isObject(given) || (!('body' in json) && raw === undefined)) {
		throw invalidInput(
			ITEM,
			'is none of the Webhook node: it has no headers or no body',
			'Connect the Webhook node of n8n to this one.',
		);
	}
	const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
	const contentType = typeof headers['content-type'] === 'string' ? headers['content-type'] : undefined;
	const of = { headers, query: isObject(query) ? query : {}, contentType, parsed: body };
	const isMultipart = contentType?.toLowerCase().startsWith('multipart/') ?? false;
	// As in the trigger: a form with files is no event.
	if (isMultipart) return { ...of, bytes: new Uint8Array() };
	if (raw !== undefined) return { ...of, bytes: await context.helpers.getBinaryDataBuffer(item, raw) };
	if (needsBytes) {
		throw invalidInput(
			ITEM,
			'has no raw body, over which a signature is made',
			'Switch on Raw Body in the options of the Webhook node.',
		);
	}
	return { ...of, bytes: new TextEncoder().encode(textOf(body, contentType)) };
}

/** The text that n8n has parsed, as far as it can be made again. */
function textOf(body: unknown, contentType = ''): string {
	if (body === null || body === undefined) return '';
	mustBeAsSent(body);
	// A JSON body may be one text, which is no event, whatever stands in it.
	if (typeof body === 'string') return contentType.toLowerCase().startsWith(JSON_TYPE) ? JSON.stringify(body) : body;
	if (!contentType.toLowerCase().startsWith(FORM) || !isObject(body)) return JSON.stringify(body);
	const fields = Object.entries(body).flatMap(([name, value]) =>
		[value].flat().map((one): [string, string] => [name, String(one)]),
	);
	return new URLSearchParams(fields).toString();
}

/** @throws Fault `invalidInput` when the parsed body does not say what was sent */
function mustBeAsSent(value: unknown): void {
	// JavaScript keeps whole numbers up to 2^53; an id of more digits has become another one.
	if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
		throw invalidInput(
			ITEM,
			'has a number that n8n has rounded',
			'Switch on Raw Body in the options of the Webhook node.',
		);
	// What n8n puts in the place of bytes that are no UTF-8.
	if (typeof value === 'string' && value.includes('\ufffd'))
		throw invalidInput(
			ITEM,
			'has a character that n8n could not read',
			'Switch on Raw Body in the options of the Webhook node.',
		);
	if (typeof value === 'object' && value !== null) Object.values(value).forEach(mustBeAsSent);
}

function isObject(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
