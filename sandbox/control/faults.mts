import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { joinObject, splitObject, textOf } from '../coachview/raw.mts';
import type { World } from '../world.mts';
import type { Fault } from './types.mts';

export interface Faults {
	add(faults: Fault[]): void;
	list(): Fault[];
	clear(): void;
	/** The first queued fault that is due for this request; counting happens here. */
	take(server: 'coachview' | 'hr', method: string, path: string): Fault | undefined;
}

/** Queue of troubles. A fault first lets `skip` matching requests pass, then hits `count` of them (0: all). */
export function createFaults(): Faults {
	let queue: Array<{ fault: Fault; skip: number; left: number }> = [];
	return {
		add(faults) {
			for (const fault of faults) {
				if (fault.match?.path !== undefined) new RegExp(fault.match.path);
				queue.push({ fault, skip: fault.skip ?? 0, left: fault.count === 0 ? Infinity : fault.count ?? 1 });
			}
		},
		list: () => queue.map(({ fault }) => fault),
		clear: () => {
			queue = [];
		},
		take(server, method, path) {
			for (const entry of queue) {
				const { match = {} } = entry.fault;
				if (match.server !== undefined && match.server !== server) continue;
				if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
				if (match.path !== undefined && !new RegExp(match.path).test(path)) continue;
				if (entry.skip > 0) {
					entry.skip -= 1;
					continue;
				}
				entry.left -= 1;
				queue = queue.filter(({ left }) => left > 0);
				return entry.fault;
			}
			return undefined;
		},
	};
}

const page = '<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>The service is not available</h1></body></html>';
const taken = new WeakMap<FastifyRequest, Fault>();

/** Lets the queue act on every request of a server. */
export function applyFaults(app: FastifyInstance, world: World, server: 'coachview' | 'hr'): void {
	const cut = (request: FastifyRequest, reply: FastifyReply) => {
		world.log.end(request, 0);
		reply.hijack();
		request.raw.socket.destroy();
	};
	// After the body was read and before the route: what hits here leaves the data untouched.
	app.addHook('preHandler', async (request, reply) => {
		const fault = world.faults.take(server, request.method, request.url.split('?')[0]!);
		if (!fault) return undefined;
		taken.set(request, fault);
		if (fault.kind === 'delay' && fault.side === 'before') await pause(fault.ms);
		else if (fault.kind === 'editPerson' && fault.side === 'before') world.people.patchRaw(fault.personId, fault.members);
		else if (fault.kind === 'revokeTokens') world.clients.revokeAll();
		else if (fault.kind === 'drop' && !fault.handle) cut(request, reply);
		else if (fault.kind === 'outage') return reply.code(world.choices.A50 === 'status500' ? 500 : 503).send('');
		else if (fault.kind === 'status' && !fault.handle) {
			return reply.code(fault.status).headers(fault.headers ?? {}).send(fault.body ?? '');
		} else if (fault.kind === 'html' && !fault.handle) {
			return reply.code(fault.status ?? 502).header('content-type', 'text/html; charset=utf-8').send(page);
		}
		return undefined;
	});
	// The work is done, the answer is not out yet.
	app.addHook('onSend', async (request, reply, payload) => {
		const fault = taken.get(request);
		if (!fault) return payload;
		if (fault.kind === 'editPerson' && fault.side === 'after') world.people.patchRaw(fault.personId, fault.members);
		if (fault.kind === 'delay' && fault.side === 'after') await pause(fault.ms);
		if (fault.kind === 'truncatedJson' && typeof payload === 'string') return payload.slice(0, Math.floor(payload.length / 2));
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

/** Cuts a text of the person that the request was about, without a trace in the audit trail; the answer shows it cut. */
function truncate(request: FastifyRequest, payload: unknown, member: string, length: number, world: World): unknown {
	const id = /[0-9a-f]{8}-[0-9a-f-]{27}/i.exec(`${request.url} ${String(request.body ?? '')}`)?.[0] ?? '';
	const person = world.people.get(id, world.choices);
	const value = person === undefined ? null : textOf(person, member);
	if (!person || value === null) return payload;
	const cutValue = JSON.stringify(value.slice(0, length));
	world.people.putRaw(joinObject(new Map(person).set(member, cutValue)));
	return typeof payload === 'string' && payload.startsWith('{') ? joinObject(splitObject(payload).set(member, cutValue)) : payload;
}
