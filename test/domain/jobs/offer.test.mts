import { offer, toXml } from '../../../scripts/workflows/code/offer.mts';

const rows = (...all: Array<Record<string, unknown>>) => all.map((json) => ({ json }));
const course = {
	id: 'C1',
	code: 'A',
	naam: 'Loops & <knots>\u0007',
	publicatie: true,
	opleidingStatusId: 'Definitief',
	opleidingssoortId: 'D1',
	startDatum: '2031-03-05T09:00:00',
	aantalPlaatsenVrij: 2,
};
const definition = { id: 'd1', code: 'P', naam: 'Knots' };
const now = '2031-03-01T00:00:00';
const codes = (more: Record<string, unknown>) =>
	offer(rows({ ...course, ...more }), rows(definition), now).map(({ code }) => code);

test.each([
	['a course that can be booked', {}, ['A']],
	['one of no definition', { opleidingssoortId: null }, ['A']],
	['one without a start', { startDatum: null }, ['A']],
	['a number of seats whose form is kept as text', { aantalPlaatsenVrij: '2.0' }, ['A']],
	['not published', { publicatie: false }, []],
	['cancelled', { opleidingStatusId: 'Geannuleerd' }, []],
	['full', { aantalPlaatsenVrij: 0 }, []],
	['nobody knows how many seats are free', { aantalPlaatsenVrij: null }, []],
	['begun', { startDatum: '2031-02-28T09:00:00' }, []],
	['a definition that is not on the website', { opleidingssoortId: 'D2' }, []],
])('%s', (_case, more, expected) => expect(codes(more)).toEqual(expected));

test('a definition that is no longer used is not on the website', () =>
	expect(offer(rows(course), rows({ ...definition, inactief: true }), now)).toEqual([]));

test('XML: one program with its starts by date, no sign that would break it', () => {
	const later = { ...course, id: 'C2', code: 'B', startDatum: '2031-04-05T09:00:00' };
	const xml = toXml(offer(rows(later, course), rows(definition), now));
	expect(xml.match(/<program>/g)).toHaveLength(1);
	expect(xml).toMatch(/<code>A<\/code>.*<code>B<\/code>/);
	expect(xml).toContain('<name>Loops &amp; &lt;knots&gt;</name>');
});
