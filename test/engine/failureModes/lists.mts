// F67–F70: lists that move, lie or are long.
import type { INodeParameters } from 'n8n-workflow';
import type { Output } from '../../harness/stage.mts';
import type { Row, Tools } from './row.mts';

const page = { method: 'GET', path: 'Personen$' };
const list = async ({ stage }: Tools, parameters: INodeParameters = {}): Promise<Output[]> =>
	await stage.person('getAll', { returnAll: true, simplify: false, ...parameters });
const idsOf = (rows: Output[]) => rows.map(({ id }) => String(id));

/** @returns ids of all people of a Coachview with that many */
async function filled({ control }: Tools, people: number, assumptions = {}): Promise<string[]> {
	await control.reset({ people, assumptions });
	return (await control.people.list()).map(({ id }) => id).sort();
}

export const lists: Row[] = [
	{
		id: 'F67',
		title: 'A list that shifts while it is read',
		atCoachview: 'Between two pages somebody is made, deleted or edited',
		node: 'Reads pages that overlap by a row and follow the ID; everybody who was there throughout comes exactly once',
		user: 'The whole list; or an error that says what to do, where it cannot be trusted',
		async run(t) {
			const before = await filled(t, 250);
			const gone = before[120] ?? '';
			await t.control.colleague.script(
				{ kind: 'create', record: { achternaam: 'Nieuw' }, side: 'before', match: page, skip: 1, count: 2 },
				{ kind: 'remove', personId: gone, side: 'before', match: page, skip: 1 },
			);
			const ids = idsOf(await list(t));
			expect(ids.filter((id) => before.includes(id) && id !== gone).sort()).toEqual(before.filter((id) => id !== gone));
			expect(new Set(ids).size).toBe(ids.length);
		},
	},
	{
		id: 'F68',
		title: 'Equal rows in another order at each page',
		atCoachview: 'People of one last name, sorted by last name, come in another order at each request',
		node: 'Reads by ID with *Return All* and sorts in n8n; a limit of more than one page is read twice, and fails when the two differ',
		user: 'Everybody once, sorted as asked',
		async run(t) {
			const before = await filled(t, 250, { A71: 'unstable' });
			const rows = await list(t, { sort: { by: { field: 'inactief', direction: 'asc' } } });
			expect(idsOf(rows).sort()).toEqual(before);
			const flags = rows.map(({ inactief }) => Number(inactief));
			expect(flags).toEqual([...flags].sort((a, b) => a - b));
		},
	},
	{
		id: 'F69',
		title: 'A filter that is ignored',
		atCoachview: 'The list shows everybody, whatever `where` says',
		node: 'Checks equality filters itself (External ID, External Source, Email, Last Name, Inactive); *Where* is for experts and is not checked',
		user: 'Only the people who fit, or an error that calls the filter ignored',
		async run(t) {
			await filled(t, 12, { A73: 'ignored' });
			const rows = await list(t, { filters: { externId: '10023', externSource: 'HR' } });
			expect(rows.map(({ externId, externSource }) => [externId, externSource])).toEqual([['10023', 'HR']]);
			await filled(t, 250, { A73: 'ignored' });
			await expect(list(t, { filters: { externId: 'nobody', externSource: 'HR' } })).rejects.toThrow(
				'nobody who fits the filter',
			);
		},
	},
	{
		id: 'F70',
		title: 'Tens of thousands of people',
		atCoachview: '50,000 people are 54 MB of JSON',
		node: 'Reads page by page, turns each row into an item and keeps nothing else of it',
		user: 'The list, at twice the size of its JSON at most (`memory` in reports/figures.json); *Keep in Reserve* holds inside one list as well',
		async run(t) {
			await filled(t, 600);
			const rows = await list(t);
			expect(rows).toHaveLength(600);
			const text = (await t.control.people.list()).reduce((sum, person) => sum + person.text.length, 0);
			// No second form of a row: neither its text nor a tree.
			expect(JSON.stringify(rows).length).toBeLessThan(text * 1.1);
			expect(rows.some((row) => '_record' in row)).toBe(false);

			await t.control.rateLimit.set({ remaining: 103 });
			await expect(list(t, { options: { reserve: 100 } })).rejects.toThrow('Coachview requests are left');
			expect((await t.control.rateLimit.get()).remaining).toBeGreaterThanOrEqual(100);
		},
	},
];
