import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { World } from './world.mts';

/** Header of a request that was answered before and is only carried out now: it is not recorded a second time. */
export const lateHeader = { 'x-sandbox-late': randomUUID() };

export const isLate = (request: FastifyRequest): boolean =>
	request.headers['x-sandbox-late'] === lateHeader['x-sandbox-late'];

/**
 * An HTTP server of the sandbox: bodies stay text, every request is recorded.
 * @param rewrite changes the address before it is routed; the record keeps the changed one
 */
export function createApp(
	world: World,
	server: 'coachview' | 'hr',
	rewrite?: (request: IncomingMessage) => string,
): FastifyInstance {
	const app = bareApp(rewrite);
	app.addHook('onRequest', async (request) => void (isLate(request) || world.log.start(request, server)));
	app.addHook('preHandler', async (request) => world.log.body(request));
	app.addHook('onResponse', async (request, reply) => world.log.end(request, reply.statusCode));
	return app;
}

/** The same without a record: for the control port. */
export function bareApp(rewrite?: (request: IncomingMessage) => string): FastifyInstance {
	const app = fastify({
		logger: false,
		forceCloseConnections: true,
		genReqId: () => randomUUID(),
		bodyLimit: 64 * 1024 * 1024,
		routerOptions: { maxParamLength: 500 },
		...(rewrite ? { rewriteUrl: (request: unknown) => rewrite(request as IncomingMessage) } : {}),
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	return app;
}

/**
 * Listens on the loopback address only, unless another machine or a container has to reach it.
 * @param reachedAs name of this machine for the others; the server then listens on all addresses
 * @returns the address without a trailing slash
 */
export async function listen(app: FastifyInstance, port: number, reachedAs?: string): Promise<string> {
	await app.listen({ host: reachedAs === undefined ? '127.0.0.1' : '0.0.0.0', port });
	return `http://${reachedAs ?? '127.0.0.1'}:${(app.server.address() as AddressInfo).port}`;
}

/** The JSON body of a control request; an empty body is an empty object. */
export function bodyOf<T>(request: FastifyRequest): T {
	return JSON.parse((request.body as string | undefined) || '{}') as T;
}
