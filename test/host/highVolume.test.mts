import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { comparePerson, flatten } from '../../sandbox/control/compare.mts';
import { createFollowUpTable } from '../../hosts/n8n/samples.mts';
import { connect, installSample, type Host, type InstalledSample } from './host.mts';
import { quiet, until } from './waiting.mts';

jest.setTimeout(240_000);

const SINGLE = 30;
const TOGETHER = 40;

let host: Host;
let sample: InstalledSample;
let table: string;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'], people: 10 });
	table = await createFollowUpTable(host.rest);
	sample = await installSample(host, 'complete-person-high-volume', 'afas', {
		settings: { saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
	});
});

afterAll(async () => {
	await host.rest.unpublish(sample.id);
	await host.control.reset({ keep: ['clients'] });
});

const send = async (body: unknown) =>
	(
		await fetch(sample.webhookUrl!, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		})
	).status;

/** Somebody who has the category and lacks the data, and the event that tells of it. */
async function waiting(number: string, known = true) {
	const place = `Dorp ${number}`;
	if (known) await host.control.hr.put({ number, dateOfBirth: '1984-02-29', placeOfBirth: place });
	const id = await host.control.people.put({
		achternaam: 'Drukman',
		opmerking: 'Blijft staan',
		kaart: 12,
		externId: number,
		externSource: 'AFAS',
		geboortedatum: null,
		geboorteplaats: null,
	});
	const event = { PersoonId: id, PersooncategorieId: randomUUID(), ExternId: number, ExternSource: 'AFAS' };
	return { id, number, place, event: { ...event, Categorie: 'Extragegevens' } };
}

test('deliveries of one event and one of many complete every person with one PUT each; nothing else is touched, nothing lost', async () => {
	const { control, rest } = host;
	const people = await Promise.all(
		Array.from({ length: SINGLE + TOGETHER }, async (_, index) => await waiting(String(63_000 + index))),
	);
	const unknown = await waiting('63999', false);
	const before = await control.snapshot();
	await control.requests.clear();

	const alone = people.slice(0, SINGLE).flatMap(({ event }) => [event, event]);
	const others = { ...unknown.event, Categorie: 'Diploma' };
	const together = [...people.slice(SINGLE).map(({ event }) => event), unknown.event, others];
	const answers = await Promise.all([...alone, together].map(send));
	expect([...new Set(answers)]).toEqual([200]);
	await until(
		'every event has been looked up in HR',
		async () => (await control.requests.list({ server: 'hr' })).length >= 2 * SINGLE + TOGETHER + 1,
	);
	const after = await quiet(control);

	for (const { id, number, place } of people) {
		const { lost, overwritten } = comparePerson(before, after, id);
		expect([number, lost, overwritten]).toEqual([number, [], []]);
		const stored = flatten(after.people.get(id) ?? '{}');
		expect([stored.get('geboortedatum'), stored.get('geboorteplaats')]).toEqual([
			'"1984-02-29"',
			JSON.stringify(place),
		]);
	}
	const ours = new Set(people.map(({ id }) => id));
	expect([...before.people].filter(([id, text]) => !ours.has(id) && after.people.get(id) !== text)).toEqual([]);
	const puts = await control.requests.list({ server: 'coachview', method: 'PUT' });
	expect(puts.map(({ status }) => status)).toEqual(people.map(() => 200));
	expect(new Set(puts.map(({ path }) => path)).size).toBe(people.length);
	await until('who HR does not know is on the list', async () => {
		const rows = await rest.dataTableRows(table);
		return rows.some(({ personId, outcome }) => personId === unknown.id && outcome === 'notFound');
	});
	expect((await rest.dataTableRows(table)).filter(({ personId }) => ours.has(String(personId)))).toEqual([]);
});

test('another category ends without a request, and what is no event fails the run', async () => {
	const { control, rest } = host;
	const { event } = await waiting('63500');
	await control.requests.clear();
	const count = (await rest.executions({ workflowId: sample.id, limit: 250 })).length;
	expect(await send({ ...event, Categorie: 'Diploma' })).toBe(200);
	expect(await send({ hello: 'world' })).toBe(200);
	const [last, first] = (await rest.waitForExecutions(sample.id, count + 2)).sort(
		(a, b) => Number(b.id) - Number(a.id),
	);
	expect([first?.status, last?.status].sort()).toEqual(['error', 'success']);
	await sleep(500);
	expect(await control.requests.list({ server: 'hr' })).toEqual([]);
	expect(await control.requests.list({ server: 'coachview', path: '^/api/' })).toEqual([]);
});

test('the address is a random one, and there is no other', async () => {
	const { pathname } = new URL(sample.webhookUrl!);
	expect(pathname).toMatch(/^\/webhook\/[0-9a-f-]{36}$/);
	for (const guess of ['webhook', '', randomUUID(), `${sample.id}/webhook`])
		expect([guess, (await fetch(`${host.n8nUrl}/webhook/${guess}`, { method: 'POST' })).status]).toEqual([guess, 404]);
});
