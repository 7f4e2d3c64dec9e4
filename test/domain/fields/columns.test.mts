import { collectWishes } from '../../../nodes/Coachview/domain/fields/changes.ts';
import { joined, tableColumns, valueFor } from '../../../nodes/Coachview/domain/fields/columns.ts';
import { sampleColumns } from '../../../nodes/Coachview/domain/fields/sampleColumns.ts';
import type { OtherField } from '../../../nodes/Coachview/domain/fields/otherFields.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

const definition = { code: 'VrijveldA', label: 'Wens', type: 'Tekst', expression: '', isConfidential: false };
const define = (over: object = {}) => ({ ...definition, isInactive: false, ...over });
const columns = (rows: object[], definitions = [define()]) =>
	sampleColumns(
		person,
		rows.map((row) => rawRecord(JSON.stringify(row))),
		definitions,
	).map(({ id, label, kind, values }) => [id, label, kind, ...(values ? [values.join('/')] : [])]);

describe('columns of sample records', () => {
	test('have the form that values show; what nothing shows takes text', () => {
		const guid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
		const row = { n: 1.5, j: false, d: '2026-01-02', m: '2026-01-02T00:00:00', t: '2026-01-02T10:00:00', s: 'x' };
		expect(columns([{ ...row, soortId: guid, leeg: null }], []).map(([id, , kind]) => `${id} ${kind}`)).toEqual([
			'n number',
			'j boolean',
			'd date',
			'm date',
			't dateTime',
			's text',
			'soortId id',
			'leeg text',
		]);
	});
	test('look at more than one record, and are text where two forms are shown', () => {
		const rows = [
			{ a: null, b: 1, c: '2026-01-02' },
			{ a: 7, b: 'x', c: '2026-01-02T10:00:00' },
		];
		expect(columns(rows, []).map(([id, , kind]) => `${id} ${kind}`)).toEqual(['a number', 'b text', 'c dateTime']);
	});
	test('leave out lists, what Coachview keeps itself and what spells out an id; objects give their members', () => {
		const row = { id: 'x', auditTrail: { etag: 1 }, lijst: [1], soortId: null, soort: { naam: 'x' }, extra: { a: 1 } };
		expect(columns([row], []).map(([id]) => id)).toEqual(['soortId', 'extra.a']);
	});
	test.each([['a.b'], ['=x'], ['__proto__'.concat(' ')], ['a"]'], ['']])('leave out a member named %j', (name) =>
		expect(columns([rawless(name)], [])).toEqual([]),
	);
	test('free fields have the labels of their definitions, inactive ones are left out', () => {
		const row = { vrijveldA: '2026-01-02', vrijveldOud: 'x' };
		const defined = [define(), define({ code: 'VrijveldOud', isInactive: true }), define({ code: 'Vrijveld geheim' })];
		expect(columns([row], defined)).toEqual([
			['vrijveldA', 'Wens', 'date'],
			['vrijveldA', 'vrijveldA', 'date'],
		]);
		expect(columns([{}], [define({ isConfidential: true })])).toEqual([['vrijveldA', 'Wens (Confidential)', 'text']]);
	});
	test('a pick list has the choices that its definition lists, and takes text where it lists none', () => {
		const list = (expression: string) => columns([{}], [define({ type: 'Keuzelijst', expression })]);
		expect(list('Rood; Geel ;Rood')).toEqual([['vrijveldA', 'Wens', 'choice', 'Rood/Geel']]);
		expect(list('')).toEqual([['vrijveldA', 'Wens', 'text']]);
	});
});

test('the table comes first, each id once in any case, and nothing that the node keeps from being written', () => {
	const others = ['VrijveldA', 'vrijveldA', 'ADRES.Plaats', 'achternaam', 'adres.wijk', 'telefoon'].map((id) => ({
		id,
		label: id,
		dutch: id,
		kind: 'text' as const,
	}));
	const ids = joined(person, others).map(({ id }) => id);
	expect(ids.slice(0, tableColumns(person).length)).toEqual(tableColumns(person).map(({ id }) => id));
	expect(ids.slice(tableColumns(person).length)).toEqual(['VrijveldA', 'adres.wijk', 'telefoon']);
	expect(ids).toContain('adres.plaats');
});

