import { person } from '../../../nodes/Coachview/entities/person';
import { isStoredPlaceholderDate, readBirthDate } from '../../../nodes/Coachview/domain/fields/birthDate';
import { collectChanges } from '../../../nodes/Coachview/domain/fields/changes';
import { isStoredPlaceholderPlace, readPlace } from '../../../nodes/Coachview/domain/fields/place';
import { whyDebris } from '../../../nodes/Coachview/domain/text';

const rules = { today: '2026-11-24' };
/** What the rule looks at in a Luxon DateTime; the real one runs in the engine's tests. */
const dateTime = (date: string, hour: number) => ({
	toISODate: () => date,
	hour,
	minute: 0,
	second: 0,
	millisecond: 0,
});
const read = (input: unknown, more = {}) => readBirthDate(input, 'Date of Birth', { ...rules, ...more });

describe('K9 dates and texts', () => {
	it.each([
		['1987-04-11T22:00:00.000Z'],
		['1987-04-11T23:00:00Z'],
		['1987-04-12T00:00:01'],
		['1987-04-12T00:00:00.001Z'],
		['1987-04-12T12:00:00+02:00'],
		['1987-04-12 10:00'],
		[dateTime('1975-05-10', 20)],
		[dateTime('1975-05-11', 2)],
	])('K9.1 refuses a moment as a birth date and shows the way out: %s', (input) => {
		expect(() => read(input)).toThrow("'Date of Birth' has a time of day other than midnight");
		expect(() => read(input)).toThrow(
			expect.objectContaining({ reason: 'invalidInput', advice: expect.stringContaining('toISODate()') }),
		);
	});

	it.each([
		['1975-05-11'],
		['1975-05-11T00:00'],
		['1975-05-11T00:00:00.0000000'],
		['1975-05-11T00:00:00-04:00'],
		['1975-05-11 00:00:00Z'],
		['1975-05-11T00:00:00+02:00[Europe/Amsterdam]'],
		[dateTime('1975-05-11', 0)],
	])('K9.1 takes a date, or midnight as written: %s', (input) => expect(read(input)).toBe('1975-05-11'));

	it.each([
		['+010000-01-01'],
		['-000001-01-01'],
		['0000-00-00'],
		['1987-02-29'],
		['1987-04-31'],
		['1987-00-01'],
		['0987-04-12'],
		[`1987-04-12T00:00:00${'0'.repeat(70_000)}`],
		['x'.repeat(5_000_000)],
		['２０００-01-01'],
	])('K9.1 refuses what is no day', (input) => expect(() => read(input)).toThrow("'Date of Birth'"));

	it('K9.1 has leap days', () => {
		expect(read('2004-02-29')).toBe('2004-02-29');
		expect(() => read('1900-02-29')).toThrow('does not exist');
	});

	it('K9.2 believes ages from 12 to 100, and others on request', () => {
		for (const date of ['2026-11-23', '2014-11-25', '1925-11-24'])
			expect(() => read(date)).toThrow(/below 12 years|above 100 years/);
		for (const date of ['2014-11-24', '1925-11-25']) expect(read(date)).toBe(date);
		expect(read('2026-11-23', { minimumAge: 0 })).toBe('2026-11-23');
		expect(read('1910-11-23', { maximumAge: 120 })).toBe('1910-11-23');
	});

	const debris = [
		'[object Object]',
		'x [object Undefined]',
		'Z\uFFFDrich',
		'undefined',
		'null',
		'NaN',
		'Invalid Date',
		'Invalid DateTime',
		'#N/B',
		'#n/a',
		'#NV',
		'#REF!',
		'#VERW!',
		'#WAARDE!',
		'#VALUE!',
		'#WERT!',
		'#NAME?',
		'#NAAM?',
		'#DIV/0!',
		'#DEEL/0!',
		'#NULL!',
		'#LEEG!',
		'#NUM!',
		'#GETAL!',
		'#BEZUG!',
		'#ZAHL!',
		'#¡REF!',
		'########',
		'Err:502',
		'Kerkstraat #N/B',
		'a\u0000b',
		'a\u001bb',
		'a\u0085b',
		'a\u200bb',
		'a\ufeffb',
		'a\u200db',
		'a\u202eb',
		'a\u200e',
		'\ud800',
		'x\udc00y',
		'ZÃ¼rich',
		'{{ $json.name }}',
		'[]',
		'{}',
	];
	it.each(debris)('K9.3 refuses %j in every text field', (text) => {
		for (const { name, kind, label: displayName } of person.fields) {
			const value = kind === 'group' ? { plaats: text } : text;
			if (kind !== 'boolean')
				expect(() => collectChanges(person, { fields: { [name]: value } }, rules)).toThrow(
					kind === 'group' ? "'Town'" : `'${displayName}'`,
				);
		}
		for (const row of [
			{ name: 'vrij', type: 'string' as const, value: text },
			{ name: 'vrij', type: 'json' as const, value: { a: [text] } },
			{ name: 'adres', type: 'json' as const, value: { plaats: text } },
		])
			expect(() => collectChanges(person, { fields: {}, otherFields: [row] }, rules)).toThrow(
				expect.objectContaining({ reason: 'invalidInput' }),
			);
		expect(whyDebris(text, { lines: true })).not.toContain(text);
	});

	it.each([
		'Null',
		'Nan',
		'None',
		'Jan-Kees',
		"d'Artagnan",
		'Nguyễn',
		'Zoë',
		'İnci',
		'می‌خواهم',
		'👩‍👧',
		'👍🏽',
		'1e verdieping',
		'C# en F#',
		'#1',
		'kamer #12!',
		'AÇÃO',
		'São João',
		'Â',
		'北京',
		'e\u0301',
		'[x]',
		'a {b} c',
		'50%',
	])('K9.3 lets %j pass', (text) => {
		expect(whyDebris(text)).toBeUndefined();
	});

	it('K9.3 has line breaks and tabs only where lines belong', () => {
		expect(collectChanges(person, { fields: { opmerking: 'a\r\n\tb' } }, rules)).toEqual([
			{ path: ['opmerking'], json: '"a\\r\\n\\tb"' },
		]);
		expect(() => collectChanges(person, { fields: { voornaam: 'a\nb' } }, rules)).toThrow(
			"'First Name' has a line break or a tab",
		);
		expect(() => collectChanges(person, { fields: { opmerking: 'a\u0007b' } }, rules)).toThrow('control characters');
	});

	it('K14.2 takes linear time over hostile texts', () => {
		const started = performance.now();
		for (const piece of ['-', ' ', '#', '{{ ', '[object ', '\u200d', 'Ã', '"', 'a-', '\n', '(', '0-']) {
			const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
			whyDebris(text);
			if (text.trim() !== '') expect(() => readPlace(text, 'Place of Birth')).toThrow('longer than 100 characters');
			isStoredPlaceholderPlace(text);
			isStoredPlaceholderDate(text);
		}
		expect(performance.now() - started).toBeLessThan(5000);
	});
});
