import { pieterId } from '../../../sandbox/start.mts';
import type { Execution } from '../../../hosts/n8n/execution.mts';
import { connect, installSample, type Host } from '../host.mts';
import { quiet } from '../waiting.mts';
import { adapters, settings } from './adapters.mts';
import { install } from './calling.mts';
import { adapterFor, chosen, installAdapter, installMain } from './library.mts';

jest.setTimeout(180_000);

const TABLE = 'coachview_follow_up';
/** So that the test can look at what the editor would show. */
const seen = { settings: { saveManualExecutions: true } };
let host: Host;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	await host.rest.emptyDataTable(host.followUpTable);
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

/** Runs *Try it out*, as the button in the editor does, and gives what each node put out. */
async function tryOut(id: string) {
	await host.rest.run(id, 'Try it out');
	const [{ data }] = (await host.rest.waitForExecutions(id)) as [Execution];
	expect(data?.resultData.error?.message).toBeUndefined();
	const runOf = (node: string) => data?.resultData.runData[node]?.[0];
	const output = (node: string) => runOf(node)?.data?.main[0]?.map(({ json }) => json);
	return Object.assign(output, { hints: (node: string) => runOf(node)?.hints?.map(({ message }) => message) });
}

/** Whether the register is as it was, and the list is empty. */
async function nothingWritten(before: Awaited<ReturnType<Host['control']['snapshot']>>): Promise<void> {
	expect((await quiet(host.control)).people).toEqual(before.people);
	expect(await host.rest.dataTableRows(host.followUpTable)).toEqual([]);
	const writes = await host.control.requests.list({ server: 'coachview', method: 'PUT' });
	expect(writes).toEqual([]);
}

/** What the node What would happen shows of the example, Pieter. */
const wouldFill = {
	personId: pieterId,
	externId: '10023',
	externSource: 'HR',
	outcome: 'dryRun',
	reason: 'Would fill in: geboortedatum, geboorteplaats',
	at: expect.any(String) as string,
};

test.each([
	'complete-person-from-hr-afas',
	'complete-person-from-hr-afas-compact',
	'complete-person-from-hr-afas-chain',
])('%s shows what would happen, and writes nothing, no row either', async (name) => {
	const before = await host.control.snapshot();
	const sample = await installSample(host, name, 'afas', seen);
	const output = await tryOut(sample.id);
	expect(output('What would happen')).toEqual([wouldFill]);
	// This copy saves manual executions, so that the test can look: the node says so.
	expect(output.hints('Complete person')).toEqual([expect.stringContaining('saves its manual executions')]);
	expect(output('Prepare the follow-up table')).toEqual([expect.objectContaining({ name: TABLE })]);
	await nothingWritten(before);
	await host.rest.unpublish(sample.id);
});

test('complete-person-from-hr does, through an adapter; whom HR does not know is not put on the list either', async () => {
	const { control } = host;
	const before = await control.snapshot();
	const adapterId = await installAdapter(host, adapterFor('hr-adapter-afas'));
	const { id } = await installMain(host, adapterId, seen);
	expect((await tryOut(id))('What would happen')).toEqual([wouldFill]);
	await nothingWritten(before);
	await control.hr.remove('10023');
	const again = await installMain(host, adapterId, seen);
	expect((await tryOut(again.id))('What would happen')).toEqual([{ ...wouldFill, outcome: 'notFound', reason: '' }]);
	await nothingWritten(before);
	await control.reset({ keep: ['clients'] });
	for (const one of [id, again.id]) await host.rest.unpublish(one);
});

test.each(adapters.map((adapter) => ({ ...adapter, title: [adapter.file, adapter.as].filter(Boolean).join(', ') })))(
	'$title answers for its example',
	async (adapter) => {
		const fill: typeof adapter.fill = (info) => ({ ...adapter.fill(info), ...seen });
		const output = await tryOut(await installAdapter(host, { ...adapter, fill }));
		expect(output('Answer')).toEqual([
			{ outcome: 'found', dateOfBirth: '1987-04-12', placeOfBirth: "'s-Gravenhage", matchKey: '10023' },
		]);
	},
);

test('hr-adapter-personio knows the date by its universal_id, and the place by its label, as the file has it', async () => {
	const { url } = (await host.control.hr.systems()).find(({ name }) => name === 'personio')!;
	const fill = () => ({ parameters: settings('hr-adapter-personio', { address: url }), ...seen });
	const output = await tryOut(await installAdapter(host, { ...adapterFor('hr-adapter-personio'), fill }));
	expect(output('Answer')).toEqual([
		{ outcome: 'found', dateOfBirth: '1987-04-12', placeOfBirth: "'s-Gravenhage", matchKey: '10023' },
	]);
});

test('reconcile shows who would be completed, and completes nobody', async () => {
	const { control } = host;
	await control.reset({ keep: ['clients'], people: 1 });
	await control.categories.add(pieterId, 'Extragegevens');
	await control.people.patch(pieterId, { opmerking: 'Net gewijzigd' });
	const before = await control.snapshot();
	const main = await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')));
	const id = await install(host, 'reconcile-missing-person-data', {
		...seen,
		credentials: main.credentials,
		parameters: {
			'Categories of the person': { url: `${host.coachviewUrl}/api/v1/Persoonscategorieen` },
			'Complete person from HR': chosen(main.id),
		},
	});
	const output = await tryOut(id);
	expect(output('Who would be completed')).toEqual([{ personId: pieterId, externId: '10023', externSource: 'HR' }]);
	expect(output('Complete person from HR')).toBeUndefined();
	await nothingWritten(before);
	await host.rest.unpublish(id);
	await host.rest.unpublish(main.id);
});

test('follow-up-list makes the table, or takes the one that is there', async () => {
	const smtp = await host.rest.createCredential('No mailbox', 'smtp', { host: '127.0.0.1', port: 1 });
	const id = await install(host, 'follow-up-list', {
		...seen,
		credentials: [smtp],
		parameters: { 'Send summary': { fromEmail: 'n8n@example.org', toEmail: 'office@example.org' } },
	});
	await host.rest.run(id, 'Prepare');
	const [execution] = await host.rest.waitForExecutions(id);
	expect(execution?.status).toBe('success');
	expect(await host.rest.findDataTable(TABLE)).toBe(host.followUpTable);
	await host.rest.unpublish(id);
});
