import { setTimeout as sleep } from 'node:timers/promises';
import { createFollowUpTable } from '../../hosts/n8n/samples.mts';
import { reportFigures } from '../harness/report.mts';
import { connect, installSample, type Host } from './host.mts';
import { leftovers } from './leftovers.mts';
import { hr, hrPaths, paths, person, secrets, type Path } from './privacyPaths.mts';
import { until } from './waiting.mts';
import { adapterFor, installAdapter, installMain } from './workflows/library.mts';

jest.setTimeout(240_000);

let host: Host;

beforeAll(async () => {
	host = connect();
	await createFollowUpTable(host.rest);
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

test("the search finds what a workflow with n8n's own settings leaves behind", async () => {
	expect(leftovers(host.dataDir, secrets)).toEqual([]);
	const sample = await installSample(host, 'complete-person-from-hr-afas-compact', 'afas', {
		settings: { saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
	});
	// Other values than the ones that must never be found, because these stay in the database.
	const open = { dateOfBirth: '1969-10-31', placeOfBirth: 'Gapinge-Noord' };
	const id = await stored('63900', { ...hr, ...open });
	await deliver(sample.webhookUrl!, id, '63900');
	await host.rest.waitForExecutions(sample.id);
	expect(new Set(leftovers(host.dataDir, Object.values(open)).map(({ value }) => value))).toEqual(
		new Set(Object.values(open)),
	);
	await host.rest.unpublish(sample.id);
});

describe.each(['complete-person-from-hr-afas-compact', 'complete-person-from-hr'])('%s as it ships', (name) => {
	let workflowId: string;
	let webhookUrl: string;

	beforeAll(async () => {
		await host.control.reset({ keep: ['clients'], people: 1 });
		if (name === 'complete-person-from-hr') {
			workflowId = (await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')))).id;
		} else {
			workflowId = (await installSample(host, name)).id;
		}
		webhookUrl = await host.rest.webhookUrl(workflowId, 'Coachview Trigger');
		await host.control.webhooks.clear();
	});

	afterAll(async () => await host.rest.unpublish(workflowId));

	test.each([
		['success and every error path of Coachview', paths],
		...hrPaths.map((path): [string, Path[]] => [path.name, [path]]),
	] as Array<[string, Path[]]>)('leaves nothing behind: %s', async (_, these) => {
		const compact = name.endsWith('compact');
		const numbered = these.map((path) => ({ ...path, number: `${compact ? 63 : 64}${path.no}` }));
		await host.control.requests.clear();
		await Promise.all(
			numbered.map(async ({ number, before, unknown }) => {
				const id = await stored(number, hr);
				await before?.(id, number, host);
				await deliver(webhookUrl, unknown ? '12345678-1234-4234-8234-123456789012' : id, number);
			}),
		);
		await until(
			'HR is asked for everybody',
			async () => (await host.control.requests.list({ server: 'hr' })).length >= these.length,
		);
		if (compact)
			await until(
				'every failure is on the list',
				async () => (await outcomes(numbered)).length === numbered.filter(({ outcome }) => outcome).length,
			);
		// The samples pause five seconds at the most before they ask again.
		else await still(6);
		expect(leftovers(host.dataDir, secrets)).toEqual([]);
		if (compact)
			expect(await outcomes(numbered)).toEqual(
				numbered
					.filter(({ outcome }) => outcome)
					.map(({ number, outcome }) => `${number} ${outcome}`)
					.sort(),
			);
		await host.control.faults.clear();
	});

	test('n8n has no execution of it to show', async () =>
		expect(await host.rest.executions({ workflowId, includeData: true })).toEqual([]));
});

test('nothing was found in the end', () => {
	const hits = leftovers(host.dataDir, secrets);
	reportFigures('privacyHits', hits.length);
	reportFigures('privacy', { paths: paths.length + hrPaths.length, samples: 2 });
	expect(hits).toEqual([]);
});

/** `number outcome` of those that are on the follow-up list. */
async function outcomes(those: Array<{ number: string }>): Promise<string[]> {
	const rows = await host.rest.dataTableRows(await createFollowUpTable(host.rest));
	const wanted = new Set(those.map(({ number }) => number));
	return rows
		.filter(({ externId }) => wanted.has(String(externId)))
		.map(({ externId, outcome }) => `${String(externId)} ${String(outcome)}`)
		.sort();
}

/** Waits until nobody has been asked anything for so many seconds. */
async function still(seconds: number): Promise<void> {
	for (let last = -1, since = Date.now(); Date.now() - since < seconds * 1000; await sleep(250)) {
		const { length } = await host.control.requests.list();
		if (length !== last) since = Date.now();
		last = length;
	}
}

async function stored(number: string, employee: object): Promise<string> {
	await host.control.hr.put({ ...employee, number, key: `employee-${number}` });
	return await host.control.people.put({
		...person,
		externId: number,
		externSource: 'AFAS',
		geboortedatum: null,
		geboorteplaats: null,
	});
}

async function deliver(url: string, personId: string, number: string): Promise<void> {
	const body = JSON.stringify({
		PersoonId: personId,
		PersooncategorieId: '33333333-aaaa-4333-8333-333333333333',
		ExternId: number,
		ExternSource: 'AFAS',
		Categorie: 'Extragegevens',
	});
	const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	expect(Math.floor(response.status / 100)).toBe(2);
}
