// Which Coachview confirms: shown in the panel, kept to when the workflow is published and when an event comes, told in the item.
import type { INode, INodeType } from 'n8n-workflow';
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { loadOptions, runHook } from '../../harness/engine.mts';
import { runWebhook } from '../../harness/webhook.mts';
import { nodeType } from '../../harness/workflow.mts';
import { body, parameters } from './fixtures.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

const local = () => ({
	environment: 'custom',
	customUrl: sandbox.coachviewUrl,
	clientId: 'demo',
	clientSecret: 'demo-secret',
});
const training = { environment: 'training', clientId: 'x', clientSecret: 'y' };
const event = { ...body, PersoonId: pieterId, ExternId: '', ExternSource: '' };
const at = (confirmIn: string) => ({ parameters: { ...parameters, confirmIn } });
const choices = async (credential?: object) =>
	(
		await loadOptions('environmentsToAsk', {
			type: 'coachviewTrigger',
			parameters,
			...(credential && { credential }),
		} as never)
	).map(({ name, value }) => [name, value]);

test('the panel shows where the credential leads', async () => {
	expect(await choices(training)).toEqual([
		['Training, as the Credential Says', 'credential'],
		['Only Live', 'live'],
		['Only Training', 'training'],
	]);
	const { host } = new URL(sandbox.coachviewUrl);
	expect(await choices(local())).toEqual([
		[`${host}, as the Credential Says`, 'credential'],
		['Only Live', 'live'],
		['Only Training', 'training'],
		[`Only ${host}`, host],
	]);
	expect((await choices())[0]).toEqual(['Nobody Is Asked: No Usable Credential Is Chosen', 'credential']);
});

test('a credential of another environment stops the publishing', async () => {
	const publish = async (confirmIn: string) =>
		await runHook('checkExists', { ...at(confirmIn), credential: training } as never);
	await expect(publish('live')).rejects.toThrow(
		'The credential for Confirming belongs to Training, but Environment to Ask says Live',
	);
	for (const fine of ['credential', 'training', 'Training']) expect(await publish(fine)).toBe(true);
	expect(
		await runHook('checkExists', {
			parameters: { ...at('live').parameters, confirm: false },
			credential: training,
		} as never),
	).toBe(true);
	await expect(publish(' ')).rejects.toThrow('Environment to Ask is empty');
});

test('and when it was exchanged later, nothing runs and nobody is asked', async () => {
	await sandbox.control.reset();
	const { workflowData } = await runWebhook({ ...at('live'), credential: local(), delivery: { body: event } } as never);
	expect([workflowData, await sandbox.control.requests.list({ server: 'coachview' })]).toEqual([undefined, []]);
});

test('the item tells which nodes behind the trigger use another credential', async () => {
	const behind = (credential: { id: string; name: string }, more: Partial<INode> = {}) => ({
		node: {
			id: 'behind',
			name: 'Complete person',
			type: 'n8n-nodes-coachview.coachview',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { coachviewOAuth2Api: credential },
			...more,
		} as INode,
		type: nodeType('coachview') as INodeType,
	});
	const remark = async (one: ReturnType<typeof behind>) =>
		(await runWebhook({ parameters, credential: local(), behind: [one], delivery: { body: event } })).workflowData?.[0]
			.json.credentialRemark;
	const { host } = new URL(sandbox.coachviewUrl);
	expect(await remark(behind({ id: '77', name: 'Coachview LIVE' }))).toBe(
		`The trigger asked ${host} with the credential Coachview, but Complete person uses the credential Coachview LIVE. Make sure that both belong to one environment.`,
	);
	expect(await remark(behind({ id: '77', name: 'Coachview LIVE' }, { disabled: true }))).toBeUndefined();
});
