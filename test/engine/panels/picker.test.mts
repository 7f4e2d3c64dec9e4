import { pieterId, useStage } from '../../harness/stage.mts';
import { listSearch } from '../../harness/engine.mts';

const stage = useStage();
const search = async (filter: string, resource = 'person', method = 'searchPeople') =>
	(
		await listSearch(method, {
			credential: stage.credential(),
			parameters: { resource, operation: 'get', ...(resource === 'record' && { entity: 'Locaties' }) },
			path: `parameters.${resource}`,
			filter,
		})
	).results;
const HINT = { name: 'Nobody found. Type the start of the last name, the number or the e-mail address.', value: '' };

it.each([
	'pie',
	'pieter pietersen',
	'Pietersen, Pieter',
	'10023',
	'HR/10023',
	'pietersen',
	pieterId,
	'pieter.pietersen@example.org',
])('finds %s', async (filter) => expect((await search(filter)).map(({ value }) => value)).toContain(pieterId));
it.each(['Zzyzx', 'a;b', '=', '"', '%', '\\', "'", ',', '€', '<>', '99999999-9999-4999-8999-999999999999'])(
	'%s is no error: people, or a row that says how to search',
	async (filter) => expect((await search(filter)).length).toBeGreaterThan(0),
);
it('nobody found is a row that says how to search and cannot be used', async () => {
	expect(await search('Zzyzx')).toEqual([HINT]);
	const [error] = await Promise.allSettled([stage.person('get', { person: { __rl: true, mode: 'list', value: '' } })]);
	expect(error).toMatchObject({ status: 'rejected' });
});
it('names the fields where it is no person', async () => {
	expect(await search('Zzyzx', 'course', 'searchCourses')).toEqual([
		{ name: 'No course found. Type the start of: Code, Name.', value: '' },
	]);
});
