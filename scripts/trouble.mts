import { troubleIds } from './troubleIds.mts';

/** The part of a Jest report that names tests. */
export interface NamedResults {
	testResults?: Array<{ assertionResults?: Array<{ title: string; status: string }> }>;
}

/** Counts the ids of troubleIds.mts that are shown by tests, over all suites of a run. */
export class TroubleTally {
	private readonly passed = new Set<string>();
	private readonly failed = new Set<string>();

	/** Takes the results of one suite in. A title may carry several ids. */
	add({ testResults = [] }: NamedResults): void {
		for (const { title, status } of testResults.flatMap(({ assertionResults = [] }) => assertionResults)) {
			const ids = title.match(/\bK\d+\.\d+\b/g) ?? [];
			for (const id of ids) (status === 'passed' ? this.passed : this.failed).add(id);
		}
	}

	/** @returns figures, and the ids that no test shows or that a test contradicts; a test that did not run shows nothing */
	verdict(): { passed: number; total: number; open: string[] } {
		const open = troubleIds.filter((id) => !this.passed.has(id) || this.failed.has(id));
		return { passed: troubleIds.length - open.length, total: troubleIds.length, open };
	}
}
