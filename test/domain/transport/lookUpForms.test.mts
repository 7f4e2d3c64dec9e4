import { textAt } from '../../../nodes/Coachview/domain/json/record.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { Records } from '../../../nodes/Coachview/transport/records.ts';
import type { Person } from '../../harness/memory.mts';
import type { Trouble } from '../../harness/memoryWeb.mts';
import { ending, idOf, json, tableStage } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const row = (number: number, externId: string, externSource = 'HR'): Person => ({
	id: idOf(number),
	externId,
	externSource,
});

/** Compares keys in its own way. */
const comparing = (rows: readonly Person[], same: (stored: string, asked: string) => boolean): Trouble => ({
	count: Infinity,
	answer: ({ query: { where } }) =>
		where === undefined
			? undefined
			: json(
					rows.filter((one) =>
						where.split(';').every((part) => {
							const [field = '', value = ''] = part.split('=');
							return same(String(one[field]), value);
						}),
					),
				),
});
const exactly = (stored: string, asked: string) => stored === asked;
const ignoringCase = (stored: string, asked: string) => stored.toLowerCase() === asked.toLowerCase();

async function finding(rows: Person[], same: (stored: string, asked: string) => boolean) {
	const { client, asked } = await tableStage({ Personen: rows }, [comparing(rows, same)]);
	const records = new Records(client, person);
	const find = async (externId: string, externSource = 'HR') => {
		const found = await ending(records.find({ externId, externSource }));
		return typeof found === 'string' ? found : found && textAt(found, ['id']);
	};
	const wheres = () => asked().map((one) => /where=(\S*)/.exec(one)?.[1] ?? 'list');
	return { find, wheres, records };
}

it('a key is found in other capitals where Coachview heeds them', async () => {
	const { find, wheres } = await finding([row(1, 'AB1'), row(2, 'cd2', 'Hr')], exactly);
	expect(await find('ab1', 'hr')).toBe(idOf(1));
	expect(wheres()).toEqual([
		'externId=ab1;externSource=hr',
		'list',
		'externId=ab1;externSource=hr',
		'externId=AB1;externSource=HR',
		'externId=ab1',
		'externId=AB1',
	]);
	expect(await find('CD2', 'hr')).toBe(idOf(2));
	expect(wheres()).toEqual(['externId=CD2;externSource=hr', 'externId=CD2', 'externId=cd2']);
	expect(await find('ab1', 'IT')).toBeUndefined();
});

it('a key in other capitals is not asked for again where Coachview ignores them, or it has no letters', async () => {
	const ignoring = await finding([row(1, 'AB1')], ignoringCase);
	expect(await ignoring.find('x9')).toBeUndefined();
	expect(ignoring.wheres()).toEqual(['externId=x9;externSource=HR', 'list', 'externId=ab1;externSource=hr']);
	const numbers = await finding([row(1, '1', '5')], exactly);
	expect(await numbers.find('2', '5')).toBeUndefined();
	expect(numbers.wheres()).toEqual(['externId=2;externSource=5', 'list', 'externId=1;externSource=5']);
});

it('an accent is found as one character or as two', async () => {
	const { find, wheres } = await finding([row(1, 'zoe\u0308')], ignoringCase);
	expect(await find('zo\u00eb')).toBe(idOf(1));
	expect(wheres().slice(-2)).toEqual(['externId=zo\u00eb', 'externId=zoe\u0308']);
});

it('two records with one key in different capitals are two', async () => {
	const { find } = await finding([row(1, 'AB1'), row(2, 'ab1')], exactly);
	expect(await find('Ab1')).toBe(
		'ambiguous: More than one person in Coachview has this External ID and External Source',
	);
});

it('the proof that nobody has a key looks further than the first page, up to twenty', async () => {
	const nobody = Array.from({ length: 150 }, (_, at): Person => ({ id: idOf(at), externId: null, externSource: null }));
	const far = await finding([...nobody, row(900, 'AB1')], ignoringCase);
	expect(await far.records.proveLookUps()).toBe('proven');
	expect(far.wheres()).toEqual(['list', 'list', 'externId=ab1;externSource=hr']);
	expect(await far.records.proveLookUps()).toBe('proven');
	expect(far.wheres()).toEqual([]);
	const all = await finding(nobody, ignoringCase);
	expect([await all.records.proveLookUps(), all.wheres().length]).toEqual(['scanned', 3]);
	const many = Array.from({ length: 2_001 }, (_, at): Person => ({ id: idOf(at), externId: null, externSource: null }));
	const endless = await finding(many, ignoringCase);
	expect([await ending(endless.records.proveLookUps()), endless.wheres().length]).toEqual([
		expect.stringMatching(/^unexpectedAnswer: /),
		20,
	]);
});
