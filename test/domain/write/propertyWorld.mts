import { person } from '../../../nodes/Coachview/entities/person';
import { asFault } from '../../../nodes/Coachview/domain/fault';
import { updateRecord } from '../../../nodes/Coachview/domain/write/update';
import { Trust, type Known } from '../../../nodes/Coachview/domain/write/trust';
import type fc from 'fast-check';
import { MemoryCoachview, personPort, type Edit, type Fate, type Manners } from '../../harness/memory.mts';
import type { Asked, Step } from '../../harness/memoryTruth.mts';

export const RUNS = Number(process.env.COACHVIEW_RUNS ?? 5_000);
/** A run of every day and one of its own; `COACHVIEW_SEED` repeats the second one. */
export const SEEDS = [20_241, Number(process.env.COACHVIEW_SEED ?? Date.now() % 2_147_483_647)];
export const ID = 'p1';

const START = {
	externId: '1001',
	externSource: 'HR',
	voornaam: 'Sanne',
	achternaam: 'Vermeer',
	titel: null,
	tel1: '030-1',
	tel2: '',
	email1: 'sanne@example.nl',
	geboortedatum: null,
	geboorteplaats: 'Utrecht',
	opmerking: null,
	geheim: 'verborgen',
	nr: 12345,
	lijst: ['a', 'b'],
	adres: { adres1: 'Kerkstraat 12', postcode: '2514 EA', plaats: null, landCode: 'NL' },
};

export interface Plan {
	fates: Fate[];
	edits: Edit[];
	waits: number;
}

export class Model {
	steps = 0;
}

export class World {
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
export class Update implements fc.AsyncCommand<Model, World> {
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
			ending = {
				result: await updateRecord(port, {
					entity: person,
					...this.options,
					changes,
					policy: this.policy,
					base,
					expected: { externId: '1001' },
					readOnly: ['auditTrail'],
					known,
				}),
			};
		} catch (error) {
			ending = { fault: asFault(error) };
			if (ending.fault.reason === 'unexpected') throw error;
		}
		memory.fates = [];
		done.push({
			id: ID,
			asked: this.asked,
			policy: this.policy,
			began,
			ended: { version: memory.states(ID).length, writes: memory.writes.length },
			lastRead: memory.lastRead.get(ID) ?? 0,
			ending,
		});
	}

	toString(): string {
		return JSON.stringify([this.asked, this.policy, this.options, this.planned]);
	}
}

/** Time in which what is under way may land. */
export class Rest implements fc.AsyncCommand<Model, World> {
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

/** What happened, for the reader of a failure. */
export function story({ memory, done }: World): string {
	const states = memory
		.states(ID)
		.map(
			({ at: moment, by, person, write }, version) =>
				`${version} at ${moment} by ${by}${write ? ` from ${write.from}` : ''}: ${JSON.stringify(person)}`,
		);
	const ends = done.map(
		({ ending, lastRead }) =>
			`ended (last read ${lastRead}): ${'result' in ending ? JSON.stringify({ ...ending.result, record: ending.result.record.text, before: 0 }) : `${ending.fault.reason} ${ending.fault.message} ${ending.fault.fields.join()}`}`,
	);
	return [...states, ...memory.writes.map((write) => JSON.stringify(write)), ...ends].join('\n');
}
