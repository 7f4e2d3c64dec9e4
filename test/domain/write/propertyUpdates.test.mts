import fc from 'fast-check';
import { untruths } from '../../harness/memoryTruth.mts';
import { commands, manners } from './propertyCases.mts';
import { Model, RUNS, SEEDS, story, World } from './propertyWorld.mts';

it.each(SEEDS)(
	'no schedule undoes what was seen, and every receipt is true (seed %i)',
	async (seed) => {
		await fc.assert(
			fc.asyncProperty(manners, commands, async (how, list) => {
				const world = new World(how);
				await fc.asyncModelRun(() => ({ model: new Model(), real: world }), list);
				world.memory.finish();
				const complaints = [...world.memory.complaints, ...world.done.flatMap((step) => untruths(world.memory, step))];
				if (complaints.length > 0) throw new Error(`${complaints.join('; ')}\n${story(world)}`);
			}),
			{ numRuns: RUNS, seed },
		);
	},
	300_000,
);
