import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import { startSandbox, type Sandbox } from '../../sandbox/start.mts';
import { pack } from '../../scripts/pack.mts';
import { reportFigures } from '../harness/report.mts';
import { connect } from './host.mts';
import { collide, installWriter, type Rounds, type Writer } from '../../scale/twoProcesses.mts';

// Two real n8n processes, each with its own database, change different fields of the same people at the same moment.
jest.setTimeout(300_000);

const WAVES = 2;
const PEOPLE = 50;

// The shared n8n is the one process; the other one and the sandbox are of this test alone.
const first = connect();
let sandbox: Sandbox;
let second: RunningN8n;
let writers: [Writer, Writer];
let people: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ people: 12 });
	second = await startN8n({ tarball: (await pack()).tarball });
	await sandbox.control.rateLimit.set({ limit: 50_000, remaining: 50_000 });
	writers = [await installWriter(first.rest, sandbox, 'titel'), await installWriter(second.rest, sandbox, 'opmerking')];
	people = [];
	for (let index = 0; index < PEOPLE; index++)
		people.push(
			await sandbox.control.people.put({
				achternaam: `Beiden ${index}`,
				externId: `${81_000 + index}`,
				externSource: 'HR',
			}),
		);
	// Each process learns once what only flags show, whether answers can be believed, and how far version numbers step.
	for (const writer of writers)
		for (const value of ['een', 'twee', 'drie']) await writer.update(people.slice(0, 2), value, 'none');
	// Coachview takes its time, so that the windows of the two really meet.
	await sandbox.control.faults.add({
		kind: 'delay',
		ms: 250,
		side: 'after',
		match: { server: 'coachview', method: 'GET', path: '/Personen/' },
		count: 0,
	});
});

afterAll(async () => {
	await writers?.[0].remove();
	await second?.stop();
	await sandbox?.stop();
});

test('Short Window Only loses changes between two processes; Look Again After Writing loses none', async () => {
	const without = await waves('none');
	const withLook = await waves('lookAgain');
	// Without version numbers nothing but the second look can tell.
	await sandbox.control.assumptions.set({ A68: 'absent' });
	const unnumbered = await waves('lookAgain', 1);
	reportFigures('twoProcesses', { ...withLook, without, withoutVersionNumbers: unnumbered });
	// Otherwise the two did not meet, and the test shows nothing.
	expect(without.lostInSilence).toBeGreaterThanOrEqual(3);
	expect(without.toldByOverlap).toBe(without.lostInSilence);
	expect(withLook).toMatchObject({ rounds: WAVES * PEOPLE, lostInSilence: 0, failed: 0 });
	expect(unnumbered).toMatchObject({ rounds: PEOPLE, lostInSilence: 0, failed: 0 });
});

async function waves(concurrency: string, count = WAVES): Promise<Rounds> {
	const all: Rounds = { rounds: 0, lostInSilence: 0, toldByOverlap: 0, failed: 0, requestsPerUpdate: 0, seconds: 0 };
	for (let wave = 1; wave <= count; wave++) {
		const one = await collide(sandbox, writers, people, { value: `${concurrency} ${count} ${wave}`, concurrency });
		for (const key of Object.keys(all) as Array<keyof Rounds>)
			all[key] += key === 'requestsPerUpdate' ? one[key] / count : one[key];
	}
	return { ...all, requestsPerUpdate: round(all.requestsPerUpdate), seconds: round(all.seconds) };
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
