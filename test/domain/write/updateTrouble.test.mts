import type { Json } from '../../harness/memory.mts';
import { clash, ID, late, lost, play, refused } from './updateStage.mts';

describe('a write of our own that lands late', () => {
	it('after the next one: what it undid is put back', async () => {
		const { result, memory } = await play({ fates: [late(6)], edits: [[4, 'tel2', '6']] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '6' });
		expect(result).toMatchObject({ outcome: 'updated', changedFields: ['tel1'], unverifiedFields: [] });
	});

	it('and makes what somebody had cleared come back: it is cleared again', async () => {
		const { memory } = await play({ fates: [late(6)], edits: [[4, 'tel2', null]] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: null });
	});

	it('during the wait after another one: the same', async () => {
		const { result, memory } = await play({ fates: [late(9), lost], edits: [[4, 'tel2', '6']] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '6' });
		expect(result).toMatchObject({ outcome: 'updated', changedFields: ['tel1'] });
	});

	it('at the very last look: the same', async () => {
		const { result, memory } = await play({ fates: [late(6), lost, lost], edits: [[4, 'tel2', '6']], waits: 1 });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '6' });
		expect(result).toMatchObject({ outcome: 'updated', changedFields: ['tel1'] });
	});

	it('what somebody decides on after that stays', async () => {
		const { memory } = await play({
			fates: [late(6), clash],
			edits: [
				[4, 'tel2', '6'],
				[11, 'tel2', '7'],
			],
		});
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '7' });
	});

	it('a value of our own that overwrites theirs is not put back', async () => {
		const { memory } = await play({ fates: [late(6)], wish: { tel1: '2', tel2: '5' }, edits: [[4, 'tel2', '6']] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '5' });
	});

	it('and a restoring write that is refused is not told as nothing', async () => {
		const { fault } = await play({ fates: [late(6), { kind: 'taken' }, refused], edits: [[4, 'tel2', '6']] });
		expect(fault).toMatchObject({ reason: 'unknownOutcome' });
	});
});

it('a step that is told to write again gives up when it is undone each time', async () => {
	const edits = Array.from({ length: 60 }, (_, moment): [number, string, Json] => [moment + 3, 'tel1', '1']);
	const { fault, puts } = await play({ edits, request: { writesAgain: true }, waits: 60 });
	expect([fault?.reason, puts]).toEqual(['concurrentChange', 4]);
	expect(fault?.message).toContain('each time somebody else put the old values back');
});
