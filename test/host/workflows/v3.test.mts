import { readWorkflows } from '../../../scripts/workflows/files.mts';
import { reportFigures } from '../../harness/report.mts';
import { connect, type Host } from '../host.mts';

jest.setTimeout(120_000);

interface Report {
	workflowResults: Array<{ ruleId: string; ruleTitle: string; nbAffectedWorkflows: number }>;
}
interface Details {
	affectedWorkflows: Array<{ id: string; name: string; issues: Array<{ title: string }> }>;
}

let host: Host;

beforeAll(() => {
	host = connect();
});

/** What n8n's own rules for version 3.0, which ship inside the pinned n8n, say about these workflows. */
async function findings(ids: string[]): Promise<string[]> {
	const { report } = await host.rest.call<{ report: Report }>(
		'POST',
		'/rest/breaking-changes/report/refresh?version=v3',
	);
	const all: string[] = [];
	for (const { ruleId } of report.workflowResults) {
		const { affectedWorkflows } = await host.rest.call<Details>('GET', `/rest/breaking-changes/report/${ruleId}`);
		all.push(
			...affectedWorkflows
				.filter(({ id }) => ids.includes(id))
				.flatMap(({ name, issues }) => issues.map(({ title }) => `${name}: ${title}`)),
		);
	}
	return all;
}

test("K15.9 n8n's own rules for 3.0 find nothing in any workflow", async () => {
	const ids: string[] = [];
	for (const { workflow } of readWorkflows()) ids.push((await host.rest.importWorkflow(workflow)).id);
	const found = await findings(ids);
	reportFigures('v3Findings', found.length);
	expect(found).toEqual([]);
	for (const id of ids) await host.rest.deleteWorkflow(id);
});

test('K15.9 and they do find "run once for each item", so that nothing found means something', async () => {
	const { workflow } = readWorkflows().find(({ name }) => name === 'complete-person-from-hr')!;
	const old = structuredClone(workflow);
	for (const node of old.nodes) if (node.type === 'n8n-nodes-base.executeWorkflow') node.parameters.mode = 'each';
	const { id } = await host.rest.importWorkflow({ ...old, name: 'As it was' });
	expect(await findings([id])).toEqual([expect.stringContaining('Ask AFAS'), expect.stringContaining('Ask HR')]);
	await host.rest.deleteWorkflow(id);
});
