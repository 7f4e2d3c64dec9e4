import { asFault } from '../../../nodes/Coachview/domain/fault';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { updateRecord } from '../../../nodes/Coachview/domain/write/update';
import { person } from '../../../nodes/Coachview/entities/person';
import { createClient, type ClientOptions, type CoachviewClient } from '../../../nodes/Coachview/transport/client';
import { Meter } from '../../../nodes/Coachview/transport/meter';
import { Records } from '../../../nodes/Coachview/transport/records';
import { MemoryCoachview } from '../../harness/memory.mts';
import { MemoryWeb, type Trouble } from '../../harness/memoryWeb.mts';

const waits: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void waits.push(ms / 1000),
}));
beforeEach(() => (waits.length = 0));

const ITEMS = ['p0', 'p1', 'p2', 'p3', 'p4'];
const busy = { status: 503, headers: { 'Retry-After': '2' }, text: '' };
let clients = 0;

/** Five people and five items, each with a client of its own meter. */
async function stage(troubles: Trouble[] = [], options: Partial<ClientOptions> = {}) {
	const memory = new MemoryCoachview();
	for (const id of ITEMS) memory.add(id, { voornaam: 'Sanne', tel1: '1' });
	const web = new MemoryWeb(memory);
	web.credential = { environment: 'live', clientId: `meter${++clients}`, scope: '' };
	web.troubles.push(...troubles);
	const client = await createClient(web.context(), options);
	const items = ITEMS.map((id) => ({ id, client: client.for(new Meter()) }));
	const sentFor = (id: string) => web.seen.filter(({ path }) => path === `Personen/${id}`).length;
	return { memory, web, client, items, sentFor };
}

async function read(client: CoachviewClient, id: string): Promise<string> {
	return await client
		.read({ method: 'GET', entity: 'Personen', id }, ({ text }) => (rawRecord(text), 'read'))
		.catch((error: unknown) => asFault(error).reason);
}

async function write(client: CoachviewClient, id: string): Promise<string> {
	return await client.write({ method: 'PUT', entity: 'Personen', id, body: '{"tel1":"2"}' }).then(
		({ kind }) => kind as string,
		(error: unknown) => asFault(error).reason as string,
	);
}

describe('five items side by side', () => {
	it('have five counts of requests and of seconds, each with its own repeats', async () => {
		const troubles = ITEMS.slice(0, 4).flatMap((id, index): Trouble[] =>
			index === 0
				? []
				: [
						{
							path: `Personen/${id}`,
							count: index,
							answer: { status: 503, headers: { 'Retry-After': String(index) } },
						},
					],
		);
		const { client, items, web, sentFor } = await stage(troubles);
		expect(await Promise.all(items.map(async ({ id, client: own }) => await read(own, id)))).toEqual(
			ITEMS.map(() => 'read'),
		);
		expect(items.map(({ client: { meter } }) => meter.requests)).toEqual([1, 2, 3, 4, 1]);
		expect(items.map(({ id }) => sentFor(id))).toEqual([1, 2, 3, 4, 1]);
		expect(items.map(({ client: { meter } }) => meter.waited)).toEqual([0, 1, 4, 9, 0]);
		expect([client.meter.requests, client.meter.waited, web.seen.length]).toEqual([0, 0, 11]);
	});

	it('have five waiting times', async () => {
		const { client, items } = await stage([], { maxWait: 3 });
		const pauses = async () => await Promise.all(items.map(async ({ client: own }) => await own.pause(1, busy)));
		expect([await pauses(), await pauses()]).toEqual([ITEMS.map(() => true), ITEMS.map(() => false)]);
		expect(waits).toEqual(ITEMS.map(() => 2));
		expect(await client.for(new Meter()).pause(1, busy)).toBe(true);
	});

	it('change five people, and each receipt counts its own requests', async () => {
		const { memory, items, web, sentFor } = await stage([
			{ method: 'PUT', path: 'Personen/p3', answer: { status: 500 } },
		]);
		const outcomes = await Promise.all(
			items.map(async ({ id, client }, index) => {
				const records = new Records(client, person);
				const { outcome } = await updateRecord(records.record(id), {
					entity: person,
					changes: [{ path: ['tel1'], json: `"new ${index}"` }],
					policy: 'overwrite',
					expected: { id },
					readOnly: person.readOnly,
					dryRun: false,
					verify: true,
					rereadBeforeWrite: false,
					known: records.known,
				});
				return outcome;
			}),
		);
		expect(outcomes).toEqual(ITEMS.map(() => 'updated'));
		expect(ITEMS.map((id) => memory.current(id).tel1)).toEqual(ITEMS.map((_, index) => `new ${index}`));
		const ofDefinitions = web.seen.filter(({ path }) => path === 'Personen/Vrijevelden');
		const counts = items.map(({ client: { meter } }) => meter.requests);
		expect(counts).toEqual(
			ITEMS.map((id) => sentFor(id) + ofDefinitions.filter(({ query }) => query.where === `recordId=${id}`).length),
		);
		expect(counts[3]).toBeGreaterThan(counts[2] ?? 0);
		expect(counts.reduce((sum, one) => sum + one)).toBe(web.seen.length);
	});
});

