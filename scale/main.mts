import { parseArgs } from 'node:util';
import { pack } from '../scripts/pack.mts';
import { killWorker, restartRedis } from './crashes.mts';
import { overlap } from './overlap.mts';
import { faults, report, type Findings } from './report.mts';
import { setStage, stopAll, type Stops } from './stage.mts';
import { throughput } from './throughput.mts';

// `npm run scale`: n8n in queue mode with PostgreSQL and Redis on this machine; docs/scale.md says what it measures.
//   --only throughput|overlap|kill|redis   some parts, separated by commas; the report keeps the others
//   --rounds 200                           rounds of overlap: one person, two workers
//   --events 100                           events of the other parts
//   --repeats 3                            how often each number of workers is measured

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: 'overlap,kill,redis,throughput' },
		rounds: { type: 'string', default: '200' },
		events: { type: 'string', default: '100' },
		repeats: { type: 'string', default: '3' },
	},
});
const parts = values.only.split(',');
const [rounds, events, repeats] = [values.rounds, values.events, values.repeats].map(Number) as [
	number,
	number,
	number,
];

const stops: Stops = [];
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => {
		if (ending) return;
		ending = true;
		console.error('Stopping what was started.');
		void stopAll(stops).then(() => process.exit(130));
	});

try {
	const stage = await setStage((await pack()).tarball, stops);
	const found: Findings = { versions: { n8n: stage.queue.main.version, redis: stage.redis.version } };
	const measure = async (part: string, heading: string, work: () => Promise<Findings>) => {
		if (!parts.includes(part)) return;
		console.log(heading);
		const result = await work();
		console.log(JSON.stringify(result, null, 1));
		Object.assign(found, result);
	};
	await measure('overlap', `${rounds} rounds: two workers change one person at the same moment`, async () => ({
		overlap: await overlap(stage, rounds),
	}));
	await measure('kill', `${events} events; one of two workers is killed`, async () => ({
		kill: await killWorker(stage, events),
	}));
	await measure('redis', `${events} events; Redis is killed and starts again`, async () => ({
		redis: await restartRedis(stage, events),
	}));
	const load = { events, rounds: repeats };
	await measure('throughput', `${events} events to 1, 2 and 3 workers, each held to half a core`, async () => ({
		held: await throughput(stage, { ...load, workers: 3, held: true }),
	}));
	await measure('throughput', `${events} events to 1 and 2 workers that take what they get`, async () => ({
		free: await throughput(stage, { ...load, workers: 2, held: false }),
	}));
	report(found);
	for (const sentence of faults(found)) {
		console.error(`NOT REACHED: ${sentence}`);
		process.exitCode = 1;
	}
} catch (error) {
	if (!ending) console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	if (!ending) await stopAll(stops);
}
if (!ending) process.exit();
