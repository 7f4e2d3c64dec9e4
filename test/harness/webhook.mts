import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookContext } from 'n8n-core';
import type { INode, INodeExecutionData, INodeType, IWebhookData } from 'n8n-workflow';
import { conclude, dress, dressResponse, readBody, type Request, type Response } from './webhookRequest.mts';
import { buildWorkflow, NODE_NAME, type NodeSetup } from './workflow.mts';

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
		if (!(await dress(req, await readBody(req), setup.trustProxy ?? false, node.typeVersion))) {
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