describe('what they share', () => {
	const rate = (remaining: number) => ({ 'X-Rate-Limit-Remaining': String(remaining), 'X-Rate-Limit-Reset': '3600' });
	const [one, other] = [0, 1];

	it('is the quota, in which requests under way count', async () => {
		const { client, items } = await stage([{ answer: { status: 200, headers: rate(10), body: '{"id":1}' } }]);
		await read(items[one]?.client as CoachviewClient, 'p0');
		expect(items.map(({ client: own }) => own.rate.remaining)).toEqual(ITEMS.map(() => 10));
		expect(() => client.needs(10)).not.toThrow();
		const running = Promise.all(items.slice(0, 3).map(async ({ id, client: own }) => await read(own, id)));
		expect(() => client.needs(7)).not.toThrow();
		expect(() => client.needs(8)).toThrow('Only 7 Coachview requests are left, and this item may need 8');
		await running;
		expect(() => client.needs(10)).not.toThrow();
	});

	it('is a day that is used up', async () => {
		const { items, web } = await stage([{ path: 'Personen/p0', answer: { status: 429, headers: rate(0) } }], {
			maxWait: 5,
		});
		expect(await read(items[one]?.client as CoachviewClient, 'p0')).toBe('quotaExhausted');
		expect(await read(items[other]?.client as CoachviewClient, 'p1')).toBe('quotaExhausted');
		expect([web.seen.length, items[other]?.client.meter.requests]).toEqual([1, 0]);
	});

	/** Refuses all that was sent with the first token. */
	const oldToken = (web: MemoryWeb, status: number, method: 'GET' | 'PUT'): Trouble => ({
		method,
		count: 99,
		answer: () => (web.tokens === 1 ? { status, body: '{}' } : undefined),
	});

	it.each([401, 403])('is one new token for reads that were refused with %i', async (status) => {
		const { items, web } = await stage();
		web.troubles.push(oldToken(web, status, 'GET'));
		expect(await Promise.all(items.map(async ({ id, client }) => await read(client, id)))).toEqual(
			ITEMS.map(() => 'read'),
		);
		expect([web.tokens, web.seen.length]).toEqual([2, 10]);
		expect(items.map(({ client: { meter } }) => meter.requests)).toEqual(ITEMS.map(() => 2));
	});

	it('is one new token for writes, none of which is told as a missing right', async () => {
		const { items, web } = await stage();
		web.troubles.push(oldToken(web, 401, 'PUT'));
		const writes = async () => await Promise.all(items.map(async ({ id, client }) => await write(client, id)));
		expect(await writes()).toEqual(ITEMS.map(() => 'undelivered'));
		expect([web.tokens, web.seen.length]).toEqual([2, 5]);
		expect(await writes()).toEqual(ITEMS.map(() => 'answered'));
	});

	it('is the right that is missing: the new token is refused to each of them', async () => {
		const { items, web } = await stage([{ method: 'PUT', count: 99, answer: { status: 401, body: '{}' } }]);
		const writes = async () => await Promise.all(items.map(async ({ id, client }) => await write(client, id)));
		expect(await writes()).toEqual(ITEMS.map(() => 'undelivered'));
		expect(await writes()).toEqual(ITEMS.map(() => 'credential'));
		expect(web.tokens).toBe(2);
	});

	it('is a token that cannot be had', async () => {
		const { items, web } = await stage();
		web.troubles.push(oldToken(web, 401, 'GET'));
		web.tokenTrouble = { message: 'invalid_client' };
		expect(await Promise.all(items.map(async ({ id, client }) => await read(client, id)))).toEqual(
			ITEMS.map(() => 'credential'),
		);
		expect(web.seen.length).toBe(5);
	});
});
