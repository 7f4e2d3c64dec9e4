import { setTimeout as sleep } from 'node:timers/promises';
import { comparePerson, flatten } from '../../demo/compare.mts';
import type { Snapshot } from '../../sandbox/control/types.mts';
import { pieterId as id } from '../../sandbox/start.mts';
import { connect, installSample, type Host, type InstalledSample } from './host.mts';

jest.setTimeout(120_000);

let host: Host;
let sample: InstalledSample;

beforeAll(async () => {
	host = connect();
	await host.control.webhooks.clear();
	sample = await installSample(host, 'complete-person-from-hr-afas');
});

afterAll(async () => {
	await host.rest.unpublish(sample.id);
	await host.control.webhooks.clear();
});

test('the category fires the workflow, which fills the birth fields and leaves everything else as it was', async () => {
	const { control } = host;
	const before = await control.snapshot();
	await control.requests.clear();
	await control.categories.add(id, 'Extragegevens');
	const after = await changed(before, id);

	const { changed: fields, lost, overwritten, othersTouched } = comparePerson(before, after, id);
	expect({ lost, overwritten, othersTouched }).toEqual({ lost: [], overwritten: [], othersTouched: [] });
	expect(fields).toEqual(expect.arrayContaining(['geboortedatum', 'geboorteplaats']));
	const employee = (await control.hr.employees()).find(({ number }) => JSON.stringify(number) === flatten(before.people.get(id) ?? '{}').get('externId'));
	const stored = flatten(after.people.get(id) ?? '{}');
	expect(stored.get('geboortedatum')?.slice(1, 11)).toBe(employee?.dateOfBirth);
	expect(stored.get('geboorteplaats')).toBe(JSON.stringify(employee?.placeOfBirth));
});

test('Coachview got its answer at once, one PUT was enough, and HR was asked for two rows at the most', async () => {
	const { control } = host;
	const delivery = (await control.webhooks.deliveries()).at(-1);
	expect(Math.floor((delivery?.status ?? 0) / 100)).toBe(2);
	const puts = await control.requests.list({ server: 'coachview', method: 'PUT' });
	expect(puts.map(({ status }) => Math.floor(status / 100))).toEqual([2]);
	const asked = await control.requests.list({ server: 'hr' });
	expect(asked.map(({ query }) => new URLSearchParams(query).get('take'))).toEqual(['2']);
});

test('the same event again changes nothing', async () => {
	const { control } = host;
	const before = await control.snapshot();
	await control.requests.clear();
	await control.categories.remove(id, 'Extragegevens');
	await control.categories.add(id, 'Extragegevens');
	await reads();
	const after = await control.snapshot();
	expect(after.people.get(id)).toBe(before.people.get(id));
	expect(await control.requests.list({ server: 'coachview', method: 'PUT' })).toEqual([]);
});

async function changed(before: Snapshot, id: string): Promise<Snapshot> {
	for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
		if ((await host.control.people.text(id)) !== before.people.get(id)) return await quiet();
	}
	throw new Error('Nothing was written within a minute.');
}

/** Waits until the workflow has read the person, then until it is done. */
async function reads(): Promise<void> {
	for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
		if ((await host.control.requests.list({ server: 'coachview', method: 'GET' })).length > 0) return void (await quiet());
	}
	throw new Error('The workflow did not read the person within a minute.');
}

/** The data when no request has come for a second and a half. */
async function quiet(): Promise<Snapshot> {
	for (let last = -1; ; await sleep(1500)) {
		const { length } = await host.control.requests.list();
		if (length === last) return await host.control.snapshot();
		last = length;
	}
}
