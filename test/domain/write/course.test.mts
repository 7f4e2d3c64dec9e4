import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { recordKeys } from '../../../nodes/Coachview/domain/identity.ts';
import {
	landedAmong,
	newCourse,
	putBack,
	receiptOfAll,
	sendable,
	writeAgain,
} from '../../../nodes/Coachview/domain/write/course.ts';
import { emptyResult } from '../../../nodes/Coachview/domain/write/result.ts';
import { at, list, sentOf, settling } from './settleStage.mts';

const BASE = at(1, { tel1: '1', tel2: '5', titel: null });
const select = (wish: object) => ({ changes: list(wish), kept: ['voornaam'] });
const bodyOf = (text: string) => JSON.parse(text) as object;

describe('a late write that has undone something', () => {
	it('is no unclear one any more, and what it undid is put back', () => {
		const [by, other] = [sentOf(BASE, { tel1: '2' }), sentOf(BASE, { tel1: '3' })];
		const course = { ...newCourse(), unclear: [by, other] };
		const restore = [{ path: ['tel2'], json: '"6"', left: '"5"' }];
		putBack(course, { by, restore }, other);
		expect(course).toMatchObject({ sent: true, done: other.selection.changes, restore });
		expect(course.unclear).toEqual([other]);
	});
});

describe('a change that somebody else undoes', () => {
	const fault = new Fault('concurrentChange', 'm', '');
	const overtaken = (...unverified: string[]) => ({ byOthers: true as const, fault, unverified });

	it('is written again three times, and told as one', () => {
		const course = newCourse();
		writeAgain(course, sentOf(BASE, { tel1: '2', tel2: '6' }), overtaken('a'));
		const later = at(3, { tel1: '1' });
		writeAgain(course, sentOf(later, { tel1: '2' }), overtaken('b'));
		expect(course.sent).toBe(true);
		expect(course.done).toEqual(list({ tel1: '2' }));
		const result = {
			...emptyResult('updated', recordKeys(later), later),
			changedFields: ['tel1'],
			unverifiedFields: ['b', 'c'],
			before: later,
		};
		expect(receiptOfAll(result, course)).toEqual({
			...result,
			changedFields: ['tel1', 'tel2'],
			unverifiedFields: ['b', 'c', 'a'],
			before: BASE,
			overlap: true,
		});
		expect(receiptOfAll(result, newCourse())).toBe(result);
		writeAgain(course, sentOf(later, { tel1: '2' }), overtaken());
		expect(() => writeAgain(course, sentOf(later, { tel1: '2' }), overtaken())).toThrow(fault);
	});
});

describe('the body', () => {
	it('has the changes, and leaves out what Coachview keeps by itself and what is null', () => {
		const { text, base, selection } = sendable(BASE, select({ tel1: '2' }), settling(), newCourse());
		expect(bodyOf(text)).toEqual({ id: 'p', tel1: '2', tel2: '5' });
		expect([base, selection]).toEqual([BASE, select({ tel1: '2' })]);
	});

	it('has a null that was asked for, or that this Coachview wants to see', () => {
		expect(bodyOf(sendable(BASE, select({ titel: null }), settling(), newCourse()).text)).toHaveProperty('titel', null);
		const wants = settling({}, { nullsNeeded: new Set(['titel']) });
		expect(bodyOf(sendable(BASE, select({ tel1: '2' }), wants, newCourse()).text)).toHaveProperty('titel', null);
	});

	it('has what was stored before and is still there, unless it changes anew', () => {
		const course = { ...newCourse(), done: list({ tel1: '7', tel2: '5', titel: 'dr.' }) };
		const { selection } = sendable(BASE, select({ tel1: '2' }), settling(), course);
		expect(selection.changes).toEqual(list({ tel1: '2', tel2: '5' }));
	});

	it('has what is to be put back, unless somebody has decided on another value since', () => {
		const back = { path: ['tel2'], json: '"6"', left: '"5"' };
		const other = { path: ['tel1'], json: '"6"', left: '"9"' };
		const sent = sendable(BASE, select({ titel: 'dr.' }), settling(), { ...newCourse(), restore: [back, other] });
		expect(sent.restore).toEqual([back]);
		expect(bodyOf(sent.text)).toEqual({ id: 'p', tel1: '1', tel2: '6', titel: 'dr.' });
	});

	it('leaves out free fields that would be turned round, but for those that are asked for', () => {
		const record = at(1, { tel1: '1', vrij: '03-04-2027', maat: 'ab' });
		const request = settling();
		request.known.trust.turned.add('vrij').add('maat');
		expect(bodyOf(sendable(record, select({ maat: 'x' }), request, newCourse()).text)).toEqual({
			id: 'p',
			tel1: '1',
			maat: 'x',
		});
	});

	it('is none where such a field would be emptied by leaving it out', () => {
		const request = settling();
		request.known.trust.turned.add('vrij').add('maat').add('leeg');
		request.known.trust.stuck.add('vrij').add('leeg');
		const record = at(1, { vrij: '03-04-2027', maat: 'ab', leeg: null });
		expect(() => sendable(record, select({ tel1: '2' }), request, newCourse())).toThrow(
			expect.objectContaining({ reason: 'unexpectedAnswer', fields: ['vrij'] }),
		);
		expect(() => sendable(record, select({ vrij: 'x' }), request, newCourse())).not.toThrow();
		expect(() => sendable(at(1, { maat: 'ab' }), select({ tel1: '2' }), request, newCourse())).not.toThrow();
	});
});

describe('a write without an answer has landed', () => {
	const landed = (wishes: object[], now: object, base: object = { tel1: '1', tel2: '5' }, request = settling()) => {
		const unclear = wishes.map((wish) => sentOf(at(1, base), wish));
		const found = landedAmong(unclear, at(2, { ...base, ...now }), request);
		return found && unclear.indexOf(found);
	};

	it.each<[string, object[], object, number | undefined]>([
		['when its values are there', [{ tel1: '2' }], { tel1: '2' }, 0],
		['the last one of two that fit', [{ tel1: '2' }, { tel1: '2' }], { tel1: '2' }, 1],
		['the first one when only that fits', [{ tel1: '2' }, { tel1: '3' }], { tel1: '2' }, 0],
		['not when one of its values is not', [{ tel1: '2', tel2: '6' }], { tel1: '2' }, undefined],
		['not when nothing is there', [{ tel1: '2' }], {}, undefined],
		['not when nothing was sent', [], { tel1: '2' }, undefined],
	])('%s', (_, wishes, now, index) => {
		expect(landed(wishes, now)).toBe(index);
	});

	it('is not shown by a like form that was there before', () => {
		expect(landed([{ tel1: '030-1' }], {}, { tel1: '0301' })).toBeUndefined();
		expect(landed([{ tel1: '030-1' }], { tel1: '030 1' }, { tel1: '0301' })).toBe(0);
		expect(landed([{ tel1: '030-1', tel2: '6' }], { tel2: '6' }, { tel1: '0301', tel2: '5' })).toBe(0);
	});

	it('under Overwrite only when all that was asked for is there', () => {
		const changes = list({ tel1: '2', tel2: '6' });
		expect(landed([{ tel1: '2' }], { tel1: '2' }, undefined, settling({ changes }))).toBeUndefined();
		expect(landed([{ tel1: '2' }], { tel1: '2', tel2: '6' }, undefined, settling({ changes }))).toBe(0);
		expect(landed([{ tel1: '2' }], { tel1: '2' }, undefined, settling({ changes, policy: 'onlyIfEmpty' }))).toBe(0);
	});
});
