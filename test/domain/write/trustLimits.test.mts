import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { Trust } from '../../../nodes/Coachview/domain/write/trust.ts';

const record = (value: object) => rawRecord(JSON.stringify(value));
const person = (etag: number | string, more: object = {}) => record({ id: 'p', ...more, auditTrail: { etag } });
const changes = [{ path: ['tel1'], json: '"2"' }];
const base = person(1, { tel1: '1' });
const stored = person(2, { tel1: '2' });
const sent = record({ id: 'p', tel1: '2' });

function earned(answer = stored, read = stored): Trust {
	const trust = new Trust();
	trust.learn(answer, read, base);
	return trust;
}

describe('an answer', () => {
	it('has to show every member that is to be cleared or not, but the cleared one may be left out', () => {
		const clear = [{ path: ['tel1'], json: 'null' }];
		expect(earned().believes(person(2), base, record({ id: 'p', tel1: null }), clear)).toBe(true);
		expect(earned().believes(person(2), base, record({ id: 'p', tel1: null }), changes)).toBe(false);
	});

	it('has to show what was sent back, one member as well as another', () => {
		const both = record({ id: 'p', tel1: '2', tel2: '5' });
		expect(earned().believes(stored, base, both, changes)).toBe(false);
		expect(earned().believes(person(2, { tel1: '2', tel2: '5' }), base, both, changes)).toBe(true);
	});

	it('may leave out what answers never show, once that has come back whole from a write', () => {
		const read = person(2, { tel1: '2', tel2: '5', leeg: null });
		const both = record({ id: 'p', tel1: '2', tel2: '5' });
		const trust = earned(stored, read);
		expect(trust.believes(stored, base, both, changes)).toBe(false);
		trust.learnStored(both, person(2, { tel1: '2', tel2: '6' }), []);
		expect(trust.believes(stored, base, both, changes)).toBe(false);
		trust.learnStored(record({ tel2: null }), person(2, { tel1: '2' }), []);
		expect(trust.believes(stored, base, both, changes)).toBe(false);
		trust.learnStored(both, read, []);
		expect(trust.believes(stored, base, both, changes)).toBe(true);
		expect(trust.believes(stored, base, record({ id: 'p', tel1: '2', tel3: '5' }), changes)).toBe(false);
	});

	it('agrees with a read whatever the audit trail says beside the version', () => {
		const later = record({ id: 'p', tel1: '2', auditTrail: { etag: 2, gelezen: 'later' } });
		expect(earned(stored, later).believes(stored, base, sent, changes)).toBe(true);
	});

	it('that shows a value where the read shows none, or the other way round, is wrong', () => {
		for (const [a, b] of [
			[{ tel1: '2' }, { tel1: null }],
			[{ tel1: '' }, { tel1: '2' }],
			[{ tel1: '2' }, {}],
		] as const)
			expect(earned(person(2, a), person(2, b)).believes(stored, base, sent, changes)).toBe(false);
	});

	it('of a record without an audit trail proves something, but is not believed itself', () => {
		const plain = (tel1: string) => record({ id: 'p', tel1 });
		const trust = new Trust();
		trust.learn(plain('2'), plain('2'), plain('1'));
		expect(trust.believes(plain('2'), plain('1'), sent, changes)).toBe(false);
		expect(trust.believes(stored, base, sent, changes)).toBe(true);
	});
});

it('the length of a long text is learned of the whole path', () => {
	const long = JSON.stringify('x'.repeat(30));
	const inAddress = (name: string) => [{ path: ['adres', name], json: long }];
	const shown = (name: string) => person(2, { adres: { [name]: 'x'.repeat(30) } });
	const body = record({ id: 'p' });
	const trust = earned();
	trust.learnStored(body, shown('plaats'), inAddress('plaats'));
	expect(trust.believes(shown('plaats'), base, body, inAddress('plaats'))).toBe(true);
	expect(trust.believes(shown('adres1'), base, body, inAddress('adres1'))).toBe(false);
});

describe('a value has come back turned round', () => {
	const turned = (was: string, now: string | undefined) => {
		const trust = new Trust();
		const lost = [['vrij']];
		return trust.learnTurned(person(1, { vrij: was }), person(2, { vrij: now }), lost, new Set(['vrij'])).length > 0;
	};

	it.each<[was: string, now: string | undefined, is: boolean]>([
		['03-04-2027', '04-03-2027', true],
		['03-04-2027', '03-04-2027', false],
		['03-04-2027', undefined, false],
		['aab', 'abb', false],
		['ab', 'ba ', false],
		// With its quotes 99 and 100 characters.
		[`a${'b'.repeat(96)}`, `${'b'.repeat(96)}a`, true],
		[`a${'b'.repeat(97)}`, `${'b'.repeat(97)}a`, false],
	])('%s as %s: %s', (was, now, is) => {
		expect(turned(was, now)).toBe(is);
	});

	it('and only what is emptied after that is stuck', () => {
		const trust = new Trust();
		const free = new Set(['vrij', 'maat']);
		trust.learnTurned(
			person(1, { vrij: 'ab', maat: 'x' }),
			person(2, { vrij: 'ba', maat: null }),
			[['vrij'], ['maat']],
			free,
		);
		trust.learnTurned(person(2, { vrij: 'ba' }), person(3, { vrij: 'zz' }), [['vrij']], free);
		expect([[...trust.turned], [...trust.stuck]]).toEqual([['vrij'], []]);
		trust.learnTurned(person(3, { vrij: 'ba', maat: 'x' }), person(4), [['vrij'], ['maat']], free);
		expect([...trust.stuck]).toEqual(['vrij']);
	});
});

it.each<[came: string, sentNow: string, believed: boolean]>([
	['03-04-2027', '05-12-2027', true],
	['20-04-2027', '05-12-2027', false],
	['20-04-2027', '05-13-2027', true],
	['20-04-2027', '12-05-2027', false],
	['20-04-2027', 'op 03-04-2027', true],
	['20-04-2027', '03-04-20275', true],
])('%s that came back proves something for %s: %s', (came, sentNow, believed) => {
	const short = record({ id: 'p', auditTrail: { etag: 2 } });
	const trust = new Trust();
	const vrij = (text: string) => record({ id: 'p', vrij: text });
	trust.learn(short, person(2, { vrij: came }), base);
	trust.learnStored(vrij(came), vrij(came), []);
	expect(trust.believes(short, base, vrij(sentNow), [])).toBe(believed);
});

it('one turned date is a proof for one field only', () => {
	const short = record({ id: 'p', auditTrail: { etag: 2 } });
	const trust = new Trust();
	trust.learn(short, person(2, { vrij: 'x', maat: 'x' }), base);
	const body = (values: object) => record({ id: 'p', ...values });
	trust.learnStored(body({ vrij: '03-04-2027' }), body({ vrij: '03-04-2027' }), []);
	expect(trust.believes(short, base, body({ vrij: '05-04-2027' }), [])).toBe(true);
	expect(trust.believes(short, base, body({ maat: '05-04-2027' }), [])).toBe(false);
});

it('a version that goes back, stays, or is no number, is no step', () => {
	const trust = new Trust();
	const step = (from: number | string, to: number | string) => trust.overlaps(person(from), person(to));
	// Would they count, 0 or -1 were the steady step.
	expect([step(5, 5), step(6, 6), step(7, 7), step(9, 8), step(20, 19), step('a', 3), step(3, 'b')]).not.toContain(
		true,
	);
	expect([step(10, 11), step(11, 12), step(12, 13), step(13, 15)]).toEqual([false, false, false, true]);
});
