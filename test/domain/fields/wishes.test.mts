import { person } from '../../../nodes/Coachview/entities/person';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { collectWishes, type FieldsInput } from '../../../nodes/Coachview/domain/fields/changes';
import { checkIdentity, keyName, recordKeys, sameKey } from '../../../nodes/Coachview/domain/identity';
import { labelOf } from '../../../nodes/Coachview/domain/fields/paths';
import { simplify } from '../../../nodes/Coachview/domain/simplify';

const rules = { today: '2026-11-24' };
const other = (name: unknown, value: unknown, type: 'string' | 'json' | 'boolean' = 'string') => ({
	name: name as string,
	value,
	type,
});

function wishes(input: Partial<FieldsInput>): string {
	const { changes, empty } = collectWishes(person, { fields: {}, ...input }, rules);
	return [
		...changes.map(({ path, json }) => `${path.join('.')}=${json}`),
		...empty.map((name) => `empty ${name}`),
	].join('; ');
}

const messageOf = (input: Partial<FieldsInput>): string => {
	try {
		return `no fault, but ${wishes(input)}`;
	} catch (error) {
		return (error as Error).message;
	}
};

it.each<[Partial<FieldsInput>, string]>([
	[{ fields: { email1: ' a@b.nl ' } }, 'email1="a@b.nl"'],
	[{ fields: { email1: '  ' } }, 'empty Email'],
	[{ fields: { email1: null } }, 'empty Email'],
	[{ fields: { email1: `${'a'.repeat(315)}@b.nl` } }, `email1="${'a'.repeat(315)}@b.nl"`],
	[{ fields: { adres: { plaats: '' }, tel1: '', tel2: 5 } }, 'tel2="5"; empty Address; empty Phone'],
	[{ fields: { adres: null } }, 'empty Address'],
	[{ fields: { opmerking: 'a\nb' } }, 'opmerking="a\\nb"'],
	[{ otherFields: [other('GEBOORTEDATUM', '1987-04-12')] }, 'geboortedatum="1987-04-12"'],
	[{ otherFields: [other('adres.PLAATS', ' Gent ')] }, 'adres.plaats="Gent"'],
	[{ otherFields: [other('adres.plaats', '"Gent"', 'json')] }, 'adres.plaats="Gent"'],
	[{ otherFields: [other('adres.plaats', '5', 'json')] }, 'adres.plaats="5"'],
	[{ otherFields: [other('adres.plaats', '', 'json')] }, 'empty Address: Town'],
	[{ otherFields: [other('adres.verdieping', 'a\nb')] }, 'adres.verdieping="a\\nb"'],
	[{ otherFields: [other('vrij', 'ja', 'boolean')] }, 'vrij=true'],
	[{ otherFields: [other('vrij', '', 'boolean')] }, 'empty vrij'],
	[{ otherFields: [other('vrij.a', '')] }, 'empty vrij.a'],
	[{ otherFields: [other('inactief', 'false', 'json')] }, 'inactief=false'],
	[{ otherFields: [other('tel1', '"06"', 'json')] }, 'tel1="06"'],
	[{ otherFields: [other('tel1', null, 'json')] }, 'empty Phone'],
	[
		{ otherFields: [other('vrij', '{"a":{"b":1.10,"c":null},"d":[1,null]}', 'json')] },
		'vrij.a.b=1.10; vrij.d=[1,null]',
	],
	[{ otherFields: [other('vrij', '[]', 'json')] }, 'empty vrij'],
	[{ otherFields: [other('vrij', '[null,""," "]', 'json')] }, 'empty vrij'],
	[{ otherFields: [other('vrij', '{}', 'json')] }, 'empty vrij'],
	[{ otherFields: [other('vrij', ' ', 'json')] }, 'empty vrij'],
	[
		{ otherFields: [other('adres', '{"PLAATS":"Gent","verdieping":"2"}', 'json')] },
		'adres.plaats="Gent"; adres.verdieping="2"',
	],
	[{ otherFields: [other('adres', '{"plaats":5}', 'json')] }, 'adres.plaats="5"'],
	[{ otherFields: [other('vrij', '{"a":"x\\ny"}', 'json')] }, 'vrij.a="x\\ny"'],
	[{ otherFields: [other('vrij', '[{"plaats":" Gent "}]', 'json')] }, 'vrij=[{"plaats":" Gent "}]'],
	[{ otherFields: [other('vrij.plaats', ' Gent ')] }, 'vrij.plaats="Gent"'],
	[{ otherFields: [other('vrij', '{"plaats":" Gent "}', 'json')] }, 'vrij.plaats=" Gent "'],
	[{ otherFields: [other(' vrij . a ', 'x')] }, 'vrij.a="x"'],
	[{ otherFields: [other('a1b', 'x')] }, 'a1b="x"'],
	[{ otherFields: [other('v.1a', 'x')] }, 'v.1a="x"'],
	[{ otherFields: [other('v.a1', 'x')] }, 'v.a1="x"'],
	[{ otherFields: [other('12', 'x')] }, '12="x"'],
	[{ otherFields: [other('v'.repeat(200), 'x')] }, `${'v'.repeat(200)}="x"`],
	[{ clear: ['Remarks'] }, 'opmerking=null'],
	[{ clear: ['REMARKS', 'adres.plaats', 'tel1'] }, 'opmerking=null; adres.plaats=null; tel1=null'],
	[{ clear: ['adres'] }, 'adres=null'],
	[
		{ fields: { voornaam: 'a' }, otherFields: [other('vrij', 'b')], clear: ['tel1'], reserved: ['externId'] },
		'voornaam="a"; vrij="b"; tel1=null',
	],
	[{}, ''],
])('%j asks for %s', (input, told) => expect(wishes(input)).toBe(told));

