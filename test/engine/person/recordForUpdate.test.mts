import type { INodeParameters } from 'n8n-workflow';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { OWN_NODES } from '../../../scripts/workflows/lint.mts';
import { SCHEMAS } from '../../../scripts/entities/schemas.mts';
import { byId, members, pieterId, useStage, type Output } from '../../harness/stage.mts';

const stage = useStage();
const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const text = async () => await stage.sandbox.control.people.text(pieterId);
const { version } = new Coachview().description;
const versions = [version].flat();

/** A whole record, by a node of the given version. */
async function get(typeVersion: number, options: INodeParameters = {}): Promise<Output> {
	const parameters = { person: byId(pieterId), simplify: false, options };
	const run = await stage.run('get', parameters, { settings: { typeVersion } });
	if (run.error) throw Object.assign(new Error(run.error.message), run.error);
	return run.outputs[0]?.[0]?.json as Output;
}

const update = async (item: Output) =>
	await stage.person('update', { person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } }, [item]);

describe('Get: Record for Update', () => {
	it('is off in a new node: the record as it is, and nothing beside it', async () => {
		const item = await get(1.1);
		const { _record, ...before } = await get(1);
		expect(item).toEqual(before);
		const read = JSON.parse((_record as { text: string }).text) as object;
		expect(Object.keys(item)).toEqual(Object.keys(read));
		expect(Object.keys(read)).toEqual(expect.arrayContaining([...members(await text()).keys()]));
	});

	it.each([true, 'true'])('%j gives Update its base: two requests in all', async (includeRecord) => {
		const item = await get(1.1, { includeRecord });
		await stage.sandbox.control.requests.clear();
		expect(await update(item)).toEqual([expect.objectContaining({ outcome: 'updated', verified: true, requests: 1 })]);
		expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(1);
		expect(members(await text()).get('kaartnummer')).toBe('1234567890123456789');
	});

	it('without it Update is told what to switch on, before anything is sent', async () => {
		const [item, before] = [await get(1.1), await text()];
		await stage.sandbox.control.requests.clear();
		const run = await stage.run(
			'update',
			{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
			{ items: [item] },
		);
		expect(run.error).toMatchObject({
			message: expect.stringContaining('does not carry the whole person'),
			description: expect.stringContaining(
				'with Simplify off and Record for Update on, or set Current Record to Read It Now',
			),
		});
		expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toEqual([]);
		expect(await text()).toBe(before);
	});

	it('a workflow saved with version 1 keeps its _record, unless it says otherwise', async () => {
		expect(await get(1)).toHaveProperty('_record.mark');
		expect(await get(1, { includeRecord: false })).not.toHaveProperty('_record');
	});

	it.each(['', 'perhaps', '={{ $json.nothing }}'])('%j is neither yes nor no', async (includeRecord) => {
		await expect(get(1.1, { includeRecord })).rejects.toThrow("'Record for Update'");
	});

	it.each(['={{ $json }}', '={{ JSON.stringify($json) }}'])(
		'Replace takes a record without _record, too: %s',
		async (recordJson) => {
			const before = await text();
			expect(await stage.person('replace', { person: byId(pieterId), recordJson }, [await get(1.1)])).toEqual([
				expect.objectContaining({ outcome: 'unchanged', changedFields: [] }),
			]);
			expect(await text()).toBe(before);
		},
	);
});

test('each version of the node is one that samples may have, and has its schemas', () => {
	expect(OWN_NODES['n8n-nodes-coachview.coachview']).toEqual(versions);
	expect(readdirSync(join(import.meta.dirname, '../../..', SCHEMAS)).sort()).toEqual(
		versions.map((one) => `v${one.toFixed(1)}.0`),
	);
});
