import { exportText } from '../../../scripts/workflows/exporting.mts';
import { readWorkflows } from '../../../scripts/workflows/files.mts';
import { connect, type Host } from '../host.mts';

let host: Host;

beforeAll(() => {
	host = connect();
});

test.each(readWorkflows())('n8n takes $name and gives it back as it is in the file', async ({ workflow, text }) => {
	const { id } = await host.rest.importWorkflow(workflow);
	expect(exportText(await host.rest.workflow(id))).toBe(text);
	await host.rest.deleteWorkflow(id);
});
