import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { anyEntity } from '../../../nodes/Coachview/entities/anyEntity';
import { person } from '../../../nodes/Coachview/entities/person';
import {
	carry,
	endWrite,
	forgetWrite,
	isAsGoodAsRead,
	lagsBehind,
	noteWrite,
} from '../../../nodes/Coachview/transport/carried';
import { oneRecord } from '../../../nodes/Coachview/transport/recordAnswer';
import { idLock, keyLock, withRecordLock } from '../../../nodes/Coachview/transport/recordLock';
import { areSamples, isSample, sampleData } from '../../../nodes/Coachview/transport/sampleData';
import { readWriteAnswer } from '../../../nodes/Coachview/transport/writeAnswer';

const record = (value: object) => rawRecord(JSON.stringify(value));
const ID = '33333333-3333-4333-8333-333333333333';

describe('a carried record', () => {
	let serial = 0;
	let key = '';
	const one = record({ id: 1 });
	const now = Date.now();

	beforeEach(() => {
		key = `key${++serial}`;
		jest.spyOn(Date, 'now').mockReturnValue(now);
	});
	afterEach(() => jest.restoreAllMocks());

	it('is as good as a read for two seconds', () => {
		for (const [age, good] of [
			[0, true],
			[2000, true],
			[2001, false],
			[-1, false],
		] as const)
			expect(isAsGoodAsRead(carry(one, 'a', now - age), 'a', key)).toBe(good);
	});

	it('for the same client, and whole', () => {
		const carried = carry(one, 'a', now);
		expect(carried.text).toBe('{"id":1}');
		expect(isAsGoodAsRead(carried, 'b', key)).toBe(false);
		expect(isAsGoodAsRead({ ...carried, text: '{"id":2}' }, 'a', key)).toBe(false);
		expect(isAsGoodAsRead({ ...carried, readAt: new Date(now - 1).toISOString() }, 'a', key)).toBe(false);
		expect(isAsGoodAsRead({ ...carried, mark: '' }, 'a', key)).toBe(false);
		expect(isAsGoodAsRead({ ...carried, readAt: 'x' }, 'a', key)).toBe(false);
	});

	it('and not after a write of our own', () => {
		const carried = carry(one, 'a', now - 5);
		noteWrite(key, one);
		expect(isAsGoodAsRead(carried, 'a', key)).toBe(false);
		expect(isAsGoodAsRead(carried, 'a', `${key}x`)).toBe(true);
		jest.spyOn(Date, 'now').mockReturnValue(now + 10);
		expect(isAsGoodAsRead(carry(one, 'a', now), 'a', key)).toBe(false);
		expect(isAsGoodAsRead(carry(one, 'a', now + 5), 'a', key)).toBe(true);
		endWrite(key);
		expect(isAsGoodAsRead(carry(one, 'a', now + 5), 'a', key)).toBe(false);
		endWrite(`${key}x`);
	});

	it('what lags behind shows a state of before our last writes', () => {
		expect(lagsBehind(key, one)).toBe(false);
		noteWrite(key, one);
		expect([lagsBehind(key, one), lagsBehind(key, record({ id: 2 })), lagsBehind(`${key}x`, one)]).toEqual([
			true,
			false,
			false,
		]);
		for (let write = 2; write <= 5; write++) noteWrite(key, record({ id: write }));
		expect(lagsBehind(key, one)).toBe(true);
		noteWrite(key, record({ id: 6 }));
		expect([lagsBehind(key, one), lagsBehind(key, record({ id: 2 }))]).toEqual([false, true]);
		jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
		expect(lagsBehind(key, record({ id: 6 }))).toBe(true);
		jest.spyOn(Date, 'now').mockReturnValue(now + 60_001);
		expect(lagsBehind(key, record({ id: 6 }))).toBe(false);
	});

	it('a write that was not stored is forgotten, but not its moment', () => {
		const note = noteWrite(key, one);
		forgetWrite(key, note);
		expect(lagsBehind(key, one)).toBe(false);
		expect(isAsGoodAsRead(carry(one, 'a', now), 'a', key)).toBe(false);
		forgetWrite(`${key}x`, note);
	});

	it('and nothing else is forgotten with it: neither an earlier write nor one of an equal copy', () => {
		noteWrite(key, one);
		const other = noteWrite(key, record({ id: 2 }));
		const copy = noteWrite(key, one);
		forgetWrite(key, other);
		forgetWrite(key, copy);
		expect([lagsBehind(key, one), lagsBehind(key, record({ id: 2 }))]).toEqual([true, false]);
	});

	it('only the last 2,000 written ones are known', () => {
		noteWrite(key, one);
		for (let other = 0; other < 1999; other++) noteWrite(`other${other}`, one);
		expect(lagsBehind(key, one)).toBe(true);
		noteWrite('one more', one);
		expect(lagsBehind(key, one)).toBe(false);
	});
});

