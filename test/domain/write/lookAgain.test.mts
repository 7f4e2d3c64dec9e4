import { person } from '../../../nodes/Coachview/entities/person';
import { asFault } from '../../../nodes/Coachview/domain/fault';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { canBeUndone, lookAgain, writtenChanges } from '../../../nodes/Coachview/domain/write/lookAgain';
import { emptyResult, type Outcome } from '../../../nodes/Coachview/domain/write/result';
import { updateRecord, type UpdateRequest } from '../../../nodes/Coachview/domain/write/update';
import { Trust } from '../../../nodes/Coachview/domain/write/trust';
import { MemoryCoachview, personPort, type Json, type Manners } from '../../harness/memory.mts';

const ID = 'p1';

interface Scene {
	/** What others write between our write and the look. */
	edits?: Array<[name: string, value: Json]>;
	wish?: { [name: string]: Json };
	manners?: Partial<Manners>;
	start?: object;
	/** Reads lag behind by so many moments from the look on. */
	lagAfter?: number;
}

async function play({ edits = [], wish = { tel1: '2', titel: 'dr.' }, manners = {}, start = {}, lagAfter = 0 }: Scene) {
	const memory = new MemoryCoachview(manners);
	memory.add(ID, { externId: '1001', externSource: 'HR', tel1: '1', titel: null, tel2: '5', inactief: true, ...start });
	const changes = Object.entries(wish).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));
	const known = { trust: new Trust(), nullsNeeded: new Set<string>(), calculated: new Set<string>() };
	const request: UpdateRequest = {
		entity: person,
		changes,
		policy: 'overwrite',
		expected: { id: ID, externId: '1001' },
		readOnly: ['auditTrail'],
		dryRun: false,
		verify: true,
		rereadBeforeWrite: false,
		known,
	};
	const port = personPort(memory, ID);
	const first = await updateRecord(port, request);
	memory.pass(manners.lag ?? 0);
	memory.manners.lag += lagAfter;
	for (const [name, value] of edits) memory.edit({ id: ID, path: name.split('.'), value });
	const looked = await lookAgain(port, request, writtenChanges(first, changes), first).catch((error: unknown) =>
		asFault(error),
	);
	return { looked, memory, first, known };
}

it.each<[string, Scene, boolean, boolean, string[], object]>([
	['nobody has written', {}, false, false, [], { tel1: '2', titel: 'dr.' }],
	[
		'others have written other fields',
		{ edits: [['tel2', '6']] },
		false,
		false,
		[],
		{ tel1: '2', titel: 'dr.', tel2: '6' },
	],
	[
		'all is undone',
		{
			edits: [
				['tel1', '1'],
				['titel', null],
			],
		},
		true,
		true,
		[],
		{ tel1: '2', titel: 'dr.' },
	],
	[
		'one of two is undone, beside another edit',
		{
			edits: [
				['tel1', '1'],
				['tel2', '6'],
			],
		},
		true,
		true,
		[],
		{ tel1: '2', titel: 'dr.', tel2: '6' },
	],
	['an empty one is undone', { edits: [['titel', '']] }, true, true, [], { tel1: '2', titel: 'dr.' }],
	['a third value stays', { edits: [['tel1', '9']] }, false, true, ['tel1'], { tel1: '9', titel: 'dr.' }],
	[
		'one is undone, the other has a third value',
		{
			edits: [
				['tel1', '1'],
				['titel', 'ir.'],
			],
		},
		true,
		true,
		['titel'],
		{ tel1: '2', titel: 'ir.' },
	],
	[
		'another form of it is there',
		{ wish: { tel1: '030-2' }, edits: [['tel1', '0302']] },
		false,
		false,
		[],
		{ tel1: '0302' },
	],
	[
		'cleared is false',
		{ wish: { inactief: null }, edits: [['inactief', false]] },
		false,
		false,
		[],
		{ inactief: false },
	],
	['cleared, and back', { wish: { inactief: null }, edits: [['inactief', true]] }, true, true, [], { inactief: null }],
	[
		'the key itself is undone',
		{ wish: { externId: '7' }, edits: [['externId', '1001']] },
		true,
		true,
		[],
		{ externId: '7' },
	],
	[
		'what is hidden cannot be seen to be gone',
		{ wish: { tel1: '2', geheim: 'y' }, manners: { hides: ['geheim'] }, start: { geheim: 'x' } },
		false,
		false,
		['geheim'],
		{ tel1: '2', geheim: 'y' },
	],
	[
		'beside what is hidden one is undone',
		{
			wish: { tel1: '2', geheim: 'y' },
			edits: [['tel1', '1']],
			manners: { hides: ['geheim'] },
			start: { geheim: 'x' },
		},
		true,
		true,
		['geheim'],
		{ tel1: '2', geheim: 'y' },
	],
	[
		'only its form was changed, and it has the old one again',
		{ start: { tel1: '030-1' }, wish: { tel1: '0301' }, edits: [['tel1', '030-1']] },
		true,
		true,
		[],
		{ tel1: '0301' },
	],
	[
		'one of two is undone, and the other one is a key',
		{ wish: { externId: '7', tel1: '2' }, edits: [['tel1', '1']] },
		true,
		true,
		[],
		{ externId: '7', tel1: '2' },
	],
	[
		'other capitals of it are there',
		{ wish: { geboorteplaats: 'den haag' }, edits: [['geboorteplaats', 'DEN HAAG']] },
		false,
		false,
		[],
		{ geboorteplaats: 'DEN HAAG' },
	],
	['reads lag behind', { manners: { lag: 2 } }, false, false, [], { tel1: '2' }],
])('%s', async (_, scene, again, overlap, unverified, person) => {
	const { looked, memory } = await play(scene);
	expect(memory.current(ID)).toMatchObject(person);
	expect(looked).toMatchObject({
		again,
		result: { outcome: 'updated', overlap, unverifiedFields: unverified, verified: again ? 'answer' : 'read' },
	});
	expect(memory.complaints).toEqual([]);
});

it('what is written again is told with the fields of the first write and the record of before it', async () => {
	const { looked, first } = await play({ edits: [['tel1', '1']] });
	expect(looked).toMatchObject({ result: { changedFields: ['tel1', 'titel'], before: first.before } });
	expect(JSON.parse((looked as { result: { record: { text: string } } }).result.record.text)).toMatchObject({
		tel1: '2',
	});
});

it('another person under the ID stops it', async () => {
	const { looked } = await play({ edits: [['id', 'p2']] });
	expect(looked).toMatchObject({ reason: 'identityMismatch' });
});

it('a copy that still shows the state of before is looked at some more times, and nothing is written on top of it', async () => {
	const { looked, known, memory } = await play({ lagAfter: 6 });
	expect(looked).toMatchObject({ again: false, result: { overlap: false } });
	expect(known.trust.lags).toBe(true);
	expect(memory.writes).toHaveLength(1);
	expect((await play({})).known.trust.lags).toBe(false);
	// Three looks, with longer and longer waits; then the old state is taken for the true one.
	expect((await play({ lagAfter: 400 })).looked).toMatchObject({ again: true });
});

it.each<[Outcome, boolean, boolean]>([
	['updated', true, true],
	['storedDifferently', true, true],
	['updated', false, false],
	['unchanged', true, false],
	['created', true, false],
	['conflict', true, false],
])('%s (with a record of before: %s) can be undone: %s', (outcome, hasBefore, can) => {
	const record = rawRecord('{}');
	expect(
		canBeUndone({
			...emptyResult(outcome, { id: '', externId: '', externSource: '' }, record),
			...(hasBefore && { before: record }),
		}),
	).toBe(can);
});
