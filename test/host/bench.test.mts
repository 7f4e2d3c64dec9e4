import { FIGURES, type Group } from '../../bench/figures.mts';
import { runGroup } from '../../bench/groups.mts';
import { lines } from '../../bench/result.mts';
import type { Round } from '../../bench/rounds.mts';
import { SHORT } from '../../bench/size.mts';
import type { Stage } from '../../bench/stage.mts';
import { pack } from '../../scripts/pack.mts';
import { connect, type Host } from './host.mts';

jest.setTimeout(120_000);

/** Requests by which a process gets to know a Coachview it has not met: flags, and proof that rows show what a read shows. */
const LEARNING = 8;

// The short form of `npm run bench`, on the n8n that is there: how fast it is on a busy machine says nothing.
let host: Host;
let stage: Stage;
let earlier: string[];
const measured = new Map<Group, Round[]>();

beforeAll(async () => {
	host = connect();
	earlier = await published();
	await host.control.reset({ keep: ['clients'], people: SHORT.batch + 20 });
	stage = { ...host, size: SHORT, latency: 0, tarball: (await pack()).tarball, told: () => undefined };
});

afterAll(async () => {
	for (const id of await published()) if (!earlier.includes(id)) await host.rest.unpublish(id);
	await host.control.reset({ keep: ['clients'] });
});

/** @returns ids of the workflows that are published, at most a page of them */
const published = async () =>
	(await host.rest.call<Array<{ id: string; active: boolean }>>('GET', '/rest/workflows?take=200'))
		.filter(({ active }) => active)
		.map(({ id }) => id);

/** Runs of the only round, by way. */
async function round(group: Group): Promise<Round> {
	const rounds = await runGroup(stage, group);
	measured.set(group, rounds);
	expect(rounds).toHaveLength(SHORT.rounds);
	return rounds[0]!;
}

/** @param reads of all people together */
const most = (reads: number) => (SHORT.batch + reads + LEARNING) / SHORT.batch;

const requests = (found: Round) => Object.fromEntries([...found].map(([way, run]) => [way, run.requests]));

it('a batch runs in every way; by hand each person takes two requests, together little more than one', async () => {
	const { handBuilt, ours10 } = requests(await round('batch'));
	expect(handBuilt).toBe(2);
	expect(ours10).toBeLessThanOrEqual(most(1));
});

it('a verified update takes the requests that it has to, at each of four Coachviews', async () => {
	const { echo, silent, echo50, silent50 } = requests(await round('requests'));
	// One read of all, and what a process asks to get to know a Coachview; one more read where PUT is silent.
	for (const one of [echo, echo50]) expect(one).toBeLessThanOrEqual(most(1));
	for (const one of [silent, silent50]) expect(one).toBeLessThanOrEqual(most(2));
	for (const one of [echo, silent, echo50, silent50]) expect(one).toBeGreaterThan(1);
});

it('an event runs in every way: two requests each, one more with Confirm', async () => {
	const { floor, triggerFloor, script, ...writing } = requests(await round('events'));
	expect([floor, triggerFloor, script]).toEqual([undefined, undefined, undefined]);
	const { confirm, ...others } = writing;
	expect(confirm).toBe(3);
	for (const [way, count] of Object.entries(others)) expect([way, count]).toEqual([way, 2]);
});

it('a list is read in both ways, and single updates run in the engine', async () => {
	expect([...(await round('listing')).keys()].sort()).toEqual(['full', 'handBuilt']);
	expect([...(await round('engine')).keys()].sort()).toEqual(['twoCalls', 'update']);
});

it('every figure that these parts give is a number', () => {
	const found = lines(measured);
	// Memory takes an n8n that was started for it.
	const wanted = FIGURES.filter(({ group, unit }) => measured.has(group) && unit !== '× JSON');
	expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
	for (const { measured: spread } of found) expect(spread.min).toBeGreaterThan(0);
});
