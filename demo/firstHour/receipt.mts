import type { Locator } from 'playwright-core';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import type { Hour } from './hour.mts';
import { part } from './panel.mts';

const settings = {
	executionOrder: 'v1',
	saveDataErrorExecution: 'none',
	saveDataSuccessExecution: 'none',
	saveManualExecutions: false,
};

/** Somebody whose place of birth HR knows and Coachview does not. */
const person = { number: 'HR/10024', place: 'Utrecht' };

const node = (name: string, type: string, parameters: object) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [name === 'Start' ? 0 : 220, 0],
	parameters,
});

/**
 * An Update, run by hand, so that its receipt can be looked at; the workflows of the quick start keep no runs.
 * @returns the output pane of the node's panel, with the receipt in it
 */
export async function showReceipt({ hand: { page }, n8n }: Hour): Promise<Locator> {
	const [credential] = await n8n.rest.call<Array<{ id: string; name: string; type: string }>>(
		'GET',
		'/rest/credentials?filter=%7B%22type%22%3A%22coachviewOAuth2Api%22%7D',
	);
	const update = node('Update a person', 'n8n-nodes-coachview.coachview', {
		operation: 'update',
		person: { __rl: true, mode: 'externalKey', value: person.number },
		fields: { geboorteplaats: person.place },
		policy: 'onlyIfEmpty',
		options: {},
	});
	const { id } = await n8n.rest.importWorkflow(
		{
			name: 'Update a person',
			nodes: [node('Start', 'n8n-nodes-base.manualTrigger', {}), update],
			connections: { Start: { main: [[{ node: 'Update a person', type: 'main', index: 0 }]] } },
			settings,
		} as unknown as WorkflowJson,
		{ credentials: credential ? [credential] : [] },
	);
	// So wide that the pane, which has a third of it, shows the first columns.
	await page.setViewportSize({ width: 3000, height: 400 });
	await page.goto(`${n8n.url}/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"][data-node-name="Update a person"]').first().dblclick();
	await part(page, 'node-execute-button').click();
	const output = part(page, 'output-panel');
	await output.getByText('updated', { exact: true }).first().waitFor();
	return output;
}
