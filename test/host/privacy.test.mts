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

/** First digits of the numbers of those who go through a sample; two write every failure on the list, the main one only some. */
const SAMPLES = {
	'complete-person-from-hr-afas-compact': { first: 63, isListed: true },
	'complete-person-from-hr': { first: 64, isListed: false },
	'complete-person-high-volume': { first: 67, isListed: true },
};

describe.each(Object.entries(SAMPLES))('%s as it ships', (name, { first, isListed }) => {
	let workflowId: string;
	let webhookUrl: string;
	const isTrigger = !name.endsWith('high-volume');
	// Nobody knows whether Coachview sends more than IDs. Of that the trigger hands nothing on; the Webhook node of n8n hands on the
	// whole body, and n8n writes it into its database until the run has ended (docs/privacy.md).
	const more = isTrigger ? { Naam: person.achternaam } : {};

	beforeAll(async () => {
		await host.control.reset({ keep: ['clients'], people: 1 });
		if (name === 'complete-person-from-hr') {
			workflowId = (await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')))).id;
			webhookUrl = await host.rest.webhookUrl(workflowId, 'Coachview Trigger');
		} else {
			const sample = await installSample(host, name);
			workflowId = sample.id;
			webhookUrl = sample.webhookUrl!;
		}
		await host.control.webhooks.clear();
	});

	afterAll(async () => await host.rest.unpublish(workflowId));

	test.each([
		['success and every error path of Coachview', paths],
		...hrPaths.map((path): [string, Path[]] => [path.name, [path]]),
	] as Array<[string, Path[]]>)('leaves nothing behind: %s', async (_, these) => {
		const numbered = these.map((path) => ({ ...path, number: `${first}${path.no}` }));
		await host.control.requests.clear();
		await Promise.all(
			numbered.map(async ({ number, before, unknown }) => {
				const id = await stored(number, hr);
				await before?.(id, number, host);
				await deliver(webhookUrl, unknown ? '12345678-1234-4234-8234-123456789012' : id, number, more);
			}),
		);
		await until(
			'HR is asked for everybody',
			async () => (await host.control.requests.list({ server: 'hr' })).length >= these.length,
		);
		if (isListed)
			await until(
				'every failure is on the list',
				async () => (await outcomes(numbered)).length === numbered.filter(({ outcome }) => outcome).length,
			);
		// The samples pause five seconds at the most before they ask again.
		else await still(6);
		expect(leftovers(host.dataDir, secrets)).toEqual([]);
		if (isListed)
			expect(await outcomes(numbered)).toEqual(
				numbered
					.filter(({ outcome }) => outcome)
					.map(({ number, outcome }) => `${number} ${outcome}`)
					.sort(),
			);
		await host.control.faults.clear();
	});

	test('what is no event leaves nothing behind, whoever it is about', async () => {
		const values = isTrigger ? { ...person, ...hr } : { hello: 'world' };
		// n8n's Webhook node answers before the node behind it has read the body; what is no JSON n8n refuses itself.
		const answers = [
			await post(webhookUrl, JSON.stringify(values)),
			await post(webhookUrl, JSON.stringify(values).slice(0, -1)),
		];
		expect(answers.map(({ status }) => status)).toEqual([isTrigger ? 400 : 200, 422]);
		await still(2);
		expect(leftovers(host.dataDir, secrets)).toEqual([]);
	});

	test('n8n has no execution of it to show', async () =>
		expect(await host.rest.executions({ workflowId, includeData: true })).toEqual([]));
});

test('nothing was found in the end', () => {
	const hits = leftovers(host.dataDir, secrets);
	reportFigures('privacyHits', hits.length);
	reportFigures('privacy', { paths: paths.length + hrPaths.length, samples: Object.keys(SAMPLES).length });
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

async function deliver(url: string, personId: string, number: string, more = {}): Promise<void> {
	const body = JSON.stringify({
		PersoonId: personId,
		PersooncategorieId: '33333333-aaaa-4333-8333-333333333333',
		ExternId: number,
		ExternSource: 'AFAS',
		Categorie: 'Extragegevens',
		...more,
	});
	expect(Math.floor((await post(url, body)).status / 100)).toBe(2);
}

const post = async (url: string, body: string) =>
	await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
