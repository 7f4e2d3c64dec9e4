import { formatWorkflow, readWorkflows } from '../../scripts/workflows/files.mts';
import { generatedPart, partsOf } from '../../scripts/workflows/generated.mts';
import { lintWorkflow } from '../../scripts/workflows/lint.mts';
import { readNodeVersions } from '../../scripts/workflows/nodeVersions.mts';
import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';

const known = readNodeVersions();
const files = readWorkflows();

describe.each(files)('workflows/$name.json', ({ workflow, text }) => {
	test('keeps the rules', () => expect(lintWorkflow(workflow, known)).toEqual([]));
	test('is written as the export writes it', () => expect(text).toBe(formatWorkflow(workflow)));
});

test('every adapter asks and answers with the same code, made from the rules of the node', () => {
	const adapters = files.filter(({ name }) => name.startsWith('hr-adapter-'));
	expect(adapters.length).toBeGreaterThanOrEqual(8);
	for (const { workflow } of adapters) {
		const parts = workflow.nodes
			.filter(({ type }) => type === 'n8n-nodes-base.code')
			.map((node) => [node.name, partsOf(node).entry]);
		expect(parts).toEqual([
			['Questions', 'questions'],
			['Answer', expect.stringMatching(/^(answers|file)$/)],
		]);
	}
	for (const entry of ['answers', 'file', 'known']) expect(generatedPart(entry)).toContain('function readBirthDate(');
});

const whole = files.find(({ name }) => name === 'complete-person-from-hr-afas')!.workflow;
/** One that has Code nodes. */
const adapter = files.find(({ name }) => name === 'hr-adapter-afas')!.workflow;

/** A copy with one thing changed; `edit` gets the copy and a way to find a node by type. */
function broken(
	edit: (
		copy: WorkflowJson & Record<string, unknown>,
		node: (type: string) => WorkflowNode & Record<string, unknown>,
	) => void,
	workflow = whole,
): string[] {
	const copy = structuredClone(workflow) as WorkflowJson & Record<string, unknown>;
	edit(
		copy,
		(type) => copy.nodes.find((one) => one.type.endsWith(`.${type}`)) as WorkflowNode & Record<string, unknown>,
	);
	return lintWorkflow(copy, known);
}

