import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	IWebhookDescription,
	IWebhookResponseData,
} from 'n8n-workflow';
import { buildWorkflow, NODE_NAME } from './workflow.mts';
import type { NodeSetup } from './workflow.mts';

export interface WebhookHost {
	/** Address of the production URL, on a port of its own. */
	url: string;
	/** One entry per execution that n8n would start, with the items of the main output. */
	executions: INodeExecutionData[][];
	/** Errors thrown by the node; n8n would answer 500 and save a failed execution. */
	failures: Error[];
	stop(): Promise<void>;
	/** Waits until every request has been worked off, also the part after the answer. */
	idle(): Promise<void>;
}

type Request = IncomingMessage & Record<string, unknown>;
type Response = ServerResponse & Record<string, unknown>;

interface XmlParser {
	parseStringPromise(text: string): Promise<unknown>;
}

// n8n's own XML parser with its settings; it comes without types. A new one each time: one that has failed once may hang.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest runs this file as CommonJS
const { Parser } = require('xml2js') as { Parser: new (options: object) => XmlParser };
const newXmlParser = () => new Parser({ async: true, normalize: true, normalizeTags: true, explicitArray: false });

const MAX_BODY = 16 * 1024 * 1024;

async function readBody(req: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of req) {
		size += (part as Buffer).length;
		if (size > MAX_BODY) throw new Error('too large');
		parts.push(part as Buffer);
	}
	return Buffer.concat(parts);
}

/** What n8n puts on the request before it calls the node: raw bytes, parsed body by content type, query, ip. */
async function dress(req: Request, raw: Buffer, trustProxy: boolean): Promise<boolean> {
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
	Object.assign(req, {
		rawBody: raw,
		contentType,
		encoding: charset,
		query,
		params: {},
		path: url.pathname,
		ip: trustProxy && forwarded.length > 0 ? forwarded.at(-1) : peer,
		ips: trustProxy ? forwarded : [],
		get: (name: string) => req.headers[name.toLowerCase()],
	});
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

function dressResponse(res: Response): void {
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
function conclude(
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

/**
 * Serves the trigger over HTTP as n8n does: real requests, real WebhookContext of the installed n8n-core, n8n's rules
 * for bodies (422 when JSON does not parse), methods (404 when none is declared) and answers.
 */
export async function startWebhookHost(
	setup: NodeSetup & {
		trustProxy?: boolean;
		mode?: 'webhook' | 'manual';
		/** Nodes behind the trigger. */
		behind?: Array<{ node: INode; type: INodeType }>;
	},
): Promise<WebhookHost> {
	const { behind = [] } = setup;
	const to = behind.map(({ node: { name } }) => ({ node: name, type: 'main' as const, index: 0 }));
	const { type, node, workflow, additionalData } = buildWorkflow({ type: 'coachviewTrigger', ...setup }, behind, {
		[NODE_NAME]: { main: [to] },
	});
	const executions: INodeExecutionData[][] = [];
	const failures: Error[] = [];
	const pending = new Set<Promise<void>>();
	const handle = async (req: Request, res: Response): Promise<void> => {
		dressResponse(res);
		const description = (type.description.webhooks ?? []).find((webhook) => webhook.httpMethod === req.method);
		if (!description) {
			res.statusCode = 404;
			return void res.end('not registered');
		}
		if (!(await dress(req, await readBody(req), setup.trustProxy ?? false))) {
			res.statusCode = 422;
			return void res.end('Failed to parse request body');
		}
		const webhookData = {
			node: node.name,
			path: 'test',
			httpMethod: req.method,
			workflowId: workflow.id,
			webhookDescription: description,
			workflowExecuteAdditionalData: additionalData,
			isTest: setup.mode === 'manual',
		} as unknown as IWebhookData;
		const own = { ...additionalData, httpRequest: req, httpResponse: res } as unknown as typeof additionalData;
		const context = new WebhookContext(workflow, node, own, setup.mode ?? 'webhook', webhookData, [], null);
		try {
			conclude(await (type.webhook as NonNullable<typeof type.webhook>).call(context), description, res, executions);
		} catch (error) {
			failures.push(error as Error);
			if (!res.headersSent) res.statusCode = 500;
			res.end();
		}
	};
	const server = createServer((req, res) => {
		const work = handle(req as Request, res as Response).finally(() => pending.delete(work));
		pending.add(work);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/test`,
		executions,
		failures,
		async idle() {
			while (pending.size > 0) await Promise.all(pending);
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export interface Delivery {
	method?: string;
	/** An object is sent as JSON; text and bytes as they are. */
	body?: unknown;
	headers?: Record<string, string>;
	/** Appended to the URL, e.g. `?key=…`. */
	query?: string;
}

export interface DeliveryAnswer {
	status: number;
	body: string;
	headers: IncomingHttpHeaders;
}

/** Sends one delivery and waits for the answer only (the run may start later: see `idle`). */
export async function deliver(url: string, delivery: Delivery): Promise<DeliveryAnswer> {
	const { body } = delivery;
	const bytes =
		body === undefined
			? undefined
			: Buffer.isBuffer(body) || typeof body === 'string'
				? Buffer.from(body)
				: Buffer.from(JSON.stringify(body));
	return await new Promise((resolve, reject) => {
		const req = httpRequest(
			`${url}${delivery.query ?? ''}`,
			{
				method: delivery.method ?? 'POST',
				headers: {
					'content-type': 'application/json; charset=utf-8',
					'content-length': bytes?.length ?? 0,
					...delivery.headers,
				},
			},
			(res) => {
				const parts: Buffer[] = [];
				res.on('data', (part: Buffer) => parts.push(part));
				res.on('end', () =>
					resolve({ status: res.statusCode ?? 0, body: Buffer.concat(parts).toString(), headers: res.headers }),
				);
				res.on('error', reject);
			},
		);
		req.on('error', reject);
		req.end(bytes);
	});
}

export interface WebhookRun {
	response: DeliveryAnswer;
	/** Items of the execution that this delivery started; undefined when none started. */
	workflowData?: INodeExecutionData[];
	failures: Error[];
}

/** One delivery to a fresh host, until all work is done. */
export async function runWebhook(
	setup: Parameters<typeof startWebhookHost>[0] & { delivery: Delivery },
): Promise<WebhookRun> {
	const host = await startWebhookHost(setup);
	try {
		const response = await deliver(host.url, setup.delivery);
		await host.idle();
		return { response, workflowData: host.executions[0], failures: host.failures };
	} finally {
		await host.stop();
	}
}
