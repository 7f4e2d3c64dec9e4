import { savedRunsAdvice, type RunSettings } from '../../nodes/Coachview/domain/savedRuns.ts';

const NOTHING: RunSettings = {
	saveDataErrorExecution: 'none',
	saveDataSuccessExecution: 'none',
	saveManualExecutions: false,
	saveExecutionProgress: false,
};
/** @returns the kinds of runs that the advice names */
const kept = (settings: RunSettings) => /saves its (.*), unless/.exec(savedRunsAdvice(settings) ?? '')?.[1];
const ALL_USUAL = 'failed production executions, successful production executions, manual executions';

describe('what n8n keeps of a workflow that handles birth data', () => {
	it('is nothing to speak of when every Save line is off', () => {
		expect(savedRunsAdvice(NOTHING)).toBeUndefined();
		expect(savedRunsAdvice({ ...NOTHING, saveExecutionProgress: 'DEFAULT' })).toBeUndefined();
		expect(savedRunsAdvice({ ...NOTHING, saveExecutionProgress: undefined })).toBeUndefined();
	});

	it('is all but the progress in an imported workflow, which has no such settings', () => {
		expect(kept({})).toBe(ALL_USUAL);
		expect(
			kept({ saveDataErrorExecution: 'DEFAULT', saveDataSuccessExecution: null, saveManualExecutions: undefined }),
		).toBe(ALL_USUAL);
		expect(savedRunsAdvice({})).toContain('set the Save lines to Do not save');
	});

	it.each<[keyof RunSettings, unknown, string]>([
		['saveDataErrorExecution', 'all', 'failed production executions'],
		['saveDataSuccessExecution', 'all', 'successful production executions'],
		['saveManualExecutions', true, 'manual executions'],
		['saveExecutionProgress', true, 'execution progress'],
	])('%s on is named', (name, on, label) => {
		expect(kept({ ...NOTHING, [name]: on })).toBe(label);
	});
});
