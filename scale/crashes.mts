import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../hosts/waiting.mts';
import { comparePerson } from '../sandbox/control/compare.mts';
import { completeAmong, sendEvents, settled, waitingPeople, type Stage } from './stage.mts';

/** Few at a time, so that the flood lasts longer than what goes wrong. */
const SENDERS = 5;

/** What became of a flood of events in the middle of which something was killed. */
export interface Crash {
	events: number;
	/** Events that the webhook processor answered with 2xx, and the longest that one waited for it. */
	answered: number;
	slowestMs: number;
	/** Jobs that a worker had begun and not ended when it was killed. */
	jobsCut: number;
	/** Those among them that another worker began again. */
	jobsRunAgain: number;
	completeAtCrash: number;
	/** Complete once nothing moved any more, before the reconcile workflow ran. */
	completeWithoutReconcile: number;
	complete: number;
	/** Complete after each run of the reconcile workflow. */
	nights: number[];
	/** People of whom anything else than the two data has changed, or of whom something is gone. */
	damaged: number;
	seconds: number;
}

/** One of two workers is killed with SIGKILL while it has jobs; another one takes its place, as a service manager sees to. */
export async function killWorker(stage: Stage, events: number): Promise<Crash> {
	const victim = await stage.queue.addWorker();
	const workers = [await stage.queue.addWorker()];
	try {
		return await flood(stage, events, async () => {
			// The jobs of a worker go in step: those that it has just begun have not written yet.
			await until('the worker has begun other jobs', async () => {
				const [started, finished] = [executions(victim.log(), 'started'), executions(victim.log(), 'finished')];
				return finished.size >= 5 && started.size - finished.size >= 5;
			});
			await victim.kill();
			workers.push(await stage.queue.addWorker());
			const ended = executions(victim.log(), 'finished');
			const cut = [...executions(victim.log(), 'started')].filter((id) => !ended.has(id));
			return () => {
				const others = workers.map(({ log }) => executions(log(), 'started'));
				return { jobsCut: cut.length, jobsRunAgain: cut.filter((id) => others.some((its) => its.has(id))).length };
			};
		});
	} finally {
		for (const worker of [victim, ...workers]) if (worker.alive()) await worker.stop();
	}
}

/** Redis is killed with SIGKILL and comes back after three seconds, with what it had written. */
export async function restartRedis(stage: Stage, events: number): Promise<Crash> {
	const workers = [await stage.queue.addWorker(), await stage.queue.addWorker()];
	try {
		return await flood(stage, events, async () => {
			await stage.redis.kill();
			await sleep(3000);
			await stage.redis.again();
			return () => ({ jobsCut: 0, jobsRunAgain: 0 });
		});
	} finally {
		for (const worker of workers) if (worker.alive()) await worker.stop();
	}
}

/** @param strike what goes wrong, once a fifth of the people are complete; gives what tells afterwards which jobs it cut */
async function flood(
	stage: Stage,
	events: number,
	strike: () => Promise<() => Pick<Crash, 'jobsCut' | 'jobsRunAgain'>>,
): Promise<Crash> {
	const { sandbox, queue, reconcileId } = stage;
	const { control } = sandbox;
	const began = Date.now();
	const people = await waitingPeople(stage, events);
	const before = await control.snapshot();
	await control.requests.clear();
	for (const { id } of people) await control.categories.add(id, 'Extragegevens');
	const done = async () => await completeAmong(stage, people);
	// Reading takes its time, so that it strikes between reading and writing; the jobs of a worker go much in step.
	const match = { server: 'coachview' as const, method: 'GET' };
	await control.faults.add({ kind: 'delay', ms: 1000, side: 'after', match, count: 0 });
	const sending = sendEvents(stage, people, SENDERS);
	await until('a fifth of the people are complete', async () => (await done()) >= events / 5, 180);
	const completeAtCrash = await done();
	const toll = await strike();
	await control.faults.clear();
	const { answered, slowestMs } = await sending;
	await settled(stage);
	const completeWithoutReconcile = await done();
	const nights: number[] = [];
	while (nights.length < 3 && (await done()) < events) {
		await control.requests.clear();
		await queue.main.rest.run(reconcileId, 'Every night');
		await until('Coachview is asked', async () => (await control.requests.list()).length > 0);
		await settled(stage);
		nights.push(await done());
	}
	const after = await control.snapshot();
	const ours = new Set(people.map(({ id }) => id));
	const changed = people.filter(({ id }) => {
		const { lost, overwritten } = comparePerson(before, after, id);
		return lost.length + overwritten.length > 0;
	});
	const others = [...before.people].filter(([id, text]) => !ours.has(id) && after.people.get(id) !== text);
	return {
		events,
		answered,
		slowestMs,
		...toll(),
		completeAtCrash,
		completeWithoutReconcile,
		complete: await done(),
		nights,
		damaged: changed.length + others.length,
		seconds: Math.round((Date.now() - began) / 1000),
	};
}

/** @returns the executions that a worker's log tells of */
function executions(log: string, what: 'started' | 'finished'): Set<string> {
	const found = log.matchAll(new RegExp(`Worker ${what} execution (\\d+)`, 'g'));
	return new Set([...found].map(([, id]) => id ?? ''));
}
