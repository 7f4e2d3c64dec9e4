import { rmSync } from 'node:fs';
import { comparePerson, flatten } from '../../sandbox/control/compare.mts';
import { createFollowUpTable } from '../../hosts/n8n/samples.mts';
import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import { startSandbox, type Sandbox } from '../../sandbox/start.mts';
import { pack } from '../../scripts/pack.mts';
import { reportFigures } from '../harness/report.mts';
import type { Host } from './host.mts';
import { quiet, until } from './waiting.mts';
import { settings } from './workflows/adapters.mts';
import { install } from './workflows/calling.mts';
import { adapterFor, chosen, installAdapter, installMain } from './workflows/library.mts';

jest.setTimeout(300_000);

const EVENTS = 100;
const place = (number: string) => `Dorp ${number}`;

// An n8n and a sandbox of its own: the shared ones must not be killed.
let sandbox: Sandbox;
let n8n: RunningN8n;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 30 });
	n8n = await startN8n({ tarball: (await pack()).tarball });
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	if (n8n) rmSync(n8n.dataDir, { recursive: true, force: true });
});

test('n8n killed in the middle of 100 events: after a restart the reconcile workflow completes them all', async () => {
	const { control } = sandbox;
	await control.rateLimit.set({ limit: 50_000, remaining: 50_000 });
	const { mainId, reconcileId } = await installed();
	await control.webhooks.register({ url: await n8n.rest.webhookUrl(mainId, 'Coachview Trigger') });
	const numbers = Array.from({ length: EVENTS }, (_, index) => String(65_000 + index));
	const ids = new Map<string, string>();
	for (const number of numbers) ids.set(number, await waiting(number));
	const before = await control.snapshot();
	const done = async () =>
		(await control.people.list()).filter(
			({ text }) => text.includes('"opmerking":"Blijft staan"') && text.includes('"geboortedatum":"1984-02-29"'),
		).length;

	const events = (async () => {
		for (const id of ids.values()) await control.categories.add(id, 'Extragegevens');
	})();
	await until('twenty people are complete', async () => (await done()) >= 20);
	await n8n.kill();
	await events;
	await control.webhooks.deliveries();
	const atCrash = await done();
	expect(atCrash).toBeGreaterThanOrEqual(20);
	expect(atCrash).toBeLessThan(EVENTS);

	// The database and the port stay, as after a crash of the machine; the session is a new one.
	n8n = await again(n8n);
	let nights = 0;
	// One night does; a slow machine may see the run end at n8n's time limit, and then the next night goes on.
	for (; nights < 3 && (await done()) < EVENTS; nights++) {
		await control.requests.clear();
		await n8n.rest.run(reconcileId, 'Every night');
		await until('Coachview is asked', async () => (await control.requests.list()).length > 0);
		await quiet(control);
	}
	const after = await control.snapshot();
	expect(await done()).toBe(EVENTS);

	const findings = [...ids].map(([number, id]) => ({ number, id, ...comparePerson(before, after, id) }));
	const lost = findings.filter((one) => one.lost.length + one.overwritten.length > 0);
	for (const [number, id] of ids)
		expect(flatten(after.people.get(id) ?? '{}').get('geboorteplaats')).toBe(JSON.stringify(place(number)));
	reportFigures('crash', {
		events: EVENTS,
		completeAtCrash: atCrash,
		complete: await done(),
		nights,
		lost: lost.length,
	});
	expect(lost).toEqual([]);
	expect(after.people.size).toBe(before.people.size);
	const untouched = [...before.people].filter(([id]) => ![...ids.values()].includes(id));
	expect(untouched.filter(([id, text]) => after.people.get(id) !== text)).toEqual([]);
});

/** The three workflows of the main job, as a user has them, and the list for failures. */
async function installed(): Promise<{ mainId: string; reconcileId: string }> {
	const host: Host = {
		...sandbox,
		n8nUrl: n8n.url,
		session: n8n.rest.session,
		dataDir: n8n.dataDir,
		rest: n8n.rest,
		followUpTable: await createFollowUpTable(n8n.rest),
	};
	const main = await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')));
	const file = 'reconcile-missing-person-data';
	const parameters = {
		...settings(file, { atMost: EVENTS }),
		'Categories of the person': { url: `${sandbox.coachviewUrl}/api/v1/Persoonscategorieen` },
		'Complete person from HR': chosen(main.id),
	};
	return { mainId: main.id, reconcileId: await install(host, file, { credentials: main.credentials, parameters }) };
}

/** Somebody without birth data, known to HR, and just changed, as a person is who was given a category. */
async function waiting(number: string): Promise<string> {
	const { control } = sandbox;
	await control.hr.put({
		number,
		firstName: 'Cor',
		lastName: 'Val',
		dateOfBirth: '1984-02-29',
		placeOfBirth: place(number),
	});
	const id = await control.people.put({
		achternaam: 'Val',
		opmerking: 'Wordt anders',
		kaart: 12,
		externId: number,
		externSource: 'HR',
		geboortedatum: null,
		geboorteplaats: null,
	});
	await control.people.patch(id, { opmerking: 'Blijft staan' });
	return id;
}

async function again({ dataDir, port }: RunningN8n): Promise<RunningN8n> {
	return await startN8n({ dataDir, port });
}
