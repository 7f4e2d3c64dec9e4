import { enrolmentProgress, KnownParts } from '../../../nodes/Coachview/transport/progress.ts';
import type { Json, Person } from '../../harness/memory.mts';
import type { Trouble } from '../../harness/memoryWeb.mts';
import { ending, paged, tableStage } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const ENROLMENT: Person = { id: 'e1', opleidingId: 'c1', persoonId: 'p1', opleidingsvraagStatusId: 'Ingepland' };
const part = (id: string, aanwezig: Json, examen: Json): Person => ({ id, opleidingId: 'c1', aanwezig, examen });
const done = (opleidingsonderdeelId: Json, aanwezig: Json, geslaagd: Json): Person => ({
	id: `x${String(opleidingsonderdeelId)}`,
	opleidingsonderdeelId,
	opleidingsvraagId: 'e1',
	aanwezig,
	geslaagd,
});

interface Scene {
	enrolment?: Person;
	parts?: Person[];
	rows?: Person[];
	troubles?: Trouble[];
}

async function scene({ enrolment = ENROLMENT, parts = [], rows = [], troubles = [] }: Scene) {
	const stage = await tableStage(
		{
			Opleidingsvragen: [enrolment, { ...ENROLMENT, id: 'e2', persoonId: 'p2' }],
			Opleidingsonderdelen: parts,
			Opleidingsonderdeeluitvoeringen: rows,
		},
		troubles,
	);
	const known = new KnownParts();
	const progress = async (id = 'e1') => await ending(enrolmentProgress(stage.client, id, known));
	const paths = () => stage.asked().map((one) => one.split(' ').slice(0, 3).join(' '));
	return { ...stage, progress, paths };
}
const progressOf = async (given: Scene) => await (await scene(given)).progress();

const PARTS = [part('A1', true, true), part('a2', true, false), part('a3', false, true), part('a4', false, false)];

it('counts presence and passes of the parts that ask for them, and the parts without a row', async () => {
	const { progress, paths } = await scene({
		parts: PARTS,
		rows: [done('a1', true, null), done('A2', false, true), done('a3', true, false)],
	});
	expect(await progress()).toEqual({
		presence: { required: 2, yes: 1, no: 1, notMarked: 0, percentage: 50 },
		pass: { required: 2, yes: 0, no: 1, notMarked: 1, percentage: 0 },
		personId: 'p1',
		courseId: 'c1',
		status: 'Ingepland',
		parts: 3,
		partsWithoutRow: 1,
	});
	expect(paths()).toEqual([
		'GET Opleidingsvragen/e1',
		...Array.from({ length: 2 }, () => 'GET Opleidingsonderdelen where=opleidingId=c1'),
		...Array.from({ length: 2 }, () => 'GET Opleidingsonderdeeluitvoeringen where=opleidingsvraagId=e1'),
	]);
});

it('reads the parts of a course once a run', async () => {
	const { progress, paths } = await scene({ parts: PARTS, rows: [done('a1', true, true)] });
	await progress();
	const first = paths().filter((one) => one.startsWith('GET Opleidingsonderdelen')).length;
	expect(await progress('e2')).toMatchObject({ personId: 'p2', parts: 0, partsWithoutRow: 4 });
	expect([first > 0, paths().filter((one) => one.startsWith('GET Opleidingsonderdelen'))]).toEqual([true, []]);
});

describe('a list that shows less than a record', () => {
	const bare = (id: string, more: Person): Person => ({ id, opleidingId: 'c1', ...more });
	const shown = (member: string): Trouble => ({
		path: 'Opleidingsonderdelen',
		count: Infinity,
		answer: ({ path, query }) =>
			path === 'Opleidingsonderdelen'
				? {
						status: 200,
						body: JSON.stringify(query.skip === '0' ? [bare('a1', member === '' ? {} : { [member]: false })] : []),
					}
				: undefined,
	});

	it.each(['', 'aanwezig', 'examen'])('has its parts read by ID, once each (it shows only %j)', async (member) => {
		const { progress, paths } = await scene({
			parts: PARTS.map((one) => ({ ...one, id: String(one.id).toLowerCase() })),
			rows: [done('a1', true, true)],
			troubles: [shown(member)],
		});
		expect(await progress()).toMatchObject({ presence: { required: 1, yes: 1 }, pass: { required: 1, yes: 1 } });
		expect(paths().filter((one) => one.includes('/a1'))).toHaveLength(1);
		await progress();
		expect(paths().filter((one) => one.includes('/a1'))).toEqual([]);
	});

	it('shows nothing of what is still to do', async () => {
		expect(await progressOf({ troubles: [shown('')] })).toMatchObject({
			presence: { percentage: null },
			pass: { percentage: null },
			partsWithoutRow: 1,
		});
	});
});

