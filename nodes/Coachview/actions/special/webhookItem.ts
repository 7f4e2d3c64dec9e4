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

/** Where the Webhook node puts the raw body. */
const RAW_BODY = 'data';

/**
 * @param context of the run; `item` is one of the Webhook node, with `headers`, `query` and `body`. With *Raw Body* on there,
 *        its bytes are read and nothing else: then this is what the Coachview Trigger would have got. Else the body as n8n
 *        has parsed it: a field that was given twice cannot be seen there any more
 * @param needsBytes whether a signature is checked, which is made over the bytes
 * @throws Fault `invalidInput` for an item that is none of the Webhook node, and for a number that n8n has rounded
 */
export async function received(context: IExecuteFunctions, item: number, needsBytes: boolean): Promise<Received> {
	const { json, binary = {} } = context.getInputData()[item] ?? { json: {} };
	const { headers: given, query, body } = json as Members;
	if (!isObject(given) || !('body' in json)) {
		throw invalidInput(
			ITEM,
			'is none of the Webhook node: it has no headers or no body',
			'Connect the Webhook node of n8n to this one.',
		);
	}
	const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
	const contentType = typeof headers['content-type'] === 'string' ? headers['content-type'] : undefined;
	const of = { headers, query: isObject(query) ? query : {}, contentType, parsed: body };
	const [only, ...others] = Object.keys(binary);
	const raw = RAW_BODY in binary ? RAW_BODY : others.length === 0 ? only : undefined;
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
	if (typeof body === 'string') return body;
	if (body === null || body === undefined) return '';
	if (isRounded(body)) {
		throw invalidInput(
			ITEM,
			'has a number that n8n has rounded',
			'Switch on Raw Body in the options of the Webhook node.',
		);
	}
	if (!contentType.toLowerCase().startsWith(FORM) || !isObject(body)) return JSON.stringify(body);
	const fields = Object.entries(body).flatMap(([name, value]) =>
		[value].flat().map((one): [string, string] => [name, String(one)]),
	);
	return new URLSearchParams(fields).toString();
}

/** JavaScript keeps whole numbers up to 2^53; an id of more digits has become another one. */
function isRounded(value: unknown): boolean {
	if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
	return typeof value === 'object' && value !== null && Object.values(value).some(isRounded);
}

function isObject(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
