import { createFollowUpTable } from '../../../hosts/n8n/samples.mts';
import { connect, type Host } from '../host.mts';
import { until } from '../waiting.mts';
import { install, installCaller, type Caller } from './calling.mts';
import { mailboxCredential, startMailbox, type Mailbox } from './mailbox.mts';

jest.setTimeout(120_000);

let host: Host;
let mailbox: Mailbox;
let call: Caller;
let workflowId: string;
let table: string;

const put = async (personId: string, outcome: string) =>
	await call(workflowId, { personId, externId: `7${personId}`, externSource: 'HR', outcome, reason: '' });
/** Rows of this test only: the table is shared. */
const rows = async () =>
	(await host.rest.dataTableRows(table))
		.filter(({ personId }) => String(personId).startsWith('list-'))
		.map(({ personId, outcome }) => `${String(personId)} ${String(outcome)}`)
		.sort();

beforeAll(async () => {
	host = connect();
	mailbox = await startMailbox();
	table = await createFollowUpTable(host.rest);
	const smtp = await host.rest.createCredential('Mailbox', 'smtp', mailboxCredential(mailbox));
	workflowId = await install(host, 'follow-up-list', {
		credentials: [smtp],
		parameters: { 'Send summary': { fromEmail: 'n8n@example.org', toEmail: 'training-office@example.org' } },
	});
	call = await installCaller(host);
});

afterAll(async () => {
	await host.rest.unpublish(workflowId);
	await mailbox.stop();
});

test('one row a person, for what needs a person; the latest outcome counts, and who is complete leaves', async () => {
	for (const [id, outcome] of [
		['list-1', 'notFound'],
		['list-2', 'ambiguous'],
		['list-3', 'conflict'],
		['list-4', 'noPermission'],
		['list-5', 'retryLater'],
		['list-6', 'updated'],
	])
		await put(id!, outcome!);
	expect(await rows()).toEqual(['list-1 notFound', 'list-2 ambiguous', 'list-3 conflict', 'list-4 noPermission']);
	await put('list-1', 'ambiguous');
	await put('list-2', 'updated');
	await put('list-3', 'quotaExhausted');
	expect(await rows()).toEqual(['list-1 ambiguous', 'list-3 conflict', 'list-4 noPermission']);
});

test('the weekly summary names people by their IDs, grouped by outcome', async () => {
	await host.rest.run(workflowId, 'Every Monday');
	await until('a mail arrives', async () => Promise.resolve(mailbox.messages.length > 0));
	// Long lines are folded with = at their end (quoted-printable).
	const mail = mailbox.messages[0]!.replace(/=\n/g, '').replace(/=3D/g, '=');
	expect(mail).toMatch(/^To: training-office@example\.org$/m);
	expect(mail).toMatch(/^Subject: Coachview: \d+ people need a look$/m);
	expect(mail).toMatch(/ambiguous \(\d+\)\n(?: .*\n)* +HR\/7list-1 {2}person list-1/);
	expect(mail).toContain('HR/7list-4  person list-4');
	expect(mail).not.toContain('list-2');
});

test('with an empty list no mail is sent', async () => {
	const { id: project } = await host.rest.call<{ id: string }>('GET', '/rest/projects/personal');
	const filter = { type: 'and', filters: [{ columnName: 'personId', condition: 'neq', value: '' }] };
	await host.rest.call(
		'DELETE',
		`/rest/projects/${project}/data-tables/${table}/rows?filter=${encodeURIComponent(JSON.stringify(filter))}`,
	);
	mailbox.messages.length = 0;
	const execution = await host.rest.run(workflowId, 'Every Monday');
	await new Promise((resolve) => setTimeout(resolve, 3000));
	expect(execution).not.toBe('');
	expect(mailbox.messages).toEqual([]);
});
