import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.mts';
import type { RecordedRequest } from './types.mts';

export interface RequestLog {
	start(request: FastifyRequest, server: 'coachview' | 'hr'): void;
	/** Notes the client of a request, once its token is known. */
	name(request: FastifyRequest, clientId: string): void;
	/** Notes that the work of a request is being done now. */
	handled(request: FastifyRequest): void;
	/** @returns the next number in the order of handled requests and the colleague's deeds */
	next(): number;
	/** Notes the body, once it was read. */
	body(request: FastifyRequest): void;
	/** @param status 0 when the connection was cut */
	end(request: FastifyRequest, status: number): void;
	list(): RecordedRequest[];
	clear(): void;
}

/** In a form and in JSON. */
const withoutSecrets = (body: string): string =>
	body
		.replace(/\b(client_secret|refresh_token|assertion|code)=[^&]*/g, '$1=…')
		.replace(/"(client_secret)"\s*:\s*"[^"]*"/g, '"$1":"…"');

const secretHeaders = ['authorization', 'cookie', 'proxy-authorization'];

/** Keeps what came in. Authorization headers and client secrets are left out, so that the list can be printed. */
export function createLog(clock: Clock): RequestLog {
	let entries: RecordedRequest[] = [];
	let sequence = 0;
	const open = new WeakMap<FastifyRequest, { entry: RecordedRequest; started: number }>();
	return {
		start(request, server) {
			const [path, ...query] = request.url.split('?');
			const headers = Object.fromEntries(
				Object.entries(request.headers)
					.filter(([name]) => !secretHeaders.includes(name))
					.map(([name, value]) => [name, String(value)]),
			);
			const entry: RecordedRequest = {
				server,
				method: request.method,
				path: path!,
				query: query.join('?'),
				headers,
				body: '',
				status: 0,
				at: new Date(clock.now()).toISOString(),
				ms: 0,
				sequence: 0,
			};
			entries.push(entry);
			open.set(request, { entry, started: performance.now() });
		},
		name(request, clientId) {
			const found = open.get(request);
			if (found) found.entry.clientId = clientId;
		},
		next: () => (sequence += 1),
		handled(request) {
			sequence += 1;
			const found = open.get(request);
			if (found) found.entry.sequence = sequence;
		},
		body(request) {
			const found = open.get(request);
			if (found && typeof request.body === 'string') found.entry.body = withoutSecrets(request.body);
		},
		end(request, status) {
			const found = open.get(request);
			if (!found) return;
			open.delete(request);
			found.entry.status = status;
			found.entry.ms = Math.round(performance.now() - found.started);
		},
		list: () => entries,
		clear: () => {
			entries = [];
		},
	};
}