it.each<[Partial<FieldsInput>, string]>([
	[{ fields: { email1: 'a@b c' } }, "'Email' is not an email address"],
	[{ fields: { email1: 'x a@b' } }, "'Email' is not an email address"],
	[{ fields: { email1: '@b' } }, "'Email' is not an email address"],
	[{ fields: { email1: 'a@' } }, "'Email' is not an email address"],
	[{ fields: { email1: 'a@b@c' } }, "'Email' is not an email address"],
	[{ fields: { email1: `${'a'.repeat(316)}@b.nl` } }, "'Email' is not an email address"],
	[{ fields: { email1: 5 } }, 'no fault, but email1="5"'],
	[{ fields: { email1: {} } }, "'Email' must be text"],
	[{ fields: { onbekend: 'x' } }, "'Fields' has a field that the node does not know"],
	[{ fields: { adres: 'x' } }, "'Address' must be given line by line"],
	[{ fields: { adres: ['x'] } }, "'Address' must be given line by line"],
	[{ fields: { adres: { huis: 'x' } } }, "'Address' has a line that the node does not know"],
	[{ otherFields: [other('', 'x')] }, "'Other Fields' needs a name in every row"],
	[{ otherFields: [other(5, 'x')] }, "'Other Fields' needs a name in every row"],
	[{ otherFields: [other(' ', 'x')] }, "'Other Fields' needs a name in every row"],
	[{ otherFields: [other('a..b', 'x')] }, "'Other Fields' has a row whose name is not a JSON name"],
	[{ otherFields: [other('v'.repeat(201), 'x')] }, "'Other Fields' has a row whose name is not a JSON name"],
	[{ otherFields: [other('[object Object]', 'x')] }, "'Other Fields' has a row whose name is not a JSON name"],
	[{ otherFields: [other(' undefined ', 'x')] }, "'Other Fields' has a row whose name is not a JSON name"],
	[{ otherFields: [other('a.__PROTO__', 'x')] }, "'Other Fields' has a row whose name is not a JSON name"],
	[{ otherFields: [other('constructor', 'x')] }, "'Other Fields' has a row whose name is not a JSON name"],
	[{ otherFields: [other('a.0', 'x')] }, "'a.0' leads into a list; a path may only cross objects"],
	[{ otherFields: [other('a.12.b', 'x')] }, "'a.12.b' leads into a list; a path may only cross objects"],
	[{ otherFields: [other('a[0]', 'x')] }, "'a[0]' leads into a list; a path may only cross objects"],
	[{ otherFields: [other('ID', 'x')] }, "'ID' is kept by Coachview itself and cannot be set"],
	[{ otherFields: [other('auditTrail.etag', 'x')] }, "'auditTrail.etag' is kept by Coachview itself and cannot be set"],
	[{ otherFields: [other('tel1.a', 'x')] }, "'tel1.a' leads into a field that is a single value"],
	[{ otherFields: [other('adres.plaats.a', 'x')] }, "'adres.plaats.a' leads into a field that is a single value"],
	[
		{ otherFields: [other('externId', 'x')], reserved: ['externId'] },
		"'External ID' is set in its own field here, not under Other Fields",
	],
	[
		{ clear: ['externId'], reserved: ['externId'] },
		"'External ID' is set in its own field here, not under Clear Fields",
	],
	[{ otherFields: [other('vrij', '{"":1}', 'json')] }, "'vrij' has a member without a usable name"],
	[{ otherFields: [other('vrij', '{" ":1}', 'json')] }, "'vrij' has a member without a usable name"],
	[{ otherFields: [other('vrij', '{"__proto__":1}', 'json')] }, "'vrij' has a member without a usable name"],
	[
		{ otherFields: [other('vrij', '{"a":"undefined"}', 'json')] },
		"'vrij' is a missing value that a program has turned into text",
	],
	[{ otherFields: [other('vrij', '[{"a":"\\u0000"}]', 'json')] }, "'vrij' has control characters"],
	[{ otherFields: [other('tel1', '{"a":1}', 'json')] }, "'Phone' must be text"],
	[{ otherFields: [other('adres', '[1]', 'json')] }, "'Address' must be given line by line"],
	[{ otherFields: [other('adres', '"x"', 'json')] }, "'Address' must be given line by line"],
	[{ otherFields: [other('adres.plaats', '{"a":1}', 'json')] }, "'Address: Town' must be text"],
	[{ otherFields: [other('adres', '{"plaats":[1]}', 'json')] }, "'Address: Town' must be text"],
	[{ otherFields: [other('vrij', '{', 'json')] }, "'vrij' is not valid JSON"],
	[{ otherFields: [other('adres.plaats', 'a\nb')] }, "'Address: Town' has a line break or a tab"],
	[{ otherFields: [other('vrij', 'misschien', 'boolean')] }, "'vrij' must be true or false"],
	[{ otherFields: [other('vrij.a', 'misschien', 'boolean')] }, "'vrij.a' must be true or false"],
	[{ otherFields: [other('vrij.a', 'undefined')] }, "'vrij.a' is a missing value that a program has turned into text"],
	[
		{ fields: { tel1: '1' }, otherFields: [other('TEL1', '2')] },
		"'Phone' is given twice, under the fields and under Other Fields",
	],
	[{ otherFields: [other('vrij.a', '2'), other('vrij.A', '2')] }, "'vrij.a' is given twice"],
	[{ otherFields: [other('vrij', '2'), other('vrij.a.b', '2')] }, "'vrij' is given twice"],
	[
		{ fields: { adres: { plaats: 'x' } }, otherFields: [other('adres.plaats.', '2')] },
		"'Other Fields' has a row whose name is not a JSON name",
	],
	[
		{ fields: { adres: { plaats: 'x' } }, otherFields: [other('adres.plaats', '2')] },
		"'Address: Town' is given twice, under the fields and under Other Fields",
	],
	[
		{ fields: { tel1: '1' }, clear: ['Phone'] },
		"'Phone' is given a value and listed under Clear Fields as well; choose one",
	],
	[
		{ fields: { adres: { plaats: 'x' } }, clear: ['adres'] },
		"'Address' is given a value and listed under Clear Fields as well; choose one",
	],
	[{ clear: ['id'] }, "'id' is kept by Coachview itself and cannot be cleared"],
	[{ clear: ['AuditTrail'] }, "'auditTrail' is kept by Coachview itself and cannot be cleared"],
	[{ clear: ['vrij'] }, "'Clear Fields' has a name that is not one of its fields"],
	[{ clear: ['Last Name'] }, "'Last Name' cannot be cleared"],
	[{ clear: ['inactief'] }, "'Inactive' cannot be cleared"],
	[{ clear: ['tel1.a'] }, "'tel1.a' leads into a field that is a single value"],
])('%j is refused: %s', (input, message) => expect(messageOf(input)).toBe(message));

