import { canonicalEvent, eventFromHeaders, isEventName } from '../../../nodes/Coachview/domain/webhook/eventName.ts';

describe('the name of an event', () => {
	test.each([
		['Person.Category.Added', 'persoon.categorie.toegevoegd'],
		['PersoonCategorieToegevoegd', 'persoon.categorie.toegevoegd'],
		['person_category_added', 'persoon.categorie.toegevoegd'],
		['persoonscategorie-toegevoegd', 'persoon.categorie.toegevoegd'],
		['PERSON :: CATEGORY :: ADDED', 'persoon.categorie.toegevoegd'],
		[' ..person.category.added.. ', 'persoon.categorie.toegevoegd'],
		['Person.Kategorie.Hinzugefügt', 'persoon.categorie.toegevoegd'],
		['Person.Kategorie.Hinzugefu\u0308gt', 'persoon.categorie.toegevoegd'],
		['nl.coachview.persoon.categorie.toegevoegd', 'persoon.categorie.toegevoegd'],
	])('%s is the one that is documented', (name, expected) => {
		expect(canonicalEvent(name)).toBe(expected);
	});

	test.each([
		['Opleiding.Gewijzigd', 'opleiding.gewijzigd'],
		['opleiding2Gewijzigd', 'opleiding2.gewijzigd'],
		['OPLEIDING', 'opleiding'],
		['CafésGeopend', 'cafés.geopend'],
		['persoon.categorie.toegevoegd.later', 'persoon.categorie.toegevoegd.later'],
		['geenpersoon.categorie.toegevoegd', 'geenpersoon.categorie.toegevoegd'],
		['constructor', 'constructor'],
		['', ''],
	])('%s keeps its words: %s', (name, expected) => {
		expect(canonicalEvent(name)).toBe(expected);
	});

	test('is cut after 100 characters, blanks around it not counted', () => {
		expect(canonicalEvent(`   ${'a'.repeat(150)}`)).toBe('a'.repeat(100));
		expect(canonicalEvent('a'.repeat(100))).toBe('a'.repeat(100));
	});
});

describe('what is taken for an event although the member may say anything', () => {
	test.each(['persoon.gewijzigd', ' persoon.gewijzigd ', 'PersonUpdated', 'person.category.added', 'Kontakt.gelöscht'])(
		'%j ends in what can happen',
		(text) => {
			expect(isEventName(text)).toBe(true);
		},
	);

	test.each(['persoon', 'gewijzigd', 'updated', 'Jan de Vries', 'persoon is gewijzigd', 'gewijzigd.persoon', '', '.'])(
		'%j is none',
		(text) => {
			expect(isEventName(text)).toBe(false);
		},
	);

	test('it has 100 characters at most', () => {
		expect(isEventName(`${'a'.repeat(90)}.gewijzigd`)).toBe(true);
		expect(isEventName(`${'a'.repeat(91)}.gewijzigd`)).toBe(false);
		expect(isEventName(`${'a'.repeat(90)}.gewijzigd.b`)).toBe(false);
	});
});

describe('an event in a header', () => {
	test.each(['x-event', 'x-webhook-event', 'x-coachview-event', 'x-event-type', 'x-event-name'])(
		'is found in %s',
		(name) => {
			expect(eventFromHeaders({ host: 'h', [name]: 'persoon.gewijzigd' })).toBe('persoon.gewijzigd');
		},
	);

	test('is the first one that says something', () => {
		expect(eventFromHeaders({ 'x-event-type': 'b', 'x-event': 'a' })).toBe('a');
		expect(eventFromHeaders({ 'x-event': '  ', 'x-event-type': 'b' })).toBe('b');
		expect(eventFromHeaders({ 'x-event': ['a'], 'x-event-name': 'c' })).toBe('c');
	});

	test('is empty where no header names one, and is not what an object inherits', () => {
		expect(eventFromHeaders({ 'x-other': 'a' })).toBe('');
		expect(eventFromHeaders(Object.create({ 'x-event': 'a' }) as { [name: string]: unknown })).toBe('');
	});
});
