import { rawRecord, type RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { RowProof } from '../../../nodes/Coachview/domain/write/rowProof.ts';
import { person as entity } from '../../../nodes/Coachview/entities/person.ts';

const NOBODY: ReadonlySet<string> = new Set();
const row = (members: object, etag: number | null = 1): RawRecord =>
	rawRecord(JSON.stringify({ ...members, ...(etag !== null && { auditTrail: { etag, door: 'x' } }) }));

/** A proof that one row has given, after all rows were seen. */
function given(rows: RawRecord[], witness = row({ achternaam: 'X' }), free = NOBODY): RowProof {
	const proof = new RowProof(entity);
	proof.note(rows);
	expect(proof.compare(witness, witness, free)).toBe('equal');
	return proof;
}
const texts = (length: number, count: number) => Array.from({ length: count }, (_, at) => `${at}`.padEnd(length, 'x'));
const remarks = (list: string[]) => list.map((opmerking) => row({ opmerking }));

describe('texts look cut', () => {
	// Quotes count: the JSON text of eight characters has ten.
	it.each<[string, RawRecord[], boolean]>([
		['when three of them are as long as the longest', remarks(texts(8, 3)), false],
		['but not when there are two', remarks(texts(8, 2)), true],
		['nor when shorter ones are beside two', remarks([...texts(8, 2), 'x', 'y', 'z']), true],
		['nor when they are short', remarks(texts(7, 3)), true],
		['nor when all are one text', remarks(['12345678', '12345678', '12345678', '12345678']), true],
		['nor when one is longer', remarks([...texts(8, 3), '123456789']), true],
		['in a line of an address', texts(8, 3).map((adres1) => row({ adres: { adres1 } })), false],
		['nor over two lines of it', texts(8, 3).map((text, at) => row({ adres: { [`adres${at}`]: text } })), true],
		['nor in a number', [100_000_000_001, 100_000_000_002, 100_000_000_003].map((nr) => row({ nr })), true],
		[
			'nor in a number of an address',
			[100_000_000_001, 100_000_000_002, 100_000_000_003].map((nr) => row({ adres: { nr } })),
			true,
		],
		['nor in a list', texts(8, 3).map((text) => row({ lijst: [text] })), true],
		[
			'nor in the audit trail',
			texts(8, 3).map((door) => rawRecord(JSON.stringify({ auditTrail: { etag: 1, door } }))),
			true,
		],
	])('%s', (_, rows, believed) => {
		const proof = given(rows);
		expect(rows.slice(0, 2).map((one) => proof.believes(one))).toEqual([believed, believed]);
		expect(proof.witness(rows) === undefined).toBe(believed);
	});

	it('until a read has shown one as long in the same member', () => {
		const rows = remarks(texts(8, 3));
		const proof = given(rows);
		const elsewhere = row({ tel1: '12345678' });
		proof.compare(elsewhere, elsewhere, NOBODY);
		expect(proof.believes(rows[0]!)).toBe(false);
		proof.compare(rows[1]!, rows[1]!, NOBODY);
		expect(proof.believes(rows[0]!)).toBe(true);
		// A shorter one, read later, takes nothing back.
		const short = row({ opmerking: 'x' });
		proof.compare(short, short, NOBODY);
		expect(proof.believes(rows[0]!)).toBe(true);
		// Longer ones are in doubt again.
		const longer = remarks(texts(9, 3));
		proof.note(longer);
		expect(longer.map((one) => proof.believes(one))).toEqual([false, false, false]);
	});
});

describe('the witness', () => {
	it('is the row with most doubts, then the one with the longest texts', () => {
		const proof = new RowProof(entity);
		const both = texts(8, 3).map((text) => row({ opmerking: text, voornaam: `${text}yyyy` }));
		const long = row({ a: 'much longer than any other text', b: 'and so is this one', c: 'x', d: 'x', e: 'x', f: 'x' });
		const rows = [row({ opmerking: texts(8, 1)[0] }), long, ...both];
		proof.note(rows);
		expect(proof.witness(rows)).toBe(both[0]);
		expect(proof.witness([row({ g: 'new' }), long])).toBe(long);
		expect(proof.witness([])).toBeUndefined();
	});

	it('is any row as long as there is no proof', () => {
		const one = row({});
		expect(new RowProof(entity).witness([one])).toBe(one);
		expect(given([]).witness([one])).toBeUndefined();
	});
});

it('free fields may all be empty, or be left out by lists, when no row has ever shown one', () => {
	const proof = new RowProof(entity);
	expect(proof.lacksAll(new Set())).toBe(false);
	expect(proof.lacksAll(new Set(['vrij']))).toBe(true);
	proof.note([row({ a: 1 })]);
	expect(proof.lacksAll(new Set(['vrij']))).toBe(true);
	proof.note([row({ vrij: null })]);
	expect(proof.lacksAll(new Set(['vrij', 'maat']))).toBe(false);
});

describe('a row beside the read of its record', () => {
	const compared = (a: RawRecord, b: RawRecord) => new RowProof(entity).compare(a, b, NOBODY);

	it.each<[string, RawRecord, RawRecord, ReturnType<RowProof['compare']>]>([
		['of another version', row({ a: 1 }, 1), row({ a: 1 }, 2), 'edited'],
		[
			'of the same version, with another audit trail',
			rawRecord('{"auditTrail":{"etag":1}}'),
			rawRecord('{"auditTrail":{"etag":1 }}'),
			'equal',
		],
		['without versions', row({ a: 1 }, null), row({ a: 1 }, null), 'equal'],
		['without versions, and different', row({ a: 'x' }, null), row({ a: 'y' }, null), 'different'],
		[
			'with the same audit trail and no version',
			rawRecord('{"a":"x","auditTrail":{"door":"y"}}'),
			rawRecord('{"a":"z","auditTrail":{"door":"y"}}'),
			'different',
		],
		['with an audit trail on one side', row({ a: 1 }, null), row({ a: 1 }), 'edited'],
		['with a member more', row({ a: 1, b: null }), row({ a: 1 }), 'different'],
		['with a member less', row({ a: 1 }), row({ a: 1, b: null }), 'different'],
		['with another list', row({ lijst: [1, 2] }), row({ lijst: [1, 3] }), 'different'],
		['with a text in another form', row({ email1: 'A@b.nl' }), row({ email1: 'a@b.nl' }), 'different'],
		['with a counter that has moved', row({ keer: 5 }), row({ keer: 6 }), 'equal'],
	])('%s is %s', (_, a, b, is) => {
		expect(compared(a, b)).toBe(is);
	});
});

describe('members that every row has to show', () => {
	const whole = row({ achternaam: 'X', titel: null, vrij: 'y' });

	it('are those of a read that shows empty ones, but for free fields', () => {
		const proof = given([], whole, new Set(['vrij']));
		expect(proof.believes(row({ achternaam: 'Y', titel: 'dr.' }))).toBe(true);
		expect(proof.believes(row({ achternaam: 'Y' }))).toBe(false);
		expect(proof.believes(row({ achternaam: 'Y', titel: null }, null))).toBe(false);
		expect(given([], whole).believes(row({ achternaam: 'Y', titel: null }))).toBe(false);
	});

	it('are none where empty ones are left out', () => {
		expect(given([], row({ achternaam: 'X', tel1: '1' })).believes(row({ achternaam: 'Y' }))).toBe(true);
	});
});
