import type { FastifyInstance } from 'fastify';
import { choose, register } from '../assumptions/register.mts';
import { bareApp, bodyOf } from '../http.mts';
import type { World } from '../world.mts';
import { registerData } from './data.mts';
import type {
	ApiClient,
	AssumptionInfo,
	Changes,
	Fault,
	HrSystemInfo,
	RandomColleague,
	RateLimitState,
	ResetOptions,
	ScriptedDeed,
	WebhookRegistration,
} from './types.mts';

/**
 * The control port: what a test, the demo or a person with curl uses to prepare and to look at the sandbox. It is no
 * part of Coachview. Refusals are 400 with a sentence.
 * @param systems addresses of the HR systems
 */
export function createControlServer(world: World, systems: () => HrSystemInfo[]): FastifyInstance {
	const app = bareApp();
	app.setErrorHandler((error, _request, reply) =>
		reply
			.code(400)
			.header('content-type', 'text/plain; charset=utf-8')
			.send((error as Error).message),
	);
	const routes: string[] = [];
	app.addHook(
		'onRoute',
		({ method, url }) => void (method === 'HEAD' || routes.push(`${String(method).padEnd(6)} ${url}`)),
	);
	app.get('/', async (_request, reply) =>
		reply.header('content-type', 'text/plain; charset=utf-8').send(`${routes.join('\n')}\n`),
	);
	registerData(app, world, systems);

	app.post('/reset', async (request, reply) => {
		world.reset(bodyOf<ResetOptions>(request));
		return reply.code(204).send();
	});
	app.get('/assumptions', async () =>
		register.map((assumption): AssumptionInfo => ({ ...assumption, chosen: world.choices[assumption.name] })),
	);
	app.put('/assumptions', async (request, reply) => {
		world.choices = choose(bodyOf<Changes>(request), world.choices);
		return reply.code(204).send();
	});

	app.get('/faults', async () => world.faults.list());
	app.post('/faults', async (request, reply) => {
		const faults = bodyOf<Fault | Fault[]>(request);
		world.faults.add(Array.isArray(faults) ? faults : [faults]);
		return reply.code(204).send();
	});
	app.delete('/faults', async (_request, reply) => {
		world.faults.clear();
		return reply.code(204).send();
	});

	app.get('/colleague', async () => world.colleague.log());
	app.post('/colleague', async (request, reply) => {
		const deeds = bodyOf<ScriptedDeed | ScriptedDeed[]>(request);
		world.colleague.script(Array.isArray(deeds) ? deeds : [deeds]);
		return reply.code(204).send();
	});
	app.put('/colleague', async (request, reply) => {
		const choice = bodyOf<Partial<RandomColleague>>(request);
		world.colleague.random(choice.seed === undefined ? undefined : { probability: 0.5, ...choice, seed: choice.seed });
		return reply.code(204).send();
	});
	app.delete('/colleague', async (_request, reply) => {
		world.colleague.rest();
		return reply.code(204).send();
	});

	app.get<{ Querystring: { server?: string; method?: string; path?: string } }>('/requests', async (request) => {
		const { server, method, path } = request.query;
		return world.log
			.list()
			.filter(
				(entry) =>
					(!server || entry.server === server) &&
					(!method || entry.method === method.toUpperCase()) &&
					(!path || new RegExp(path).test(entry.path)),
			);
	});
	app.delete('/requests', async (_request, reply) => {
		world.log.clear();
		return reply.code(204).send();
	});

	app.get('/clock', async () => ({ now: new Date(world.clock.now()).toISOString() }));
	app.put('/clock', async (request, reply) => {
		const { now, frozen, advance } = bodyOf<{ now?: string; frozen?: boolean; advance?: number }>(request);
		if (now !== undefined && Number.isNaN(Date.parse(now))) throw new Error('The time is not ISO 8601');
		if (now !== undefined) world.clock.set(Date.parse(now), frozen);
		if (advance !== undefined) world.clock.advance(advance * 1000);
		return reply.code(204).send();
	});

	app.get<{ Querystring: { clientId?: string } }>(
		'/rate-limit',
		async (request): Promise<RateLimitState> => world.rate.state(request.query.clientId ?? 'demo', world.choices),
	);
	app.put('/rate-limit', async (request, reply) => {
		const { clientId = 'demo', ...state } = bodyOf<{ limit?: number; remaining?: number; clientId?: string }>(request);
		world.rate.set(clientId, state, world.choices);
		return reply.code(204).send();
	});

	app.get('/clients', async () => world.clients.list());
	app.put<{ Params: { id: string } }>('/clients/:id', async (request) =>
		world.clients.put({ ...bodyOf<Partial<ApiClient>>(request), clientId: request.params.id }),
	);
	app.delete<{ Params: { id: string } }>('/clients/:id', async (request, reply) => {
		world.clients.remove(request.params.id);
		return reply.code(204).send();
	});
	app.post('/tokens/revoke', async (_request, reply) => {
		world.clients.revokeAll();
		return reply.code(204).send();
	});

	app.get('/webhooks', async () => world.webhooks.list());
	app.post('/webhooks', async (request, reply) => {
		const registration = bodyOf<WebhookRegistration>(request);
		new URL(registration.url);
		world.webhooks.register(registration);
		return reply.code(204).send();
	});
	app.delete('/webhooks', async (_request, reply) => {
		world.webhooks.clear();
		return reply.code(204).send();
	});
	app.get<{ Querystring: { settled?: string } }>('/webhooks/deliveries', async (request) => {
		if (request.query.settled === 'true') await world.webhooks.settled();
		return world.webhooks.deliveries();
	});
	return app;
}
