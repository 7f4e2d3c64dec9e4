import type { FastifyInstance } from 'fastify';
import { applyFaults } from '../control/faults.mts';
import type { HrSystemInfo } from '../control/types.mts';
import { createApp } from '../http.mts';
import type { World } from '../world.mts';
import { applyFlags } from './flags.mts';
import type { HrSystem, HrWorld } from './system.mts';
import { hrSystems } from './systems.mts';

/** One server for all HR systems; each one keeps to its own paths. */
export function createHr(world: World): FastifyInstance {
	const app = createApp(world, 'hr');
	applyFaults(app, world, 'hr');
	app.setErrorHandler((error, _request, reply) => {
		const status = (error as { statusCode?: number }).statusCode ?? 500;
		return reply
			.code(status)
			.send({ error: status < 500 ? 'The request could not be read' : `Error in the sandbox: ${String(error)}` });
	});
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is no such path' }));
	for (const system of hrSystems) {
		const view = viewOf(world, system);
		// A scope of its own, so that the flags of one system do not touch another.
		void app.register(async (scope) => {
			applyFlags(scope, system, view.flags);
			system.register(scope, view);
		});
	}
	return app;
}

function viewOf(world: World, system: HrSystem): HrWorld {
	// A reset makes new employees, so what hangs on them is forgotten with them.
	const memories = new WeakMap<object, object>();
	return {
		employees: () => world.employees.all(),
		flags: () => world.employees.flags(system.name),
		clock: world.clock,
		memory<T extends object>(make: () => T): T {
			if (!memories.has(world.employees)) memories.set(world.employees, make());
			return memories.get(world.employees) as T;
		},
	};
}

/** How to call each system. @param url address of the HR server */
export const describeHr = (url: string): HrSystemInfo[] =>
	hrSystems.map(({ name, basePath, tokenPath, authorizePath, headers, hints }) => ({
		name,
		url: url + basePath,
		...(tokenPath && { tokenUrl: url + tokenPath }),
		...(authorizePath && { authorizeUrl: url + authorizePath }),
		headers,
		hints,
	}));
