import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { hasOwnVersion, sameVersion, Trust } from '../../../nodes/Coachview/domain/write/trust';

const record = (value: object) => rawRecord(JSON.stringify(value));
const person = (etag: number | string, more: object = {}) =>
	record({ id: 'p', voornaam: 'Sanne', titel: null, ...more, auditTrail: { etag } });
const changes = [{ path: ['tel1'], json: '"2"' }];
const base = person(1, { tel1: '1' });
const sent = record({ id: 'p', voornaam: 'Sanne', tel1: '2' });
const stored = person(2, { tel1: '2' });

/** A trust in answers that has been earned. */
function earned(): Trust {
	const trust = new Trust();
	trust.learn(stored, stored, base);
	return trust;
}

describe('an answer is believed', () => {
	it('after one has agreed with a read, and not before', () => {
		expect(new Trust().believes(stored, base, sent, changes)).toBe(false);
		expect(earned().believes(stored, base, sent, changes)).toBe(true);
	});

	it('as long as reads do not lag behind', () => {
		const trust = earned();
		trust.lags = true;
		expect(trust.believes(stored, base, sent, changes)).toBe(false);
	});

	it('when its audit trail has moved', () => {
		expect(earned().believes(person(1, { tel1: '2' }), base, sent, changes)).toBe(false);
		expect(earned().believes(record({ id: 'p', voornaam: 'Sanne', tel1: '2' }), base, sent, changes)).toBe(false);
		const plain = record({ id: 'p', voornaam: 'Sanne', tel1: '1' });
		// Without any audit trail nothing tells it from an echo of the request.
		expect(earned().believes(sent, plain, sent, changes)).toBe(false);
	});

	it('when it shows what was asked for, and that is not long', () => {
		expect(earned().believes(person(2), base, sent, changes)).toBe(false);
		expect(earned().believes(person(2), base, record({ id: 'p' }), [{ path: ['tel1'], json: 'null' }])).toBe(true);
		const text = 'x'.repeat(60);
		expect(
			earned().believes(person(2, { tel1: text }), base, sent, [{ path: ['tel1'], json: JSON.stringify(text) }]),
		).toBe(false);
	});

	it('when it shows all filled members, but for those that answers never show', () => {
		expect(earned().believes(record({ id: 'p', tel1: '2', auditTrail: { etag: 2 } }), base, sent, changes)).toBe(false);
		const trust = new Trust();
		const short = (tel1: string, etag: number) => record({ id: 'p', tel1, auditTrail: { etag } });
		trust.learn(short('2', 2), stored, base);
		expect(trust.believes(short('2', 2), base, sent, changes)).toBe(false);
		trust.learnStored(sent, stored, changes);
		expect(trust.believes(short('2', 2), base, sent, changes)).toBe(true);
		expect(trust.notShown(short('2', 2), sent)).toEqual(['voornaam']);
		expect(
			trust.believes(
				record({ id: 'p', tel1: '2', auditTrail: { etag: 2 } }),
				base,
				record({ id: 'p', achternaam: 'x', tel1: '2' }),
				changes,
			),
		).toBe(false);
		expect(trust.notShown(short('2', 2), record({ id: 'p', leeg: '', nul: null }))).toEqual([]);
	});
});

describe('long texts', () => {
	const wanted = (length: number) => [{ path: ['tel1'], json: JSON.stringify('x'.repeat(length)) }];
	const answer = person(2, { tel1: 'x'.repeat(30) });

	it('are believed up to the length that a read has shown', () => {
		const trust = earned();
		expect([20, 21, 30].map((length) => trust.believes(answer, base, sent, wanted(length)))).toEqual([
			true,
			false,
			false,
		]);
		trust.learnStored(sent, answer, wanted(30));
		expect([21, 30, 31].map((length) => trust.believes(answer, base, sent, wanted(length)))).toEqual([
			true,
			true,
			false,
		]);
		expect(
			trust.believes(person(2, { tel2: 'x'.repeat(30) }), base, sent, [
				{ path: ['tel2'], json: wanted(30)[0]?.json ?? '' },
			]),
		).toBe(false);
		trust.learnStored(sent, person(3, { tel1: 'x'.repeat(25) }), wanted(25));
		expect(trust.believes(answer, base, sent, wanted(30))).toBe(true);
	});

	it('and not when the read has shown less', () => {
		const trust = earned();
		trust.learnStored(sent, person(2, { tel1: 'x'.repeat(29) }), wanted(30));
		expect(trust.believes(answer, base, sent, wanted(30))).toBe(false);
	});
});

