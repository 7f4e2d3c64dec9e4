import { byId, byKey, pieterId, useStage } from '../../harness/stage.mts';
import { runNode } from '../../harness/engine.mts';

const stage = useStage();
const NOBODY = '99999999-9999-4999-8999-999999999999';
const settings = { onError: 'continueErrorOutput' } as const;
const items = [
	{ id: pieterId, secret: 'x' },
	{ id: NOBODY, secret: 'y' },
];
const update = { person: byId('={{ $json.id }}'), fields: { titel: 'dr.' } };

describe('a failed item', () => {
	it('is the error alone, with the ids, and still linked to its input item', async () => {
		const { outputs } = await stage.run('update', update, { items, settings });
		expect(outputs[1]).toEqual([
			{
				json: {
					error: expect.objectContaining({ reason: 'notFound', personId: NOBODY, environment: expect.any(String) }),
				},
				pairedItem: 1,
			},
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	});
	it('has the input item by option, as n8n merges it', async () => {
		const options = { inputInErrors: true };
		const { outputs } = await stage.run('update', { ...update, options }, { items, settings });
		expect(outputs[1]).toEqual([{ json: { ...items[1], error: expect.anything() }, pairedItem: { item: 1 } }]);
	});
	it('names the key that was asked for, before Coachview knows it', async () => {
		const { outputs } = await stage.run('update', { ...update, person: byKey('HR/nobody-1') }, { settings });
		expect(outputs[1]?.[0]?.json.error).toMatchObject({ externSource: 'HR', externId: 'nobody-1' });
	});
	it('shows nothing that has no form of an id', async () => {
		const typed = { externId: 'Jan Jansen', externSource: 'HR', lastName: "={{ '' }}" };
		const { outputs } = await stage.run('upsert', typed, { settings });
		expect(outputs[1]?.[0]?.json.error).toMatchObject({ externSource: 'HR' });
		expect(JSON.stringify(outputs[1])).not.toContain('Jansen');
	});
	it('is linked for the nodes behind it: the number means what an object means', async () => {
		const { outputs, run } = await stage.run('update', update, { items, settings });
		expect(outputs[1]).toHaveLength(1);
		const [link] = outputs[1]!.map(({ pairedItem }) => pairedItem);
		expect(run.data.resultData.runData.Start?.[0]?.data?.main[0]?.[link as number]?.json).toEqual(items[1]);
	});
});

it('where errors stay among the others, links are as ever', async () => {
	const { outputs } = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', operation: 'update', ...update },
		credential: stage.credential(),
		items,
		settings: { onError: 'continueRegularOutput' },
	});
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});
