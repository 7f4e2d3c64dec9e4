import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../hosts/waiting.mts';
import { comparePerson } from '../sandbox/control/compare.mts';
import { completeAmong, settled, waitingPeople, type Stage, type Waiting } from './stage.mts';

/** What became of a flood of events in the middle of which something was killed. */
export interface Crash {
	events: number;
	/** Events that Coachview got an answer 2xx for. */
	answered: number;
	/** Jobs that a worker had begun and not ended when it was killed. */
	jobsCut: number;
	completeAtCrash: number;
	/** Complete once nothing moved any more, before the reconcile workflow ran. */
	completeWithoutReconcile: number;
	complete: number;
	nights: number;
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
			await victim.kill();
			const log = victim.log();
			workers.push(await stage.queue.addWorker());
			return count(log, 'Worker started execution') - count(log, 'Worker finished execution');
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
			return 0;
		});
	} finally {
		for (const worker of workers) if (worker.alive()) await worker.stop();
	}
}

/** @param strike what goes wrong, once a fifth of the people are complete; gives the number of jobs that it cut */
async function flood(stage: Stage, events: number, strike: () => Promise<number>): Promise<Crash> {
	const { sandbox, queue, reconcileId } = stage;
	const { control } = sandbox;
	const began = Date.now();
	const people = await waitingPeople(stage, events);
	const before = await control.snapshot();
	await control.requests.clear();
	await control.webhooks.clear();
	await control.webhooks.register({ url: stage.eventUrl });
	const done = async () => await completeAmong(stage, people);
	const sending = give(stage, people);
	await until('a fifth of the people are complete', async () => (await done()) >= events / 5, 180);
	const completeAtCrash = await done();
	const jobsCut = await strike();
	await sending;
	const deliveries = await control.webhooks.deliveries();
	const answered = new Set(deliveries.filter(({ status }) => status !== null && status < 300).map(({ body }) => body))
		.size;
	await settled(stage);
	const completeWithoutReconcile = await done();
	let nights = 0;
	for (; nights < 3 && (await done()) < events; nights++) {
		await control.requests.clear();
		await queue.main.rest.run(reconcileId, 'Every night');
		await until('Coachview is asked', async () => (await control.requests.list()).length > 0);
		await settled(stage);
	}
	await control.webhooks.clear();
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
		jobsCut,
		completeAtCrash,
		completeWithoutReconcile,
		complete: await done(),
		nights,
		damaged: changed.length + others.length,
		seconds: Math.round((Date.now() - began) / 1000),
	};
}

/** Gives the people the category, twenty in a second, so that the flood lasts longer than what goes wrong. */
async function give({ sandbox }: Stage, people: readonly Waiting[]): Promise<void> {
	for (const { id } of people) {
		await sandbox.control.categories.add(id, 'Extragegevens');
		await sleep(50);
	}
}

const count = (text: string, words: string) => text.split(words).length - 1;
