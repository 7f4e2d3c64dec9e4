import { person } from '../../../nodes/Coachview/entities/person';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { decide, isPlaceholder, nameOf, shownEmpty, type Policy } from '../../../nodes/Coachview/domain/write/decide';

const KNOWS_NOTHING = { hidden: new Set<string>(), reformats: new Set<string>() };
const change = (name: string, value: unknown) => ({ path: name.split('.'), json: JSON.stringify(value) });
const changesOf = (wishes: object) => Object.entries(wishes).map(([name, value]) => change(name, value));

function outcome(
	record: object | string,
	wishes: object,
	policy: Policy,
	knowledge: Partial<typeof KNOWS_NOTHING> = {},
): string {
	const { changes, kept } = decide(
		person,
		rawRecord(typeof record === 'string' ? record : JSON.stringify(record)),
		{ changes: changesOf(wishes), policy },
		{ ...KNOWS_NOTHING, ...knowledge },
	);
	return [...changes.map(nameOf), ...kept.map((name) => `kept ${name}`)].join(', ');
}

type Row = [record: object, wishes: object, policy: Policy, outcome: string];
const address = (more: object) => ({ adres: { adres1: null, postcode: '', plaats: null, landCode: null, ...more } });

it.each<Row>([
	[{ tel1: '1' }, { tel1: '2' }, 'overwrite', 'tel1'],
	[{ tel1: '1' }, { tel1: '1' }, 'overwrite', ''],
	[{ tel1: '030-1' }, { tel1: '0301' }, 'overwrite', 'tel1'],
	[{ tel1: '030-1' }, { tel1: '0301' }, 'onlyIfEmpty', ''],
	[{ tel1: '030-1' }, { tel1: '0301' }, 'failIfDifferent', ''],
	[{ email1: 'A@b.nl' }, { email1: 'a@b.nl' }, 'overwrite', ''],
	[{}, { tel1: '2' }, 'overwrite', 'tel1'],
	[{ tel1: null }, { tel1: '2' }, 'onlyIfEmpty', 'tel1'],
	[{ tel1: ' ' }, { tel1: '2' }, 'failIfDifferent', 'tel1'],
	[{ tel1: '1', tel2: null }, { tel1: '2', tel2: '3' }, 'onlyIfEmpty', 'tel2, kept tel1'],
	[{ tel1: '1' }, { tel1: null }, 'onlyIfEmpty', 'tel1'],
	[{ tel1: '1' }, { tel1: null }, 'failIfDifferent', 'tel1'],
	[{ tel1: null }, { tel1: null }, 'overwrite', ''],
	[{ geboortedatum: '0001-01-01T00:00:00' }, { geboortedatum: '1987-04-12' }, 'onlyIfEmpty', 'geboortedatum'],
	[{ geboortedatum: '1900-01-01' }, { geboortedatum: '1987-04-12' }, 'onlyIfEmpty', 'geboortedatum'],
	[{ geboortedatum: '1987-04-11' }, { geboortedatum: '1987-04-12' }, 'onlyIfEmpty', 'kept geboortedatum'],
	[{ geboorteplaats: 'onbekend' }, { geboorteplaats: 'Gent' }, 'onlyIfEmpty', 'geboorteplaats'],
	[{ geboorteplaats: '-' }, { geboorteplaats: 'Gent' }, 'failIfDifferent', 'geboorteplaats'],
	[{ achternaam: 'onbekend' }, { achternaam: 'Gent' }, 'onlyIfEmpty', 'kept achternaam'],
	[{ opmerking: '1900-01-01' }, { opmerking: 'x' }, 'onlyIfEmpty', 'kept opmerking'],
	[{ vrij: { geboorteplaats: '-' } }, { 'vrij.geboorteplaats': 'Gent' }, 'onlyIfEmpty', 'kept vrij.geboorteplaats'],
	[address({}), { 'adres.plaats': 'Gent', 'adres.adres1': 'Markt 1' }, 'onlyIfEmpty', 'adres.plaats, adres.adres1'],
	[address({ adres1: 'Kerkstraat 1' }), { 'adres.plaats': 'Gent' }, 'onlyIfEmpty', 'kept adres.plaats'],
	[
		address({ adres1: 'Kerkstraat 1' }),
		{ 'adres.plaats': 'Gent', tel1: '1' },
		'onlyIfEmpty',
		'tel1, kept adres.plaats',
	],
	[
		address({ adres1: 'Kerkstraat 1' }),
		{ 'adres.plaats': 'Gent', 'adres.adres1': 'Kerkstraat 1' },
		'onlyIfEmpty',
		'kept adres.plaats',
	],
	[
		address({ adres1: 'Kerkstraat 1', plaats: 'Gent' }),
		{ 'adres.plaats': 'Gent', 'adres.adres1': 'Kerkstraat 1' },
		'onlyIfEmpty',
		'',
	],
	[address({ landCode: 'NL' }), { 'adres.plaats': 'Gent' }, 'onlyIfEmpty', 'kept adres.plaats'],
	[address({ landCode: 'NL' }), { 'adres.plaats': 'Gent', 'adres.landCode': 'nl' }, 'onlyIfEmpty', 'adres.plaats'],
	[
		address({ landCode: 'NL' }),
		{ 'adres.plaats': 'Gent', 'adres.landCode': 'BE' },
		'onlyIfEmpty',
		'kept adres.plaats, kept adres.landCode',
	],
	[
		address({ landCode: 'NL', plaats: 'Gent' }),
		{ 'adres.adres1': 'Markt 1', 'adres.landCode': 'NL' },
		'onlyIfEmpty',
		'kept adres.adres1',
	],
	[address({ landCode: 'NL' }), { 'adres.plaats': 'Gent', 'adres.adres1': null }, 'onlyIfEmpty', 'kept adres.plaats'],
	[
		{ adres: { landCode: 'NL', plaats: 'Gent', adres1: null } },
		{ 'adres.landCode': 'NL', 'adres.adres1': 'Markt 1' },
		'onlyIfEmpty',
		'kept adres.adres1',
	],
	[
		address({ adres1: 'Kerkstraat 1' }),
		{ 'adres.plaats': 'Gent', 'adres.landCode': null },
		'onlyIfEmpty',
		'kept adres.plaats',
	],
	[
		address({ adres1: 'Kerkstraat 1' }),
		{ 'adres.adres1': null, 'adres.plaats': 'Gent' },
		'onlyIfEmpty',
		'kept adres.adres1, kept adres.plaats',
	],
	[{ vrij: { a: 'x', b: null } }, { 'vrij.a': 'y', 'vrij.b': 'z' }, 'onlyIfEmpty', 'vrij.b, kept vrij.a'],
	[{ vrij: { b: null, a: 'x' } }, { 'vrij.b': 'z', 'vrij.a': 'y' }, 'onlyIfEmpty', 'vrij.b, kept vrij.a'],
	[{ adres: null }, { 'adres.plaats': 'Gent' }, 'onlyIfEmpty', 'adres.plaats'],
	[{}, { 'factuurAdres.plaats': 'Gent' }, 'onlyIfEmpty', 'factuurAdres.plaats'],
	[
		{ adres: { plaats: 'Gent' }, factuurAdres: { plaats: null } },
		{ 'adres.adres1': 'x', 'factuurAdres.adres1': 'y' },
		'onlyIfEmpty',
		'factuurAdres.adres1, kept adres.adres1',
	],
	[address({ adres1: 'Kerkstraat 1' }), { 'adres.adres1': null }, 'onlyIfEmpty', 'adres.adres1'],
	[{ vrij: { a: 'x', b: null } }, { 'vrij.b': 'y' }, 'onlyIfEmpty', 'vrij.b'],
	[{ lijst: [1, 2] }, { lijst: [2, 1] }, 'overwrite', 'lijst'],
])('%j and %j under %s: %s', (record, wishes, policy, expected) =>
	expect(outcome(record, wishes, policy)).toBe(expected),
);

