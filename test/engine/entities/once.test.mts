import type { FaultKind } from '../../../sandbox/control/types.mts';
import { extraCategoryId } from '../../../sandbox/start.mts';
import { pieterId, useStage } from '../../harness/stage.mts';

// Of a link between a person and a category there is one only: adding it again is no creation.

const stage = useStage();
const given = { resource: 'personCategory', personID: pieterId, categoryID: extraCategoryId };
const links = async () =>
	(await stage.sandbox.control.snapshot()).categories.filter(({ categorieId }) => categorieId === extraCategoryId);
const posts = async () =>
	(await stage.sandbox.control.requests.list({ method: 'POST', path: 'Persoonscategorieen' })).length;
const fail = async (fault: FaultKind) =>
	await stage.sandbox.control.faults.add({ ...fault, match: { method: 'POST', path: 'Persoonscategorieen' } });

it('a category that the person has already is unchanged, and nothing is sent', async () => {
	const [first] = await stage.person('create', given);
	expect(first).toMatchObject({ outcome: 'created', verified: true });
	expect(await stage.person('create', { ...given, personID: pieterId.toUpperCase() })).toMatchObject([
		{ outcome: 'unchanged', personCategoryId: first!.personCategoryId, changedFields: [], verifiedBy: 'read' },
	]);
	expect([await posts(), (await links()).length]).toEqual([1, 1]);
});

it('fields that the look does not compare are named', async () => {
	const otherFields = { field: [{ name: 'opmerking', value: 'x' }] };
	await stage.person('create', given);
	expect(await stage.person('create', { ...given, otherFields })).toMatchObject([
		{ outcome: 'unchanged', unverifiedFields: ['opmerking'] },
	]);
});

it('two items for one link make one', async () => {
	expect(await stage.person('create', given, [{}, {}])).toMatchObject([
		{ outcome: 'created' },
		{ outcome: 'unchanged' },
	]);
	expect(await posts()).toBe(1);
});

it.each<[string, FaultKind]>([
	['a lost answer', { kind: 'drop', handle: true }],
	['an error after it was done', { kind: 'status', status: 500, handle: true }],
])('%s: a look tells that it was made', async (_what, fault) => {
	await fail(fault);
	expect(await stage.person('create', given)).toMatchObject([
		{ outcome: 'created', verified: true, changedFields: ['persoonId', 'categorieId'] },
	]);
	expect([await posts(), (await links()).length]).toEqual([1, 1]);
});

it('what was lost on the way is not told as created, and a repeat makes it', async () => {
	await fail({ kind: 'drop', handle: false });
	const options = { maxWait: 0 };
	await expect(stage.person('create', { ...given, options })).rejects.toMatchObject({
		message: expect.stringContaining('not known whether the person category exists'),
	});
	expect(await stage.person('create', { ...given, options })).toMatchObject([{ outcome: 'created' }]);
	expect(await links()).toHaveLength(1);
});

it('a list that may not be asked does not stop it', async () => {
	await stage.sandbox.control.faults.add({
		kind: 'status',
		status: 403,
		match: { method: 'GET', path: 'Persoonscategorieen$' },
	});
	expect(await stage.person('create', given)).toMatchObject([{ outcome: 'created' }]);
	expect(await links()).toHaveLength(1);
});

it('Dry Run asks nothing', async () => {
	expect(await stage.person('create', { ...given, options: { dryRun: true } })).toMatchObject([{ outcome: 'dryRun' }]);
	expect(await stage.sandbox.control.requests.list({ path: '/api/' })).toEqual([]);
});