it.each<[string, Scene, Json, number]>([
	['a course that asks for nothing', { parts: [part('a4', false, false)] }, 100, 1],
	['a course without parts', {}, 100, 0],
	['a course that asks for presence', { parts: [part('a4', false, false), part('a2', true, false)] }, null, 2],
	['a course that asks for a pass', { parts: [part('a3', false, true)] }, null, 1],
	['no course yet, on a waiting list', { enrolment: { ...ENROLMENT, opleidingId: null } }, 100, 0],
	['a course that is not shown', { enrolment: { id: 'e1', persoonId: 'p1' } }, null, 0],
])('without any row: %s', async (_, given, percentage, partsWithoutRow) =>
	expect(await progressOf(given)).toMatchObject({
		presence: { percentage },
		pass: { percentage },
		parts: 0,
		partsWithoutRow,
	}),
);

it('with rows there is a percentage, whatever other parts ask for', async () => {
	const rows = [done('a4', null, null)];
	expect(await progressOf({ parts: PARTS, rows })).toMatchObject({ presence: { percentage: 100 }, partsWithoutRow: 3 });
	expect(await progressOf({ enrolment: { id: 'e1' }, parts: PARTS, rows })).toMatchObject({
		presence: { percentage: 100 },
		courseId: '',
		partsWithoutRow: 0,
	});
});

describe('nothing is counted', () => {
	it.each<[string, Scene, string]>([
		[
			'of rows that do not show their part',
			{ rows: [done('', true, true)] },
			'unexpectedAnswer: Coachview does not show which parts its rows in Opleidingsonderdeeluitvoeringen belong to',
		],
		[
			'of a part that shows no demand',
			{ enrolment: { ...ENROLMENT, opleidingId: null }, parts: [{ id: 'a1' }], rows: [done('a1', true, true)] },
			'unexpectedAnswer: Coachview does not show whether a part of the course asks for presence or a pass, so nothing was counted',
		],
		[
			'of a mark in another form',
			{ parts: PARTS, rows: [done('a1', 'J', true)] },
			'unexpectedAnswer: Coachview shows aanwezig in a form that is not known, so nothing was counted',
		],
		[
			'of a pass in another form',
			{ parts: PARTS, rows: [done('a1', true, 'J')] },
			'unexpectedAnswer: Coachview shows geslaagd in a form that is not known, so nothing was counted',
		],
		[
			'of an enrolment that is not there',
			{ enrolment: { id: 'e9' } },
			'notFound: No enrolment in Coachview has this ID',
		],
	])('%s', async (_, given, told) => expect(await progressOf(given)).toBe(told));

	it.each(['aanwezig', 'examen'])('but one demand that a part shows is enough: %s', async (name) => {
		const parts = [{ id: 'a1', [name]: true }];
		const told = await progressOf({
			enrolment: { ...ENROLMENT, opleidingId: null },
			parts,
			rows: [done('a1', true, true)],
		});
		expect(told).toMatchObject({
			presence: { required: name === 'aanwezig' ? 1 : 0 },
			pass: { required: name === 'examen' ? 1 : 0 },
		});
	});

	it('of rows of other enrolments, where the filter is ignored', async () => {
		const others = [{ ...done('a1', true, true), opleidingsvraagId: 'e7' }];
		const ignoring: Trouble = {
			path: 'Opleidingsonderdeeluitvoeringen',
			count: Infinity,
			answer: paged(others),
		};
		expect(await progressOf({ parts: PARTS, troubles: [ignoring] })).toBe(
			'unexpectedAnswer: Coachview returned course part executions, but none that fits the filter (Enrolment ID)',
		);
	});
});
