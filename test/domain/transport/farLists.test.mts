import { textAt } from '../../../nodes/Coachview/domain/json/record.ts';
import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { listRecords, type ListWish } from '../../../nodes/Coachview/transport/paging.ts';
import { Records } from '../../../nodes/Coachview/transport/records.ts';
import type { Person } from '../../harness/memory.mts';
import type { Trouble } from '../../harness/memoryWeb.mts';
import { ending, idOf, json, tableStage } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

/** A day for each ten people. */
const dayOf = (at: number) => new Date(Date.UTC(2026, 0, 1 + Math.floor(at / 10))).toISOString().slice(0, 10);
const people = (count: number, day: (at: number) => string = dayOf): Person[] =>
	Array.from({ length: count }, (_, at) => ({
		id: idOf(at),
		achternaam: `Naam ${(at * 7) % count}`,
		auditTrail: { gewijzigdDatumTijd: day(at) === '' ? null : `${day(at)}T10:00:00` },
	}));
/** Pages from a place on are not answered. */
const farFrom = (place: number): Trouble => ({
	count: Infinity,
	answer: ({ query }) => (Number(query.skip) >= place ? json({}, 503) : undefined),
});
const isDated = (where = '') => where.includes('gewijzigd');

async function list(rows: Person[], troubles: Trouble[], wish: Partial<ListWish> = {}, entity: Entity = person) {
	const { client, asked } = await tableStage({ Personen: rows }, troubles, { maxWait: 0 });
	const all = { where: '', equalities: [], from: '', to: '', limit: Infinity, ...wish };
	const told = await ending(
		listRecords(new Records(client, entity), client, all, (row) => Number(textAt(row, ['id']).slice(-12))),
	);
	return { told, asked: asked() };
}
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const sorted = (told: unknown) => (Array.isArray(told) ? [...(told as number[])].sort((a, b) => a - b) : told);
const FAR = 'unavailable: Coachview could not answer (HTTP 503)';

describe('a list whose end is too far behind', () => {
	it('is read in periods of change, and everybody is given once', async () => {
		const { told, asked } = await list(people(400), [farFrom(150)]);
		expect(sorted(told)).toEqual(numbers(400));
		expect(asked.filter((one) => isDated(one)).length).toBeGreaterThan(4);
		// Each piece is looked at as far as Coachview is known to answer before it is read.
		expect(asked).toContainEqual(expect.stringMatching(/gewijzigd.* skip=\d+ take=2$/));
	});

	it('keeps its own filter in the periods', async () => {
		const rows = people(400).map((one, at) => ({ ...one, externSource: at % 2 === 0 ? 'HR' : 'ander' }));
		const { told, asked } = await list(rows, [farFrom(120)], { where: 'externSource=HR' });
		expect(sorted(told)).toEqual(numbers(400).filter((at) => at % 2 === 0));
		expect(asked.filter(isDated).every((one) => one.includes('where=externSource=HR;audittrail.'))).toBe(true);
	});

	it('is read up to its limit only', async () => {
		const near = await list(people(400), [farFrom(150)], { limit: 120 });
		expect([near.told, near.asked.some(isDated)]).toEqual([numbers(120), false]);
		const far = await list(people(400), [farFrom(150)], { limit: 300 });
		expect(new Set(far.told as number[]).size).toBe(300);
		expect(far.told).toHaveLength(300);
	});

	it('is sorted here all the same', async () => {
		const { told } = await list(people(400), [farFrom(150)], { order: { field: 'achternaam', direction: 'desc' } });
		expect(`Naam ${(((told as number[])[0] ?? 0) * 7) % 400}`).toBe('Naam 99');
		expect(told).toHaveLength(400);
	});

	it('is complete, too, when nobody of a period shows the field to sort by', async () => {
		const some = people(400).map((one, at) => (at < 50 ? { ...one, geboortedatum: '2000-01-01' } : one));
		const { told } = await list(some, [farFrom(150)], { order: { field: 'geboortedatum', direction: 'desc' } });
		expect(sorted(told)).toEqual(numbers(400));
		expect((told as number[]).slice(0, 2)).toEqual([0, 1]);
	});

	it('is not cut down to the period in which Coachview refuses the order by ID', async () => {
		const refusing: Trouble = {
			count: Infinity,
			answer: ({ query: { where, orderby, skip } }) => {
				if (!isDated(where) || skip !== '0' || orderby === 'achternaam asc') return undefined;
				return json({}, orderby === undefined ? 503 : 400);
			},
		};
		const order = { field: 'achternaam', direction: 'asc' } as const;
		expect((await list(people(400), [refusing, farFrom(150)], { order })).told).toBe(FAR);
	});

	it.each<[string, Person[], Partial<ListWish>, Entity]>([
		['people of one day', people(400, () => '2026-03-03'), {}, person],
		['people whose moment is not shown', people(400, (at) => (at === 50 ? '' : dayOf(at))), {}, person],
		['an entity without a moment', people(400), {}, { ...person, changed: undefined }],
		['an order of its own', people(400), { order: { field: 'achternaam', direction: 'asc' }, limit: 300 }, person],
	])('is told as Coachview answers where periods cannot help: %s', async (_, rows, wish, entity) => {
		const { told, asked } = await list(rows, [farFrom(150)], wish, entity);
		expect(told).toBe(FAR);
		expect(asked.length).toBeLessThan(60);
	});

	it('and whose front is not answered is not read in periods', async () => {
		const { told, asked } = await list(people(400), [farFrom(0)]);
		expect([told, asked.length]).toEqual([FAR, 1]);
	});

	it('is incomplete where the filter by change date does not give those who are there', async () => {
		const blind: Trouble = {
			count: Infinity,
			answer: ({ query }) => (isDated(query.where) ? json([]) : undefined),
		};
		expect((await list(people(400), [blind, farFrom(150)])).told).toBe(
			"unexpectedAnswer: Coachview's filter by change date does not give all people, so the list would be incomplete",
		);
	});

	it.each([
		[5, true],
		[6, false],
	])('is complete when up to five people were deleted meanwhile: %i', async (gone, isComplete) => {
		const rows = people(400);
		const deleting: Trouble = {
			count: Infinity,
			answer: ({ query }) => {
				if (isDated(query.where) && rows.length === 400) rows.splice(0, gone);
				return undefined;
			},
		};
		const { told } = await list(rows, [deleting, farFrom(150)]);
		// Those who were read before are given.
		expect(isComplete ? sorted(told) : told).toEqual(isComplete ? numbers(400) : expect.stringMatching(/^unexpected/));
	});

	it('fails as a piece fails', async () => {
		const refused: Trouble = {
			count: Infinity,
			answer: ({ query }) => (isDated(query.where) ? json({}, 403) : undefined),
		};
		expect((await list(people(400), [refused, farFrom(150)])).told).toMatch(/^notAllowed: /);
	});
});

