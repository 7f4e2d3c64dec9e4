import { idLock } from '../../../nodes/Coachview/transport/recordLock.ts';
import { noteWrite } from '../../../nodes/Coachview/transport/carried.ts';
import { rawRecord, textAt } from '../../../nodes/Coachview/domain/json/record.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { Records } from '../../../nodes/Coachview/transport/records.ts';
import { ids, manyStage, one, people } from './manyStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));
afterEach(() => jest.restoreAllMocks());

describe('records that are read together', () => {
	it('are compared with a read by ID first, and then believed', async () => {
		const { read, many } = await manyStage();
		expect([many.rows, many.unusable]).toEqual([99, undefined]);
		expect(await read(['p1', 'P2'])).toEqual({ found: ['p1', 'p2'], requests: ['p1,P2,p0 (3)', 'p2'] });
		expect(many.rows).toBe(100);
		expect(await read(['p3', 'p4'])).toEqual({ found: ['p3', 'p4'], requests: ['p3,p4 (2)'] });
		expect(await read(['p5'], 'judging')).toEqual({ found: ['p5'], requests: ['p5 (1)'] });
	});

	it('are as they are now, with the moment before they were asked for', async () => {
		const { many } = await manyStage();
		const before = Date.now();
		const { records, askedAt } = await many.read(['p1', 'p2'], 'base');
		expect([askedAt >= before, textAt(records.get('p1')!, ['achternaam'])]).toEqual([true, 'xx']);
	});

	it('are asked for by plain ids only', async () => {
		const { read } = await manyStage();
		expect(await read(['p1', 'a,b', '', 'x'.repeat(65), 'p 2'])).toMatchObject({ requests: ['p1,p0 (2)', 'p1'] });
		expect(await read(['a,b', ''])).toEqual({ found: [], requests: [] });
		expect((await read(['x'.repeat(64)])).requests).toEqual([`${'x'.repeat(64)} (1)`]);
	});

	it('are left to single reads where they are missing, or are there twice', async () => {
		const { read } = await manyStage({ singles: [...people(5), one(1)] });
		expect((await read(['p1', 'p2', 'p9'])).found).toEqual(['p2']);
	});

	it('are left to single reads where they show what this process has written over', async () => {
		const { read, singles } = await manyStage();
		noteWrite(idLock(person, 'p99'), rawRecord(JSON.stringify(singles[99])));
		expect((await read(['p99', 'p2', 'p3'])).found).toEqual(['p2', 'p3']);
	});

	it('are those of one client, entity and way of reading', async () => {
		const { many, client, records } = await manyStage();
		expect(many.isLike(new Records(client, records.entity).many)).toBe(true);
		expect(many.isLike(new Records(client, { ...records.entity, path: 'Bedrijven' }).many)).toBe(false);
		expect(many.isLike((await manyStage()).many)).toBe(false);
	});
});

