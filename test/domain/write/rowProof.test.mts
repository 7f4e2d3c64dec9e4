import { rawRecord, type RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { RowProof } from '../../../nodes/Coachview/domain/write/rowProof.ts';
import { person as entity } from '../../../nodes/Coachview/entities/person.ts';

const NOBODY: ReadonlySet<string> = new Set();
const CUT = 10;

/** A person with a remark and an address; `etag` 1. */
const row = (remark: string | null, street = 'Dorpsstraat 12', more: object = {}): RawRecord =>
	rawRecord(
		JSON.stringify({
			id: '1',
			achternaam: 'Pietersen',
			titel: null,
			opmerking: remark,
			adres: { adres1: street },
			auditTrail: { etag: 1 },
			...more,
		}),
	);
const cut = (row: RawRecord): RawRecord =>
	rawRecord(
		JSON.stringify(
			JSON.parse(row.text, (key, value: unknown) =>
				typeof value === 'string' && key !== 'achternaam' ? value.slice(0, CUT) : value,
			),
		),
	);

it('believes rows once one of them equals the read of its record', () => {
	const proof = new RowProof(entity);
	const rows = ['a', 'bb', 'ccc'].map((remark) => row(remark));
	proof.note(rows);
	expect(rows.some((row) => proof.believes(row))).toBe(false);
	const witness = proof.witness(rows) as RawRecord;
	expect(proof.compare(witness, rawRecord(witness.text), NOBODY)).toBe('equal');
	expect(proof.witness(rows)).toBeUndefined();
	expect(rows.every((row) => proof.believes(row))).toBe(true);
});

it('takes as its first witness the row whose texts are longest', () => {
	const proof = new RowProof(entity);
	const rows = [row('short'), row(null), row('a remark of some length'), row('none')];
	proof.note(rows);
	expect(proof.witness(rows)).toBe(rows[2]);
});

it.each([
	['a cut text', (one: RawRecord) => cut(one)],
	['a missing member', () => row('a remark of some length', undefined, { adres: undefined })],
	['an empty member', () => row(null)],
	['another form of a number', (one: RawRecord) => rawRecord(one.text.replace('1.50', '1.5'))],
])('finds %s', (_, rowOf) => {
	const single = rawRecord(row('a remark of some length').text.replace('"titel"', '"rate":1.50,"titel"'));
	const proof = new RowProof(entity);
	expect(proof.compare(rowOf(single), single, NOBODY)).toBe('different');
	expect(proof.isGiven).toBe(false);
});

it('learns nothing from a record that was written in between', () => {
	const proof = new RowProof(entity);
	expect(proof.compare(row('a'), row('b', undefined, { auditTrail: { etag: 2 } }), NOBODY)).toBe('edited');
	expect(proof.isGiven).toBe(false);
});

it('takes a list in another order, and what moves by itself, for equal', () => {
	const proof = new RowProof(entity);
	const one = (tags: number[], seen: string) => row('a', undefined, { tags, gelezen: seen });
	const now = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 19);
	expect(proof.compare(one([1, 2], now(0)), one([2, 1], now(5)), NOBODY)).toBe('equal');
});

it('doubts texts that pile up at one length, until one of them was read whole', () => {
	const long = ['ABCDEFGHIJKLM', 'NOPQRSTUVWXYZ', 'abcdefghijklm', 'nopqrstuvwxyz'];
	const short = row('short');
	for (const isCut of [true, false]) {
		const proof = new RowProof(entity);
		proof.note([short]);
		proof.compare(short, short, NOBODY);
		const records = long.map((remark) => row(remark, 'Weg 1'));
		const rows = isCut ? records.map(cut) : records;
		proof.note(rows);
		expect([proof.believes(short), ...rows.map((row) => proof.believes(row))]).toEqual([
			true,
			false,
			false,
			false,
			false,
		]);
		const witness = proof.witness([short, ...rows]) as RawRecord;
		const single = records[rows.indexOf(witness)] as RawRecord;
		expect(proof.compare(witness, single, NOBODY)).toBe(isCut ? 'different' : 'equal');
		if (!isCut) expect(rows.every((row) => proof.believes(row))).toBe(true);
	}
});

it('does not believe a row that lacks a member which a read shows even when it is empty', () => {
	const proof = new RowProof(entity);
	const whole = row('a');
	proof.compare(whole, whole, new Set(['vrij']));
	expect(proof.believes(rawRecord('{"id":"2","achternaam":"X","auditTrail":{"etag":1}}'))).toBe(false);
	expect(proof.believes(row(null))).toBe(true);
});

describe('what a read by ID has shown', () => {
	const misses = (rows: RawRecord[], single: RawRecord) => {
		const proof = new RowProof(entity);
		proof.note(rows);
		return proof.misses(single);
	};
	const bare = rawRecord('{"id":"2","achternaam":"Jansen","opmerking":"b","adres":{"adres1":"Weg"},"titel":null}');

	it.each<[string, RawRecord[], RawRecord, boolean]>([
		['before any list', [], row('a'), true],
		['null in all rows', [row(null), row(null)], row('a'), true],
		['null in all rows, and in the read', [row(null), row(null)], row(null), false],
		['filled in all rows with the same, and empty in the read', [row('a'), row('a')], row(null), true],
		['the same in all rows, and something else in the read', [row('a'), row('a')], row('b'), true],
		['the same in the read', [row('a'), row('a')], row('a'), false],
		['of several values', [row('a'), row('b')], row('c'), false],
		['in no row', [bare, bare], row('b', 'Weg', { vrij: 'x' }), true],
		[
			'filled in some rows that others lack',
			[row('a', undefined, { vrij: 'x' }), row('b')],
			row('c', 'Weg', { vrij: 'y' }),
			false,
		],
		['filled in all rows, and not there in the read', [bare, bare], rawRecord('{"id":"3","achternaam":"X"}'), true],
	])('%s', (_, rows, single, is) => {
		const named = rows.map((one, at) => rawRecord(one.text.replace(/"achternaam":"\w+"/, `"achternaam":"N${at}"`)));
		const streets = named.map((one, at) => rawRecord(one.text.replace(/"adres1":"[^"]+"/, `"adres1":"${at}"`)));
		expect(misses(streets, single)).toBe(is);
	});
});
