import { checkPlaceholderDates } from '../../../nodes/Coachview/domain/fields/birthDate';
import { readPlace, isStoredPlaceholderPlace } from '../../../nodes/Coachview/domain/fields/place';
import { messageOf } from '../messageOf.mts';

describe('places', () => {
	it.each([
		['x', 'placeholder'],
		['xxx', 'placeholder'],
		['(Onbekend)', 'placeholder'],
		['onbekend.', 'placeholder'],
		['  - ', 'placeholder'],
		['\u2026 onbekend \u2026', 'placeholder'],
		['on  bekend', undefined],
		['niet  bekend', 'placeholder'],
		['Exx', undefined],
		['xxe', undefined],
		['Xanten', undefined],
		['x.', 'placeholder'],
		['GM0518', 'code'],
		['B12', 'code'],
		['BE-21004', 'code'],
		['2514 EA', 'code'],
		['abc 12', 'code'],
		['abcd 12', undefined],
		['abc 1', undefined],
		['Oss 2', undefined],
		['Wien 3', undefined],
		['Paris 12e', undefined],
		['Arzamas-16', undefined],
		['Abcd1234', 'code'],
		['Abcd123', undefined],
		['Abc-1', 'code'],
		['gemeente 0518', 'code'],
		['Gemeente: 518', 'code'],
		['gemeente 51', undefined],
		['gemeente - 0518', 'code'],
		['de gemeente 0518', undefined],
		['gemeente 0518 x', undefined],
		['municipality 123', 'code'],
		['NL', 'code'],
		['http://x', 'code'],
		['123', 'letters'],
		['!!', 'letters'],
		['a'.repeat(100), undefined],
		['a'.repeat(101), 'longer'],
		['\u{20000}'.repeat(100), undefined],
		['\u{20000}'.repeat(101), 'longer'],
	])('%j: %s', (place, why) => {
		const message = messageOf(() => readPlace(place, 'Place'));
		if (why === undefined) expect(message).toMatch(/^no fault/);
		else expect(message).toContain(why === 'letters' ? 'letters' : why);
	});

	it('own placeholders count, empty ones do not', () => {
		expect(messageOf(() => readPlace('Nergens', 'Place', ['nergens']))).toContain('placeholder');
		expect(readPlace('Nergens', 'Place', ['', '-'])).toBe('Nergens');
		expect(messageOf(() => readPlace('\u2026', 'Place', ['']))).toContain('letters');
		expect([
			readPlace('', 'Place'),
			readPlace('  ', 'Place'),
			readPlace(null, 'Place'),
			readPlace(undefined, 'Place'),
		]).toEqual([undefined, undefined, undefined, undefined]);
	});

	it.each([
		['onbekend', true],
		[' Onbekend ', true],
		['-', true],
		['0000', true],
		['xx', true],
		['0', true],
		['01', false],
		['xy', false],
		['', false],
		[' ', false],
		['GM0518', false],
		['Gent', false],
		[`onbekend${' '.repeat(200)}`, true],
		[`${'-'.repeat(100)}`, true],
		[`${'-'.repeat(101)}`, false],
	])('stored %j stands for nothing: %s', (place, is) => expect(isStoredPlaceholderPlace(place)).toBe(is));
});

it('placeholder dates are checked before they are used', () => {
	for (const good of ['1900-01-01', '*-01-01'])
		expect(messageOf(() => checkPlaceholderDates([good]))).toBe('no fault, but undefined');
	for (const bad of ['1900-1-1', '*-1-1', '01-01-1900', '1900-01-01x', 'x1900-01-01', '*-01-011', '**-01-01', ''])
		expect(messageOf(() => checkPlaceholderDates(['1900-01-01', bad]))).toBe(
			"'Placeholder Dates' has an entry that is not a date",
		);
});
