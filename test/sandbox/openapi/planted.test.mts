import fc from 'fast-check';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import { modelsOf, type Model } from '../../../sandbox/coachview/description/model.mts';
import type { DescriptionOptions } from '../../../sandbox/coachview/description/write.mts';
import { reportFigures } from '../../harness/report.mts';
import { callPlants, entityPlants, fieldPlants, otherPlants } from './plantList.mts';
import { describer, differences, keyOf, type Expected } from './stage.mts';

const world = describer();
const models = () => modelsOf(world);
/** Entities that both the table and the sandbox have. */
const shared = models().filter(({ path }) => ENTITIES.some((entity) => entity.path === path));

/** Plants that can stand in one description: never two for one member, nor two that need the other's place. */
function rounds(plants: readonly Expected[], placeOf: (expected: Expected) => string): Expected[][] {
	const found: Array<{ taken: Set<string>; plants: Expected[] }> = [];
	for (const expected of plants) {
		const place = placeOf(expected);
		let round = found.find(({ taken }) => !taken.has(place));
		if (!round) found.push((round = { taken: new Set(), plants: [] }));
		round.taken.add(place);
		round.plants.push(expected);
	}
	return found.map((round) => round.plants);
}

const member = ({ plant }: Expected) =>
	`${plant.path} ${'name' in plant ? plant.name.split('.')[0] : ''}${'byId' in plant}`;
const entity = ({ plant }: Expected) => plant.path;
const inRounds = [
	...rounds(shared.flatMap(fieldPlants), member),
	...rounds(shared.flatMap(otherPlants), member),
	...rounds(shared.flatMap(callPlants), entity),
	...rounds(shared.flatMap(entityPlants), entity),
];

/** What differs without any plant, from what the sandbox has of its own and what the table only guesses. */
function unplanted(): string[] {
	return models().flatMap((model) => {
		const known = ENTITIES.find(({ path }) => path === model.path);
		if (!known) return [keyOf({ verdict: 'lacks', aspect: 'entity', path: model.path, name: '' })];
		return ownOf(model, known);
	});
}

function ownOf({ path, members, calls }: Model, known: (typeof ENTITIES)[number]): string[] {
	const mine = new Set(['id', 'auditTrail', ...known.fields.map(({ name }) => name)]);
	const isRelated = (name: string) => members.get(name)!.type === 'object' && members.has(`${name}Id`);
	const guesses = [
		['create', 'POST'],
		['delete', 'DELETE'],
		['update', 'PUT'],
	] as const;
	return [
		...[...members.keys()]
			.filter((name) => !mine.has(name) && !known.relations.some((relation) => relation.name === name))
			.map((name) => keyOf({ verdict: 'lacks', aspect: isRelated(name) ? 'relation' : 'member', path, name })),
		...guesses
			.filter(([verb, call]) => known.verbs[verb] === 'unconfirmed' && !calls.has(call))
			.map(([, name]) => keyOf({ verdict: 'wrong', aspect: 'call', path, name })),
	];
}

const tally = { planted: 0, found: 0, notPlanted: 0 };
afterAll(() => reportFigures('openapi', tally));

/** Everything that was planted is found, and nothing else. */
async function expectFound(round: readonly Expected[], options: DescriptionOptions): Promise<void> {
	const found = (await differences(world, { ...options, plants: round.map(({ plant }) => plant) })).sort();
	const finds = round.flatMap((expected) => expected.finds);
	const before = unplanted().filter((key) => !finds.includes(key));
	const hidden = (key: string) => round.some(({ hides }) => hides?.(key));
	const capitals = options.pascalCase
		? [keyOf({ verdict: 'wrong', aspect: 'spelling', path: '', name: 'PascalCase' })]
		: [];
	const expected = [...before.filter((key) => !hidden(key)), ...finds, ...capitals].sort();
	tally.planted += round.length;
	tally.found += round.filter((one) => one.finds.every((key) => found.includes(key))).length;
	tally.notPlanted += found.filter((key) => !expected.includes(key)).length;
	expect(found).toEqual(expected);
}

const forms = [
	{ form: 'openapi30', pascalCase: false },
	{ form: 'openapi30', pascalCase: true },
	{ form: 'openapi31', pascalCase: false },
	{ form: 'swagger2', pascalCase: false },
] as const;

/** Some forty descriptions each, on a machine that may be busy. */
jest.setTimeout(300_000);

describe.each(forms)('a description as $form, with capitals: $pascalCase', (options) => {
	it('without plants differs only in what the sandbox has of its own', async () => {
		await expectFound([], options);
	});

	it('shows every planted difference, and none that is not planted', async () => {
		expect(inRounds.flat().length).toBeGreaterThan(300);
		for (const round of inRounds)
			await expectFound(
				round.filter(({ asWritten }) => !asWritten || !options.pascalCase),
				options,
			);
	});
});

it('any mixture of differences is found as well', async () => {
	const fields = shared.flatMap(fieldPlants);
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.constantFrom(...fields), { selector: member, maxLength: 25 }),
			fc.constantFrom(...forms),
			async (round, options) => {
				await expectFound(
					round.filter(({ asWritten }) => !asWritten || !options.pascalCase),
					options,
				);
			},
		),
		{ numRuns: 15 },
	);
});

it('plants are of every kind, and one that does not fit is refused', async () => {
	const kinds = new Set(inRounds.flat().map(({ plant }) => plant.plant));
	expect([...kinds].sort()).toEqual(
		[
			...['addCall', 'addEntity', 'addMember', 'addParameter', 'addScope', 'addValue', 'allowNull', 'forbidNull'],
			...[
				'lock',
				'removeCall',
				'removeEntity',
				'removeMember',
				'removeParameter',
				'removeScope',
				'removeValue',
				'renameEntity',
			],
			...['renameMember', 'require', 'retype', 'retypeParameter', 'unlock', 'unrequire'],
		].sort(),
	);
	for (const plants of [
		[{ plant: 'removeMember', path: 'Personen', name: 'nergens' }],
		[{ plant: 'addMember', path: 'Personen', name: 'titel', type: 'string' }],
		[{ plant: 'removeCall', path: 'Nergens', name: 'GET' }],
		[{ plant: 'addEntity', path: 'Personen' }],
		[{ plant: 'removeParameter', path: 'Personen', name: 'Nergens' }],
	] as const)
		await expect(differences(world, { plants })).rejects.toThrow(/cannot take/);
});
