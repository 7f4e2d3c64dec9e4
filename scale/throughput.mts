import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nProcess } from '../hosts/n8n/process.mts';
import { holdToHalfACore, processorMs, type Held, type Holding } from './processor.mts';
import { completeAmong, sendEvents, settled, waitingPeople, type Stage } from './stage.mts';

/** One measurement: a flood of events, and how fast so many workers completed the people. */
export interface Run {
	workers: number;
	eventsPerSecond: number;
	/** Processor time of the workers, with their task runners, for one event. */
	workerMsPerEvent: number;
	/** The same of the webhook processor. */
	webhookMsPerEvent: number;
	/** Share of the machine's processors that was busy, with all other programs on it. */
	machineBusy: number;
}

/** Paired, interleaved runs with one, two and three workers. */
export interface Throughput {
	events: number;
	held?: Holding;
	runs: Run[];
	/** Median rate by number of workers. */
	rates: Record<string, number>;
	/** Of two workers to one, round by round: smallest, middle, largest. */
	twoToOne: [number, number, number];
	threeToOne?: [number, number, number];
}

const SENDERS = 20;
const WARM_UP = 60;

/**
 * Measures the main job from the first event to the last person complete. The number of workers goes up and down again, so
 * that each step starts or ends one worker and a drift of the machine falls on all alike.
 * @param workers the largest number of workers
 * @param held whether each worker gets half a core only
 */
export async function throughput(
	stage: Stage,
	{ events, rounds, workers: most, held }: { events: number; rounds: number; workers: number; held: boolean },
): Promise<Throughput> {
	const workers: Array<{ n8n: N8nProcess; hold?: Held }> = [];
	const remove = async () => {
		const last = workers.pop();
		last?.hold?.release();
		await last?.n8n.stop();
	};
	const up = Array.from({ length: most }, (_, index) => index + 1);
	const runs: Run[] = [];
	try {
		for (let round = 0; round < rounds; round++)
			for (const wanted of round % 2 === 0 ? up : [...up].reverse()) {
				while (workers.length > wanted) await remove();
				while (workers.length < wanted) {
					const n8n = await stage.queue.addWorker();
					const worker: (typeof workers)[number] = { n8n };
					workers.push(worker);
					// Before it is held, so that most of it comes to the new one: a worker's first events cost twice as much.
					await run(stage, [n8n], WARM_UP * workers.length);
					if (held) worker.hold = holdToHalfACore(n8n.pid);
				}
				runs.push(
					await run(
						stage,
						workers.map(({ n8n }) => n8n),
						events,
					),
				);
				console.log(JSON.stringify(runs.at(-1)));
			}
		const by = workers[0]?.hold?.by;
		return { events, ...(by && { held: by }), runs, ...summary(runs, most) };
	} finally {
		while (workers.length > 0) await remove();
	}
}

function summary(runs: readonly Run[], most: number): Pick<Throughput, 'rates' | 'twoToOne' | 'threeToOne'> {
	const of = (count: number) =>
		runs.filter(({ workers }) => workers === count).map(({ eventsPerSecond }) => eventsPerSecond);
	const ratios = (count: number) =>
		spread(of(count).map((rate, round) => Math.round((rate / (of(1)[round] ?? NaN)) * 100) / 100));
	const rates = Array.from({ length: most }, (_, index) => [String(index + 1), spread(of(index + 1))[1]] as const);
	return {
		rates: Object.fromEntries(rates),
		twoToOne: ratios(2),
		...(most > 2 && { threeToOne: ratios(3) }),
	};
}

/** @returns smallest, middle and largest */
function spread(values: readonly number[]): [number, number, number] {
	const sorted = [...values].sort((a, b) => a - b);
	return [sorted[0] ?? NaN, sorted[Math.floor(sorted.length / 2)] ?? NaN, sorted.at(-1) ?? NaN];
}

async function run(stage: Stage, workers: readonly N8nProcess[], events: number): Promise<Run> {
	const people = await waitingPeople(stage, events);
	await stage.sandbox.control.requests.clear();
	const used = () => ({
		workers: workers.reduce((sum, { pid }) => sum + processorMs(pid), 0),
		webhooks: processorMs(stage.queue.webhooks.pid),
		machine: machine(),
	});
	const before = used();
	const began = Date.now();
	const { answered } = await sendEvents(stage, people, SENDERS);
	if (answered < events) throw new Error(`The webhook processor took only ${answered} of ${events} events.`);
	const ended = await lastWrite(stage, events);
	const after = used();
	await settled(stage);
	if ((await completeAmong(stage, people)) < events) throw new Error('Not all people are complete.');
	const [busy, all] = after.machine.map((value, index) => value - before.machine[index]!) as [number, number];
	return {
		workers: workers.length,
		eventsPerSecond: Math.round((events / (ended - began)) * 100_000) / 100,
		workerMsPerEvent: Math.round((after.workers - before.workers) / events),
		webhookMsPerEvent: Math.round((after.webhooks - before.webhooks) / events),
		machineBusy: Math.round((busy / all) * 100) / 100,
	};
}

/** @returns the moment at which the last of so many people was stored */
async function lastWrite({ sandbox: { control } }: Stage, events: number): Promise<number> {
	for (const end = Date.now() + 600_000; Date.now() < end; await sleep(500)) {
		const puts = await control.requests.list({ server: 'coachview', method: 'PUT' });
		if (puts.length < events) continue;
		return Math.max(...puts.map(({ at, ms }) => Date.parse(at) + ms));
	}
	throw new Error('Not all people were written within ten minutes.');
}

function machine(): [busy: number, all: number] {
	const times = cpus().map(({ times }) => times);
	const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
	return [all - times.reduce((sum, { idle }) => sum + idle, 0), all];
}