it.each([
	[{ tel1: '1', voornaam: 'A' }, { tel1: '2', voornaam: 'B' }, ['tel1', 'voornaam'], 'Phone, First Name'],
	[address({ adres1: 'Kerkstraat 1' }), { 'adres.plaats': 'Gent' }, ['adres.plaats'], 'adres.plaats'],
])('Fail If Different names the fields: %j', (record, wishes, fields, labels) => {
	expect(() => outcome(record, wishes, 'failIfDifferent')).toThrow(
		expect.objectContaining({
			reason: 'conflict',
			fields,
			message: `Coachview already has another value for ${labels}`,
		}),
	);
});

it('what is hidden is neither empty nor cleared already', () => {
	const hidden = new Set(['geheim']);
	expect(outcome({ geheim: null }, { geheim: 'x' }, 'onlyIfEmpty', { hidden })).toBe('kept geheim');
	expect(outcome({ geheim: null }, { geheim: 'x' }, 'overwrite', { hidden })).toBe('geheim');
	expect(outcome({ geheim: null }, { geheim: null }, 'overwrite', { hidden })).toBe('geheim');
	expect(outcome({ geheim: null }, { geheim: null }, 'overwrite')).toBe('');
});

it('a form that this Coachview makes of values is left alone', () => {
	expect(outcome({ tel1: '030-1' }, { tel1: '0301' }, 'overwrite', { reformats: new Set(['tel1']) })).toBe('');
	expect(outcome({ tel1: '030-1' }, { tel1: '0301' }, 'overwrite', { reformats: new Set(['tel2']) })).toBe('tel1');
	expect(outcome({ tel1: '030-2' }, { tel1: '0301' }, 'overwrite', { reformats: new Set(['tel1']) })).toBe('tel1');
	expect(outcome({ a: { tel1: '030-1' } }, { 'a.tel1': '0301' }, 'overwrite', { reformats: new Set(['a.tel1']) })).toBe(
		'',
	);
	expect(outcome({ a: { tel1: '030-1' } }, { 'a.tel1': '0301' }, 'overwrite', { reformats: new Set(['atel1']) })).toBe(
		'a.tel1',
	);
});