it('labels', () =>
	expect(
		[['tel1'], ['adres', 'plaats'], ['adres', 'huis'], ['vrij', 'plaats'], ['adres', 'plaats', 'x'], ['vrij']].map(
			(path) => labelOf(person, path),
		),
	).toEqual(['Phone', 'Address: Town', 'adres.huis', 'vrij.plaats', 'adres.plaats.x', 'vrij']));

describe('identity', () => {
	const record = rawRecord('{"id":"P1","externId":"007","externSource":"HR"}');

	it.each<[object, string | undefined]>([
		[{}, undefined],
		[{ id: ' p1 ' }, undefined],
		[{ id: '', externId: '  ', externSource: undefined }, undefined],
		[{ externId: '007', externSource: 'hr' }, undefined],
		[{ id: 'P2' }, 'personId'],
		[{ externId: '7' }, 'externId'],
		[{ externSource: 'AFAS' }, 'externSource'],
		[{ id: 'P2', externId: '7' }, 'personId'],
		[{ externSource: 'AFAS', externId: '7' }, 'externSource'],
	])('expected %j: %s', (expected, field) => {
		if (field === undefined) expect(() => checkIdentity(person, record, expected)).not.toThrow();
		else
			expect(() => checkIdentity(person, record, expected)).toThrow(
				expect.objectContaining({ reason: 'identityMismatch', fields: [field], details: { personId: 'P1' } }),
			);
	});

	it('keys are one whatever their case, blanks and Unicode form', () => {
		expect([sameKey(' Hr', 'HR '), sameKey('e\u0301', '\u00c9'), sameKey('007', '7'), sameKey('\u00df', 'SS')]).toEqual(
			[true, true, false, false],
		);
		expect(keyName({ externId: ' A1', externSource: 'Hr' })).toBe(keyName({ externId: 'a1 ', externSource: 'hR' }));
		expect(keyName({ externId: 'a', externSource: 'b' })).not.toBe(keyName({ externId: 'b', externSource: 'a' }));
		expect(keyName({ externId: 'a', externSource: 'b' })).toBe('["b","a"]');
		expect(recordKeys(rawRecord('{"id":5}'))).toEqual({ id: '5', externId: '', externSource: '' });
	});
});

it('a simplified person has ten columns, whatever is there', () => {
	expect(
		simplify(person, rawRecord('{"id":"1","voornaam":"A","inactief":false,"adres":{"plaats":"x"},"email1":null}')),
	).toEqual({
		id: '1',
		externId: null,
		externSource: null,
		voornaam: 'A',
		tussenvoegsels: null,
		achternaam: null,
		email1: null,
		geboortedatum: null,
		geboorteplaats: null,
		inactief: false,
	});
});