describe('the order of a list', () => {
	const rows = people(120);

	it('by ID is asked of Coachview, forwards or backwards', async () => {
		const { told, asked } = await list(rows, [], { order: { field: 'ID', direction: 'desc' } });
		expect(told).toEqual(numbers(120).reverse());
		expect(asked.every((one) => one.includes('orderby=ID desc'))).toBe(true);
	});

	it('by a field that the rows do not show is left to Coachview', async () => {
		const { told, asked } = await list(rows, [], { order: { field: 'geboortedatum', direction: 'asc' } });
		expect(told).toHaveLength(120);
		expect(asked[0]).toContain('orderby=id asc');
		expect(asked.slice(1).every((one) => one.includes('orderby=geboortedatum asc'))).toBe(true);
	});

	it('by a field that some rows show is made here', async () => {
		const some = rows.map((one, at) => (at === 77 ? { ...one, geboortedatum: '2000-01-01' } : one));
		const { told, asked } = await list(some, [], { order: { field: 'geboortedatum', direction: 'asc' } });
		expect(told).toHaveLength(120);
		expect(asked.every((one) => one.includes('orderby=id asc'))).toBe(true);
	});

	it('is left to Coachview where it does not sort by ID', async () => {
		const refusing: Trouble = {
			count: Infinity,
			answer: ({ query }) => (query.orderby === 'id asc' ? json({}, 400) : undefined),
		};
		const byName = await list(rows, [refusing], { order: { field: 'achternaam', direction: 'asc' } });
		expect([(byName.told as number[]).length, (byName.told as number[])[0]]).toEqual([120, 0]);
		expect((byName.told as number[]).slice(1, 3).map((at) => `Naam ${(at * 7) % 120}`)).toEqual(['Naam 1', 'Naam 10']);
		expect(byName.asked.slice(1).every((one) => one.includes('orderby=achternaam asc'))).toBe(true);
		const byNothing = await list(rows, [refusing]);
		expect([byNothing.told, byNothing.asked[1]]).toEqual([numbers(120), expect.not.stringContaining('orderby')]);
		const own = await list(rows, [refusing], { order: { field: 'id', direction: 'asc' } });
		expect(own.told).toMatch(/^rejected: /);
	});

	it('with a limit is asked of Coachview', async () => {
		const { told, asked } = await list(rows, [], { order: { field: 'achternaam', direction: 'asc' }, limit: 3 });
		expect([told, asked]).toEqual([
			[0, expect.any(Number), expect.any(Number)],
			['GET Personen orderby=achternaam asc skip=0 take=3'],
		]);
	});
});

it('a list without an ID, or of which a filter gives nobody, is not believed', async () => {
	expect((await list([...people(2), { achternaam: 'x' }], [])).told).toBe(
		'unexpectedAnswer: Coachview listed people without an ID',
	);
	const ask = { field: { name: 'externId', label: 'External ID', kind: 'text' as const }, value: '5' };
	expect((await list(people(250), [], { equalities: [ask] })).told).toMatch(/^unexpectedAnswer: .*External ID/);
	expect((await list([], [], { equalities: [ask] })).told).toEqual([]);
});