it.each([
	[{ a: [{ b: 1 }] }, 'a.0.b', 'leads through a value that is no object'],
	[{ a: 'x' }, 'a.b', 'leads through a value that is no object'],
	[{ a: 1 }, 'a.b.c', 'leads through a value that is no object'],
	[{ Tel1: 'x' }, 'tel1', 'is written in another case than in Coachview'],
	[{ adres: { Plaats: 'x' } }, 'adres.plaats', 'is written in another case than in Coachview'],
])('in %j the path %s is refused: it %s', (record, name, why) => {
	expect(() => outcome(record, { [name]: 'y' }, 'overwrite')).toThrow(
		expect.objectContaining({ reason: 'invalidInput', message: `'${name}' ${why}`, fields: [name] }),
	);
});

it.each([
	[{ a: null }, 'a.b'],
	[{ a: '' }, 'a.b.c'],
	[{}, 'a.b.c'],
	[{ a: {} }, 'a.b'],
	[{ a: { B: 1, b: 2 } }, 'a.b'],
	[{ a: [] }, 'a.b'],
])('in %j the path %s is a way', (record, name) => expect(outcome(record, { [name]: 'y' }, 'overwrite')).toBe(name));

it('the advice tells what to write', () => {
	expect(() => outcome({ a: 'x' }, { 'a.b': 'y' }, 'overwrite')).toThrow(
		expect.objectContaining({ advice: "Give 'a' as a whole, as JSON. Nothing was written." }),
	);
	expect(() => outcome({ a: { c: [1] } }, { 'a.c.b': 'y' }, 'overwrite')).toThrow(
		expect.objectContaining({ advice: "Give 'a.c' as a whole, as JSON. Nothing was written." }),
	);
	expect(() => outcome({ Tel1: 'x' }, { tel1: 'y' }, 'overwrite')).toThrow(
		expect.objectContaining({ advice: "Write 'Tel1'. Nothing was written." }),
	);
});

it('two values under one name stop everything, one value twice does not', () => {
	expect(() => outcome('{"tel1":"1","tel1":"2"}', { voornaam: 'x' }, 'overwrite')).toThrow(
		expect.objectContaining({ reason: 'unexpectedAnswer', fields: ['tel1'] }),
	);
	expect(outcome('{"tel1":"1","tel1":"1"}', { voornaam: 'x' }, 'overwrite')).toBe('voornaam');
});

it('only members of other names can be shown empty without being it', () => {
	const record = rawRecord('{"vrij":null,"leeg":"","vol":"x","tel1":null}');
	const changes = changesOf({ vrij: 1, 'leeg.a': 1, vol: 1, tel1: 1, weg: 1, 'vrij.b': 2 });
	expect(shownEmpty(person, record, { changes, policy: 'onlyIfEmpty' })).toEqual(['vrij', 'leeg', 'weg']);
	expect(shownEmpty(person, record, { changes, policy: 'failIfDifferent' })).toEqual(['vrij', 'leeg', 'weg']);
	expect(shownEmpty(person, record, { changes, policy: 'overwrite' })).toEqual([]);
});

it.each([
	['"1900-01-01"', ['geboortedatum'], true],
	['"1900-01-01"', ['opmerking'], false],
	['"-"', ['geboorteplaats'], true],
	['"-"', ['geboortedatum'], false],
	['"Gent"', ['geboorteplaats'], false],
	['5', ['geboorteplaats'], false],
	[undefined, ['geboorteplaats'], false],
	['"-"', ['vrij', 'geboorteplaats'], false],
	['"-"', ['geboorteplaats', 'x'], false],
])('%s in %j as a placeholder: %s', (json, path, is) => expect(isPlaceholder(person, json, path)).toBe(is));
