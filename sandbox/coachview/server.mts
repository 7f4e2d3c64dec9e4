import type { FastifyInstance, FastifyRequest } from 'fastify';
import { applyColleague } from '../control/colleague.mts';
import { applyFaults } from '../control/faults.mts';
import { createApp } from '../http.mts';
import type { World } from '../world.mts';
import type { Played } from './entities.mts';
import { Refusal, sendError } from './errors.mts';
import { registerRecords } from './routes.mts';
import { registerCategories } from './special/categories.mts';
import { registerDescription } from './special/description.mts';
import { registerFreeFields } from './special/freeFields.mts';
import { registerToken } from './token.mts';

const PREFIX = '/tenant';

/** The server that plays Coachview: token endpoint and API. It is strict: what it cannot understand is an error. */
export function createCoachview(world: World): FastifyInstance {
	const app = createApp(world, 'coachview', (request) => rewrite(request.url ?? '/', world));
	applyFaults(app, world, 'coachview');
	applyColleague(app, world, 'coachview');
	app.addHook('preHandler', async (request) => beforeAll(request, world));
	app.setErrorHandler((error, _request, reply) => {
		if (error instanceof Refusal) return sendError(reply, world.choices, error);
		const status = (error as { statusCode?: number }).statusCode ?? 500;
		return sendError(
			reply,
			world.choices,
			new Refusal(status, status < 500 ? 'The request could not be read.' : `Error in the sandbox: ${String(error)}`),
		);
	});
	app.setNotFoundHandler((request, reply) =>
		sendError(reply, world.choices, unknownPath(request.url.split('?')[0]!, world)),
	);
	// Answers are JSON unless something else is said; an empty body has no type.
	app.addHook(
		'onRequest',
		async (_request, reply) => void reply.header('content-type', 'application/json; charset=utf-8'),
	);
	// Assumption A99; by the sandbox's own clock.
	app.addHook('onRequest', async (_request, reply) => {
		if (world.choices.dateHeader === 'sent') reply.header('date', new Date(world.clock.now()).toUTCString());
		else reply.raw.sendDate = false;
	});
	app.addHook('onSend', async (_request, reply, payload) => {
		if (payload === '' || payload === undefined) reply.removeHeader('content-type');
		return payload;
	});
	registerToken(app, world);
	for (const played of world.played) {
		if (played.hasFreeFields) registerFreeFields(app, world, played);
		registerRecords(app, world, played);
	}
	registerCategories(app, world);
	registerDescription(app, world);
	return app;
}

const redirects: Record<string, number> = { moved301: 301, moved302: 302, moved307: 307, moved308: 308 };
const refusals: Record<string, number> = { uri2000: 414, header2000: 431, notFound2000: 404, bad2000: 400 };

/** What is decided before anybody looks at the request itself: long queries (assumption A53), redirects (A74), absent paths. */
function beforeAll(request: FastifyRequest, world: World): void {
	const [path, query = ''] = request.url.split('?');
	const tooLong = refusals[world.choices.queryLength];
	if (tooLong !== undefined && query.length > 2000) throw new Refusal(tooLong, 'The query is too long.');
	const moved = redirects[world.choices.redirects];
	const isBelow = ({ address }: Played) => path === address || path!.startsWith(`${address}/`);
	const found = world.played.find(isBelow);
	if (found?.own.isAbsent?.(world.choices)) throw new Refusal(404, 'There is no such path.');
	if (moved !== undefined && request.method === 'GET' && found)
		throw new Refusal(moved, 'Moved.', { Location: `/verhuisd${request.url}` });
}

/** Assumption A03: under `underPath` only addresses below the tenant's segment exist. */
function rewrite(url: string, world: World): string {
	if (world.choices.basePath !== 'underPath') return url;
	return url.startsWith(`${PREFIX}/`) ? url.slice(PREFIX.length) : '/not-below-the-tenant';
}

/** A known path with another verb is 405, anything else 404. */
function unknownPath(path: string, { played, choices }: World): Refusal {
	if (path === '/auth/connect/token') return new Refusal(405, 'Only POST.', { Allow: 'POST' });
	if (/^\/api\/v1\/Persoonscategorieen(\/[^/]+)?$/.test(path))
		return new Refusal(405, 'This verb is not available.', { Allow: 'GET, POST' });
	const isKnown = ({ address, own }: Played) =>
		path.startsWith(address) && /^(\/[^/]+)?$/.test(path.slice(address.length)) && !own.isAbsent?.(choices);
	if (played.some(isKnown)) return new Refusal(405, 'This verb is not available.', { Allow: 'GET' });
	return new Refusal(404, 'There is no such path.');
}
