import type { FastifyInstance } from 'fastify';
import { applyFaults } from '../control/faults.mts';
import type { HrSystemInfo } from '../control/types.mts';
import { createApp } from '../http.mts';
import type { World } from '../world.mts';
import type { HrWorld } from './system.mts';
import { hrSystems } from './systems.mts';

/** One server for all HR systems; each one keeps to its own paths. */
export function createHr(world: World): FastifyInstance {
	const app = createApp(world, 'hr');
	applyFaults(app, world, 'hr');
	app.setErrorHandler((error, _request, reply) => {
		const status = (error as { statusCode?: number }).statusCode ?? 500;
		return reply.code(status).send({ error: status < 500 ? 'The request could not be read' : `Error in the sandbox: ${String(error)}` });
	});
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is no such path' }));
	for (const system of hrSystems) {
		const view: HrWorld = {
			employees: () => world.employees.all(),
			flags: () => world.employees.flags(system.name),
			clock: world.clock,
		};
		system.register(app, view);
	}
	return app;
}

/** How to call each system. @param url address of the HR server */
export const describeHr = (url: string): HrSystemInfo[] => hrSystems.map(({ name, basePath, headers, hints }) => ({ name, url: url + basePath, headers, hints }));
