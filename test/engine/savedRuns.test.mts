import type { IWorkflowSettings } from 'n8n-workflow';
import { byId, pieterId, useStage } from '../harness/stage.mts';
import { runNode } from '../harness/engine.mts';

const stage = useStage();

/** What the node says beside its output, in a run that somebody starts in the editor. */
async function hints(workflowSettings: IWorkflowSettings | undefined, parameters: object = {}): Promise<string[]> {
	const run = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', operation: 'get', person: byId(pieterId), options: {}, ...parameters },
		credential: stage.credential(),
		workflowSettings,
	});
	expect(run.error).toBeUndefined();
	return run.hints.map(({ message }) => message);
}

/** What the editor leaves of a file's settings when it imports. */
const imported: IWorkflowSettings = {
	saveDataErrorExecution: undefined,
	saveDataSuccessExecution: undefined,
	saveManualExecutions: undefined,
	saveExecutionProgress: undefined,
};

/** n8n 1.120 does not tell a node what its workflow saves. */
const isTold = !process.env.COACHVIEW_ENGINE;

if (isTold)
	describe('A run in the editor', () => {
		it('is told when the settings were lost by an import', async () => {
			const [message, ...more] = await hints(imported);
			expect(more).toEqual([]);
			expect(message).toContain('failed production executions, successful production executions, manual executions');
			expect(message).toContain('Do not save');
			expect(message).not.toContain('progress');
		});

		it('is told of the one setting that is left', async () => {
			const [message] = await hints({ saveManualExecutions: 'DEFAULT' });
			expect(message).toContain('saves its manual executions,');
			expect((await hints({ saveExecutionProgress: true }))[0]).toContain('saves its execution progress,');
			expect((await hints({ saveDataSuccessExecution: 'all' }))[0]).toContain(
				'saves its successful production executions,',
			);
		});

		it('is told nothing when nothing is saved', async () => {
			expect(await hints(undefined)).toEqual([]);
			expect(await hints({ saveExecutionProgress: 'DEFAULT' })).toEqual([]);
		});

		it('is told of records of any kind that the user names, but not where no people are', async () => {
			const any = { resource: 'record', entity: 'Personen', operation: 'getAll', limit: 1 };
			expect(await hints(imported, any)).toHaveLength(1);
			expect(await hints(imported, { resource: 'account', operation: 'get' })).toEqual([]);
			expect(await hints(imported, { resource: 'course', operation: 'getAll', limit: 1 })).toEqual([]);
		});
	});
else it('is told nothing where n8n does not say what it saves', async () => expect(await hints(imported)).toEqual([]));
