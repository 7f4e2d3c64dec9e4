import { person } from '../../../nodes/Coachview/entities/person';
import { rawRecord, toItem } from '../../../nodes/Coachview/domain/json/record';
import { replacementChanges, suppliedRecord } from '../../../nodes/Coachview/domain/write/replace';

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const text = `{"id":"${id}","achternaam":"Pietersen","kaart":1234567890123456789,"bonus":1.10,"exp":1e5,"geboortedatum":"0001-01-01T00:00:00","opmerking":"a\\u200bb","getal":7,
	"lijst":[{"id":1,"nr":"06","bedrag":2.50},{"id":2,"nr":"07","bedrag":-0},{"id":3,"nr":"08","bedrag":12345678901234567890}],"namen":["a","b"],"adres":{"plaats":"Oss","punt":0.10},"diep":[[1.0,2],["x"]]}`;
const current = rawRecord(text);
const rules = { today: '2026-11-24' };
const item = (): { [name: string]: unknown } => ({
	...toItem(current),
	_record: { text, readAt: '2026-11-24T00:00:00Z' },
});
const changes = (given: unknown, allowClearing = false) =>
	replacementChanges(person, current, suppliedRecord(person, given), {
		readOnly: ['auditTrail'],
		allowClearing,
		expected: { id },
		birth: rules,
	}).map(({ path, json }) => `${path.join('.')}=${json}`);

