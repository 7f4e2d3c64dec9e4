import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHour, walk, type Hour, type Walked } from '../../demo/firstHour/hour.mts';
import { steps } from '../../demo/firstHour/steps.mts';
import { projectRoot } from '../../hosts/cache.mjs';
import { comparePerson } from '../../sandbox/control/compare.mts';
import type { Snapshot } from '../../sandbox/control/types.mts';
import { pieterId } from '../../sandbox/start.mts';
import { reportFigures } from '../harness/report.mts';

jest.setTimeout(600_000);

const reports = join(projectRoot, 'reports');
let hour: Hour;
let before: Snapshot;
let walked: Walked;

interface Listed {
	id: string;
	name: string;
	settings?: object;
}
const listed = async (path: string) => await hour.n8n.rest.call<Listed[]>('GET', path);

beforeAll(async () => {
	mkdirSync(reports, { recursive: true });
	hour = await openHour();
});

afterAll(async () => await hour?.stop());

test('n8n is empty: no workflow, no credential, no table', async () => {
	const { rest } = hour.n8n;
	expect([await listed('/rest/workflows'), await listed('/rest/credentials')]).toEqual([[], []]);
	expect(await rest.findDataTable('coachview_follow_up')).toBeUndefined();
});

test('twelve steps and fifty clicks later the first person is complete', async () => {
	const { sandbox, hand } = hour;
	before = await sandbox.control.snapshot();
	try {
		walked = await walk(hour, steps);
	} catch (error) {
		await hand.page.screenshot({ path: join(reports, 'first-hour.png') });
		throw error;
	}
	const { clicks, keys } = walked;
	reportFigures('firstHour', { steps: walked.steps.length, clicks, keys });
	const { changed, lost, overwritten, othersTouched } = comparePerson(
		before,
		await sandbox.control.snapshot(),
		pieterId,
	);
	expect({ changed: changed.sort(), lost, overwritten, othersTouched }).toEqual({
		changed: ['geboortedatum', 'geboorteplaats'],
		lost: [],
		overwritten: [],
		othersTouched: [],
	});
	expect(walked.steps.length).toBeLessThanOrEqual(12);
	expect(clicks).toBeLessThanOrEqual(50);
});

test('only the two fields went to Coachview, in one write by the client with three scopes', async () => {
	const writes = await hour.sandbox.control.requests.list({ server: 'coachview', path: '^/api/' });
	expect(writes.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual(['PUT']);
});

test('no run is kept, and nobody is on the list', async () => {
	const { rest } = hour.n8n;
	expect(await rest.executions({ limit: 50 })).toEqual([]);
	const table = await rest.findDataTable('coachview_follow_up');
	expect(await rest.dataTableRows(String(table))).toEqual([]);
});

test('what is left is the private workflow, to be duplicated again, and its filled duplicate, as private', async () => {
	const private_ = { saveDataErrorExecution: 'none', saveDataSuccessExecution: 'none', saveManualExecutions: false };
	const workflows = await listed('/rest/workflows');
	expect(workflows.map(({ name }) => name).sort()).toEqual(['Coachview private', 'Complete person from AFAS']);
	for (const { id } of workflows) expect((await hour.n8n.rest.workflow(id)).settings).toMatchObject(private_);
	expect((await listed('/rest/credentials')).map(({ name }) => name).sort()).toEqual([
		'Coachview account',
		'Header Auth account',
	]);
});
