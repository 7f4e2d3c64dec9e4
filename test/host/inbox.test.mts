import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { comparePerson, flatten } from '../../sandbox/control/compare.mts';
import type { Snapshot } from '../../sandbox/control/types.mts';
import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import { startSandbox, type Sandbox } from '../../sandbox/start.mts';
import { pack } from '../../scripts/pack.mts';
import { reportFigures } from '../harness/report.mts';
import { installInbox, placeOf, type Inbox } from './inbox.mts';
import { quiet } from './waiting.mts';

const isLong = process.env.COACHVIEW_LONG === '1';
const EVENTS = isLong ? 200 : 30;
const KILLS = isLong ? 20 : 3;
/** So many events become due between two kills; the last of them is a second one of the first person. */
const PORTION = EVENTS / KILLS;
const PEOPLE = KILLS * (PORTION - 1);
/** Only ends what hangs. */
const LONGEST = 420_000;

jest.setTimeout(KILLS * 90_000 + LONGEST + 120_000);

// An n8n and a sandbox of its own: the shared ones must not be killed.
let sandbox: Sandbox;
let n8n: RunningN8n;
let inbox: Inbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 30 });
	n8n = await startN8n({ tarball: (await pack()).tarball });
	inbox = await installInbox(sandbox, n8n);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	if (n8n) rmSync(n8n.dataDir, { recursive: true, force: true });
});

afterEach(async () => {
	await inbox?.forget();
	await sandbox.control.hr.setFlags('afas', {});
	await sandbox.control.faults.clear();
	await sandbox.control.requests.clear();
});

const hrCalls = async () => (await sandbox.control.requests.list({ server: 'hr' })).length;
const waiting = async (numbers: number[], more: object = {}) =>
	await Promise.all(numbers.map(async (number) => await inbox.person(String(number), more)));
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test('rows hold IDs and moments only, and one run asks HR once for all of them', async () => {
	const ids = await waiting(range(64_000, 20));
	await inbox.send([...ids, ...ids.slice(0, 5)]);
	const rows = await inbox.rows();
	expect(rows).toHaveLength(25);
	expect(Object.keys(rows[0] ?? {}).sort()).toEqual([...inbox.columns, 'createdAt', 'id', 'updatedAt'].sort());
	expect(rows.find(({ personId }) => personId === ids[0])).toMatchObject({
		externId: '64000',
		externSource: 'HR',
		attempt: '0',
		taken: '0',
		lease: '',
		eventId: expect.stringMatching(/./),
		categoryId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		nextTry: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
	});
	expect(await hrCalls()).toBe(0);

	await inbox.run();
	await inbox.until('the inbox is empty', async () => (await inbox.rows()).length === 0);
	expect(await hrCalls()).toBe(1);
	expect(await inbox.puts()).toEqual(new Map(ids.map((id) => [id, 1])));
	expect(await inbox.followUp()).toEqual([]);
});

test('two runs at one moment: nobody is written twice', async () => {
	const ids = await waiting(range(64_100, 20));
	await inbox.send([...ids, ...ids]);
	await sandbox.control.faults.add({ kind: 'delay', ms: 300, side: 'before', count: 0, match: { method: 'PUT' } });
	const untouched = JSON.stringify(await inbox.rows());
	await Promise.all([inbox.run(), inbox.run(), inbox.run()]);
	await inbox.until('a run has taken rows', async () => JSON.stringify(await inbox.rows()) !== untouched);
	await quiet(sandbox.control);
	await inbox.free();
	// Whoever two runs wanted was put back by at least one of them, and is due again a minute later.
	for (const { nextTry } of await inbox.rows()) expect(Date.parse(String(nextTry)) - Date.now()).toBeLessThan(60_000);
	expect([...(await inbox.puts()).values()].filter((count) => count !== 1)).toEqual([]);
	for (const end = Date.now() + LONGEST; Date.now() < end && (await inbox.rows()).length > 0; ) {
		await inbox.dueNow();
		await inbox.run();
		await quiet(sandbox.control);
		await inbox.free();
	}
	expect(await inbox.rows()).toEqual([]);
	expect(await inbox.puts()).toEqual(new Map(ids.map((id) => [id, 1])));
});

test('too little of the day left: nobody is asked, and the rows stay as they are', async () => {
	const { control } = sandbox;
	const before = await control.rateLimit.get();
	await inbox.send(await waiting(range(64_200, 3)));
	const rows = await inbox.rows();
	await control.rateLimit.set({ remaining: 1_003 });
	await inbox.run();
	const asked = async () => (await control.requests.list({ server: 'coachview', method: 'GET' })).length;
	await inbox.until('Coachview is asked', async () => (await asked()) > 0);
	await quiet(control);
	expect(await hrCalls()).toBe(0);
	expect(await inbox.rows()).toEqual(rows);

	// Enough for one more than the reserve, and so for one person.
	await control.rateLimit.set({ remaining: 1_005 });
	await inbox.run();
	await inbox.until('one row is gone', async () => (await inbox.rows()).length === 2);
	await control.rateLimit.set(before);
	await inbox.run();
	await inbox.until('the inbox is empty', async () => (await inbox.rows()).length === 0);
});