const cases: Array<[string, RegExp, Parameters<typeof broken>[0]]> = [
	[
		'a node of another package',
		/neither to n8n nor to this package/,
		(_, node) => void (node('if').type = 'n8n-nodes-other.thing'),
	],
	[
		'a node of n8n that the list does not know',
		/nodeVersions\.json/,
		(_, node) => void (node('if').type = 'n8n-nodes-base.unheardOf'),
	],
	[
		'a version that the oldest supported n8n lacks',
		/the oldest supported/,
		(_, node) => void (node('httpRequest').typeVersion = 4.5),
	],
	['a version that no n8n has', /the pinned/, (_, node) => void (node('httpRequest').typeVersion = 99)],
	['a version of our node that does not exist', /no version 2/, (_, node) => void (node('coachview').typeVersion = 2)],
	[
		'an older version of our node',
		/a newer version than 1/,
		(_, node) => void (node('coachviewTrigger').typeVersion = 1),
	],
	[
		'a credential type of somebody else',
		/unknown credential type/,
		(_, node) => void (node('coachview').credentials = { coachviewApi: { id: null, name: 'x' } }),
	],
	[
		'the id of a credential',
		/belongs to the machine/,
		(_, node) => void (node('coachview').credentials = { coachviewOAuth2Api: { id: 'T1z4hxxINzhFKy3C', name: 'x' } }),
	],
	[
		'a token in a header',
		/looks like a secret/,
		(_, node) =>
			void (node('httpRequest').parameters.headerParameters = {
				parameters: [{ name: 'Authorization', value: 'AfasToken PHRva2VuPjx2ZXJzaW9uPjE8' }],
			}),
	],
	['a password', /looks like a secret/, (_, node) => void (node('httpRequest').parameters.password = 'geheim')],
	['pinned data', /pinned/, (copy) => void (copy.pinData = { 'Coachview Trigger': [{ json: { personId: 'x' } }] })],
	['the id of the workflow', /"id" belongs to the machine/, (copy) => void (copy.id = 'abc')],
	['the id of the instance', /"meta" belongs to the machine/, (copy) => void (copy.meta = { instanceId: 'abc' })],
	[
		'a fixed webhook id',
		/webhook id/,
		(_, node) => void (node('coachviewTrigger').webhookId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
	],
	[
		'an address that is no placeholder',
		/not a placeholder/,
		(_, node) =>
			void (node('httpRequest').parameters.url = 'https://54321.rest.afas.online/ProfitRestServices/connectors/X'),
	],
	[
		'an address that only begins like a placeholder',
		/not a placeholder/,
		(_, node) => void (node('httpRequest').parameters.url = 'https://example.com.attacker.net/'),
	],
	[
		'an address inside an expression',
		/not a placeholder/,
		(_, node) => void (node('set').parameters.x = '={{ $json.a ? "http://10.0.0.7/a" : "" }}'),
	],
	[
		'executions that are saved',
		/saveDataSuccessExecution/,
		(copy) => void (copy.settings = { ...copy.settings, saveDataSuccessExecution: 'all' }),
	],
	['settings left out', /saveManualExecutions/, (copy) => void delete copy.settings],
	[
		'an HTTP Request without a time-out',
		/time-out/,
		(_, node) => void delete (node('httpRequest').parameters.options as { timeout?: number }).timeout,
	],
	[
		'an HTTP Request that may take five minutes',
		/time-out/,
		(_, node) => void ((node('httpRequest').parameters.options as { timeout?: number }).timeout = 300_000),
	],
	['an HTTP Request that stops the workflow', /error output/, (_, node) => void delete node('httpRequest').onError],
	[
		'an error output that leads nowhere',
		/error output/,
		(_, node) => void (node('httpRequest').onError = 'continueErrorOutput'),
	],
	[
		'a Code node with code of its own only',
		/without the rules/,
		(_, node) =>
			void Object.assign(node('set'), {
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: 'return [];' },
			}),
	],
	[
		'no sticky note',
		/sticky note/,
		(copy) => void (copy.nodes = copy.nodes.filter(({ type }) => !type.endsWith('stickyNote'))),
	],
	[
		'a note that forgets the settings',
		/private settings/,
		(_, node) => void (node('stickyNote').parameters.content = '## Fill in'),
	],
	['a node that nothing leads to', /nothing leads to it/, (copy) => void delete copy.connections.Person],
	['a trigger that leads nowhere', /leads nowhere/, (copy) => void delete copy.connections['Coachview Trigger']],
	[
		'a credential without an id, which n8n takes as chosen',
		/names a credential/,
		(_, node) => void (node('coachview').credentials = { coachviewOAuth2Api: { id: null, name: 'Coachview account' } }),
	],
	[
		"an address that may be some customer's",
		/example's host/,
		(_, node) => void (node('httpRequest').parameters.url = 'https://12345.rest.afas.online/ProfitRestServices'),
	],
	[
		'a slot of the note that n8n does not mark',
		/n8n marks nothing/,
		(_, node) =>
			void Object.assign(node('httpRequest').parameters, { url: 'https://api.loket.nl/v2', authentication: 'none' }),
	],
	[
		'a mark that the note does not name',
		/not in Fill in/,
		(_, node) => {
			const { parameters } = node('stickyNote');
			parameters.content = String(parameters.content).replace('**Find person**, ', '');
		},
	],
	[
		'a note that names no Error Workflow',
		/something broke/,
		(_, node) => {
			const { parameters } = node('stickyNote');
			parameters.content = String(parameters.content).replace('something broke', 'x');
		},
	],
	[
		'a table that nothing makes',
		/Nothing makes the table/,
		(copy) => {
			copy.nodes = copy.nodes.filter(({ name }) => name !== 'Prepare the follow-up table');
		},
	],
	[
		'a table with other columns than its CSV',
		/columns of its CSV/,
		(copy) => {
			const made = copy.nodes.find(({ name }) => name === 'Prepare the follow-up table')!;
			(made.parameters.columns as { column: unknown[] }).column.pop();
		},
	],
	[
		"a moment in n8n's own zone",
		/toUTC/,
		(copy) => {
			const at = copy.nodes.find(({ name }) => name === 'What became of it')!;
			at.parameters = JSON.parse(JSON.stringify(at.parameters).replace('$now.toUTC()', '$now')) as object as never;
		},
	],
	[
		'a table filter of which one condition is enough',
		/any of its conditions/,
		(_, node) => {
			const { filters } = node('dataTable').parameters as { filters: { conditions: object[] } };
			filters.conditions.push({ keyName: 'externSource', keyValue: 'HR' });
		},
	],
	[
		'a connection to a node that is gone',
		/does not exist/,
		(copy) => void (copy.nodes = copy.nodes.filter(({ name }) => name !== 'Keep the IDs')),
	],
];

test.each(cases)('notices %s', (_name, finding, edit) => {
	const findings = broken(edit);
	expect(findings.join('\n')).toMatch(finding);
});

test('notices a Code node whose rules are not the ones of the node', () => {
	const findings = broken(({ nodes }) => {
		const { parameters } = nodes.find(({ name }) => name === 'Answer')!;
		parameters.jsCode = String(parameters.jsCode).replace('minimumAge, 12', 'minimumAge, 11');
	}, adapter);
	expect(findings.join('\n')).toMatch(/not what the rules say now/);
});

test('the copy as it is has no fault, so that each finding above comes from its one change', () => {
	expect(broken(() => undefined)).toEqual([]);
	expect(broken(() => undefined, adapter)).toEqual([]);
});
