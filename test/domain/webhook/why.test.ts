import { addIgnored, ignoredSentence, readIgnored } from '../../../nodes/Coachview/domain/webhook/ignored';
import { whySentence } from '../../../nodes/Coachview/domain/webhook/why';

const event = {
	event: 'persoon.gewijzigd',
	personId: 'p',
	personCategoryId: '',
	externId: '',
	externSource: 'AFAS',
	category: `<b onclick='x'>"Extra" & more`,
	dedupeKey: '',
};
const set = { event: '', categories: 'A, B', externSources: ['C'] };

test.each<[string, object, string]>([
	['event', {}, 'The event is "persoon.gewijzigd"; this trigger waits for "persoon.categorie.toegevoegd".'],
	['event', { event: 'x.y' }, 'The event is "persoon.gewijzigd"; this trigger waits for "x.y".'],
	['category', {}, 'The category of the event is "b onclick= x   Extra    more"; Categories lets through "A", "B".'],
	[
		'category',
		{ categories: ['1', '2', '3', '4', '5', '6'] },
		'The category of the event is "b onclick= x   Extra    more"; Categories lets through "1", "2", "3", "4", "5", ….',
	],
	['externSource', {}, 'The External Source of the event is "AFAS"; External Sources lets through "C".'],
	[
		'notFound',
		{ environment: 'training' },
		'Coachview (training) has no person with this ID. The ID may be mistyped, or of the other environment.',
	],
	['unavailable', {}, 'Coachview could not be asked: it is out of reach or answers with an error.'],
	[
		'unexpected',
		{ environment: 'live' },
		'Coachview (live) could not be asked whether the event is true (unexpected).',
	],
])('%s %j', (reason, more, sentence) => expect(whySentence(reason, { ...set, ...more }, event)).toBe(sentence));

test('every reason that is not a filter has a sentence of its own, and none holds what the event holds', () => {
	const reasons = [
		'address',
		'key',
		'signature',
		'noPerson',
		'overBound',
		'quotaExhausted',
		'wrongEnvironment',
		'identityMismatch',
		'categoryGone',
		'notAllowed',
		'credential',
		'notFound',
		'unavailable',
	];
	const sentences = reasons.map((reason) => whySentence(reason, set, event));
	expect(new Set(sentences).size).toBe(reasons.length);
	expect(sentences.filter((one) => /AFAS|Extra|gewijzigd|asked whether the event/.test(one))).toEqual([]);
});

test('a long text is cut, a missing one is said to be missing', () => {
	expect(whySentence('category', set, { ...event, category: 'x'.repeat(61) })).toContain(`"${'x'.repeat(60)}…"`);
	expect(whySentence('category', set)).toContain('is not given;');
});

const at = (since: string, counts: { [reason: string]: number }) => ({ since, counts });

test('counts are added, from the earlier moment on; an old one is left behind', () => {
	const [first, second] = ['2031-01-01T10:00:00.000Z', '2031-01-20T10:00:00.000Z'];
	expect(addIgnored(at(first, { key: 1, event: 2 }), at(second, { key: 3 }))).toEqual(at(first, { key: 4, event: 2 }));
	expect(addIgnored(at(second, { key: 1 }), at(first, { key: 1 }))).toEqual(at(first, { key: 2 }));
	expect(addIgnored(at('2030-12-01T00:00:00.000Z', { key: 1 }), at(second, { key: 3 }))).toEqual(
		at(second, { key: 3 }),
	);
	expect([
		addIgnored(undefined, at(first, { key: 1 })),
		addIgnored(at(first, { key: 1 }), undefined),
		addIgnored(undefined, undefined),
	]).toEqual([at(first, { key: 1 }), at(first, { key: 1 }), undefined]);
});

test('what is kept is read with suspicion', () => {
	for (const odd of [
		undefined,
		null,
		7,
		{},
		{ since: 'x', counts: {} },
		{ since: '2031-01-01' },
		{ since: '2031-01-01', counts: null },
		at('2031-01-01', { 'a b': 1, key: -1, event: 0.5 }),
	])
		expect(readIgnored(odd)).toBeUndefined();
	expect(readIgnored(at('2031-01-01', { key: 1, '<i>': 2 }))).toEqual(at('2031-01-01', { key: 1 }));
});

test('the sentence names the most frequent first', () => {
	expect(ignoredSentence(at('2031-01-01T10:05:00.000Z', { key: 1, category: 12, other: 2 }))).toBe(
		'Since it was published, 15 events did not start this workflow (counted from 2031-01-01 10:05 UTC): another category 12, other 2, refused: wrong URL key 1.',
	);
});
