import type { Choices } from './assumptions/register.mts';
import { choose } from './assumptions/register.mts';
import type { Clock } from './clock.mts';
import { createClock } from './clock.mts';
import type { Categories } from './coachview/categories.mts';
import { createCategories } from './coachview/categories.mts';
import type { Clients } from './coachview/clients.mts';
import { createClients } from './coachview/clients.mts';
import type { FreeFields } from './coachview/freeFields.mts';
import { createFreeFields } from './coachview/freeFields.mts';
import type { Lag } from './coachview/lag.mts';
import { createLag } from './coachview/lag.mts';
import type { People } from './coachview/people.mts';
import { createPeople } from './coachview/people.mts';
import type { RateLimit } from './coachview/rate.mts';
import { createRateLimit } from './coachview/rate.mts';
import type { Webhooks } from './coachview/webhooks.mts';
import { createWebhooks } from './coachview/webhooks.mts';
import type { Colleague } from './control/colleague.mts';
import { createColleague } from './control/colleague.mts';
import type { Faults } from './control/faults.mts';
import { createFaults } from './control/faults.mts';
import type { RequestLog } from './control/log.mts';
import { createLog } from './control/log.mts';
import type { ResetOptions, WorldOptions } from './control/types.mts';
import type { Employees } from './hr/employees.mts';
import { createEmployees } from './hr/employees.mts';
import { seedWorld } from './seed/seed.mts';

/** Everything the sandbox knows at a moment. The servers hold this object; a reset replaces its parts. */
export interface World {
	clock: Clock;
	choices: Choices;
	people: People;
	categories: Categories;
	freeFields: FreeFields;
	/** Names behind `bedrijfId`, `functieId`, `afdelingId`. */
	relationNames: Map<string, string>;
	clients: Clients;
	/** What looks do not show yet. */
	lag: Lag;
	rate: RateLimit;
	webhooks: Webhooks;
	employees: Employees;
	faults: Faults;
	log: RequestLog;
	colleague: Colleague;
	/** Another number at each call, for what has to differ from one request to the next. */
	tick(): number;
	/** @throws Error for an unknown assumption or alternative */
	reset(options?: ResetOptions): void;
}

/**
 * Creates the seeded data and the machinery around it.
 * @param initial what the first state, and every reset that does not say otherwise, starts from
 */
export function createWorld(initial: WorldOptions): World {
	const world = { clock: createClock(), choices: choose(initial.assumptions) } as World;
	let ticks = 0;
	world.tick = () => (ticks += 1);
	const fill = (options: ResetOptions) => {
		const keep = options.keep ?? [];
		ticks = 0;
		world.choices = choose({ ...initial.assumptions, ...options.assumptions });
		if (!keep.includes('clock')) world.clock.set(Date.now());
		world.people = createPeople(world.clock, () => world.choices);
		world.lag = createLag();
		world.categories = createCategories();
		world.freeFields = createFreeFields();
		world.relationNames = new Map();
		world.rate = createRateLimit(world.clock);
		world.employees = createEmployees();
		world.faults?.clear();
		world.faults = createFaults();
		world.log = createLog(world.clock);
		world.colleague?.rest();
		world.colleague = createColleague(world);
		if (!keep.includes('clients') || !world.clients) world.clients = createClients(world.clock);
		if (!keep.includes('webhooks') || !world.webhooks) {
			world.webhooks?.stop();
			world.webhooks = createWebhooks(world.clock, () => world.choices);
		}
		seedWorld(world, options.seed ?? initial.seed ?? 20_260, options.people ?? initial.people ?? 60);
	};
	world.clock.onJump(() => world.webhooks?.runDue());
	world.reset = (options = {}) => fill(options);
	fill({});
	return world;
}
