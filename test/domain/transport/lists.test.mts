import { asFault } from '../../../nodes/Coachview/domain/fault';
import { fieldNamed } from '../../../nodes/Coachview/domain/fields/label';
import { rawRecord, textAt } from '../../../nodes/Coachview/domain/json/record';
import type { Field } from '../../../nodes/Coachview/entities/entity';
import { person } from '../../../nodes/Coachview/entities/person';
import { updateUnderLock } from '../../../nodes/Coachview/actions/operations/locked';
import { listRecords } from '../../../nodes/Coachview/transport/paging';
import { Records } from '../../../nodes/Coachview/transport/records';
import { type Person } from '../../harness/memory.mts';
import { type Trouble } from '../../harness/memoryWeb.mts';
import { ID, stage, status, type Scene } from './recordStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

describe('a record that is carried along', () => {
	it('stands for a read for a moment, for what was read only', async () => {
		const { records, update } = await stage({});
		const record = await records.readWhole(ID);
		const carried = records.carried(record);
		expect(carried?.text).toBe(record.text);
		expect(records.fresh(record, carried as never)).toBe(record);
		const made = rawRecord('{"id":1}');
		expect(records.fresh(made, records.carried(made) as never)).toBeUndefined();
		await update({ tel1: '2' });
		expect(records.fresh(record, carried as never)).toBeUndefined();
	});

	it('what lags behind our own write is read again', async () => {
		const { records, update, memory, web } = await stage({});
		await update({ tel1: '2' });
		records.known.trust.lags = true;
		const old = memory.states(ID).at(-2);
		web.seen.length = 0;
		web.troubles.push({ method: 'GET', count: 2, answer: () => status(200, memory.textOf(old as never)) });
		expect(textAt(await records.readWhole(ID), ['tel1'])).toBe('2');
		expect(web.verbs).toBe('GET GET GET');
	});

	it('also after an item for the same record that failed before it wrote', async () => {
		const { records, client, update, memory, web } = await stage({});
		await update({ tel1: '2' });
		records.known.trust.lags = true;
		const failing = new Records(client, person);
		const failed = updateUnderLock(failing, ID, async () => await Promise.reject(new Error('a conflict')));
		await expect(failed).rejects.toThrow('a conflict');
		const old = memory.states(ID).at(-2);
		web.troubles.push({ method: 'GET', count: 2, answer: () => status(200, memory.textOf(old as never)) });
		expect(textAt(await records.readWhole(ID), ['tel1'])).toBe('2');
	});
});

const named = (name: string) => fieldNamed(person, name) as Field;

describe('a list', () => {
	const others = Array.from(
		{ length: 230 },
		(_, index): Person => ({
			id: `p${String(index).padStart(3, '0')}`,
			achternaam: `Naam ${(index * 7) % 230}`,
			externId: String(index),
			externSource: 'HR',
		}),
	);
	const list = async (wish: Partial<Parameters<typeof listRecords>[2]>, scene: Scene = { others }) => {
		const { records, client, web } = await stage(scene);
		const names = await listRecords(
			records,
			client,
			{ where: '', equalities: [], from: '', to: '', limit: Infinity, ...wish },
			(row) => textAt(row, ['id']),
		).catch((error: unknown) => [asFault(error).reason as string]);
		return { names, requests: web.seen.length };
	};

	it('has everybody once', async () => {
		const { names } = await list({});
		expect([names.length, new Set(names).size]).toEqual([231, 231]);
	});

	it('ends at its limit', async () => expect((await list({ limit: 5 })).names).toHaveLength(5));

	it('is sorted here', async () => {
		const { names } = await list({
			order: { field: 'achternaam', direction: 'asc' },
			equalities: [{ field: named('externSource'), value: 'HR' }],
		});
		expect(names).toHaveLength(231);
		expect(names.indexOf('p001')).toBeGreaterThan(names.indexOf('p000'));
	});

	it('is checked again here', async () => {
		expect((await list({ equalities: [{ field: named('externId'), value: '5' }] })).names).toEqual(['p005']);
		expect((await list({ equalities: [{ field: named('externId'), value: 'x' }] })).names).toEqual([
			'unexpectedAnswer',
		]);
		expect((await list({ where: 'externId=5', equalities: [{ field: named('externId'), value: '5' }] })).names).toEqual(
			['p005'],
		);
	});

	it('without ids is not believed', async () =>
		expect((await list({}, { troubles: [{ method: 'GET', answer: status(200, '[{"a":1}]') }] })).names).toEqual([
			'unexpectedAnswer',
		]));

	it('of a Coachview that does not sort by id is read in its own order', async () => {
		const unsorted: Trouble = {
			method: 'GET',
			path: 'Personen',
			count: 99,
			answer: ({ query }) => (query.orderby?.startsWith('id') ? status(400) : undefined),
		};
		expect((await list({}, { others, troubles: [unsorted] })).names).toHaveLength(231);
	});

	it('of examples is none', async () =>
		expect(
			(await list({}, { troubles: [{ method: 'GET', answer: status(200, '[{"id":1},{"id":1}]') }] })).names,
		).toEqual(['sampleData']));
});
