import { rawRecord, textAt } from '../../../nodes/Coachview/domain/json/record.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { personCategory } from '../../../nodes/Coachview/entities/personCategory.ts';
import { definedFields, freeFieldRows } from '../../../nodes/Coachview/transport/definitions.ts';
import { Records } from '../../../nodes/Coachview/transport/records.ts';
import { twinOf } from '../../../nodes/Coachview/transport/twin.ts';
import type { Person } from '../../harness/memory.mts';
import type { Answer, Trouble } from '../../harness/memoryWeb.mts';
import { ending, json, paged, tableStage } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const PATH = 'Personen/Vrijevelden';
const value = (code: string, recordId: string | null = 'p1'): Person => ({ recordId, vrijveldDefinitie: { code } });
const lists = (answer: Trouble['answer']): Trouble => ({ path: PATH, count: Infinity, answer });

describe('the names of free fields', () => {
	const told = async (answer: Answer) => {
		const { client } = await tableStage({}, [lists(answer)], { maxWait: 0 });
		return await ending(definedFields(client, person, 'p1'));
	};

	it('are those of the definitions, with a lower-case first letter', async () =>
		expect(await told(json([value('VrijveldMaat'), value('x')]))).toEqual({
			names: ['vrijveldMaat', 'x'],
			isSure: true,
		}));

	it.each<[string, Answer, boolean]>([
		['nothing is listed', json([]), true],
		['a row has no code', json([value('Maat'), value('')]), true],
		['the answer is no list', json({ message: 'x' }), false],
		['Coachview knows no such path', json({}, 404), true],
		['Coachview refuses it', json({}, 400), true],
		['the client may not see it', json({}, 403), true],
		['there is no such method', json({}, 405), true],
		['it is gone', json({}, 410), true],
		['Coachview cannot answer now', json({}, 503), false],
		['there is no connection', { throws: { code: 'ECONNREFUSED' } }, false],
	])('are unknown when %s; for a while: %#', async (_, answer, isSure) =>
		expect(await told(answer)).toEqual({ isSure }),
	);

	it('a day that is used up stops the item', async () =>
		expect(await told(json({}, 429))).toMatch(/^quotaExhausted: /));
});

describe('the values of the free fields of a record', () => {
	const rows = async (answer: Trouble['answer']) => {
		const { client, asked } = await tableStage({}, [lists(answer)], { maxWait: 0 });
		const found = await ending(freeFieldRows(client, person, 'p1'));
		const codes = typeof found === 'string' ? found : found.map((row) => textAt(row, ['vrijveldDefinitie', 'code']));
		return { codes, asked: asked() };
	};
	const many = (count: number) => Array.from({ length: count }, (_, at) => value(`c${at}`));
	const OTHERS =
		'unexpectedAnswer: Coachview gave free fields of other records as well, so none of them can be taken for those of this one';

	it('are all rows of the list', async () => {
		const { codes, asked } = await rows(paged(many(130)));
		expect(codes).toEqual(many(130).map((_, at) => `c${at}`));
		expect(asked).toEqual([0, 100, 130].map((skip) => `GET ${PATH} where=recordId=p1 skip=${skip} take=100`));
	});

	it('are seen once where the place in the list is ignored', async () => {
		const { codes, asked } = await rows(json(many(2)));
		expect([codes, asked.length]).toEqual([['c0', 'c1'], 2]);
	});

	it('are none where there are none', async () => expect((await rows(json([]))).codes).toEqual([]));

	it.each<[string, Person[], unknown]>([
		['name another record', [value('a'), value('b', 'p2')], OTHERS],
		['name their record in capitals', [value('a', 'P1')], ['a']],
		['name no record', [value('a', null), value('b', '')], ['a', 'b']],
		['have a field twice', [value('a', null), value('A', null)], OTHERS],
		['have no code', [value('', null), value('', null)], ['', '']],
	])('are taken from rows that %s: %#', async (_, given, told) =>
		expect((await rows(json(given))).codes).toEqual(told),
	);

	it('of a list without an end are none', async () => {
		const { codes, asked } = await rows(({ query: { skip } }) => json([value(`c${skip}`)]));
		expect([codes, asked.length]).toEqual([
			"unexpectedAnswer: Coachview's list of the free fields of a record does not end",
			20,
		]);
	});

	it('are told as Coachview refuses them', async () => {
		expect((await rows(json({}, 404))).codes).toMatch(/^notFound: /);
		expect((await rows(json({}, 403))).codes).toMatch(/^notAllowed: /);
	});
});

describe('the record that a new one would double', () => {
	const link = (id: string, persoonId: string | null, categorieId: string | null): Person => ({
		id,
		persoonId,
		categorieId,
	});
	const wanted = rawRecord('{"persoonId":"p1","categorieId":"c1"}');
	const twin = async (rows: Person[], troubles: Trouble[] = [], entity = personCategory) => {
		const { client, asked } = await tableStage({ [entity.path]: rows }, troubles, { maxWait: 0 });
		const found = await ending(twinOf(new Records(client, entity), client, wanted));
		return { found: typeof found === 'string' ? found : textAt(found, ['id']), asked: asked() };
	};
	/** This table has no filters: it gives what its parameter of the person finds. */
	const lists = (rows: Person[]): Trouble => ({
		count: Infinity,
		answer: (seen) => paged(rows.filter(({ persoonId }) => persoonId === seen.query.PersoonId))(seen),
	});

	it('is the one with the same values, whatever their capitals', async () => {
		const rows = [link('1', 'p1', 'c2'), link('2', 'p2', 'c1'), link('3', 'p1', 'C1')];
		const { found, asked } = await twin([], [lists(rows)]);
		expect(found).toBe('3');
		expect(asked[0]).toContain('PersoonId=p1');
		expect(asked[0]).not.toContain('where');
	});

	it.each<[string, Person[], string]>([
		['nothing', [], 'none'],
		['others', [link('1', 'p1', 'c2')], 'none'],
		['a row without an ID of the other record', [link('1', 'p1', null), link('2', 'p1', 'c1')], 'unknown'],
		['a row of somebody else', [link('1', 'p1', 'c1'), link('2', 'p2', 'c1')], '1'],
	])('in a list of %s: %#', async (_, rows, told) =>
		expect((await twin([], [{ count: Infinity, answer: paged(rows) }])).found).toBe(told),
	);

	it.each([
		[400, 'unknown'],
		[404, 'unknown'],
		[403, 'unknown'],
		[503, 'unavailable: Coachview could not answer (HTTP 503)'],
	])('is unknown where the list cannot tell it: HTTP %i', async (status, told) =>
		expect((await twin([], [{ count: Infinity, answer: json({}, status) }])).found).toBe(told),
	);

	it('is unknown where the filter is ignored', async () =>
		expect((await twin([], [{ count: Infinity, answer: paged([link('1', 'p2', 'c1')]) }])).found).toBe('unknown'));

	it('is asked for by a filter where the field has no parameter, and by nothing where there is no such field', async () => {
		const { fields } = personCategory;
		const plain = { ...personCategory, fields: fields.map((field) => ({ ...field, parameter: undefined })) };
		const { found, asked } = await twin([link('1', 'p1', 'c1'), link('2', 'p2', 'c1')], [], plain);
		expect([found, asked[0]]).toEqual(['1', expect.stringContaining('where=persoonId=p1') as string]);
		const { once: _, ...without } = personCategory;
		expect(await twin([link('1', 'p1', 'c1')], [], without)).toEqual({ found: 'unknown', asked: [] });
	});
});