describe('a list that is not what a read shows', () => {
	it.each<[string, Parameters<typeof manyStage>[0], string]>([
		['leaves a member out', { row: ({ achternaam: _, ...rest }) => rest }, 'different'],
		['cuts a text', { row: (it) => ({ ...it, achternaam: String(it.achternaam).slice(0, 1) }) }, 'different'],
		['lags behind', { row: (it) => ({ ...it, achternaam: 'old', auditTrail: { etag: '4' } }) }, 'lagging'],
	])('%s: records are read alone, for an hour', async (_, scene, why) => {
		const now = Date.now();
		const { many, read } = await manyStage(scene);
		jest.spyOn(Date, 'now').mockReturnValue(now);
		expect((await read(ids(1, 9))).found).toEqual([]);
		expect([many.unusable, many.rows]).toEqual([why, 0]);
		jest.spyOn(Date, 'now').mockReturnValue(now + 3_599_999);
		expect(many.unusable).toBe(why);
		jest.spyOn(Date, 'now').mockReturnValue(now + 3_600_000);
		expect([many.unusable, many.rows]).toEqual([undefined, 100]);
	});

	it('gives records that nobody asked for', async () => {
		const { many, read } = await manyStage({
			lists: { status: 200, body: JSON.stringify(people(3)) },
		});
		expect(await read(['p0', 'p1'])).toEqual({ found: [], requests: ['p0,p1 (2)'] });
		expect(many.unusable).toBe('unfiltered');
	});

	it('is seen with the reads of before, not only with the one that is made for it', async () => {
		// `titel` of p0 alone is filled; lists show it as empty.
		const singles = people(9).map((it) => ({ ...it, titel: it.id === 'p0' ? 'Dr.' : null }));
		const { many, read } = await manyStage({ singles, row: (it) => ({ ...it, titel: null }) });
		expect(await read(['p1', 'p2'])).toEqual({ found: [], requests: ['p1,p2,p0 (3)', 'p0'] });
		expect(many.unusable).toBe('different');
	});

	it('is believed where the record was changed since it was read', async () => {
		const singles = people(9).map((it) => ({ ...it, titel: it.id === 'p0' ? 'Dr.' : null }));
		const { many, read } = await manyStage({ singles });
		singles[0]!.titel = null;
		expect(await read(['p1', 'p2'])).toEqual({ found: ['p1', 'p2'], requests: ['p1,p2,p0 (3)', 'p0'] });
		expect(many.unusable).toBeUndefined();
		expect((await read(['p3'])).requests).toEqual(['p3 (1)']);
	});

	it('tells nothing where the record was changed between the two reads', async () => {
		const { many, read, singles, web } = await manyStage();
		web.troubles.unshift({
			path: 'Personen/p2',
			answer: { status: 200, body: JSON.stringify({ ...singles[2], achternaam: 'new', auditTrail: { etag: '6' } }) },
		});
		const told = await read(['p1', 'p2']);
		expect([told, many.unusable]).toEqual([{ found: ['p1'], requests: ['p1,p2,p0 (3)', 'p2', 'p1'] }, undefined]);
	});

	it('tells nothing where the record cannot be read alone', async () => {
		const { many, read, web } = await manyStage();
		web.troubles.unshift({ path: 'Personen/p', count: Infinity, answer: { status: 503 } });
		expect(await read(['p1', 'p2'])).toEqual({ found: [], requests: ['p1,p2,p0 (3)', 'p2', 'p1'] });
		expect(many.unusable).toBeUndefined();
	});
});

describe('reads by ID', () => {
	it('are remembered up to four, of those that lists might not show', async () => {
		const { many, records, read, asked } = await manyStage();
		for (const id of ids(1, 6)) await records.readWhole(id);
		asked();
		expect(many.rows).toBe(96);
		const { requests } = await read(['p10', 'p4', 'P5']);
		expect(requests).toEqual(['p10,p4,P5,p3,p6 (5)', 'p10']);
		expect(await read(['p11'])).toMatchObject({ requests: ['p11 (1)'] });
		await records.readWhole('p12');
		expect(many.rows).toBe(100);
	});

	it('are asked for beside the others, and not twice', async () => {
		const { records, read, asked } = await manyStage();
		for (const id of ids(1, 4)) await records.readWhole(id);
		await records.readWhole('p1');
		asked();
		expect((await read(['p10', 'P3'])).requests[0]).toBe('p10,P3,p2,p4,p1 (5)');
	});

	it('are not asked for to judge a write, once rows are proved', async () => {
		const singles = people(30).map((it) => ({ ...it, titel: it.id === 'p20' ? 'Dr.' : null }));
		const { records, read, asked, many } = await manyStage({ singles, row: (it) => ({ ...it, titel: null }) });
		await read(['p1', 'p2']);
		await records.readWhole('p20');
		asked();
		expect((await read(['p3'], 'judging')).requests).toEqual(['p3 (1)']);
		expect(many.rows).toBe(99);
		expect((await read(['p3'])).requests).toEqual(['p3,p20 (2)', 'p20']);
		expect(many.unusable).toBe('different');
	});

	it('by an id that a filter cannot express are not asked for', async () => {
		const { records, read, many, singles, asked } = await manyStage();
		singles.push(one(50, { id: 'a b' }));
		await records.readWhole('a b').catch(() => undefined);
		many.noteSingle(rawRecord(JSON.stringify(one(51, { id: 'a,b' }))));
		asked();
		expect((await read(['p1'])).requests[0]).toBe('p1,p0 (2)');
	});
});
