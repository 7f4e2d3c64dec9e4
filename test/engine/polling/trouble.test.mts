// A look that fails keeps nothing, says why, and the next one brings what it did not.
import type { Workflow } from 'n8n-workflow';
import { CoachviewPollingTrigger } from '../../../nodes/Coachview/CoachviewPollingTrigger.node.ts';
import { pollOnce } from '../../harness/poll.mts';
import { buildWorkflow } from '../../harness/workflow.mts';
import { startSandbox } from '../../../sandbox/start.mts';
import { pieterId, usePollStage } from './pollStage.mts';

const stage = usePollStage();
const control = () => stage.sandbox.control;
const edit = async (opmerking: string) => await control().people.patch(pieterId, { opmerking });

const shown = async (parameters = {}) => {
	try {
		await stage.look(parameters);
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		return `${message}. ${description ?? ''}`;
	}
	throw new Error('The look did not fail');
};

test.each([
	['an outage', async () => await control().faults.add({ kind: 'outage', count: 0 }), /Coachview/],
	['a used-up day', async () => await control().rateLimit.set({ remaining: 0 }), /5,?000|requests|limit/i],
	[
		'a missing scope',
		async () => await control().faults.add({ kind: 'status', status: 403, count: 0 }),
		/Personen\.Lezen/,
	],
	['half an answer', async () => await control().faults.add({ kind: 'truncatedJson', count: 0 }), /Coachview/],
])(
	'%s: nothing is kept, and the next look brings the change',
	async (_what, breakIt, words) => {
		await stage.look();
		await edit('Gewijzigd');
		const kept = structuredClone(stage.staticData);
		await breakIt();
		expect(await shown({ options: { reserve: 0 } })).toMatch(words);
		expect(stage.staticData).toEqual(kept);
		await control().faults.clear();
		await control().rateLimit.set({ remaining: 4_000 });
		expect(await stage.look()).toMatchObject([{ id: pieterId }]);
	},
	120_000,
);

test('a look of several pages leaves the reserve of the day to others', async () => {
	await control().reset({ people: 300 });
	await stage.look();
	for (const { id } of await control().people.list()) await control().people.patch(id, { opmerking: 'Gewijzigd' });
	const kept = structuredClone(stage.staticData);
	await control().rateLimit.set({ remaining: 251 });
	expect(await shown()).toContain('250');
	expect(stage.staticData).toEqual(kept);
	expect(await stage.look({ options: { reserve: 0 } })).toHaveLength(300);
});

test.each([
	[{ resource: 'nothing' }, 'Resource is none'],
	[{ triggerOn: 'status' }, 'Trigger On'],
	[{ resource: 'course', triggerOn: 'status', status: '' }, 'Status'],
	[{ filters: { externId: '' } }, 'External ID'],
	[{ options: { repeatMinutes: 5000 } }, 'Repeat After a Restart'],
	[{ simplify: 'perhaps' }, 'Simplify'],
])('%j is refused by name, and nothing is asked', async (parameters, words) => {
	await stage.requests();
	expect((await shown(parameters)).replaceAll("'", '')).toContain(words);
	expect(await stage.requests()).toEqual([]);
});

test('without a credential', async () => {
	await expect(pollOnce({ parameters: { resource: 'person' } })).rejects.toThrow(/credential/i);
});

test('another environment begins anew', async () => {
	const other = await startSandbox({ people: 12 });
	try {
		await stage.look();
		await edit('Gewijzigd');
		await other.control.people.patch(pieterId, { opmerking: 'Daar' });
		const at = async (customUrl: string) => {
			const run = await pollOnce({
				parameters: { resource: 'person' },
				credential: { ...stage.credentialValues(), customUrl },
				staticData: stage.staticData,
			});
			stage.staticData = run.staticData;
			return run.items;
		};
		expect(await at(other.coachviewUrl)).toBeNull();
		await other.control.people.patch(pieterId, { opmerking: 'Daar weer' });
		expect(await at(other.coachviewUrl)).toHaveLength(1);
	} finally {
		await other.stop();
	}
});

test('a look that is called while the last one goes on finds nothing, and loses nothing', async () => {
	await stage.look();
	await edit('Gewijzigd');
	await control().faults.add({ kind: 'delay', ms: 400, side: 'after' });
	const setup = { parameters: { resource: 'person' }, credential: stage.credential(), staticData: stage.staticData };
	const both = await Promise.all([pollOnce(setup), pollOnce(setup)]);
	expect(both.map(({ items }) => items?.length ?? 0)).toEqual([1, 0]);
});

test.each([
	[[{ mode: 'everyMinute' }], '1,440 looks a day, so 29 % of the 5,000'],
	[[{ mode: 'everyX', unit: 'minutes', value: 5 }], '288 looks a day, so 6 %'],
	[[{ mode: 'everyX', unit: 'minutes', value: 7 }], 'at most 288 looks a day'],
	[[{ mode: 'everyHour' }, { mode: 'everyHour' }], '48 looks a day'],
	[[{ mode: 'everyX', unit: 'hours', value: 2 }], '12 looks a day'],
	[[{ mode: 'custom', cronExpression: '0 * * * *' }], 'a Cron expression'],
])('the panel says what %j costs, in one hint', (item, words) => {
	const type = new CoachviewPollingTrigger();
	// n8n adds it when it loads a node that polls.
	type.description.properties.push({ displayName: 'Poll Times', name: 'pollTimes', type: 'json', default: '' });
	const { node, workflow } = buildWorkflow({
		type,
		parameters: { pollTimes: { item } } as never,
	});
	const { hints = [] } = type.description;
	const isShown = (condition: string) =>
		(workflow as Workflow).expression.getSimpleParameterValue(node, condition, 'internal', {}) === true;
	const found = hints.filter(({ displayCondition }) => isShown(displayCondition ?? ''));
	expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});
