import type { FastifyReply } from 'fastify';
import type { Choices } from '../assumptions/register.mts';
import { escapeHtml, quoting } from './quoting.mts';

/** A refusal with a status; the door turns it into the body that assumption A39 asks for. */
export class Refusal extends Error {
	readonly status: number;
	readonly headers: Record<string, string>;
	constructor(status: number, message: string, headers: Record<string, string> = {}) {
		super(message);
		this.status = status;
		this.headers = headers;
	}
}

/** 400 with a message a member. */
export class BadRequest extends Refusal {
	readonly errors: Record<string, string[]>;
	constructor(message: string, errors: Record<string, string[]> = {}) {
		super(400, message);
		this.errors = errors;
	}
}

/**
 * Sends an error in the chosen shape. Vendor documentation gives the statuses and no bodies; all shapes are guesses.
 * Under the default 401 and 403 are empty and 429 is plain text.
 */
export function sendError(reply: FastifyReply, choices: Choices, refusal: Refusal): FastifyReply {
	const { status } = refusal;
	const { message, errors } = quoting(refusal, reply.request, choices);
	for (const [name, value] of Object.entries(refusal.headers)) reply.header(name, value);
	const send = (type: string, body: string) => reply.header('content-type', type).send(body);
	const json = (body: unknown) => send('application/json; charset=utf-8', JSON.stringify(body));
	if (
		choices.refusalStatus === 'successFalse' &&
		reply.request.method !== 'GET' &&
		[400, 409, 412].includes(status) &&
		!/connect\/token/.test(reply.request.url)
	) {
		reply.code(200);
		return json({ success: false, message });
	}
	reply.code(status);
	switch (choices.errorBody) {
		case 'empty':
			return reply.send('');
		case 'text':
			return send('text/plain; charset=utf-8', message);
		case 'html':
			return send(
				'text/html; charset=utf-8',
				`<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${escapeHtml(message)}</h1></body></html>`,
			);
		case 'message':
			return json({ message });
		case 'oauth':
			return json({ error: `error_${status}`, error_description: message });
		case 'list':
			return json(
				Object.keys(errors).length > 0
					? Object.entries(errors).flatMap(([name, texts]) => texts.map((text) => `${name}: ${text}`))
					: [message],
			);
		default:
	}
	if (status === 401 || status === 403) return reply.send('');
	if (status === 429) return send('text/plain', message);
	const problem = { type: `https://httpstatuses.io/${status}`, title: message, status, traceId: reply.request.id };
	return send(
		'application/problem+json; charset=utf-8',
		JSON.stringify({ ...problem, ...(Object.keys(errors).length > 0 ? { errors } : {}) }),
	);
}