test('HR is down: due again later each time, and in the end on the list; a conflict is on the list at once', async () => {
	const { control } = sandbox;
	const [id = ''] = await waiting([64_300]);
	const [other = ''] = await waiting([64_301], { geboorteplaats: 'Elders' });
	await control.hr.setFlags('afas', { unavailable: true });
	await inbox.send([id, other]);
	await inbox.run();
	await inbox.until('it is due later', async () =>
		(await inbox.rows()).every(({ attempt, lease }) => attempt === '1' && lease === ''),
	);
	const [first] = await inbox.rows();
	expect(Date.parse(String(first?.nextTry)) - Date.now()).toBeGreaterThan(30_000);
	expect(await inbox.followUp()).toEqual([]);
	const asked = await hrCalls();
	await inbox.run();
	await sleep(2_000);
	expect(await hrCalls()).toBe(asked);

	await inbox.dueNow(id, { attempt: '6' });
	await inbox.run();
	await inbox.until('it is given up', async () => (await inbox.followUp()).length === 1);
	expect((await inbox.followUp())[0]).toMatchObject({
		personId: id,
		externId: '64300',
		outcome: 'givenUp',
		reason: 'Tried 7 times; last: retryLater',
	});
	await control.hr.setFlags('afas', {});
	await inbox.dueNow(other);
	await inbox.run();
	await inbox.until('the inbox is empty', async () => (await inbox.rows()).length === 0);
	expect((await inbox.followUp()).find(({ personId }) => personId === other)).toMatchObject({ outcome: 'conflict' });
});

test(`n8n killed ${KILLS} times while it works on ${EVENTS} events: everybody is complete, nobody is written twice`, async () => {
	const { control } = sandbox;
	await control.rateLimit.set({ limit: 50_000, remaining: 50_000 });
	const ids = await waiting(range(66_000, PEOPLE));
	const before = await control.snapshot();
	const portion = (kill: number) => ids.slice(kill * (PORTION - 1), (kill + 1) * (PORTION - 1));
	await inbox.send(range(0, KILLS).flatMap((kill) => [...portion(kill), ...portion(kill).slice(0, 1)]));
	const rows = (await inbox.rows()).map(({ id }) => Number(id)).sort((a, b) => a - b);
	expect(rows).toHaveLength(EVENTS);
	await inbox.dueUpTo(0);
	await control.requests.clear();
	await control.faults.add({ kind: 'delay', ms: 1_500, side: 'before', count: 0, match: { method: 'PUT' } });
	await inbox.publish();

	let killed = 0;
	for (; killed < KILLS; killed++) {
		const seen = (await control.requests.list()).length;
		await inbox.dueUpTo(rows[(killed + 1) * PORTION - 1] ?? 0);
		// Fewer than the people who became due, so that n8n dies in the work, however far the runs before it came.
		const more = randomInt(1, PORTION);
		await inbox.until('n8n is at work', async () => (await control.requests.list()).length >= seen + more);
		await sleep(randomInt(0, 2_500));
		const killedAt = Date.now();
		await n8n.kill();
		// On another port: somebody else may have taken the old one meanwhile, and no webhook comes any more.
		n8n = await startN8n({ dataDir: n8n.dataDir });
		inbox = inbox.at(n8n);
		await inbox.leasesEnd(killedAt);
	}
	for (const end = Date.now() + LONGEST; Date.now() < end && (await inbox.rows()).length > 0; await sleep(1_000))
		await inbox.dueNow();
	const left = await inbox.rows();
	const after = await quiet(control);

	const complete = ids.filter((id) => isComplete(after, id)).length;
	const puts = await inbox.puts();
	const writtenTwice = [...puts.values()].filter((count) => count > 1).length;
	reportFigures('inbox', { events: EVENTS, kills: killed, complete, writtenTwice, hrCalls: await hrCalls() });
	expect(left).toEqual([]);
	expect(killed).toBe(KILLS);
	expect(complete).toBe(PEOPLE);
	expect(puts).toEqual(new Map(ids.map((id) => [id, 1])));
	expect(await inbox.followUp()).toEqual([]);
	const spoilt = ids.filter((id) => {
		const { lost, overwritten } = comparePerson(before, after, id);
		return lost.length + overwritten.length > 0;
	});
	expect(spoilt).toEqual([]);
	// Without the inbox it would be one each, and one more for each that died.
	expect(await hrCalls()).toBeLessThan(EVENTS);
});

function isComplete(snapshot: Snapshot, id: string): boolean {
	const person = flatten(snapshot.people.get(id) ?? '{}');
	const number = JSON.parse(person.get('externId') ?? '""') as string;
	return (
		person.get('geboortedatum') === '"1984-02-29"' && person.get('geboorteplaats') === JSON.stringify(placeOf(number))
	);
}
