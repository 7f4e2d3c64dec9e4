import fc from 'fast-check';
import { sameJson } from '../../../nodes/Coachview/domain/json/compare';
import { editRecord, type Change } from '../../../nodes/Coachview/domain/json/edit';
import { leafPaths, nodeAt, rawAt, rawRecord, toItem } from '../../../nodes/Coachview/domain/json/record';

/** JSON texts that JSON.stringify cannot make: long and padded numbers, escapes, white space. */
const number = fc.constantFrom(
	'0',
	'-0',
	'1.10',
	'1e3',
	'1234567890123456789',
	'0.1000000000000000055',
	'-12345678901234567890.50',
);
const string = fc.oneof(
	fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
	fc.constantFrom('"\\u00eb"', '"Zoë Groß"', '"Zoe\\u0308"', '"\\/"', '"👩‍🎓"', '"1987-04-12T00:00:00"', '""'),
);
const key = fc.oneof(
	fc.constantFrom('id', 'adres', 'geboortedatum', 'geboorteplaats', 'plaats', '__proto__', 'vrijveldX', 'a.b', ''),
	fc.string(),
);
const space = fc.constantFrom('', ' ', '\n\t');
const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.constantFrom('null', 'true', 'false'),
		number,
		string,
		tie('object'),
		fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
	),
	object: fc
		.tuple(fc.uniqueArray(fc.tuple(key, tie('value')), { maxLength: 6, selector: ([name]) => name }), space)
		.map(
			([members, gap]) =>
				`{${gap}${members.map(([name, text]) => `${JSON.stringify(name)}:${gap}${text}`).join(`,${gap}`)}${gap}}`,
		),
}));
const record = fc
	.tuple(fc.uniqueArray(fc.tuple(key, value), { maxLength: 10, selector: ([name]) => name }), space)
	.map(
		([members, gap]) =>
			`${gap}{${members.map(([name, text]) => `${gap}${JSON.stringify(name)}${gap}:${text}`).join(',')}}${gap}`,
	);
const change: fc.Arbitrary<Change> = fc.record({ path: fc.array(key, { minLength: 1, maxLength: 3 }), json: value });

describe('editing a record', () => {
	it('returns the very text when nothing changes', () => {
		fc.assert(
			fc.property(record, (text) => {
				expect(editRecord(rawRecord(text), [])).toBe(text.trim());
			}),
			{ numRuns: 2000 },
		);
	});

	it('keeps the characters of every member that no change names', () => {
		fc.assert(
			fc.property(record, fc.array(change, { maxLength: 4 }), (text, changes) => {
				const before = rawRecord(text);
				const after = rawRecord(editRecord(before, changes));
				for (const path of leafPaths(before)) {
					const touched = changes.some(
						(one) =>
							one.path.every((part, depth) => part === path[depth]) ||
							path.every((part, depth) => part === one.path[depth]),
					);
					if (!touched) expect(rawAt(after, path)).toBe(rawAt(before, path));
				}
			}),
			{ numRuns: 3000 },
		);
	});

	it('stores the last of the changes to one member', () => {
		fc.assert(
			fc.property(record, change, (text, one) => {
				const after = rawRecord(editRecord(rawRecord(text), [one]));
				expect(rawAt(after, one.path)).toBe(one.json);
			}),
			{ numRuns: 2000 },
		);
	});

	it('leaves out dropped members and nothing else', () => {
		const text = '{"id":"1", "auditTrail": {"etag":7} ,"kaart":1234567890123456789, "bedrag":1.10}';
		expect(editRecord(rawRecord(text), [], ['auditTrail'])).toBe(
			'{"id":"1","kaart":1234567890123456789,"bedrag":1.10}',
		);
	});

	it('keeps the siblings in a nested object and makes one that is null or missing', () => {
		const changes = [{ path: ['adres', 'plaats'], json: '"Utrecht"' }];
		expect(editRecord(rawRecord('{"adres":{"adres1":"Kade 1","plaats":"Gouda"}}'), changes)).toBe(
			'{"adres":{"adres1":"Kade 1","plaats":"Utrecht"}}',
		);
		expect(editRecord(rawRecord('{"adres":null}'), changes)).toBe('{"adres":{"plaats":"Utrecht"}}');
		expect(editRecord(rawRecord('{}'), changes)).toBe('{"adres":{"plaats":"Utrecht"}}');
	});
});

describe('reading a record', () => {
	it('accepts exactly what JSON.parse accepts', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					record,
					fc.json(),
					record.map((text) => text.slice(0, -2)),
				),
				(text) => {
					let valid: boolean;
					try {
						const parsed: unknown = JSON.parse(text);
						valid = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
					} catch {
						valid = false;
					}
					if (valid) expect(() => rawRecord(text)).not.toThrow();
					else expect(() => rawRecord(text)).toThrow();
				},
			),
			{ numRuns: 5000 },
		);
	});

	it('says where, and never what, when the text is broken', () => {
		expect(() => rawRecord('{"geboorteplaats":"Gouda"')).toThrow(/^Not valid JSON: .* at position 25$/);
	});

	it('survives hostile depth', () => {
		expect(() => rawRecord(`{"a":${'['.repeat(100_000)}`)).toThrow('nested too deeply');
	});

	it('hands numbers that JavaScript would change to n8n as text', () => {
		expect(toItem(rawRecord('{"a":1234567890123456789,"b":1.10,"c":42,"d":1.5,"e":-0}'))).toEqual({
			a: '1234567890123456789',
			b: '1.10',
			c: 42,
			d: 1.5,
			e: '-0',
		});
	});

	it('keeps a member called __proto__ as a member', () => {
		expect(Object.keys(toItem(rawRecord('{"__proto__":{"x":1}}')))).toEqual(['__proto__']);
		expect(nodeAt(rawRecord('{"a":1}'), ['toString'])).toBeUndefined();
	});
});

describe('comparing JSON', () => {
	it.each([
		['1.10', '1.1'],
		['1e3', '1000'],
		['-0', '0'],
		['{"a":1,"b":2}', '{ "b": 2, "a": 1.0 }'],
		['"\\u00eb"', '"ë"'],
	])('%s is %s', (a, b) => expect(sameJson(a, b)).toBe(true));

	it.each([
		['1234567890123456789', '1234567890123456800'],
		['[1,2]', '[2,1]'],
		['"ë"', '"e\u0308"'],
		['1', '"1"'],
		['null', '""'],
	])('%s is not %s', (a, b) => expect(sameJson(a, b)).toBe(false));
});
