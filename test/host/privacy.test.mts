import { setTimeout as sleep } from 'node:timers/promises';
import { createFollowUpTable } from '../../hosts/n8n/samples.mts';
import type { Fault } from '../../sandbox/control/types.mts';
import { reportFigures } from '../harness/report.mts';
import { connect, installSample, type Host } from './host.mts';
import { leftovers } from './leftovers.mts';
import { until } from './waiting.mts';
import { adapterFor, installAdapter, installMain } from './workflows/library.mts';

jest.setTimeout(240_000);

// Values that occur nowhere else, so that every hit is a leak. The dates also in the forms that systems write them.
const person = {
	achternaam: 'Quirijnszoon',
	voornaam: 'Wubbechien',
	opmerking: 'Kent de directeur van Ootmarsum',
	email1: 'wubbechien@voorbeeld.example',
	tel1: '+31 000 774411',
};
const hr = {
	firstName: 'Wubbechientje',
	lastName: 'Quirijnsdochter',
	dateOfBirth: '1971-02-09',
	placeOfBirth: 'Ouwsterhaule-Zuid',
};
const secrets = [
	...Object.values(person),
	...Object.values(hr),
	'09-02-1971',
	'09.02.1971',
	'9-2-1971',
	'02/09/1971',
	'19710209',
	'1971-02',
];

/** What goes wrong, and the outcome that must come of it. */
interface Path {
	name: string;
	/** Last digits of the number. */
	no: string;
	/** Prepares the trouble. */
	before?(id: string, number: string): Promise<void>;
	/** The event names a person that Coachview does not know. */
	unknown?: true;
	/** Outcome on the follow-up list of the compact sample; none: the list stays empty. */
	outcome?: string;
}

let host: Host;
const fault = async (fault: object, match: object) => await host.control.faults.add({ ...fault, match } as Fault);
const onPerson = async (id: string, method: string, one: object) =>
	await fault(one, { server: 'coachview', method, path: `Personen/${id}` });
const echo = JSON.stringify({
	title: `${hr.dateOfBirth} past niet bij ${person.voornaam} ${person.achternaam}`,
	errors: { geboorteplaats: [`${hr.placeOfBirth} is onbekend`] },
});

const paths: Path[] = [
	{ name: 'success', no: '001' },
	{ name: 'person not found', no: '002', unknown: true, outcome: 'notFound' },
	{
		name: 'two employees in HR',
		no: '003',
		outcome: 'ambiguous',
		before: async (_, number) => void (await host.control.hr.put({ ...hr, number, key: 'twin' })),
	},
	{
		name: 'placeholder date',
		no: '004',
		outcome: 'incomplete',
		before: async (_, number) => void (await host.control.hr.patch(number, { dateOfBirth: '1900-01-01' })),
	},
	{
		name: 'day used up',
		no: '005',
		before: async (id) =>
			await onPerson(id, 'GET', { kind: 'status', status: 429, headers: { 'Retry-After': '7200' } }),
		outcome: 'quotaExhausted',
	},
	{
		name: 'Coachview answers 500 to the PUT',
		no: '006',
		before: async (id) => await onPerson(id, 'PUT', { kind: 'status', status: 500, body: echo, count: 3 }),
		outcome: 'unavailable',
	},
	{
		name: 'PUT refused with the values in the complaint',
		no: '007',
		before: async (id) =>
			await onPerson(id, 'PUT', {
				kind: 'status',
				status: 400,
				body: echo,
				headers: { 'content-type': 'application/problem+json' },
			}),
		outcome: 'rejected',
	},
	{
		name: 'not stored as sent',
		no: '008',
		before: async (id) => await onPerson(id, 'PUT', { kind: 'truncateStored', member: 'geboorteplaats', length: 6 }),
		outcome: 'notStored',
	},
	{
		name: 'half an answer to the PUT, then nothing',
		no: '009',
		outcome: 'unknownOutcome',
		before: async (id) => {
			await onPerson(id, 'PUT', { kind: 'truncatedJson' });
			await onPerson(id, 'GET', { kind: 'status', status: 404, skip: 1 });
		},
	},
	{
		name: 'somebody else in the register',
		no: '012',
		before: async (id) => void (await host.control.people.patch(id, { externId: '999' })),
		outcome: 'identityMismatch',
	},
	{
		name: 'another value in Coachview',
		no: '013',
		outcome: 'conflict',
		before: async (id) => void (await host.control.people.patch(id, { geboortedatum: '1971-02-10' })),
	},
];

// These hit whoever asks HR, so they come alone.
const hrPaths: Path[] = [
	{
		name: 'half an answer of HR',
		no: '010',
		outcome: 'retryLater',
		before: async () => await fault({ kind: 'truncatedJson', count: 3 }, { server: 'hr' }),
	},
	{
		name: 'HR is down',
		no: '011',
		outcome: 'retryLater',
		before: async () => await fault({ kind: 'html', count: 3 }, { server: 'hr' }),
	},
];

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
				await before?.(id, number);
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
