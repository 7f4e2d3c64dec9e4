import { demoClient } from '../sandbox/coachview/clients.mts';

/** What a program does that knows Coachview's API and nothing else: one read and one write with a token, by fetch. */
export class Script {
	private readonly url: string;
	private token = '';

	/** @param url address of Coachview */
	constructor(url: string) {
		this.url = url;
	}

	async signIn(): Promise<void> {
		const { clientId, clientSecret } = demoClient;
		const response = await fetch(`${this.url}/auth/connect/token`, {
			method: 'POST',
			body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
		});
		this.token = ((await response.json()) as { access_token: string }).access_token;
	}

	/** Reads the person, puts the members in, and writes them. @throws Error with the status of a refusal */
	async change(id: string, members: Record<string, unknown>): Promise<void> {
		const record = (await (await this.call('GET', id)).json()) as Record<string, unknown>;
		await (await this.call('PUT', id, JSON.stringify({ ...record, ...members }))).text();
	}

	private async call(method: string, id: string, body?: string): Promise<Response> {
		const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
		const response = await fetch(`${this.url}/api/v1/Personen/${id}`, { method, headers, body });
		if (!response.ok) throw new Error(`Coachview answered ${response.status}`);
		return response;
	}
}