describe('K6 Replace fed by Get', () => {
	it('K6.1 has no change when nothing was changed', () => {
		expect(changes(item())).toEqual([]);
		expect(changes(JSON.stringify(item()))).toEqual([]);
		expect(changes(text.replace('\\u200b', ''))).toEqual(['opmerking="ab"']);
	});

	it('K6.1 keeps the numbers of a list of which another element changed, moved or came', () => {
		const list = item().lijst as object[];
		expect(changes({ ...item(), lijst: [list[0], { ...list[1], nr: '09' }, list[2]] })).toEqual([
			'lijst=[{"id":1,"nr":"06","bedrag":2.50},{"id":2,"nr":"09","bedrag":-0},{"id":3,"nr":"08","bedrag":12345678901234567890}]',
		]);
		expect(changes({ ...item(), lijst: [...list].reverse() })).toEqual([
			'lijst=[{"id":3,"nr":"08","bedrag":12345678901234567890},{"id":2,"nr":"07","bedrag":-0},{"id":1,"nr":"06","bedrag":2.50}]',
		]);
		expect(changes({ ...item(), lijst: [{ nr: '10' }, ...list] })).toEqual([
			'lijst=[{"nr":"10"},{"id":1,"nr":"06","bedrag":2.50},{"id":2,"nr":"07","bedrag":-0},{"id":3,"nr":"08","bedrag":12345678901234567890}]',
		]);
		expect(changes({ ...item(), diep: [['1.0', 3], ['x']] })).toEqual(['diep=[[1.0,3],["x"]]']);
	});

	it('K6.1 sends a text that is no stored number as text', () => {
		expect(changes({ ...item(), kaart: '1234567890123456780', adres: { plaats: 'Oss', punt: '0.1' } })).toEqual([
			'kaart="1234567890123456780"',
			'adres.punt="0.1"',
		]);
	});

	it('K6.1 refuses a number that JavaScript has rounded', () => {
		expect(() => suppliedRecord(person, { ...item(), kaart: Number('1234567890123456789') })).toThrow(
			"'Person (JSON)' holds a value that is a number that cannot be kept exactly",
		);
	});

	it('K6.2 takes _record out, of an object and of text', () => {
		for (const given of [item(), JSON.stringify(item()), '{"_record":{"text":"x"},"a":1}', '{"a":1, "_record" : 5 }'])
			expect(suppliedRecord(person, given).root.members.map(({ key }) => key)).not.toContain('_record');
		expect(suppliedRecord(person, '{"_record":{}}').text).toBe('{}');
	});

	it.each([
		[[{}]],
		[[]],
		[
			[
				{ id: 1, nr: '06', bedrag: '2.50' },
				{ id: 2, nr: '07', bedrag: '-0' },
			],
		],
		[null],
		[''],
		[{}],
		['x'],
		[[null, null, null]],
		[[{}, {}, {}]],
		[
			[
				{ id: 1, nr: '', bedrag: '2.50' },
				{ id: 2, nr: '07', bedrag: '-0' },
				{ id: 3, nr: '08', bedrag: '12345678901234567890' },
			],
		],
		[
			[
				{ id: 1, bedrag: '2.50' },
				{ id: 3, nr: '08' },
				{ id: 2, nr: '07', bedrag: '-0' },
			],
		],
	])('K6.3 lijst = %j needs Allow Clearing', (lijst) => {
		expect(() => changes({ ...item(), lijst })).toThrow('would clear fields that are filled now: lijst');
		expect(changes({ ...item(), lijst }, true)).toHaveLength(1);
	});

	it('K6.3 sees lists in lists and objects that became something else', () => {
		for (const more of [
			{ diep: [['1.0', 2], []] },
			{ diep: [['1.0'], ['x']] },
			{ diep: [['1.0', 2]] },
			{ adres: [] },
			{ adres: 'Oss' },
			{ adres: {} },
			{ namen: ['a'] },
			{ namen: ['a', ' '] },
		]) {
			expect(() => changes({ ...item(), ...more })).toThrow('would clear');
		}
		for (const more of [{ namen: ['b', 'a'] }, { namen: ['a', 'c'] }, { namen: ['a', 'b', 'c'] }])
			expect(changes({ ...item(), ...more })).toHaveLength(1);
	});

	it('refuses debris, moments and twins before anything is read, but not what Coachview has itself', () => {
		expect(() => suppliedRecord(person, { ...item(), voornaam: '[object Object]' })).toThrow("'First Name'");
		expect(() => suppliedRecord(person, { ...item(), extra: { a: ['#N/B'] } })).toThrow("'extra.a'");
		expect(() => suppliedRecord(person, { ...item(), opmerking: 'c\u200bd' })).toThrow(
			"'Remarks' has invisible characters",
		);
		expect(() => suppliedRecord(person, { ...item(), geboortedatum: '1987-04-11T22:00:00Z' })).toThrow(
			'other than midnight',
		);
		expect(() => suppliedRecord(person, '{"Achternaam":"x"}')).toThrow("has 'achternaam' in another spelling");
		expect(() => suppliedRecord(person, '{"ID":"x"}')).toThrow("has 'id' in another spelling");
		expect(() => suppliedRecord(person, '{"a":{"b":1,"B":2}}')).toThrow('a member twice');
		expect(() => changes({ ...item(), adres: { Plaats: 'Oss', punt: '0.10' } }, true)).toThrow(
			"'plaats' in another spelling",
		);
	});

	it('holds a changed date and place of birth to the rule, and not the stored placeholder', () => {
		expect(() => changes({ ...item(), geboortedatum: '2026-11-23' })).toThrow('below 12 years');
		expect(() => changes({ ...item(), geboorteplaats: 'GM0518' })).toThrow('is a code');
		expect(changes({ ...item(), geboortedatum: '1987-04-12' })).toEqual(['geboortedatum="1987-04-12"']);
	});

	it.each([[''], ['[]'], ['{'], [null], [5], [true], [[]], ['"x"']])('refuses %j', (given) =>
		expect(() => suppliedRecord(person, given)).toThrow("'Person (JSON)' is not a JSON object"),
	);

	it('K14.7 takes 25,000 members and long lists in linear time', () => {
		const big = `{"id":"${id}",${Array.from({ length: 25_000 }, (_, n) => `"m${n}":${n}.10`).join(',')},"l":[${Array.from({ length: 25_000 }, (_, n) => `{"n":${n % 3}.50}`).join(',')}]}`;
		const started = performance.now();
		const record = rawRecord(big);
		expect(
			replacementChanges(person, record, suppliedRecord(person, JSON.stringify(toItem(record))), {
				readOnly: [],
				allowClearing: false,
				expected: {},
			}),
		).toEqual([]);
		expect(performance.now() - started).toBeLessThan(8000);
	});
});