it('work on one record is done one after another, on several side by side', async () => {
	const log: string[] = [];
	const work = (name: string, moments: number) => async () => {
		log.push(`${name} begins`);
		for (let moment = 0; moment < moments; moment++) await Promise.resolve();
		log.push(`${name} ends`);
		if (name === 'b') throw new Error('b fails');
		return name;
	};
	const results = await Promise.allSettled([
		withRecordLock('P|A', work('a', 30)),
		withRecordLock('p|a', work('b', 2)),
		withRecordLock('P|A', work('c', 1)),
		withRecordLock('P|B', work('d', 1)),
	]);
	expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['a', 'failed', 'c', 'd']);
	expect(log.filter((line) => !line.startsWith('d'))).toEqual([
		'a begins',
		'a ends',
		'b begins',
		'b ends',
		'c begins',
		'c ends',
	]);
	expect(log.indexOf('d ends')).toBeLessThan(log.indexOf('a ends'));
	expect(keyLock(person, { externId: 'A', externSource: 'HR' })).toBe(
		keyLock(person, { externId: 'a ', externSource: 'hr' }),
	);
	expect(keyLock(person, { externId: 'A', externSource: 'HR' })).not.toBe(
		keyLock(person, { externId: 'HR', externSource: 'A' }),
	);
	const typed = anyEntity('Bedrijven');
	expect(keyLock(typed, { externId: 'A', externSource: 'HR' })).not.toBe(
		keyLock(person, { externId: 'A', externSource: 'HR' }),
	);
	expect([idLock(person, 'A'), idLock(anyEntity('personen'), 'a')]).toEqual(['personen|a', 'personen|a']);
	expect(idLock(typed, 'A')).not.toBe(idLock(person, 'A'));
});

it('examples are told from people', () => {
	const same = { id: ID, bedrijfId: ID, functieId: ID };
	expect([
		isSample(record(same)),
		isSample(record({ ...same, functieId: 'x' })),
		isSample(record({ id: ID, bedrijfId: ID })),
		isSample(record({ id: 1, bedrijfId: 1, functieId: 1 })),
		isSample(record({ id: ID, idee: ID, Idx: ID })),
	]).toEqual([true, false, false, false, false]);
	expect([
		areSamples([]),
		areSamples([record({ id: 1 })]),
		areSamples([record({ id: 1 }), record({ id: 1 })]),
		areSamples([record({ id: 1 }), record({ id: 1 }), record({ id: 2 })]),
		areSamples([record({ id: 1 }), record(same)]),
	]).toEqual([false, false, true, false, true]);
	expect(sampleData(person, 'why')).toMatchObject({
		reason: 'sampleData',
		message: 'Coachview answered with sample data: why',
		advice: 'The client lacks the scope Personen.Lezen. Add it in Coachview and in the credential.',
	});
	expect(sampleData(anyEntity('Bedrijven'), 'why').advice).toContain('Bedrijven.Lezen');
});

it('an answer without an id is no person', () => {
	expect(oneRecord('{"id":"1"}').text).toBe('{"id":"1"}');
	for (const text of ['{"message":"x"}', '{"id":""}', '{"id":null}', '[]', '<html>'])
		expect(() => oneRecord(text)).toThrow();
});

describe('answers to a write', () => {
	const answer = (text: string, headers = {}, status = 200) => readWriteAnswer({ status, text, headers });

	it.each([
		['{"ok":false,"id":"1","a":1}', 'uncertain'],
		['{"ok":true,"id":"1","a":1}', 'accepted'],
		['{"IsValid":false}', 'uncertain'],
		['{"succeeded":false}', 'uncertain'],
		['{"succeeded":"false"}', 'accepted'],
		['{"traceId":"x"}', 'uncertain'],
		['{"exceptionMessage":"x"}', 'uncertain'],
		['{"exception":"x"}', 'uncertain'],
		['{"errors":[]}', 'accepted'],
		['{"error":""}', 'accepted'],
		['{"error":null}', 'accepted'],
		['{"status":399}', 'accepted'],
		['{"status":400}', 'uncertain'],
		['{"statusCode":404}', 'uncertain'],
		['{"status":"actief"}', 'accepted'],
		['{"status":200,"statusCode":500}', 'accepted'],
	])('%s: %s', (text, kind) => expect(answer(text).kind).toBe(kind));

	it('the id of a Location is the last one in it', () => {
		const other = '44444444-4444-4444-8444-444444444444';
		expect(answer('', { location: `/${other}/Personen/${ID}` })).toEqual({ kind: 'accepted', id: ID });
		expect(answer('{"a":1}', { location: `/Personen/${ID}` })).toEqual({ kind: 'accepted', id: ID });
		expect(answer('', { location: `${'x'.repeat(2000)}${ID}` })).toEqual({ kind: 'accepted' });
		expect(answer('', { location: '/Personen/00000000-0000-0000-0000-000000000000' })).toEqual({ kind: 'accepted' });
		expect(answer('', {})).toEqual({ kind: 'accepted' });
	});

	it('an id alone is no record, and a bare id is one', () => {
		expect(answer(`{"id":"${ID}","a":1}`)).toEqual({ kind: 'accepted', id: ID });
		expect(answer(`{"id":" ${ID} ","a":1,"b":2}`)).toMatchObject({
			kind: 'accepted',
			id: ID,
			record: { text: expect.any(String) as string },
		});
		expect(answer('{"id":12,"a":1,"b":2}')).toMatchObject({ id: '12' });
		expect(answer(` ${ID} `)).toEqual({ kind: 'accepted', id: ID });
		expect(answer(`x"${ID}"`)).toEqual({ kind: 'uncertain' });
		expect(answer(`"${ID}"x`)).toEqual({ kind: 'uncertain' });
		expect(answer('"00000000-0000-0000-0000-000000000000"')).toEqual({ kind: 'uncertain' });
	});
});
