// One test per failure mode, in the real engine; docs/failure-modes.md says the same in words.
import { useBench } from '../../harness/bench.mts';
import { batch } from './batch.mts';
import { hrPeople } from './hrPeople.mts';
import { hrValues } from './hrValues.mts';
import { record } from './record.mts';
import { tools, type Row } from './row.mts';
import { writing } from './writing.mts';

const bench = useBench();
const groups: Record<string, Row[]> = { record, writing, hrValues, hrPeople, batch };
const rows = Object.values(groups).flat();

test.each(rows.map((row): [string, string, Row] => [row.id, row.title, row]))('%s %s', async (_id, _title, row) => {
	await row.run(tools(bench));
});
