import { person } from '../../../nodes/Coachview/entities/person';
import { collectChanges, collectWishes, type OtherField } from '../../../nodes/Coachview/domain/fields/changes';

const rules = { today: '2026-11-24' };
const rounded = Number('7615917337495251231');
const other = (name: string, value: unknown, type: OtherField['type'] = 'json'): OtherField => ({ name, value, type });
const changes = (rows: OtherField[], fields = {}, more = {}) =>
	collectChanges(person, { fields, otherFields: rows, ...more }, rules);
const paths = (rows: OtherField[]) => changes(rows).map(({ path, json }) => `${path.join('.')}=${json}`);

describe('K5 Other Fields', () => {
	it('K5.1 merges a JSON object member by member', () => {
		expect(paths([other('adres', '{"plaats":"Utrecht"}')])).toEqual(['adres.plaats="Utrecht"']);
		expect(paths([other('Adres', { Plaats: ' Utrecht ', huis: { nr: 7, toev: '' } })])).toEqual([
			'adres.plaats="Utrecht"',
			'adres.huis.nr=7',
		]);
		expect(paths([other('extra', '{"a":{"b":1.10,"c":[1,{"d":null}]}}')])).toEqual([
			'extra.a.b=1.10',
			'extra.a.c=[1,{"d":null}]',
		]);
	});

	it.each([
		['{}'],
		['""'],
		['{"plaats":""}'],
		['[]'],
		['null'],
		['" "'],
		['{"a":{"b":null}}'],
		['[null]'],
		['[{}]'],
		['[""]'],
		[{}],
		[[]],
		[{ plaats: null }],
		[''],
		[null],
		[undefined],
	])('K5.2 an empty value never clears: %j', (value) => {
		for (const name of ['adres', 'opmerking', 'extra', 'extra.deep']) {
			expect(collectWishes(person, { fields: {}, otherFields: [other(name, value)] }, rules)).toMatchObject({
				changes: [],
				empty: [expect.any(String)],
			});
		}
	});

	it.each([[rounded], [{ a: rounded }], [[rounded]], [{ a: [{ b: rounded }] }], [0.1 + 0.2], [{ a: -1e300 }], [NaN]])(
		'K5.3 refuses a number that JavaScript has rounded: %j',
		(value) => {
			expect(() => changes([other('kaart', value)])).toThrow(
				/'kaart' holds a value that is (a number that cannot be kept exactly|not a number)/,
			);
		},
	);

	it('K5.3 keeps the digits of text', () => {
		expect(
			paths([other('kaart', '7615917337495251231'), other('x', '{"a":7615917337495251231}'), other('y', 0.25)]),
		).toEqual(['kaart=7615917337495251231', 'x.a=7615917337495251231', 'y=0.25']);
		expect(paths([other('externId', '7615917337495251231')])).toEqual(['externId="7615917337495251231"']);
	});

	it.each([
		['telefoons.0.nr'],
		['telefoons.0'],
		['telefoons[0].nr'],
		['opmerking.x'],
		['adres.plaats.x'],
		['geboortedatum.jaar'],
		['a..b'],
		['.a'],
		['a.'],
		['__proto__.x'],
		['a.__proto__'],
		['constructor'],
		['a\u200bb.\ufffd'],
	])('K5.4 refuses the path %s', (name) =>
		expect(() => changes([other(name, '9')])).toThrow(expect.objectContaining({ reason: 'invalidInput' })),
	);

	it.each([
		[[other('tel1', 'x', 'string')], { tel1: 'y' }, {}],
		[[other('TEL1', 'x', 'string')], { tel1: 'y' }, {}],
		[[other('adres.plaats', 'x', 'string')], { adres: { plaats: 'y' } }, {}],
		[[other('adres', '{"plaats":"x"}'), other('adres.Plaats', 'y', 'string')], {}, {}],
		[[other('extra', '5'), other('extra.a', '5')], {}, {}],
		[[other('extra.a', '5'), other('extra', '[5]')], {}, {}],
		[[other('Extra', '5'), other('extra', '6')], {}, {}],
		[[other('extra', '{"a":1,"A":2}')], {}, {}],
		[[other('extra', '{"a":1,"a":2}')], {}, {}],
		[[], { adres: { plaats: 'x' } }, { clear: ['adres'] }],
		[[other('adres.huisnr', '5')], {}, { clear: ['Adres'] }],
		[[], {}, { clear: ['adres', 'adres.plaats'] }],
	])('K5.5 refuses what overlaps: %j %j %j', (rows, fields, more) =>
		expect(() => changes(rows as OtherField[], fields, more)).toThrow(/given twice|Clear Fields as well/),
	);

	it('K5.5 lets the same field pass when one of the two is empty', () => {
		expect(changes([other('tel1', '', 'string')], { tel1: '06' })).toEqual([{ path: ['tel1'], json: '"06"' }]);
	});

	it.each([
		[other('Geboortedatum', '1850-01-01', 'string'), 'above 100 years'],
		[other('GEBOORTEDATUM', '"1987-04-11T22:00:00Z"'), 'other than midnight'],
		[other('geboortePlaats', 'onbekend', 'string'), 'placeholder'],
		[other('Email1', 'nobody', 'string'), 'not an email'],
		[other('ID', '5'), 'kept by Coachview itself'],
		[other('AuditTrail.etag', '5'), 'kept by Coachview itself'],
		[other('auditTRAIL', '{"etag":5}'), 'kept by Coachview itself'],
		[other('Inactief', 'perhaps', 'string'), 'must be true or false'],
		[other('Achternaam', '{"a":1}'), 'must be text'],
		[other('adres', 'Kerkstraat 1', 'string'), 'line by line'],
		[other('adres.PLAATS', '[1]'), 'must be text'],
	])('K5.6 holds a known field to its rules in any case: %j', (row, message) =>
		expect(() => changes([row])).toThrow(message),
	);

	it('K5.6 writes a known field in its own spelling', () => {
		expect(
			paths([other('EXTERNID', 'x', 'string'), other('Adres.POSTCODE', '1', 'string'), other('Onbekend2', '1')]),
		).toEqual(['externId="x"', 'adres.postcode="1"', 'Onbekend2=1']);
	});

	it('K7.2 refuses keys and last name outside their own fields', () => {
		for (const name of ['externId', 'EXTERNSOURCE', 'achternaam']) {
			expect(() =>
				changes([other(name, 'x', 'string')], {}, { reserved: ['achternaam', 'externId', 'externSource'] }),
			).toThrow('is set in its own field here, not under Other Fields');
		}
		expect(() => changes([], {}, { clear: ['External ID'], reserved: ['externId'] })).toThrow('not under Clear Fields');
	});

	it('K7.3 refuses a key that is a rounded number', () => {
		expect(() => changes([], { externId: Number('1234567890123456789') })).toThrow(
			"'External ID' is a number that cannot be kept exactly",
		);
	});

	it('K4.3 knows fields to clear by JSON name and by label, in any case, and nothing else', () => {
		expect(
			changes([], {}, { clear: ['Opmerking', 'phone 2', 'adres.Plaats'] }).map(({ path }) => path.join('.')),
		).toEqual(['opmerking', 'tel2', 'adres.plaats']);
		for (const name of ['o', 'kaartnummer', '', 'achternaam', 'inactief', 'ID'])
			expect(() => changes([], {}, { clear: [name] })).toThrow(expect.objectContaining({ reason: 'invalidInput' }));
	});

	it('K4.5 tells which fields were given without a value', () => {
		expect(
			collectWishes(
				person,
				{
					fields: { voornaam: '', geboortedatum: null, adres: { plaats: '' }, titel: 'ing.' },
					otherFields: [other('x', undefined)],
				},
				rules,
			),
		).toEqual({
			changes: [{ path: ['titel'], json: '"ing."' }],
			empty: ['Address', 'Date of Birth', 'First Name', 'x'],
		});
	});
});
