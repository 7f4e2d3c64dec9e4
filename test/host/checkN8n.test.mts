import { owner } from '../../hosts/n8n/rest.mts';
import { runChecks, type Finding } from '../../scripts/checkN8n/checks.mts';
import { openDoor } from '../../scripts/checkN8n/doors.mts';
import { readOptions } from '../../scripts/checkN8n/options.mts';
import { startSandbox, type Sandbox } from '../../sandbox/start.mts';
import { connect } from './host.mts';

jest.setTimeout(240_000);

const host = connect();
const optionsFor = (...words: string[]) => ['--url', `${host.n8nUrl}/`, ...words];
const verdicts = (findings: Finding[]) => findings.map(({ check, verdict, says }) => [check, verdict, says]);
/** Everything of the check's that n8n holds. */
const left = async () => {
	const workflows = await host.rest.call<Array<{ name: string }>>('GET', '/rest/workflows?take=250');
	const credentials = await host.rest.call<Array<{ name: string }>>('GET', '/rest/credentials');
	return [...workflows, ...credentials].map(({ name }) => name).filter((name) => name.startsWith('Check: '));
};

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({});
});
afterEach(() => sandbox.stop());

test('an owner sees every check pass, and nothing is left behind', async () => {
	const door = await openDoor(readOptions(optionsFor('--email', owner.email), { N8N_PASSWORD: owner.password }));
	const findings = await runChecks({ url: host.n8nUrl, door, sandbox });
	expect(verdicts(findings).filter(([, verdict]) => verdict !== 'ok')).toEqual([]);
	expect(findings.map(({ says }) => says)).toEqual([
		'n8n 2.41.1',
		expect.any(String),
		expect.stringContaining('n8n-nodes-coachview.coachviewTrigger 1'),
		'coachviewOAuth2Api, coachviewWebhookApi',
		expect.stringContaining('a wrong secret does not'),
		expect.stringContaining('everything else is as it was'),
		'1 workflow(s) and 2 credential(s) were made and removed',
	]);
	expect(await left()).toEqual([]);
});

test('with a key of the public API the main job runs, and what cannot run says so', async () => {
	const scopes = await host.rest.call<string[]>('GET', '/rest/api-keys/scopes');
	const made = await host.rest.call<{ id: string; rawApiKey: string }>('POST', '/rest/api-keys', {
		label: `check ${Date.now()}`,
		scopes,
		expiresAt: null,
	});
	const door = await openDoor(readOptions(optionsFor(), { N8N_API_KEY: made.rawApiKey }));
	const findings = await runChecks({ url: host.n8nUrl, door, sandbox });
	await host.rest.call('DELETE', `/rest/api-keys/${made.id}`);
	expect(verdicts(findings).filter(([, verdict]) => verdict === 'NOT OK')).toEqual([]);
	expect(findings.map(({ verdict }) => verdict)).toEqual([
		'ok',
		'not run',
		'not run',
		'not run',
		'not run',
		'ok',
		'ok',
	]);
	expect(await left()).toEqual([]);
});

test('a job that does not come true is told, and nothing is left behind all the same', async () => {
	const door = await openDoor(readOptions(optionsFor('--email', owner.email), { N8N_PASSWORD: owner.password }));
	await sandbox.control.hr.setFlags('afas', { unavailable: true });
	const findings = await runChecks({ url: host.n8nUrl, door, sandbox, patienceMs: 4000 });
	expect(verdicts(findings).filter(([, verdict]) => verdict !== 'ok')).toEqual([
		[
			expect.stringContaining('main job'),
			'NOT OK',
			expect.stringContaining('nothing was written within 4 s; n8n answered 2'),
		],
	]);
	expect(await left()).toEqual([]);
});

test('without a sandbox nothing is made', async () => {
	const door = await openDoor(
		readOptions(optionsFor('--email', owner.email, '--no-sandbox'), { N8N_PASSWORD: owner.password }),
	);
	const findings = await runChecks({ url: host.n8nUrl, door });
	expect(findings.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok', 'not run', 'not run', 'ok']);
});

test('a wrong password is an error of n8n, not a finding', async () => {
	const options = readOptions(optionsFor('--email', owner.email), { N8N_PASSWORD: 'Wrong-password-1' });
	await expect(openDoor(options)).rejects.toThrow('401');
});
