import { PLACEHOLDER_PLACES, readPlace } from '../../../nodes/Coachview/domain/fields/place';

const read = (input: unknown, placeholders?: string[]) => readPlace(input, 'Place of Birth', placeholders);

describe('reading a place of birth', () => {
	it.each([[''], ['  '], [null], [undefined]])('%p means nothing was given', (input) =>
		expect(read(input)).toBeUndefined(),
	);

	it.each([
		"'s-Gravenhage",
		'S-GRAVENHAGE',
		'Ee',
		'Y',
		'Sankt Pölten',
		'’s-Hertogenbosch',
		'Νέα Μάκρη',
		'Unknownville',
		'St. John (N.B.)',
		'Oss',
		'OSS',
		'Å',
		'Halle (Saale)',
		'Bergen op Zoom',
		'Wien 3',
		'Paris 12e',
		'St. Gallen',
		'Frankfurt/Main',
		'Malmö',
		'İstanbul',
		'北京',
		'Zoetermeer 2',
		'Arzamas-16',
		'6 October City',
		'Oss 2',
		'Ede 1',
	])('keeps %s', (place) => {
		expect(read(`  ${place}\t`)).toBe(place);
	});

	it.each([...PLACEHOLDER_PLACES, 'ONBEKEND', ' (Onbekend) ', 'onbekend.', 'Niet  bekend', 'N.V.T'])(
		'refuses %s',
		(place) => {
			expect(() => read(place)).toThrow('placeholder for an unknown place');
		},
	);

	it.each(['-', '.', '?', '--', '0518', '...', 518])('refuses %p, which has no letters', (place) =>
		expect(() => read(place)).toThrow('has no letters'),
	);

	it('refuses a sentence, a list and an object', () => {
		expect(read('a'.repeat(100))).toHaveLength(100);
		expect(() => read('a'.repeat(101))).toThrow('longer than 100 characters');
		expect(() => read(['Breda'])).toThrow('must be text');
		expect(() => read({ place: 'Breda' })).toThrow('must be text');
	});

	it('has further placeholders on request', () => {
		expect(read('Elders')).toBe('Elders');
		expect(() => read('Elders', ['nb', 'elders'])).toThrow('placeholder');
	});
});
