import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { demoClient, pieterId } from '../../sandbox/start.mts';
import { startScriptedModel, type ScriptedModel, type Turn } from '../harness/scriptedModel.mts';
import { connect, type Host } from './host.mts';

jest.setTimeout(240_000);

let host: Host;
let model: ScriptedModel;
let workflowId: string;
let runs = 0;

/** As the editor writes "Defined automatically by the model". */
const fromModel = (key: string) => `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, 'string') }}`;
const person = { __rl: true, mode: 'id', value: fromModel('person_id') };

beforeAll(async () => {
	host = connect();
	model = await startScriptedModel();
	const { rest, coachviewUrl } = host;
	const credentials = [
		await rest.createCredential('Coachview', 'coachviewOAuth2Api', {
			environment: 'custom',
			customUrl: coachviewUrl,
			clientId: demoClient.clientId,
			clientSecret: demoClient.clientSecret,
		}),
		await rest.createCredential('Scripted model', 'openAiApi', { apiKey: 'scripted', url: model.url }),
	];
	({ id: workflowId } = await rest.importWorkflow(workflow(), { credentials }));
});
beforeEach(async () => await host.control.reset({}));
afterAll(async () => await model.stop());

/** Lets the agent play the script. @returns what the model read of its tools, as one text each */
async function play(...turns: Turn[]): Promise<string[]> {
	model.script([...turns, { text: 'Done.' }]);
	await host.rest.run(workflowId, 'Start');
	await host.rest.waitForExecutions(workflowId, ++runs, 60_000);
	const last = model.asked.at(-1)?.messages ?? [];
	return last.filter(({ role }) => role === 'tool').map(({ content }) => JSON.stringify(content));
}

const stored = async () => JSON.parse(await host.control.people.text(pieterId)) as { [name: string]: unknown };
const puts = async () => await host.control.requests.list({ server: 'coachview', method: 'PUT', path: 'Personen' });

it('a good call works, and the model reads a receipt without values', async () => {
	const before = await stored();
	const [answer] = await play({ tool: 'Set_title', args: { person_id: pieterId, title: 'prof.' } });
	expect(answer).toContain('updated');
	expect(answer).toContain('Updated Title');
	for (const value of [before.achternaam, before.email1, 'prof.']) expect(answer).not.toContain(String(value));
	expect({ ...(await stored()), auditTrail: 0 }).toEqual({ ...before, titel: 'prof.', auditTrail: 0 });
});

it('the model is offered what the author left to it and nothing else', async () => {
	await play();
	const tools = model.asked[0]?.tools ?? [];
	const offered = tools.map(({ function: { name, parameters } }) => [name, Object.keys(parameters.properties).sort()]);
	expect(Object.fromEntries(offered)).toMatchObject({
		Set_title: ['person_id', 'title'],
		Fill_place_of_birth: ['person_id', 'place'],
	});
	expect(tools.find(({ function: { name } }) => name === 'Set_title')?.function.description).toContain(
		'Update a person',
	);
});

/** What the call comes to: the guard's refusal, or a receipt that says that nothing was written. */
const GUARD = 'cannot be left to a model';

it.each<[string, string, { [name: string]: unknown }, string]>([
	['clear', 'Clear_fields', { person_id: pieterId, fields: '["email1","voornaam"]' }, GUARD],
	[
		'clear with what the author left out',
		'Set_title',
		{ person_id: pieterId, title: '', clearFields: ['email1'] },
		'nothingGiven',
	],
	['replace', 'Replace_it', { person_id: pieterId, record: '{"achternaam":"X"}' }, GUARD],
	['allow clearing', 'Replace_and_clear', { person_id: pieterId, allow: 'true' }, GUARD],
	['choose to overwrite', 'Choose_policy', { person_id: pieterId, place: 'Gouda', policy: 'overwrite' }, GUARD],
	['overwrite what is kept', 'Fill_name', { person_id: pieterId, name: 'Xaver', policy: 'overwrite' }, 'conflict'],
])('no call can %s', async (_what, tool, args, end) => {
	const before = await stored();
	const answers = await play({ tool, args });
	expect(answers).toEqual([expect.stringContaining(end)]);
	expect(await stored()).toEqual(before);
	expect(await puts()).toEqual([]);
});

function workflow(): WorkflowJson {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
		more: object = {},
	): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as WorkflowNode['parameters'],
		...more,
	});
	const tool = (name: string, parameters: object) =>
		node(
			name,
			'n8n-nodes-coachview.coachviewTool',
			1,
			{ resource: 'person', operation: 'update', person, ...parameters },
			{ credentials: { coachviewOAuth2Api: { id: null, name: 'Coachview' } }, onError: 'continueRegularOutput' },
		);
	const tools = [
		tool('Set title', { fields: { titel: fromModel('title') } }),
		tool('Fill place of birth', { fields: { geboorteplaats: fromModel('place') }, policy: 'onlyIfEmpty' }),
		tool('Fill name', { fields: { voornaam: fromModel('name') }, policy: 'onlyIfEmpty' }),
		tool('Clear fields', { clearFields: fromModel('fields') }),
		tool('Choose policy', { fields: { geboorteplaats: fromModel('place') }, policy: fromModel('policy') }),
		tool('Replace it', { operation: 'replace', recordJson: fromModel('record') }),
		tool('Replace and clear', {
			operation: 'replace',
			recordJson: '{"achternaam":"X"}',
			options: { allowClearing: fromModel('allow') },
		}),
	];
	const to = (name: string, type = 'main') => ({ [type]: [[{ node: name, type, index: 0 }]] });
	return {
		name: 'Coachview as a tool',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 3, { promptType: 'define', text: 'Do it.', options: {} }),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				1.2,
				{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: { maxRetries: 0 } },
				{ credentials: { openAiApi: { id: null, name: 'Scripted model' } } },
			),
			...tools,
		],
		connections: {
			Start: to('Agent'),
			Model: to('Agent', 'ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, to('Agent', 'ai_tool')])),
		},
		settings: { executionOrder: 'v1', saveManualExecutions: true },
	};
}
