import { registry } from '../../../nodes/Coachview/actions/registry.ts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import { extraCategoryId, pieterId } from '../../../sandbox/start.mts';
import { byId, useStage } from '../../harness/stage.mts';
import { run, stored } from './tableStage.mts';

// Entities and operations that nobody has seen: they say so, and a Coachview without them gives one clear sentence.

const stage = useStage();
const unseen = ENTITIES.filter(({ verbs }) => verbs.getMany === 'unconfirmed');
const SWITCH: Readonly<Record<string, string>> = {
	Bedrijven: 'A86',
	Resultaten: 'A88',
	Resultaatdefinities: 'A88',
	Opleidingsvraagonderdelen: 'A89',
	Facturen: 'A90',
	Factuurregels: 'A90',
};

test('every path that is not confirmed has a switch', () => {
	expect(unseen.map(({ path }) => path).sort()).toEqual(Object.keys(SWITCH).sort());
});

test('what is not confirmed says so where it is chosen, and nothing else does', () => {
	const told = registry.resources.flatMap(({ value, operations }) =>
		operations
			.filter(({ description }) => /not confirmed/i.test(description))
			.map(({ value: operation }) => `${value}.${operation}`),
	);
	const guesses = ENTITIES.flatMap(({ name, verbs }) =>
		Object.entries(verbs)
			.filter(([, grade]) => grade === 'unconfirmed')
			.map(([verb]) => `${name}.${verb === 'getMany' ? 'getAll' : verb}`),
	);
	expect(told).toEqual(expect.arrayContaining(guesses));
	expect(told.filter((one) => !guesses.includes(one) && ENTITIES.some(({ name }) => one === `${name}.get`))).toEqual(
		[],
	);
});

describe('a Coachview without the path', () => {
	it.each(unseen.map((entity) => [entity.words.title, entity] as const))('%s: one sentence', async (_title, entity) => {
		const [id = ''] = (await stored(stage, entity)).keys();
		await stage.sandbox.control.assumptions.set({ [SWITCH[entity.path]!]: 'absent' });
		await expect(run(stage, entity, 'getAll', { limit: 1 })).rejects.toMatchObject({
			message: `Coachview does not know the path ${entity.path}, which is not confirmed`,
			description: expect.stringContaining('Any Entity'),
		});
		await expect(run(stage, entity, 'get', { [entity.name]: byId(id) })).rejects.toMatchObject({
			message: `Coachview does not know this record in ${entity.path}`,
			description: expect.stringContaining(`Or Coachview has no path ${entity.path}, which is not confirmed.`),
		});
	});

	it('Company: Create sends once and stores nothing', async () => {
		const [company] = ENTITIES.filter(({ path }) => path === 'Bedrijven');
		const before = await stored(stage, company!);
		await stage.sandbox.control.assumptions.set({ A86: 'absent' });
		await expect(run(stage, company!, 'create', { name: 'Nieuw B.V.' })).rejects.toMatchObject({
			message: 'Coachview does not know the path Bedrijven, which is not confirmed',
		});
		expect(await stage.sandbox.control.requests.list({ method: 'POST', path: 'Bedrijven' })).toHaveLength(1);
		expect(await stored(stage, company!)).toEqual(before);
	});

	it('paths of which little is known are named as well', async () => {
		await stage.sandbox.control.assumptions.set({ A91: 'absent' });
		await expect(stage.person('getAll', { resource: 'location', limit: 1 })).rejects.toMatchObject({
			message: 'Coachview does not know the path Locaties',
		});
	});
});

describe('Person Category', () => {
	const categories = async () => (await stage.sandbox.control.snapshot()).categories;

	it('adds a category, and takes it away again', async () => {
		const [receipt] = await stage.person('create', {
			resource: 'personCategory',
			personID: pieterId,
			categoryID: extraCategoryId,
		});
		expect(receipt).toMatchObject({ outcome: 'created', personCategoryId: expect.any(String) });
		expect(await categories()).toContainEqual({
			id: receipt!.personCategoryId,
			persoonId: pieterId,
			categorieId: extraCategoryId,
			naam: 'Extragegevens',
		});
		const before = await categories();
		await stage.person('delete', {
			resource: 'personCategory',
			personCategory: byId(String(receipt!.personCategoryId)),
		});
		expect(await categories()).toEqual(before.filter(({ id }) => id !== receipt!.personCategoryId));
	});

	it('lists those of a person by the parameter that published code uses', async () => {
		await stage.person('getAll', { resource: 'personCategory', filters: { persoonId: pieterId }, returnAll: true });
		const [asked] = await stage.sandbox.control.requests.list({ path: 'Persoonscategorieen' });
		expect(asked!.query).toContain(`PersoonId=${pieterId}`);
		expect(asked!.query).not.toContain('where=');
	});

	it('says that Coachview does not let programs do it, and changes nothing', async () => {
		const before = await categories();
		await stage.sandbox.control.assumptions.set({ A32: 'controlOnly', A93: 'notAllowed' });
		await expect(
			stage.person('create', { resource: 'personCategory', personID: pieterId, categoryID: extraCategoryId }),
		).rejects.toMatchObject({ message: expect.stringContaining('HTTP 405') });
		await expect(
			stage.person('delete', { resource: 'personCategory', personCategory: byId(before[0]!.id) }),
		).rejects.toMatchObject({ message: 'This Coachview does not let programs delete person categories' });
		expect(await categories()).toEqual(before);
	});
});
