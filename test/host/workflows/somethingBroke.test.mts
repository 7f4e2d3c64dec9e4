import { connect, installSample, type Host, type InstalledSample } from '../host.mts';
import { until } from '../waiting.mts';
import { createCredentials, fillingFor, readSample } from '../../../hosts/n8n/samples.mts';
import { install } from './calling.mts';
import { mailboxCredential, startMailbox, type Mailbox } from './mailbox.mts';

jest.setTimeout(180_000);

const AFAS = 'complete-person-from-hr-afas';
const TABLE = 'coachview_follow_up';
let host: Host;
let mailbox: Mailbox;
let tellerId: string;

beforeAll(async () => {
	host = connect();
	await table('PATCH', host.followUpTable, { name: 'aside' });
	mailbox = await startMailbox();
	const smtp = await host.rest.createCredential('Mailbox', 'smtp', mailboxCredential(mailbox));
	const sample = readSample('something-broke');
	const mail = sample.nodes.find(({ name }) => name === 'Send a mail')!;
	const parameters = { ...mail.parameters, fromEmail: 'n8n@example.org', toEmail: 'office@example.org' };
	const nodes = sample.nodes.map((node) =>
		node === mail
			? { ...mail, parameters, disabled: false, credentials: { smtp: { id: smtp.id, name: smtp.name } } }
			: node,
	);
	tellerId = (await host.rest.importWorkflow({ ...sample, nodes })).id;
	await host.rest.publish(tellerId);
});

beforeEach(async () => {
	await host.control.reset({ keep: ['clients'], people: 1 });
	mailbox.messages.length = 0;
});

afterAll(async () => {
	const made = await host.rest.findDataTable(TABLE);
	if (made) await table('DELETE', made);
	await table('PATCH', host.followUpTable, { name: TABLE });
	await host.rest.unpublish(tellerId);
	await mailbox.stop();
	await host.control.reset({ keep: ['clients'] });
});

/** Rows of the table as it is now: one that was removed and made again has another id. */
async function rows(): Promise<Array<Record<string, unknown>>> {
	const id = await host.rest.findDataTable(TABLE);
	return id ? await host.rest.dataTableRows(id) : [];
}
const crashed = async () => (await rows()).filter(({ outcome }) => outcome === 'crashed');

/**
 * The table of the other tests steps aside meanwhile, because its id must stay. Under a quite different name: n8n takes any
 * table whose name contains the one that a node asks for (read in n8n 2.41.1).
 */
async function table(method: string, id: string, body?: object): Promise<void> {
	const { id: project } = await host.rest.call<{ id: string }>('GET', '/rest/projects/personal');
	await host.rest.call(method, `/rest/projects/${project}/data-tables/${id}`, body);
}

/** An event of somebody whom HR does not know, so that the workflow wants to write to the table. */
async function happens({ webhookUrl }: InstalledSample, externId: string): Promise<void> {
	const id = await host.control.people.put({ achternaam: 'Quirijnszoon', externId, externSource: 'HR' });
	const body = JSON.stringify({ PersoonId: id, ExternId: externId, ExternSource: 'HR', Categorie: 'Extragegevens' });
	await fetch(webhookUrl!, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

/** As an older file leaves it, or a copy in another project: n8n takes it as chosen, and publishes. */
async function withoutCredential(name: string): Promise<InstalledSample> {
	const sample = readSample(AFAS);
	const [coachview] = await createCredentials(host.rest, host, 'afas');
	const credentials = [coachview!];
	const nodes = sample.nodes.map((node) =>
		node.name === 'Look up in AFAS' ? { ...node, credentials: { httpHeaderAuth: { id: null, name: 'AFAS' } } } : node,
	);
	const filling = { ...(await fillingFor(sample, host, 'afas', credentials)), name, settings: settings() };
	const { id } = await host.rest.importWorkflow({ ...sample, nodes }, filling);
	await host.rest.publish(id);
	return { id, credentials, webhookUrl: await host.rest.webhookUrl(id, 'Coachview Trigger') };
}

const settings = () => ({ errorWorkflow: tellerId });

test('without the table, and without a credential: one row each says which workflow, where and when, and nothing more', async () => {
	const sample = await installSample(host, AFAS, 'afas', { name: 'Sample without a table', settings: settings() });
	expect(await host.rest.findDataTable(TABLE)).toBeUndefined();
	await happens(sample, '66001');
	await until('the row is there', async () => (await crashed()).length > 0);
	const [row] = await crashed();
	expect(row).toMatchObject({
		personId: '',
		externId: '',
		externSource: '',
		outcome: 'crashed',
		reason: 'Sample without a table, at Keep the IDs',
		at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
	});
	await until('the mail is there', async () => Promise.resolve(mailbox.messages.length > 0));
	expect(mailbox.messages[0]).toMatch(/^Subject: Coachview: Sample without a table, at Keep the IDs$/m);
	expect(JSON.stringify([row, mailbox.messages])).not.toMatch(/66001|Quirijnszoon/);
	await host.rest.unpublish(sample.id);

	const second = await withoutCredential('Sample without a credential');
	await happens(second, '66002');
	await until('the second row is there', async () => (await crashed()).length > 1);
	expect((await crashed()).map(({ reason }) => String(reason).split(',')[0]).sort()).toEqual([
		'Sample without a credential',
		'Sample without a table',
	]);
	await host.rest.unpublish(second.id);
});

test('a workflow that dies again has one row, with the later moment', async () => {
	const { id } = await host.rest.importWorkflow(dying());
	await host.rest.publish(id);
	const call = async () => void (await fetch(`${host.n8nUrl}/webhook/dying-16`, { method: 'POST' }));
	const own = async () => (await crashed()).filter(({ reason }) => String(reason).startsWith('Dying'));
	await call();
	await until('the row is there', async () => (await own()).length > 0);
	const [first] = await own();
	await call();
	await until('the moment is later', async () => (await own())[0]?.at !== first?.at);
	expect(await own()).toHaveLength(1);
	await host.rest.unpublish(id);
});

test('the weekly list names it without a person', async () => {
	const listId = await install(host, 'follow-up-list', {
		credentials: [],
		parameters: { 'Send summary': { fromEmail: 'n8n@example.org', toEmail: 'office@example.org' } },
		disabled: ['Send summary'],
		settings: { saveManualExecutions: true },
	});
	const execution = await host.rest.run(listId, 'Every Monday');
	const [run] = await host.rest.waitForExecutions(listId);
	expect(run?.id).toBe(execution);
	const text = String(run?.data?.resultData.runData.Summary?.[0]?.data?.main[0]?.[0]?.json.text);
	expect(text).toMatch(/crashed \(\d\)\n(?: .*\n)* {2}Sample without a table, at Keep the IDs {2}\d{4}-/);
	await host.rest.unpublish(listId);
});

/** A webhook and a node that stops. */
function dying() {
	const at = { position: [0, 0] as [number, number] };
	const path = 'dying-16';
	const base = { id: 'a', typeVersion: 1, parameters: {}, ...at };
	return {
		name: 'Dying',
		nodes: [
			{
				...base,
				id: 'a',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			},
			{ ...base, id: 'b', name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'geheim' } },
		],
		connections: { Webhook: { main: [[{ node: 'Stop', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', ...settings() },
	};
}
