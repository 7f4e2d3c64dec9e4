/** What n8n keeps of the runs of a workflow: names of its settings, as n8n stores them. Left out or `DEFAULT`: as the instance does. */
export interface RunSettings {
	saveDataErrorExecution?: unknown;
	saveDataSuccessExecution?: unknown;
	saveManualExecutions?: unknown;
	saveExecutionProgress?: unknown;
}

/** Each setting, and what the editor calls it; all but the last are on in a new n8n. */
const KEPT: ReadonlyArray<{ name: keyof RunSettings; label: string; off: unknown; usually: boolean }> = [
	{ name: 'saveDataErrorExecution', label: 'failed production executions', off: 'none', usually: true },
	{ name: 'saveDataSuccessExecution', label: 'successful production executions', off: 'none', usually: true },
	{ name: 'saveManualExecutions', label: 'manual executions', off: false, usually: true },
	{ name: 'saveExecutionProgress', label: 'execution progress', off: false, usually: false },
];

/**
 * n8n's editor leaves these settings out when it imports a file, so that whoever imported a private sample has a workflow
 * that keeps birth data for two weeks (seen in n8n 2.41.1).
 *
 * @param settings the workflow's own; what it leaves to the instance cannot be seen from a node
 * @returns a sentence that says what to do; undefined when nothing is saved
 */
export function savedRunsAdvice(settings: RunSettings): string | undefined {
	const isKept = ({ name, off, usually }: (typeof KEPT)[number]) => {
		const value = settings[name];
		return value === undefined || value === null || value === 'DEFAULT' ? usually : value !== off;
	};
	const kept = KEPT.filter(isKept).map(({ label }) => label);
	if (kept.length === 0) return undefined;
	return `Data of people stay in n8n: this workflow saves its ${kept.join(', ')}, unless your n8n as a whole does not. Open ⋯ → Settings and set the Save lines to Do not save.`;
}
