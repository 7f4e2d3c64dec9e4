import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { enrolment } from '../../../nodes/Coachview/entities/enrolment.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { environmentColumns } from '../../../nodes/Coachview/transport/columns.ts';
import { idsWithCategory } from '../../../nodes/Coachview/transport/categories.ts';
import type { Person } from '../../harness/memory.mts';
import type { Trouble } from '../../harness/memoryWeb.mts';
import { ending, json, paged, tableStage } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));
afterEach(() => jest.restoreAllMocks());

describe('what an environment shows beside the table', () => {
	const DEFINED = [
		{ recordId: 'p1', vrijveldDefinitie: { code: 'Maat', vrijveldTypeId: 'Lijst', expressie: 'S;M', label: 'Maat' } },
	];
	const scene = async (people: Person[], troubles: Trouble[] = [], entity: Entity = person) => {
		const stage = await tableStage({ Personen: people, 'Personen/Vrijevelden': DEFINED as Person[] }, troubles);
		const columns = async () => await ending(environmentColumns(stage.client, entity));
		return { ...stage, columns };
	};
	const rows: Person[] = [
		{ id: 'p1', eigen: null },
		{ id: 'p2', eigen: 5 },
	];
	const OWN = { id: 'eigen', label: 'eigen', dutch: 'eigen', kind: 'number' };
	const FREE = { id: 'maat', label: 'Maat', dutch: 'maat', kind: 'choice', values: ['S', 'M'] };

	it('is learned from twenty records and the definitions of free fields', async () => {
		const { columns, asked } = await scene(rows);
		expect(await columns()).toEqual([FREE, OWN]);
		expect(asked()).toEqual([
			'GET Personen skip=0 take=20 InclusiefVrijevelden=true',
			'GET Personen/Vrijevelden where=recordId=p1 skip=0 take=100',
		]);
	});

	it('is remembered for a minute, of each entity', async () => {
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now);
		const { columns, asked, client } = await scene(rows);
		await columns();
		asked();
		jest.spyOn(Date, 'now').mockReturnValue(now + 59_999);
		expect(await columns()).toEqual([FREE, OWN]);
		expect(asked()).toEqual([]);
		expect(await ending(environmentColumns(client, enrolment))).toMatch(/^notFound: /);
		asked();
		jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
		await columns();
		expect(asked()).toHaveLength(2);
	});

	it('has no free fields where the entity has none', async () => {
		const { columns, asked } = await scene(rows, [], { ...person, freeFields: 'none' });
		expect(await columns()).toEqual([OWN]);
		expect(asked()).toEqual(['GET Personen skip=0 take=20']);
	});

	it('is learned without the flag where lists refuse it', async () => {
		const refusing: Trouble = { path: 'Personen', answer: json({}, 400) };
		const { columns, asked } = await scene(rows, [refusing]);
		expect(await columns()).toEqual([FREE, OWN]);
		expect(asked().slice(0, 2)).toEqual([
			'GET Personen skip=0 take=20 InclusiefVrijevelden=true',
			'GET Personen skip=0 take=20',
		]);
		const forbidden = await scene(rows, [{ path: 'Personen', count: 9, answer: json({}, 403) }]);
		expect(await forbidden.columns()).toMatch(/^notAllowed: /);
		expect(forbidden.asked().every((one) => one.includes('InclusiefVrijevelden'))).toBe(true);
	});

	it('is nothing without a record', async () => {
		const { columns } = await scene([]);
		expect(await columns()).toBe('notFound: Coachview has no person yet, whose fields could be shown');
	});

	it.each([
		[404, [OWN]],
		[400, [OWN]],
		[403, [OWN]],
		[405, [OWN]],
		[410, [OWN]],
		[503, 'unavailable: Coachview could not answer (HTTP 503)'],
	])('is told without definitions where there are none: HTTP %i', async (status, told) => {
		const { columns } = await scene(rows, [{ path: 'Personen/Vrij', count: 9, answer: json({}, status) }]);
		expect(await columns()).toEqual(told);
	});

	it('is told without definitions that are no list', async () => {
		const { columns } = await scene(rows, [{ path: 'Personen/Vrij', answer: json({ message: 'x' }) }]);
		expect(await columns()).toEqual([OWN]);
	});

	it.each<[string, object, unknown[]]>([
		[
			'confidential',
			{ code: 'Maat', label: ' Maat ', vertrouwelijk: true },
			[{ label: 'Maat (Confidential)', kind: 'text' }],
		],
		['confidential or not', { code: 'Maat', label: 'Maat', vertrouwelijk: 'false' }, [{ label: 'Maat', kind: 'text' }]],
		['switched off', { code: 'Eigen', label: 'x', inactief: true }, []],
		['not switched off', { code: 'Eigen', label: 'x', inactief: false }, [{ label: 'x', kind: 'number' }]],
	])('tells what a definition says of a free field that is %s', async (_, definition, told) => {
		const answer = json([{ vrijveldDefinitie: definition as Person }]);
		const { columns } = await scene(rows, [{ path: 'Personen/Vrij', answer }]);
		expect(
			((await columns()) as object[]).filter((column) => (column as { label: string }).label !== 'eigen'),
		).toMatchObject(told as object[]);
	});
});

describe('the records with a category', () => {
	const LINKS = person.categories!;
	const link = (persoonId: string | null, name: string): Person => ({
		id: `l${persoonId}${name}`,
		[LINKS.owner]: persoonId,
		[LINKS.name]: name,
	});
	const ids = async (rows: Person[], troubles: Trouble[] = []) => {
		const { client, asked } = await tableStage({ [LINKS.path]: rows }, troubles);
		const told = await ending(idsWithCategory(client, LINKS, 'VIP', 'Category'));
		return { told, asked: asked() };
	};

	it('are those whose links name it', async () => {
		const { told, asked } = await ids([link('p1', 'VIP'), link('p2', 'Oud'), link('p3', 'VIP')]);
		expect(told).toEqual(['p1', 'p3']);
		expect(asked[0]).toContain(`where=${LINKS.name}=VIP`);
		expect((await ids([])).told).toEqual([]);
	});

	it('are those that this node finds among all, where the filter is ignored', async () => {
		const rows = [link('p1', 'VIP'), link('p2', 'Oud')];
		const ignoring: Trouble = { count: Infinity, answer: paged(rows) };
		expect((await ids([], [ignoring])).told).toEqual(['p1']);
	});

	it('are unknown where links do not tell whose they are, or a value is no filter', async () => {
		expect((await ids([link('p1', 'VIP'), link(null, 'VIP')])).told).toBe(
			`unexpectedAnswer: Coachview does not show whose categories it lists in ${LINKS.path}`,
		);
		const { client, asked } = await tableStage({});
		expect(await ending(idsWithCategory(client, LINKS, 'A;B', 'Category'))).toMatch(/^invalidInput: .*'Category'/);
		expect(asked()).toEqual([]);
	});
});
