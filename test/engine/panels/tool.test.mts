import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const person = byId(pieterId);
const TOOL = { type: 'n8n-nodes-coachview.coachviewTool', onError: 'continueErrorOutput' } as const;
/** As n8n's editor writes it for "Defined automatically by the model". */
const MODEL = "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('It', ``, 'string') }}";
/** Its input is what the model says. */
const INPUT = '={{ $json.it }}';

const refused: Array<[string, string, INodeParameters]> = [
	['update', 'Clear Fields', { person, clearFields: MODEL }],
	['update', 'Clear Fields', { person, clearFields: INPUT }],
	['update', 'When a Field Is Already Filled', { person, policy: MODEL }],
	['update', 'Options', { person, options: { readOnlyFields: MODEL } }],
	['update', 'Options', { person, options: { return: INPUT } }],
	['upsert', 'Clear Fields', { externId: '1', externSource: 'HR', lastName: 'X', clearFields: MODEL }],
	['replace', 'Person (JSON)', { person, recordJson: MODEL }],
	['replace', 'Person (JSON)', { person, recordJson: INPUT }],
	['replace', 'Allow Clearing', { person, recordJson: '{"achternaam":"X"}', allowClearing: MODEL }],
	['replace', 'Options', { person, recordJson: '{"achternaam":"X"}', options: { allowClearing: MODEL } }],
];

describe('as a tool of an AI Agent', () => {
	it.each(refused)('%s: a model does not fill %s: %j', async (operation, label, parameters) => {
		const { outputs } = await stage.run(operation, parameters, { settings: TOOL });
		expect(outputs[1]?.[0]?.json.error).toMatchObject({
			reason: 'invalidInput',
			message: `'${label}' cannot be left to a model`,
			fields: [label],
		});
		expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toEqual([]);
	});
	it('neither outside a tool, by whatever spelling', async () => {
		for (const clearFields of [MODEL, "={{ $fromai('a') }}", "={{ [$fromAi ('a')] }}"])
			await expect(stage.person('update', { person, clearFields })).rejects.toThrow('cannot be left to a model');
	});
	it('what the author chose in the node is done, and values may come from the input', async () => {
		const parameters = { person, fields: { titel: '={{ $json.it }}' }, clearFields: ['opmerking'] };
		const { outputs } = await stage.run('update', parameters, { items: [{ it: 'dr.' }], settings: TOOL });
		expect(outputs[0]).toMatchObject([{ json: { outcome: 'updated', changedFields: ['titel', 'opmerking'] } }]);
		expect(JSON.stringify(outputs[0])).not.toContain('dr.');
	});
	it('reading takes its options from anywhere', async () => {
		const parameters = { person, options: { failUnlessOne: INPUT } };
		const { outputs } = await stage.run('get', parameters, { items: [{ it: true }], settings: TOOL });
		expect(outputs[0]).toHaveLength(1);
	});
	it('each operation says whether it reads or writes and what leaves the house, as a tool only', () => {
		const notices = new Coachview().description.properties.filter(
			({ displayOptions }) => displayOptions?.show?.['@tool']?.[0] === true,
		);
		const textFor = (operation: string) => {
			const shown = notices.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation));
			return [...new Set(shown.map(({ displayName, type }: INodeProperties) => `${type}: ${displayName}`))];
		};
		expect(textFor('get')).toEqual([
			expect.stringMatching(/^notice: This tool reads\. What it gives, .*leave your organisation/),
		]);
		expect(textFor('getAll')).toEqual(textFor('get'));
		for (const operation of ['create', 'update', 'replace'])
			expect(textFor(operation)).toEqual([
				expect.stringMatching(/^notice: This tool writes to Coachview\. .*without values/),
			]);
		expect(textFor('upsert')).toEqual([expect.stringContaining('creates or changes records')]);
		expect(textFor('delete')).toEqual([expect.stringContaining('deletes for good')]);
	});
});
