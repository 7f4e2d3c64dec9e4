import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pieterId } from '../../sandbox/start.mts';
import { openApi, type Api } from './api.mts';

interface Received {
	method: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A sandbox with a receiver of its webhooks, for a file of tests; both are as new before each test. */
export class WebhookStage {
	api!: Api;
	/** Address of the receiver. */
	url = '';
	/** What the receiver answers, and what it waits for before. */
	status = 200;
	hold: Promise<void> | undefined;
	readonly received: Received[] = [];
	private readonly receiver = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
		request.on('end', () => {
			this.received.push({ method: request.method!, headers: request.headers, body });
			void (this.hold ?? Promise.resolve()).then(() => response.writeHead(this.status).end());
		});
	});

	async start(): Promise<void> {
		this.api = await openApi();
		await new Promise<void>((resolve) => this.receiver.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.receiver.address() as AddressInfo).port}/hook`;
	}

	async stop(): Promise<void> {
		await this.api.stop();
		this.receiver.closeAllConnections();
		this.receiver.close();
	}

	async reset(): Promise<void> {
		await this.api.reset();
		await this.api.control.webhooks.register({ url: this.url });
		this.received.length = 0;
		this.status = 200;
		this.hold = undefined;
	}

	/** Adds a category to a person, which fires. @returns the link, after the delivery */
	async fire(personId = pieterId) {
		const link = await this.api.control.categories.add(personId, 'Extragegevens');
		await this.api.control.webhooks.deliveries();
		return link;
	}

	async assume(choices: Record<string, string>) {
		return await this.api.control.assumptions.set(choices);
	}
}

/** @returns the stage of a file of tests; its hooks are registered */
export function useWebhooks(): WebhookStage {
	const stage = new WebhookStage();
	beforeAll(async () => await stage.start());
	afterAll(async () => await stage.stop());
	beforeEach(async () => await stage.reset());
	return stage;
}
