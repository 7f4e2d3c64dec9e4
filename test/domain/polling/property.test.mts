import fc from 'fast-check';
import { EVENTS } from '../../../nodes/Coachview/domain/polling/change.ts';
import { FIRST_ETAG, PollWorld, STATUS } from './world.mts';
import type { Death, Deed, Manner } from './worldTypes.mts';

const isLong = process.env.COACHVIEW_LONG === '1';
const RUNS = isLong ? 3_000 : 300;
const SEEDS = isLong ? [101, 102, 103, 104, 105] : [101];
const MINUTE = 60_000;

type Step =
	| { step: 'look'; meanwhile: Deed[]; death: Death }
	| { step: 'kill' }
	| { step: 'wait'; minutes: number }
	| Deed;

/** Often the same few records, so that several things happen to one. */
const at = fc.oneof(fc.nat(3), fc.nat(400));

const deed: fc.Arbitrary<Deed> = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const), at }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom('create' as const, 'move' as const, 'remove' as const),
			at,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom('bulk' as const, 'many' as const, 'rogue' as const), at }) },
	{ weight: 1, arbitrary: fc.constant<Deed>({ do: 'clockBack' }) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: deed },
	{
		weight: 5,
		arbitrary: fc.record({
			step: fc.constant('look' as const),
			meanwhile: fc.array(deed, { maxLength: 4 }),
			death: fc.oneof(
				{ weight: 5, arbitrary: fc.constant<Death>('none') },
				{ weight: 1, arbitrary: fc.constantFrom<Death>('beforeSave', 'savedOnly', 'startedOnly', 'inWorkflow') },
			),
		}),
	},
	{ weight: 1, arbitrary: fc.constant({ step: 'kill' as const }) },
	{
		weight: 4,
		arbitrary: fc.record({ step: fc.constant('wait' as const), minutes: fc.constantFrom(0, 1, 3, 20, 200) }),
	},
);

const manner: fc.Arbitrary<Manner> = fc.record({
	event: fc.constantFrom(...EVENTS),
	cap: fc.constantFrom(25, 100),
	sorts: fc.constantFrom(true, true, false),
	lag: fc.constantFrom(0, 0, 10),
	tellsTime: fc.constantFrom(true, true, false),
	size: fc.constantFrom(0, 3, 30, 250),
});

test.each(SEEDS)(
	'nothing is missed, nothing old comes, and nothing comes twice but after a kill (seed %i)',
	async (seed) => {
		await fc.assert(
			fc.asyncProperty(manner, fc.array(step, { maxLength: 40 }), async (how, steps) => {
				const world = new PollWorld(how);
				await world.look([], 'none');
				for (const one of steps) {
					if ('do' in one) world.act(one);
					else if (one.step === 'kill') world.kill();
					else if (one.step === 'wait') world.wait(one.minutes);
					else await world.look([...one.meanwhile], one.death);
				}
				await world.rest();
				expect(complaints(world, how)).toEqual([]);
			}),
			{ numRuns: RUNS, seed },
		);
	},
	600_000,
);

function complaints(world: PollWorld, { event, lag }: Manner): string[] {
	const found: string[] = [];
	for (const row of world.records.values()) {
		const isNew = row.etag === FIRST_ETAG;
		const happened = {
			createdOrChanged: row.madeAt > world.startedAt,
			// The hour that comes twice in October may give an edit the moment of the creation.
			changed: row.madeAt > world.startedAt && !isNew && row.created !== row.changed,
			created: isNew && row.madeAt > world.startedAt,
			status: row.status === STATUS && row.movedAt !== undefined && row.movedAt > world.startedAt,
		}[event];
		if (happened && !world.done.has(world.keyOf(row))) found.push(`${row.id} was missed`);
	}
	for (const [key, times] of world.handedOver) {
		if (times > 1 + world.kills) found.push(`${key} came ${times} times with ${world.kills} kills`);
	}
	for (const { id, madeAt, movedAt } of world.emitted) {
		const at = event === 'status' ? (movedAt ?? 0) : madeAt;
		if (at + lag * MINUTE < world.startedAt) found.push(`${id} is old`);
	}
	return found;
}
