import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { joinObject, splitObject, textOf } from '../coachview/raw.mts';
import { isLate, lateHeader } from '../http.mts';
import type { World } from '../world.mts';
import { checkMatch, counted, matches, takes, type Counted, type Seen } from './match.mts';
import type { Fault } from './types.mts';

export interface Faults {
	add(faults: Fault[]): void;
	list(): Fault[];
	clear(): void;
	/** The first queued fault that is due for this request; counting happens here. */
	take(seen: Seen): Fault | undefined;
}

/** Queue of troubles. A fault first lets `skip` matching requests pass, then hits `count` of them (0: all). */
export function createFaults(): Faults {
	let queue: Array<Counted & { fault: Fault }> = [];
	return {
		add(faults) {
			for (const fault of faults) {
				checkMatch(fault.match);
				queue.push({ fault, ...counted(fault) });
			}
		},
		list: () => queue.map(({ fault }) => fault),
		clear: () => {
			queue = [];
		},
		take(seen) {
			const hit = queue.find((entry) => matches(entry.fault.match, seen) && takes(entry));
			queue = queue.filter(({ left }) => left > 0);
			return hit?.fault;
		},
	};
}

const page =
	'<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>The service is not available</h1></body></html>';
const taken = new WeakMap<FastifyRequest, Fault>();

/** Lets the queue act on every request of a server. */
export function applyFaults(app: FastifyInstance, world: World, server: 'coachview' | 'hr'): void {
	const cut = (request: FastifyRequest, reply: FastifyReply) => {
		world.log.end(request, 0);
		reply.hijack();
		request.raw.socket.destroy();
	};
	// After the body was read and before the route: what hits here leaves the data untouched.
	const late = createLate(app);
	app.addHook('preHandler', async (request, reply) => {
		if (isLate(request)) return undefined;
		await late.due();
		const fault = world.faults.take({ server, method: request.method, url: request.url });
		if (!fault) return undefined;
		taken.set(request, fault);
		if (fault.kind === 'delay' && fault.side === 'before') await pause(fault.ms);
		else if (fault.kind === 'editPerson' && fault.side === 'before')
			world.storeOf(fault.personId).patchRaw(fault.personId, fault.members);
		else if (fault.kind === 'revokeTokens') world.clients.revokeAll();
		else if (fault.kind === 'drop' && !fault.handle) cut(request, reply);
		else if (fault.kind === 'late') {
			late.keep(request, fault);
			if (fault.status === 0) cut(request, reply);
			else return reply.code(fault.status ?? 504).send('');
		} else if (fault.kind === 'outage')
			return reply.code(world.choices.outageStatus === 'status500' ? 500 : 503).send('');
		else if (fault.kind === 'status' && !fault.handle) {
			return reply
				.code(fault.status)
				.headers(fault.headers ?? {})
				.send(fault.body ?? '');
		} else if (fault.kind === 'html' && !fault.handle) {
			return reply
				.code(fault.status ?? 502)
				.header('content-type', 'text/html; charset=utf-8')
				.send(page);
		}
		return undefined;
	});
	// The work is done, the answer is not out yet.
	app.addHook('onSend', async (request, reply, payload) => {
		const fault = taken.get(request);
		if (!fault) return payload;
		if (fault.kind === 'editPerson' && fault.side === 'after')
			world.storeOf(fault.personId).patchRaw(fault.personId, fault.members);
		if (fault.kind === 'delay' && fault.side === 'after') await pause(fault.ms);
		if (fault.kind === 'headers') reply.headers(fault.headers);
		if (fault.kind === 'drip') return drip(String(payload ?? ''), fault.ms, fault.bytes ?? 1);
		if (fault.kind === 'truncatedJson' && typeof payload === 'string')
			return payload.slice(0, Math.floor(payload.length / 2));
		if (fault.kind === 'truncateStored') return truncate(request, payload, fault.member, fault.length, world);
		if (fault.kind === 'status' && fault.handle) {
			reply.code(fault.status).headers(fault.headers ?? {});
			return fault.body ?? '';
		}
		if (fault.kind === 'html' && fault.handle) {
			reply.code(fault.status ?? 502).header('content-type', 'text/html; charset=utf-8');
			return page;
		}
		if (fault.kind === 'drop' && fault.handle) cut(request, reply);
		return payload;
	});
}

/** The answer in small pieces, with pauses between them. */
function drip(text: string, ms: number, bytes: number): Readable {
	const body = Buffer.from(text);
	return Readable.from(
		(async function* pieces() {
			for (let at = 0; at < body.length; at += bytes) {
				yield body.subarray(at, at + bytes);
				await pause(ms, undefined, { ref: false });
			}
		})(),
		{ objectMode: false },
	);
}

const kept = ['authorization', 'content-type', 'if-match', 'accept'];

/** Requests that were answered and are carried out later. */
function createLate(app: FastifyInstance) {
	let waiting: Array<{ left: number; run: () => Promise<unknown> }> = [];
	return {
		keep(request: FastifyRequest, { ms, requests = 1 }: { ms?: number; requests?: number }): void {
			const { method, originalUrl, body } = request;
			const headers = Object.fromEntries(
				kept.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])),
			);
			const { port } = app.server.address() as AddressInfo;
			const run = async () =>
				await fetch(`http://127.0.0.1:${port}${originalUrl}`, {
					method,
					body: body as string | undefined,
					headers: { ...headers, ...lateHeader },
				})
					.then(async (answer) => await answer.arrayBuffer())
					.catch(() => undefined);
			if (ms === undefined) waiting.push({ left: requests, run });
			else setTimeout(() => void run(), ms).unref();
		},
		/** Called at the start of each request: what has waited long enough happens before it. */
		async due(): Promise<void> {
			for (const one of waiting) one.left -= 1;
			const now = waiting.filter(({ left }) => left <= 0);
			waiting = waiting.filter(({ left }) => left > 0);
			for (const { run } of now) await run();
		},
	};
}

/** Cuts a text of the record that the request was about, without a trace in the audit trail; the answer shows it cut. */
function truncate(request: FastifyRequest, payload: unknown, member: string, length: number, world: World): unknown {
	const id = /[0-9a-f]{8}-[0-9a-f-]{27}/i.exec(`${request.url} ${String(request.body ?? '')}`)?.[0] ?? '';
	const store = world.storeOf(id);
	const record = store.get(id, world.choices);
	const value = record === undefined ? null : textOf(record, member);
	if (!record || value === null) return payload;
	const cutValue = JSON.stringify(value.slice(0, length));
	store.putRaw(joinObject(new Map(record).set(member, cutValue)));
	return world.choices.putShows === 'stored' && typeof payload === 'string' && payload.startsWith('{')
		? joinObject(splitObject(payload).set(member, cutValue))
		: payload;
}
