import fc from 'fast-check';
import { asFault } from '../../../nodes/Coachview/domain/fault';
import { safeUpdate } from '../../../nodes/Coachview/domain/update/safeUpdate';
import { Trust, type Known } from '../../../nodes/Coachview/domain/update/trust';
import { MemoryCoachview, personPort, type Edit, type Fate, type Json, type Manners } from '../../harness/memory.mts';
import { untruths, type Asked, type Step } from '../../harness/memoryTruth.mts';

const RUNS = Number(process.env.COACHVIEW_RUNS ?? 5_000);
/** A run of every day and one of its own; `COACHVIEW_SEED` repeats the second one. */
const SEEDS = [20_241, Number(process.env.COACHVIEW_SEED ?? Date.now() % 2_147_483_647)];
const ID = 'p1';

const START = {
	externId: '1001', externSource: 'HR', voornaam: 'Sanne', achternaam: 'Vermeer', titel: null, tel1: '030-1', tel2: '', email1: 'sanne@example.nl',
	geboortedatum: null, geboorteplaats: 'Utrecht', opmerking: null, geheim: 'verborgen', nr: 12345, lijst: ['a', 'b'],
	adres: { adres1: 'Kerkstraat 12', postcode: '2514 EA', plaats: null, landCode: 'NL' },
};

/** Few values, so that colleagues often write what was there before, or just what is asked for. */
const VALUES: { [path: string]: Json[] } = {
	opmerking: ['nieuw', 'een opmerking van meer dan vijftig tekens, zodat er iets af kan', null],
	tel1: ['030-1', '030-2', '030-3', null],
	email1: ['Sanne@Example.nl', 'sv@example.nl', 'sanne@example.nl'],
	geboortedatum: ['1987-04-12', '1990-01-31'],
	geboorteplaats: ['Utrecht', 'Gent', 'Aalst '],
	'adres.plaats': ['Den Haag', 'Delft', null],
	'adres.adres1': ['Kerkstraat 12', 'Markt 1'],
	geheim: ['open'],
	titel: ['dr.', 'ir.', null],
	tel2: ['06-1', '06-2'],
	voornaam: ['Sanne', 'Sanna'],
};
const WISHABLE = Object.keys(VALUES).slice(0, 8);

interface Plan {
	fates: Fate[];
	edits: Edit[];
	waits: number;
}

class Model {
	steps = 0;
}

class World {
	readonly memory: MemoryCoachview;
	readonly known: Known;
	readonly done: Step[] = [];

	constructor(manners: Partial<Manners>) {
		this.memory = new MemoryCoachview(manners);
		this.memory.add(ID, START);
		this.known = { trust: new Trust(), nullsNeeded: new Set(), calculated: new Set() };
	}
}

/** One update, with all that happens meanwhile. */
class Update implements fc.AsyncCommand<Model, World> {
	readonly asked: Asked[];
	readonly policy: Step['policy'];
	readonly options: { verify: boolean; rereadBeforeWrite: boolean; carried: boolean; dryRun: boolean };
	readonly planned: Plan;

	constructor(asked: Asked[], policy: Step['policy'], options: Update['options'], planned: Plan) {
		this.asked = asked;
		this.policy = policy;
		this.options = options;
		this.planned = planned;
	}

	check(): boolean {
		return true;
	}

	async run(model: Model, { memory, known, done }: World): Promise<void> {
		model.steps++;
		const began = { version: memory.states(ID).length - 1, writes: memory.writes.length };
		memory.plan(this.planned.fates, this.planned.edits);
		memory.waits = this.planned.waits;
		const port = personPort(memory, ID);
		const changes = this.asked.map(({ path, value }) => ({ path: [...path], json: JSON.stringify(value) }));
		let ending: Step['ending'];
		try {
			const base = this.options.carried ? await port.read() : undefined;
			ending = { result: await safeUpdate(port, { ...this.options, changes, policy: this.policy, base, expected: { externId: '1001' }, readOnly: ['auditTrail'], known }) };
		} catch (error) {
			ending = { fault: asFault(error) };
			if (ending.fault.reason === 'unexpected') throw error;
		}
		memory.fates = [];
		done.push({
			id: ID, asked: this.asked, policy: this.policy, began, ended: { version: memory.states(ID).length, writes: memory.writes.length },
			lastRead: memory.lastRead.get(ID) ?? 0, ending,
		});
	}

	toString(): string {
		return JSON.stringify([this.asked, this.policy, this.options, this.planned]);
	}
}

