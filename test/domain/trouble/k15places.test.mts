import { isStoredPlaceholderDate } from '../../../nodes/Coachview/domain/fields/birthDate';
import { isStoredPlaceholderPlace, readPlace } from '../../../nodes/Coachview/domain/fields/place';

describe('K15.7 and K8.2 places and stored placeholders', () => {
	it.each([
		'GM0518',
		'gm0518',
		'0518',
		'BE-21004',
		'GM 0518',
		'2514 EA',
		'NL',
		'NLD',
		'B12',
		'Gemeente0518',
		'gemeente 0518',
		'NL-2514EA',
		'3f2504e0-4f89-41d3-9a0c-0305e82c3301',
		'https://example.com/518',
	])('K15.7 %s is a code and no place', (place) => {
		expect(() => readPlace(place, 'Place of Birth')).toThrow(/is a code|has no letters/);
	});

	it.each([
		"'s-Gravenhage",
		'Ee',
		'Oss',
		'OSS',
		'Y',
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
	])('K15.7 %s is a place', (place) => {
		expect(readPlace(place, 'Place of Birth')).toBe(place);
	});

	it.each([
		'0001-01-01',
		'0001-01-01T00:00:00',
		'0001-01-01 00:00:00.000',
		'1900-01-01T00:00:00Z',
		'1753-01-01T00:00:00+00:19',
		'0000-00-00',
		'9999-12-31T23:59:59.9999999',
		'1899-12-30T00:00:00',
	])('K8.2 the stored date %s counts as empty', (text) => {
		expect(isStoredPlaceholderDate(text)).toBe(true);
	});

	it.each(['1970-01-01', '1987-04-12T00:00:00', '1900-01-01T10:00:00', '', 'onbekend'])(
		'K8.2 the stored date %j does not',
		(text) => expect(isStoredPlaceholderDate(text)).toBe(false),
	);

	it.each([
		'onbekend',
		'Onbekend',
		'(onbekend)',
		'-',
		'.',
		'?',
		'--',
		'x',
		'XXX',
		'n.v.t.',
		'NVT',
		'unknown',
		'0000',
		'n.b.',
	])('K8.2 the stored place %s counts as empty', (text) => expect(isStoredPlaceholderPlace(text)).toBe(true));
	it.each(['Oss', 'GM0518', 'Y', 'Xanten', '0518', '北京', ''])('K8.2 the stored place %j does not', (text) =>
		expect(isStoredPlaceholderPlace(text)).toBe(false),
	);
});
