import { choose, type Choices } from './assumptions/register.mts';
import { createClock, type Clock } from './clock.mts';
import { createClients, type Clients } from './coachview/clients.mts';
import { playedEntities, type Played } from './coachview/entities.mts';
import type { DescriptionOptions } from './coachview/description/write.mts';
import type { TableEntry } from './coachview/own.mts';
import { createRateLimit, type RateLimit } from './coachview/rate.mts';
import { createRecords, type Records } from './coachview/records.mts';
import { createCategories, type Categories } from './coachview/special/categories.mts';
import { createFreeFields, type FreeFields } from './coachview/special/freeFields.mts';
import { createWebhooks, type Webhooks } from './coachview/webhooks.mts';
import { createColleague, type Colleague } from './control/colleague.mts';
import { createFaults, type Faults } from './control/faults.mts';
import { createLog, type RequestLog } from './control/log.mts';
import type { ResetOptions, WorldOptions } from './control/types.mts';
import { createEmployees, type Employees } from './hr/employees.mts';
import { seedWorld } from './seed/seed.mts';

/** Everything the sandbox knows at a moment. The servers hold this object; a reset replaces its parts. */
export interface World {
	clock: Clock;
	choices: Choices;
	/** How the served description is written, and what is planted in it. */
	description: DescriptionOptions;
	/** The entities, which no reset changes. */
	played: readonly Played[];
	/** The records of each, by path. */
	records: ReadonlyMap<string, Records>;
	/** Those of Personen. */
	people: Records;
	categories: Categories;
	freeFields: FreeFields;
	/** Names behind `bedrijfId`, `functieId`, `afdelingId`. */
	relationNames: Map<string, string>;
	clients: Clients;
	rate: RateLimit;
	webhooks: Webhooks;
	employees: Employees;
	faults: Faults;
	log: RequestLog;
	colleague: Colleague;
	/** The records among which one has this id; those of people when none has. */
	storeOf(id: string): Records;
	/** Another number at each call, for what has to differ from one request to the next. */
	tick(): number;
	/** @throws Error for an unknown assumption or alternative */
	reset(options?: ResetOptions): void;
}

/**
 * Creates the seeded data and the machinery around it.
 * @param initial what the first state, and every reset that does not say otherwise, starts from
 * @param entities further entities, beside those of the table
 */
export function createWorld(initial: WorldOptions, entities: readonly TableEntry[] = []): World {
	const world = {
		clock: createClock(),
		choices: choose(initial.assumptions),
		played: playedEntities(entities),
	} as World;
	world.storeOf = (id) =>
		[...world.records.values()].find((store) => store.get(id, { idCase: 'insensitive' })) ?? world.people;
	let ticks = 0;
	world.tick = () => (ticks += 1);
	const fill = (options: ResetOptions) => {
		const keep = options.keep ?? [];
		ticks = 0;
		world.choices = choose({ ...initial.assumptions, ...options.assumptions });
		world.description = options.description ?? initial.description ?? {};
		if (!keep.includes('clock')) world.clock.set(Date.now());
		world.records = new Map(
			world.played.map((played) => [played.path, createRecords(played, world.clock, () => world.choices)]),
		);
		world.people = world.records.get('Personen')!;
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
		if (!keep.includes('clients') || !world.clients) world.clients = createClients(world.clock, world.played);
		if (!keep.includes('webhooks') || !world.webhooks) {
			world.webhooks?.stop();
			world.webhooks = createWebhooks(world.clock, () => world.choices);
		}
		seedWorld(world, {
			seed: options.seed ?? initial.seed ?? 20_260,
			people: options.people ?? initial.people ?? 60,
			records: options.records ?? initial.records ?? 6,
		});
	};
	world.clock.onJump(() => world.webhooks?.runDue());
	world.reset = (options = {}) => fill(options);
	fill({});
	return world;
}
