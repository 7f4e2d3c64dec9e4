// One test per failure mode, in the real engine; docs/failure-modes.md says the same in words.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../hosts/cache.mjs';
import { useStage } from '../../harness/stage.mts';
import { batch } from './batch.mts';
import { causes } from './causes.mts';
import { creating } from './creating.mts';
import { deliveries } from './deliveries.mts';
import { flood } from './flood.mts';
import { freeFields } from './freeFields.mts';
import { freshBase } from './freshBase.mts';
import { hrDates } from './hrDates.mts';
import { hrPeople } from './hrPeople.mts';
import { hrValues } from './hrValues.mts';
import { lists } from './lists.mts';
import { manyTogether } from './manyTogether.mts';
import { pageLines } from './page.mts';
import { record } from './record.mts';
import { tools, type Row } from './row.mts';
import { settings } from './settings.mts';
import { storing } from './storing.mts';
import { together } from './together.mts';
import { webhooks } from './webhooks.mts';
import { writing } from './writing.mts';

const stage = useStage();
const groups: Record<string, Row[]> = {
	record,
	writing,
	hrValues,
	hrDates,
	hrPeople,
	webhooks,
	batch,
	freshBase,
	freeFields,
	settings,
	creating,
	storing,
	lists,
	deliveries,
	causes,
	together,
	manyTogether,
	flood,
};
const rows = Object.values(groups).flat();
const expectedIds = Array.from({ length: 87 }, (_, index) => `F${index + 1}`)
	.concat('F18a')
	.sort();
let ran = 0;
let passed = 0;

test.each(rows.map((row): [string, string, Row] => [row.id, row.title, row]))('%s %s', async (_id, _title, row) => {
	ran++;
	await row.run(tools(stage));
	passed++;
});

describe('docs/failure-modes.md', () => {
	const lines = readFileSync(join(projectRoot, 'docs', 'failure-modes.md'), 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('| **F'));

	test('has each of the 88 rows once, and so have the tests', () => {
		expect(rows.map(({ id }) => id).sort()).toEqual(expectedIds);
		expect(lines.map((line) => /\*\*(F\d+a?)\*\*/.exec(line)?.[1]).sort()).toEqual(expectedIds);
	});

	test('says what the table of tests says', () => expect(lines).toEqual(pageLines(groups)));
});

afterAll(() => {
	// A run of single rows says nothing about all of them.
	if (ran !== rows.length) return;
	const folder = join(projectRoot, 'reports', 'parts');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'failureModes.json'), `${JSON.stringify({ passed, total: expectedIds.length })}\n`);
});
