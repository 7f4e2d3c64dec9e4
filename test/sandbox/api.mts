import { request } from 'node:http';
import { demoClient, startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/start.mts';

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export interface CallOptions {
	body?: string | object;
	headers?: Record<string, string>;
	/** Without a token when null. */
	token?: string | null;
}

/** A plain request; fetch would normalise paths and hide cut connections behind one message. */
export function call(
	method: string,
	address: string,
	headers: Record<string, string> = {},
	body?: string,
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request(
			address,
			{
				method,
				headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) },
				agent: false,
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => {
					const text = Buffer.concat(chunks).toString('utf8');
					let json: unknown;
					try {
						json = JSON.parse(text);
					} catch {
						json = undefined;
					}
					resolve({ status: response.statusCode!, headers: response.headers, text, json });
				});
			},
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

/** A running sandbox with short ways to call it as an API client would. */
export async function openApi(options: SandboxOptions = {}) {
	const sandbox: Sandbox = await startSandbox({ people: 30, ...options });
	const token = (form: Record<string, string> = {}) =>
		call(
			'POST',
			`${sandbox.coachviewUrl}/auth/connect/token`,
			{ 'content-type': 'application/x-www-form-urlencoded' },
			new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: demoClient.clientId,
				client_secret: demoClient.clientSecret,
				...form,
			}).toString(),
		);
	let current: string | undefined;
	return {
		sandbox,
		control: sandbox.control,
		token,
		/** Back to the first state, with a new token at the next call. */
		async reset(resetOptions: Parameters<typeof sandbox.control.reset>[0] = {}) {
			await sandbox.control.reset(resetOptions);
			current = undefined;
		},
		/** A call below `/api/v1/` with a valid token of the demonstration client. */
		async api(method: string, path: string, { body, headers = {}, token: own }: CallOptions = {}): Promise<Answer> {
			if (own === undefined) current ??= (await token()).json.access_token as string;
			const auth: Record<string, string> = own === null ? {} : { authorization: `Bearer ${own ?? current}` };
			const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
			return call(
				method,
				`${sandbox.coachviewUrl}/api/v1/${path}`,
				{ ...auth, ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
				text,
			);
		},
		stop: () => sandbox.stop(),
	};
}

export type Api = Awaited<ReturnType<typeof openApi>>;
