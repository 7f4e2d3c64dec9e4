import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startQueue, type Queue } from '../hosts/n8n/queue.mts';
import { createCredentials, createFollowUpTable, fillingFor, readSample } from '../hosts/n8n/samples.mts';
import type { Filling } from '../hosts/n8n/workflow.mts';
import { startPostgres } from '../hosts/postgres/start.mts';
import { startRedis, type Redis } from '../hosts/redis/start.mts';
import { startSandbox, type Sandbox } from '../sandbox/start.mts';

/** n8n in queue mode with the main job and the reconcile workflow, beside a sandbox. */
export interface Stage {
	sandbox: Sandbox;
	queue: Queue;
	redis: Redis;
	/** Where Coachview sends its events: the webhook processor. */
	eventUrl: string;
	reconcileId: string;
	/** Ends everything that was started, the last first. */
	stop(): Promise<void>;
}

/** Somebody who has the category and lacks the data, and the event that tells of it. */
export interface Waiting {
	id: string;
	place: string;
	event: string;
}

/** What was started and is to be stopped; shared with the handler of Ctrl-C, which may come at any moment. */
export type Stops = Array<() => Promise<void>>;

/** Ends what was started, the last first, also when one of them does not want to. */
export async function stopAll(stops: Stops): Promise<void> {
	for (let stop = stops.pop(); stop; stop = stops.pop())
		await stop().catch((error: Error) => console.error(error.message));
}

/** @param tarball the packed package */
export async function setStage(tarball: string, stops: Stops = []): Promise<Stage> {
	const started = async <T extends { stop(): Promise<void> }>(what: Promise<T>) => {
		const it = await what;
		stops.push(async () => await it.stop());
		return it;
	};
	try {
		const sandbox = await started(startSandbox({ people: 30 }));
		const database = await started(startPostgres());
		const redis = await started(startRedis());
		const queue = await started(startQueue(tarball, database, redis));
		await sandbox.control.rateLimit.set({ limit: 1_000_000, remaining: 1_000_000 });
		return { sandbox, queue, redis, ...(await installed(queue, sandbox)), stop: async () => await stopAll(stops) };
	} catch (error) {
		await stopAll(stops);
		throw error;
	}
}

/** The workflows, as a user has them. */
async function installed({ main: { rest } }: Queue, sandbox: Sandbox) {
	const credentials = await createCredentials(rest, sandbox, 'afas');
	await createFollowUpTable(rest);
	const install = async (name: string, own?: Filling) => {
		const sample = readSample(name);
		const { id } = await rest.importWorkflow(
			sample,
			own ? { credentials, ...own } : await fillingFor(sample, sandbox, 'afas', credentials),
		);
		await rest.publish(id);
		return id;
	};
	const calls = (id: string) => ({ workflowId: { __rl: true, mode: 'id', value: id } });
	const adapter = calls(await install('hr-adapter-afas'));
	const main = await install('complete-person-from-hr', {
		parameters: { 'Ask AFAS': adapter, 'Ask HR': adapter },
	});
	const reconcileId = await install('reconcile-missing-person-data', {
		parameters: {
			Settings: atMost(1000),
			'Categories of the person': { url: `${sandbox.coachviewUrl}/api/v1/Persoonscategorieen` },
			'Complete person from HR': calls(main),
		},
	});
	const job = await install('complete-person-from-hr-afas-compact');
	return { reconcileId, eventUrl: await rest.webhookUrl(job, 'Coachview Trigger') };
}

/** The Settings node of the reconcile workflow with so many people for one night. */
function atMost(people: number): Record<string, unknown> {
	const node = readSample('reconcile-missing-person-data').nodes.find(({ name }) => name === 'Settings');
	const parameters = structuredClone(node?.parameters) as {
		assignments: { assignments: Array<{ name: string; value: unknown }> };
	};
	const setting = parameters.assignments.assignments.find(({ name }) => name === 'atMost');
	if (!setting) throw new Error('The reconcile workflow has no setting "atMost" any more.');
	setting.value = people;
	return parameters;
}

/**
 * Sends the events to the webhook processor, some at a time, as long as each takes.
 * @returns how many were answered 2xx, and the longest that one waited
 */
export async function sendEvents(
	{ eventUrl }: Stage,
	people: readonly Waiting[],
	senders: number,
): Promise<{ answered: number; slowestMs: number }> {
	const queue = people.map(({ event }) => event);
	let [answered, slowestMs] = [0, 0];
	const send = async () => {
		for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
			const began = Date.now();
			const headers = { 'content-type': 'application/json' };
			const response = await fetch(eventUrl, { method: 'POST', headers, body }).catch(() => undefined);
			await response?.text();
			if (response?.ok) answered++;
			slowestMs = Math.max(slowestMs, Date.now() - began);
		}
	};
	await Promise.all(Array.from({ length: senders }, send));
	return { answered, slowestMs };
}

let lastNumber = 70_000;

/** Puts people into Coachview and HR who are to be completed, just changed, as they are when they were given a category. */
export async function waitingPeople({ sandbox: { control } }: Stage, count: number): Promise<Waiting[]> {
	const people: Waiting[] = [];
	while (people.length < count) {
		const number = String(++lastNumber);
		const place = `Dorp ${number}`;
		const names = { firstName: 'Sjoerd', lastName: 'Schaal' };
		await control.hr.put({ number, ...names, dateOfBirth: '1984-02-29', placeOfBirth: place });
		const id = await control.people.put({
			achternaam: 'Schaal',
			kaart: 12,
			externId: number,
			externSource: 'HR',
			geboortedatum: null,
			geboorteplaats: null,
		});
		await control.people.patch(id, { opmerking: 'Blijft staan' });
		const event = JSON.stringify({
			PersoonId: id,
			PersooncategorieId: randomUUID(),
			ExternId: number,
			ExternSource: 'HR',
			Categorie: 'Extragegevens',
		});
		people.push({ id, place, event });
	}
	return people;
}

/** @returns how many of them have both data */
export async function completeAmong({ sandbox: { control } }: Stage, people: readonly Waiting[]): Promise<number> {
	const texts = new Map((await control.people.list()).map(({ id, text }) => [id, text]));
	return people.filter(({ id, place }) => {
		const text = texts.get(id) ?? '';
		return text.includes('"geboortedatum":"1984-02-29"') && text.includes(`"geboorteplaats":"${place}"`);
	}).length;
}

/** Waits until no job waits or runs, and no request has come for nine seconds. */
export async function settled({ sandbox: { control }, queue }: Stage, seconds = 300): Promise<void> {
	const end = Date.now() + seconds * 1000;
	for (let [last, still] = [-1, 0]; Date.now() < end; await sleep(3000)) {
		const { waiting, active } = await queue.jobs();
		const { length } = await control.requests.list();
		still = waiting + active === 0 && length === last ? still + 1 : 0;
		if (still === 3) return;
		last = length;
	}
	throw new Error(`Jobs were still under way after ${seconds} s.`);
}