/** Time in which what is under way may land. */
class Rest implements fc.AsyncCommand<Model, World> {
	readonly moments: number;

	constructor(moments: number) {
		this.moments = moments;
	}

	check(): boolean {
		return true;
	}

	async run(_model: Model, { memory }: World): Promise<void> {
		memory.pass(this.moments);
	}

	toString(): string {
		return `rest ${this.moments}`;
	}
}

const valueAt = (paths: readonly string[]) => fc.constantFrom(...paths).chain((name) =>
	fc.constantFrom(...(VALUES[name] as Json[])).map((value) => ({ path: name.split('.'), value })));

const fate: fc.Arbitrary<Fate> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant<Fate>({ kind: 'taken' }) },
	{ weight: 4, arbitrary: fc.constantFrom<Fate>({ kind: 'lost' }, { kind: 'takenUnclear' }, { kind: 'busy' }, { kind: 'again' }) },
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: 25 }).map((after): Fate => ({ kind: 'late', after })) },
	{ weight: 1, arbitrary: fc.constantFrom<Fate>({ kind: 'conflict' }, { kind: 'refused' }) },
);

const plan: fc.Arbitrary<Plan> = fc.record({
	fates: fc.array(fate, { maxLength: 5 }),
	edits: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), valueAt(Object.keys(VALUES))).map(([moment, { path, value }]): Edit => ({ at: moment, id: ID, path, value })), { maxLength: 4 }),
	waits: fc.constantFrom(6, 6, 6, 2, 0),
});

const update = fc.tuple(
	fc.uniqueArray(valueAt(WISHABLE), { minLength: 1, maxLength: 3, selector: ({ path }) => path.join('.') }),
	fc.constantFrom<Step['policy']>('overwrite', 'overwrite', 'onlyIfEmpty', 'failIfDifferent'),
	fc.record({ verify: fc.constantFrom(true, true, true, false), rereadBeforeWrite: fc.boolean(), carried: fc.boolean(), dryRun: fc.constantFrom(false, false, false, false, true) }),
	plan,
).map((parts) => new Update(...parts));

const manners: fc.Arbitrary<Partial<Manners>> = fc.record({
	answer: fc.constantFrom<Manners['answer']>('stored', 'stored', 'echo', 'freshEcho', 'old', 'none'),
	missing: fc.constantFrom<Manners['missing']>('erases', 'keeps'),
	etag: fc.constantFrom<Manners['etag']>('steady', 'random', 'none'),
	ifMatch: fc.constantFrom(false, false, true),
	forms: fc.constantFrom<Manners['forms']>('asSent', 'normalised', 'cut'),
	lag: fc.constantFrom(0, 0, 0, 1, 3),
	hides: fc.constantFrom<string[]>([], ['geheim']),
}).map((one) => ({ ...one, ifMatch: one.ifMatch && one.etag !== 'none' }));

const commands = fc.commands([update, update, fc.integer({ min: 1, max: 30 }).map((moments) => new Rest(moments))], { maxCommands: 4 });

it.each(SEEDS)('no schedule undoes what was seen, and every receipt is true (seed %i)', async (seed) => {
	await fc.assert(fc.asyncProperty(manners, commands, async (how, list) => {
		const world = new World(how);
		await fc.asyncModelRun(() => ({ model: new Model(), real: world }), list);
		world.memory.finish();
		const complaints = [...world.memory.complaints, ...world.done.flatMap((step) => untruths(world.memory, step))];
		if (complaints.length > 0) throw new Error(`${complaints.join('; ')}\n${story(world)}`);
	}), { numRuns: RUNS, seed, endOnFailure: process.env.COACHVIEW_QUICK === '1' });
}, 300_000);

/** What happened, for the reader of a failure. */
function story({ memory, done }: World): string {
	const states = memory.states(ID).map(({ at: moment, by, person, write }, version) => `${version} at ${moment} by ${by}${write ? ` from ${write.from}` : ''}: ${JSON.stringify(person)}`);
	const ends = done.map(({ ending, lastRead }) => `ended (last read ${lastRead}): ${'result' in ending ? JSON.stringify({ ...ending.result, record: ending.result.record.text, before: 0 }) : `${ending.fault.reason} ${ending.fault.message} ${ending.fault.fields.join()}`}`);
	return [...states, ...memory.writes.map((write) => JSON.stringify(write)), ...ends].join('\n');
}