test('automatic mapping finds a member by its name or by its path', () => {
	expect(valueFor({ 'adres.plaats': 'A', adres: { plaats: 'B' } }, 'adres.plaats')).toBe('A');
	expect(valueFor({ adres: { plaats: 'B' } }, 'adres.plaats')).toBe('B');
	expect(valueFor({ adres: null }, 'adres.plaats')).toBeUndefined();
	expect(valueFor({}, 'constructor')).toBeUndefined();
});

describe('values of columns', () => {
	const rules = { today: '2026-01-01', minimumAge: 12, maximumAge: 100, placeholders: [], placeholderPlaces: [] };
	const wishes = (given: OtherField[], input: object = {}) =>
		collectWishes(person, { fields: {}, columns: given, ...input }, rules);
	const column = (name: string, value: unknown, kind: OtherField['kind'] = 'text'): OtherField => ({
		name,
		value,
		type: 'string',
		kind,
	});
	test('go through the readers of the named fields, whatever kind the list says', () => {
		expect(() => wishes([column('geboortedatum', '0001-01-01')])).toThrow("'Date of Birth'");
		expect(wishes([column('GEBOORTEDATUM', '1987-04-12')]).changes).toEqual([
			{ path: ['geboortedatum'], json: '"1987-04-12"' },
		]);
		expect(wishes([column('adres.plaats', 'Utrecht')]).changes).toEqual([
			{ path: ['adres', 'plaats'], json: '"Utrecht"' },
		]);
		expect(() => wishes([column('adres', 'Utrecht')])).toThrow("'Address' must be given line by line");
	});
	test.each([
		['number', 'zes', "'eigen'"],
		['number', 'true', 'must be a number'],
		['number', Number('7615917337495251231'), 'cannot be kept exactly'],
		['boolean', 'misschien', 'must be true or false'],
		['date', '2026-02-30', "'eigen'"],
		['id', 'abc', 'is not an ID of Coachview'],
		['text', '[object Object]', "'eigen'"],
		['text', {}, 'must be text'],
	] as const)('a %s refuses %j', (kind, value, why) =>
		expect(() => wishes([column('eigen', value, kind)])).toThrow(why),
	);
	test('keep their digits', () =>
		expect(
			wishes([column('eigen', '1.10', 'number'), column('lang', '1234567890123456789', 'number')]).changes,
		).toEqual([
			{ path: ['eigen'], json: '1.10' },
			{ path: ['lang'], json: '1234567890123456789' },
		]));
	test.each([null, undefined, '', '  '])('%j changes nothing, and is told as empty', (value) =>
		expect(wishes([column('eigen', value), column('achternaam', value), column('adres.plaats', value)])).toEqual({
			changes: [],
			empty: ['eigen', 'Last Name', 'Address: Town'],
		}),
	);
	test('may repeat a named field; another value is refused naming both places', () => {
		const fields = { titel: 'ir.' };
		expect(wishes([column('Titel', 'ir.')], { fields })).toEqual({
			changes: [{ path: ['titel'], json: '"ir."' }],
			empty: [],
		});
		expect(() => wishes([column('titel', 'dr.')], { fields })).toThrow(
			/is given twice, under the fields and under Fields From Coachview/,
		);
		expect(() => wishes([column('titel', 'dr.')], { clear: ['titel'] })).toThrow('Clear Fields');
		expect(() => wishes([column('eigen.a', '1'), column('eigen', '2')])).toThrow('is given twice');
	});
	test.each(['id', 'auditTrail.etag', '__proto__', 'a[0]', 'titel.x'])('never reach %s', (name) =>
		expect(() => wishes([column(name, 'x')])).toThrow(),
	);
	test('do not give what the operation asks for in a field of its own', () =>
		expect(() => wishes([column('externId', '1')], { reserved: ['externId'] })).toThrow(
			'is set in its own field here, not under Fields From Coachview',
		));
});

function rawless(name: string): object {
	return Object.fromEntries([[name, 'x']]);
}