describe('free fields that come back turned round', () => {
	const free = new Set(['vrij', 'vrij2']);
	const shown = person(1, { vrij: '03-04-2027', vrij2: 'ab', tel1: '12' });

	it('are told by their characters', () => {
		const trust = earned();
		expect(
			trust.learnTurned(
				shown,
				person(2, { vrij: '04-03-2027', vrij2: 'ac', tel1: '21' }),
				[['vrij'], ['vrij2'], ['tel1']],
				free,
			),
		).toEqual(['vrij']);
		expect([...trust.turned]).toEqual(['vrij']);
		expect([...trust.stuck]).toEqual([]);
		// Who has it filled is read after each write.
		expect(trust.believes(person(2, { tel1: '2', vrij: 'x' }), person(1, { vrij: 'x' }), sent, changes)).toBe(false);
		expect(trust.believes(stored, base, sent, changes)).toBe(true);
	});

	it('and not where a value is only another one, is gone, or is long', () => {
		const trust = new Trust();
		expect(
			trust.learnTurned(shown, person(2, { vrij: '04-03-2028', vrij2: null }), [['vrij'], ['vrij2']], free),
		).toEqual([]);
		expect(trust.learnTurned(shown, person(2, { vrij: '4-3-2027' }), [['vrij']], free)).toEqual([]);
		expect(trust.learnTurned(shown, person(2), [['vrij']], free)).toEqual([]);
		expect(
			trust.learnTurned(
				person(1, { vrij: `a${'b'.repeat(120)}` }),
				person(2, { vrij: `${'b'.repeat(120)}a` }),
				[['vrij']],
				free,
			),
		).toEqual([]);
		expect(trust.turned.size + trust.stuck.size).toBe(0);
	});

	it('are stuck when they are emptied because they were left out', () => {
		const trust = new Trust();
		trust.learnTurned(shown, person(2, { vrij: '04-03-2027' }), [['vrij']], free);
		trust.learnTurned(shown, person(3, { vrij: null, vrij2: null }), [['vrij'], ['vrij2']], free);
		expect([...trust.stuck]).toEqual(['vrij']);
	});

	it('a date whose day may be a month has a proof of its own', () => {
		const hides = (vrij: string) => record({ id: 'p', vrij });
		const short = record({ id: 'p', auditTrail: { etag: 2 } });
		for (const [came, sentNow, believed] of [
			['20-04-2027', '21-04-2027', true],
			['20-04-2027', '03-04-2027', false],
			['04-04-2027', '03-04-2027', false],
			['05-04-2027', '03-04-2027', true],
			['03/04/27', '3.4.2027', true],
			['20-04-2027', '12-13-2027', true],
			['20-04-2027', '12-11-2027', false],
			['x', '03-04-2027', false],
			['20-04-2027', '12-12-2027', true],
		] as const) {
			const trust = new Trust();
			trust.learn(short, person(2, { vrij: came }), base);
			trust.learnStored(hides(came), hides(came), []);
			expect([came, sentNow, trust.believes(short, base, hides(sentNow), [])]).toEqual([came, sentNow, believed]);
		}
	});
});

describe('trust is lost', () => {
	it.each([
		['by an answer that a read contradicts', person(2, { tel1: '2' }), person(2, { tel1: '3' })],
		['by an answer that shows what a read does not', person(2, { tel1: '2' }), person(2)],
		['by an answer with the old version', person(1, { tel1: '2' }), stored],
		['by an answer that has not moved at all', base, base],
		['by an answer without the audit trail', record({ id: 'p', voornaam: 'Sanne', tel1: '2' }), stored],
	])('%s, for good', (_, answer, read) => {
		const trust = earned();
		trust.learn(answer, read, base);
		expect(trust.believes(stored, base, sent, changes)).toBe(false);
		trust.learn(stored, stored, base);
		expect(trust.believes(stored, base, sent, changes)).toBe(false);
	});

	it('not by an edit after the answer', () => {
		const trust = earned();
		trust.learn(stored, person(3, { tel1: '9' }), base);
		expect(trust.believes(stored, base, sent, changes)).toBe(true);
	});

	it('nor by another spelling of nothing', () => {
		const trust = new Trust();
		trust.learn(person(2, { tel1: '2', leeg: '' }), person(2, { tel1: '2', leeg: null }), base);
		expect(trust.believes(stored, base, sent, changes)).toBe(true);
	});
});

it('versions are the same when there are any', () => {
	expect(sameVersion(person(1), person(1, { tel1: '5' }))).toBe(true);
	expect(sameVersion(person(1), person(2))).toBe(false);
	expect(sameVersion(record({}), record({}))).toBe(false);
	expect(hasOwnVersion(person(2), person(1))).toBe(true);
	expect(hasOwnVersion(person(1), person(1))).toBe(false);
	expect(hasOwnVersion(record({}), person(1))).toBe(false);
});

it('a larger step of the version number than the steady one is an overlap', () => {
	const trust = new Trust();
	const step = (from: number | string, to: number | string) => trust.overlaps(person(from), person(to));
	expect([
		step(1, 2),
		step(2, 3),
		step(3, 4),
		step(4, 6),
		step(6, 7),
		step(7, 7),
		step(8, 7),
		step(7, 'abc'),
		step('', 9),
		step(8, '9999999999999999'),
	]).toEqual([false, false, false, true, false, false, false, false, false, false]);
});
