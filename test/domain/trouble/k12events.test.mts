import { canonicalEvent, isEventName } from '../../../nodes/Coachview/domain/webhook/eventName';
import { added, any, byUrl, dutch, eventOf, personId } from './k12delivery.mts';

// K12.1 without n8n: which members name an event.

describe('K12.1 only a member that says event outvotes the URL', () => {
	const form = { contentType: 'application/x-www-form-urlencoded' };
	const nobody = [
		['Naam', 'Jan de Vries'],
		['naam', 'persoon.gewijzigd'],
		['Name', 'Jan.de.Vries'],
		['name', 'category.added'],
		['type', 'Persoon'],
		['Type', 'jan.de.vries'],
		['type', 'Persoon gewijzigd'],
		['action', 'add'],
		['Action', 'www.coachview.net'],
		['webhook', 'Mijn webhook.test'],
		['action', 'Jan Toegevoegd'],
		['type', `persoon.${'x'.repeat(200)}.gewijzigd`],
		['titel', 'a.b'],
	];
	it.each(nobody)('K12.1 %s "%s" does not, flat, in an envelope or as a form', (key, value) => {
		expect(eventOf({ ...dutch, [key]: value })).toBe(added);
		expect(eventOf({ [key]: value, data: dutch })).toBe(added);
		expect(eventOf({ [key]: value, Notifications: [{ [key]: value, ...dutch }, dutch] })).toBe(`${added},${added}`);
		expect(eventOf(new URLSearchParams({ ...dutch, [key]: value }).toString(), byUrl, form)).toBe(added);
		expect(
			eventOf('<x/>', byUrl, {
				contentType: 'text/xml',
				parsed: { webhook: { [key.toLowerCase()]: value, ...dutch } },
			}),
		).toBe(added);
	});
	it.each([['event'], ['Event'], ['eventType'], ['event_name'], ['EVENTNAAM'], ['webhookEvent']])(
		'K12.1 %s does',
		(key) => {
			expect(eventOf({ ...dutch, [key]: 'Persoon.Gewijzigd' })).toBe('persoon.gewijzigd');
			expect(eventOf({ Naam: 'Jan', [key]: 'Persoon.Gewijzigd', data: { ...dutch, type: 'Jan' } })).toBe(
				'persoon.gewijzigd',
			);
			expect(eventOf({ ...dutch, [key]: '  ' })).toBe(added);
			expect(eventOf({ ...dutch, [key]: null })).toBe(added);
			expect(eventOf({ ...dutch, [key]: { name: 'a.b' } })).toBe(added);
			expect(eventOf({ ...dutch, [key]: ['a.b'] })).toBe(added);
		},
	);
	it.each([['Action'], ['type'], ['webhook']])(
		'K12.1 %s counts when it holds the name of an event beyond doubt (A42, A43)',
		(key) => {
			for (const name of ['persoon.gewijzigd', 'PersoonGewijzigd', 'persoon_gewijzigd'])
				expect(eventOf({ Notifications: [{ [key]: name, ...dutch }] })).toBe('persoon.gewijzigd');
			expect(eventOf({ [key]: 'Person.Category.Added', ...dutch }, any)).toBe(added);
			expect(eventOf({ [key]: 'persoon.gewijzigd', event: added, ...dutch })).toBe(added);
		},
	);
	it('K12.1 the event itself knows better than its envelope; headers come last', () => {
		expect(eventOf({ event: 'a.b', data: { event: 'c.d', ...dutch } })).toBe('c.d');
		expect(eventOf({ event: 'a.b', data: dutch }, byUrl, { headers: { 'x-event': 'e.f' } })).toBe('a.b');
		for (const hostile of [
			'',
			'   ',
			['a.b'],
			'x'.repeat(20_000),
			'__proto__',
			'constructor',
			'<script>',
			'a\u0000b',
			'\ud800',
		]) {
			expect(eventOf(dutch, byUrl, { headers: { 'x-event': hostile, ['__proto__']: 'a.b' } })).toMatch(
				/^[a-z0-9.]{1,200}$/,
			);
		}
	});
	it('K12.1 names in any composition', () => {
		expect(canonicalEvent('Person.Kategorie.Hinzugefügt'.normalize('NFD'))).toBe(added);
		expect([
			isEventName('person.category.added'),
			isEventName('added'),
			isEventName('Jan de Vries'),
			isEventName(''),
		]).toEqual([true, false, false, false]);
	});
	it('K12.1 two spellings of one value are no contradiction', () => {
		expect(eventOf({ ...dutch, persoonId: personId.toUpperCase(), category: 'EXTRAGEGEVENS ' })).toBe(added);
		expect(eventOf({ ...dutch, category: 'Diploma' })).toMatch(/^400 .*category twice/);
	});
});
