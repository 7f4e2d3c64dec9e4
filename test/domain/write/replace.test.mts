import { person } from '../../../nodes/Coachview/entities/person.ts';
import { asFault, type Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { replacementChanges, suppliedRecord } from '../../../nodes/Coachview/domain/write/replace.ts';

interface Given {
	allowClearing?: boolean;
	readOnly?: string[];
	expected?: { id?: string; externId?: string };
	birth?: { today: string };
}

/** @returns what would be sent, or the refusal */
function replaced(current: object, wanted: object, given: Given = {}): string[] | Fault {
	const { allowClearing = false, readOnly = ['auditTrail'], expected = {}, birth } = given;
	try {
		return replacementChanges(person, rawRecord(JSON.stringify(current)), rawRecord(JSON.stringify(wanted)), {
			readOnly,
			allowClearing,
			expected,
			...(birth && { birth }),
		}).map(({ path, json }) => `${path.join('.')}=${json}`);
	} catch (error) {
		return asFault(error);
	}
}

it.each<[string, current: object, wanted: object, Given, changes: string[]]>([
	['a new value', { a: 1 }, { a: 2 }, {}, ['a=2']],
	['a new member', { a: 1 }, { a: 1, b: 2 }, {}, ['b=2']],
	['a member that was empty', { a: 1, b: null }, { a: 1 }, {}, []],
	['an equal form', { email1: 'A@b.nl' }, { email1: 'a@b.nl' }, {}, []],
	[
		'a line of an address',
		{ adres: { plaats: 'Oss', adres1: 'x' } },
		{ adres: { plaats: 'Ede', adres1: 'x' } },
		{},
		['adres.plaats="Ede"'],
	],
	['an address where none was', {}, { adres: { plaats: 'Oss', adres1: null } }, {}, ['adres.plaats="Oss"']],
	['an address where an empty text was', { adres: '' }, { adres: { plaats: 'Oss' } }, {}, ['adres.plaats="Oss"']],
	['an object where a text was', { vrij: 'x' }, { vrij: { a: 1 } }, {}, ['vrij={"a":1}']],
	['the id, which is only compared', { id: 'p', a: 1 }, { id: ' P', a: 1 }, {}, []],
	['no id at all', { id: 'p', a: 1 }, { a: 1 }, {}, []],
	['what Coachview keeps by itself', { auditTrail: { etag: 1 }, a: 1 }, { auditTrail: { etag: 9 }, a: 1 }, {}, []],
	['the same, left out', { auditTrail: { etag: 1 }, a: 1 }, { a: 1 }, {}, []],
	['a member that is left out, on purpose', { a: 1, b: 2 }, { a: 1 }, { allowClearing: true }, ['b=null']],
	[
		'a line that is left out, on purpose',
		{ adres: { plaats: 'Oss', adres1: 'x' } },
		{ adres: { plaats: 'Oss' } },
		{ allowClearing: true },
		['adres.adres1=null'],
	],
])('%s', (_, current, wanted, given, changes) => {
	expect(replaced(current, wanted, given)).toEqual(changes);
});

it.each<[string, current: object, wanted: object, Given, Fault['reason'], fields: string[]]>([
	['another person', { id: 'p', a: 1 }, { id: 'q', a: 1 }, {}, 'identityMismatch', ['Person (JSON)']],
	[
		'another person than expected',
		{ id: 'p' },
		{ id: 'p' },
		{ expected: { id: 'q' } },
		'identityMismatch',
		['personId'],
	],
	['members that would be cleared', { a: 1, b: 2, c: 3 }, { b: 2 }, {}, 'wouldClear', ['a', 'c']],
	['a member of a member', { vrij: { a: { b: 1 }, c: 2 } }, { vrij: { c: 2 } }, {}, 'wouldClear', ['vrij.a.b']],
	[
		'all lines of an address',
		{ adres: { plaats: 'Oss', adres1: 'x', adres2: null } },
		{},
		{},
		'wouldClear',
		['adres.plaats', 'adres.adres1'],
	],
	['an element of a list', { lijst: [1, 2] }, { lijst: [1] }, {}, 'wouldClear', ['lijst']],
	['another spelling', { vrij: 1 }, { Vrij: 1, vrij2: 1 }, { allowClearing: true }, 'invalidInput', ['vrij']],
	[
		'another spelling inside',
		{ vrij: { plaats: 1 } },
		{ vrij: { PLAATS: 1 } },
		{ allowClearing: true },
		'invalidInput',
		['plaats'],
	],
	['another spelling, beside the right one', { vrij: 1 }, { vrij: 1, VRIJ: 2 }, {}, 'invalidInput', ['vrij']],
])('%s is refused', (_, current, wanted, given, reason, fields) => {
	expect(replaced(current, wanted, given)).toMatchObject({ reason, fields });
});

it('two spellings that Coachview has itself are no other spelling', () => {
	expect(replaced({ vrij: 1, VRIJ: 2 }, { vrij: 1, VRIJ: 3 })).toEqual(['VRIJ=3']);
});

describe('the rules of birth', () => {
	const birth = { today: '2026-11-24' };

	it.each<[string, object, object]>([
		['a child', { geboortedatum: '1987-04-12' }, { geboortedatum: '2026-11-23' }],
		['a code as place', { geboorteplaats: 'Gent' }, { geboorteplaats: 'GM0518' }],
	])('hold for a value that changes: %s', (_, current, wanted) => {
		expect(replaced(current, wanted, { birth })).toMatchObject({ reason: 'invalidInput' });
		expect(replaced(current, wanted)).toHaveLength(1);
		expect(replaced(wanted, wanted, { birth })).toEqual([]);
	});

	it('hold for the person alone, and for no other field', () => {
		expect(replaced({}, { vrij: { geboorteplaats: 'GM0518' }, opmerking: 'GM0518' }, { birth })).toEqual([
			'vrij.geboorteplaats="GM0518"',
			'opmerking="GM0518"',
		]);
		expect(replaced({}, { geboortedatum: '1987-04-12', geboorteplaats: 'Gent' }, { birth })).toHaveLength(2);
	});
});

describe('the record that is supplied', () => {
	const refusal = (given: unknown) => {
		try {
			return suppliedRecord(person, given).text;
		} catch (error) {
			return asFault(error).message;
		}
	};

	it('is what was given, without what Get has added', () => {
		expect(suppliedRecord(person, '{ "a": 1.10 }').text).toBe('{ "a": 1.10 }');
		expect(suppliedRecord(person, '{ "_record": {"text":"{}"}, "a": 1.10, "b" : 2 }').text).toBe('{"a": 1.10,"b" : 2}');
		expect(suppliedRecord(person, { a: 1, b: [2] }).text).toBe('{"a":1,"b":[2]}');
	});

	it.each([[undefined], [null], [7], [true], [[]], ['[]'], ['"x"'], ['{']])('is refused when it is %j', (given) => {
		expect(refusal(given)).toBe("'Person (JSON)' is not a JSON object");
	});

	it('may hold debris where Coachview has that very value in that very place, and nowhere else', () => {
		const debris = '[object Object]';
		const carried = (text: unknown) => ({ _record: { text } });
		const text = JSON.stringify({ voornaam: debris, lijst: [{ a: debris }] });
		expect(refusal({ voornaam: debris, ...carried(text) })).toBe(JSON.stringify({ voornaam: debris }));
		expect(refusal({ lijst: [{ x: 1 }, { a: debris }], ...carried(text) })).toContain(debris);
		for (const given of [
			{ voornaam: debris },
			{ achternaam: debris, ...carried(text) },
			{ voornaam: debris, ...carried('{') },
			{ voornaam: debris, ...carried(7) },
			{ voornaam: debris, _record: text },
			{ voornaam: debris, _record: { other: text } },
		])
			expect(refusal(given)).toMatch(/^'(First|Last) Name' /);
		expect(refusal({ lijst: [{ b: debris }], ...carried(text) })).toMatch(/^'lijst\.b' /);
	});

	it('may have several lines in remarks and in fields that the node does not know, but not in a name', () => {
		expect(refusal({ opmerking: 'a\nb', vrij: 'a\nb', diep: { voornaam: 'a\nb' } })).toContain('opmerking');
		expect(refusal({ voornaam: 'a\nb' })).toMatch(/^'First Name' /);
		expect(refusal({ voornaam: '\n' })).toBe('{"voornaam":"\\n"}');
	});

	it.each<[object | string, string]>([
		['{"a":1,"a":1}', 'has a member twice, perhaps in two spellings'],
		[{ vrij: 1, VRIJ: 1 }, 'has a member twice, perhaps in two spellings'],
		[{ lijst: [{ a: 1 }, { b: 1, B: 1 }] }, 'has a member twice, perhaps in two spellings'],
		[{ Tel1: '1' }, "has 'tel1' in another spelling"],
		[{ AuditTrail: 1 }, "has 'auditTrail' in another spelling"],
	])('%j is refused', (given, why) => {
		expect(refusal(given)).toBe(`'Person (JSON)' ${why}`);
	});

	it('may use names of fields otherwise in objects inside', () => {
		expect(refusal({ vrij: { Tel1: '1' }, lijst: [{ Achternaam: 'x' }] })).toContain('Tel1');
	});

	it('has a birth date that is a day', () => {
		expect(refusal({ geboortedatum: '1987-04-12T22:00:00' })).toMatch(/^'Date of Birth' /);
		expect(refusal({ vrij: '1987-04-12T22:00:00', diep: { geboortedatum: '1987-04-12T22:00:00' } })).toContain('diep');
	});
});
