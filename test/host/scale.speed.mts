import { pack } from '../../scripts/pack.mts';
import { killWorker, restartRedis } from '../../scale/crashes.mts';
import { overlap } from '../../scale/overlap.mts';
import { setStage, type Stage } from '../../scale/stage.mts';
import { reportFigures } from '../harness/report.mts';

// The small form of `npm run scale`, in the long check only: PostgreSQL, Redis and four processes of n8n beside the shared one.
jest.setTimeout(900_000);

const ROUNDS = 40;
const EVENTS = 40;

let stage: Stage;
const figures: Record<string, object> = {};

beforeAll(async () => {
	stage = await setStage((await pack()).tarball);
});

afterAll(async () => {
	await stage?.stop();
	reportFigures('scaleSmall', figures);
});

test('two workers change one person at once: Look Again After Writing loses nothing, and without it something is lost', async () => {
	figures.overlap = await overlap(stage, ROUNDS);
	expect(figures.overlap).toMatchObject({
		lookAgain: { rounds: ROUNDS, lostInSilence: 0, failed: 0 },
		without: { failed: 0 },
	});
	const { without, executions } = figures.overlap as Awaited<ReturnType<typeof overlap>>;
	expect(without.lostInSilence).toBeGreaterThanOrEqual(1);
	expect(executions[0]).toBe(executions[1]);
});

test.each([
	['a worker killed in mid-job', 'kill', killWorker],
	['Redis killed and started again in mid-flood', 'redis', restartRedis],
])('%s: the reconcile workflow completes everybody, and nobody is damaged', async (_, name, crash) => {
	const found = await crash(stage, EVENTS);
	figures[name] = found;
	expect(found.completeAtCrash).toBeLessThan(EVENTS);
	expect(found).toMatchObject({ complete: EVENTS, damaged: 0 });
});
