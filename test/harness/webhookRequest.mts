import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IDataObject, INodeExecutionData, IWebhookDescription, IWebhookResponseData } from 'n8n-workflow';
import { Parser } from 'xml2js';

export type Request = IncomingMessage & Record<string, unknown>;
export type Response = ServerResponse & Record<string, unknown>;

// n8n's own XML parser with its settings. A new one each time: one that has failed once may hang.
const newXmlParser = () => new Parser({ async: true, normalize: true, normalizeTags: true, explicitArray: false });

const MAX_BODY = 16 * 1024 * 1024;

export async function readBody(req: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of req) {
		size += (part as Buffer).length;
		if (size > MAX_BODY) throw new Error('too large');
		parts.push(part as Buffer);
	}
	return Buffer.concat(parts);
}

/** Types that n8n parses; of others a node of version 2 or later finds neither bytes nor a body (webhook-helpers, parseRequestBody). */
const isParsable = (type = '') =>
	['application/json', 'text/plain', 'application/x-www-form-urlencoded'].some((one) => type.startsWith(one)) ||
	/(\/|\+)xml$/.test(type);

/**
 * What n8n puts on the request before it calls the node: raw bytes, parsed body by content type, query, ip.
 *
 * @param typeVersion of the node that is called
 */
export async function dress(req: Request, raw: Buffer, trustProxy: boolean, typeVersion = 1): Promise<boolean> {
	const [type, ...rest] = (req.headers['content-type'] ?? '').split(';');
	const charset = rest
		.map((part) => part.trim())
		.find((part) => part.startsWith('charset='))
		?.slice(8);
	const contentType = type.trim().toLowerCase() || undefined;
	const url = new URL(req.url ?? '/', 'http://localhost');
	const query: IDataObject = {};
	for (const key of new Set(url.searchParams.keys())) {
		const values = url.searchParams.getAll(key);
		query[key] = values.length > 1 ? values : values[0];
	}
	const forwarded = String(req.headers['x-forwarded-for'] ?? '')
		.split(',')
		.map((ip) => ip.trim())
		.filter(Boolean);
	const peer = req.socket.remoteAddress ?? '';
	const isRead = typeVersion === 1 || contentType === 'multipart/form-data' || isParsable(contentType);
	Object.assign(req, {
		...(isRead && { rawBody: raw }),
		readRawBody: async () => await Promise.resolve(void (req.rawBody = raw)),
		contentType,
		encoding: charset,
		query,
		params: {},
		path: url.pathname,
		ip: trustProxy && forwarded.length > 0 ? forwarded.at(-1) : peer,
		ips: trustProxy ? forwarded : [],
		get: (name: string) => req.headers[name.toLowerCase()],
	});
	if (!isRead) return true;
	try {
		const text = () =>
			raw.toString((charset === 'iso-8859-1' ? 'latin1' : 'utf8') as BufferEncoding).replace(/^\uFEFF/, '');
		if (raw.length > 0 && contentType === 'application/json') req.body = JSON.parse(text());
		else if (raw.length > 0 && contentType === 'application/x-www-form-urlencoded')
			req.body = Object.fromEntries(new URLSearchParams(text()));
		else if (raw.length > 0 && contentType?.endsWith('/xml'))
			req.body = await newXmlParser().parseStringPromise(text());
		else if (raw.length > 0 && contentType === 'text/plain') req.body = text();
		req.body ??= {};
		return true;
	} catch {
		return false;
	}
}

export function dressResponse(res: Response): void {
	Object.assign(res, {
		status(code: number) {
			res.statusCode = code;
			return res;
		},
		set(name: string, value: string) {
			res.setHeader(name, value);
			return res;
		},
		header(name: string, value: string) {
			res.setHeader(name, value);
			return res;
		},
		type(value: string) {
			res.setHeader('content-type', value);
			return res;
		},
		send(body: string | Buffer) {
			if (!res.getHeader('content-type')) res.setHeader('content-type', 'text/html; charset=utf-8');
			res.end(body);
			return res;
		},
		json(body: unknown) {
			if (!res.getHeader('content-type')) res.setHeader('content-type', 'application/json; charset=utf-8');
			res.end(JSON.stringify(body));
			return res;
		},
	});
}

/** n8n's decisions after the node has spoken (packages cli, webhook helpers): who answers, and does a run start. */
export function conclude(
	result: IWebhookResponseData,
	description: IWebhookDescription,
	res: Response,
	executions: INodeExecutionData[][],
): void {
	const answered = result.noWebhookResponse === true;
	const send = (body: unknown) =>
		typeof body === 'string' ? (res.send as (b: string) => void)(body) : (res.json as (b: unknown) => void)(body);
	if (result.workflowData === undefined) {
		if (!answered) send(result.webhookResponse ?? { message: 'Webhook call received' });
		return;
	}
	executions.push(structuredClone(result.workflowData[0] ?? []));
	if (answered) return;
	if (result.webhookResponse !== undefined) send(result.webhookResponse);
	else if (description.responseData === 'noData') res.end();
	else send('firstEntryJson');
}
