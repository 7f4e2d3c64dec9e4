import { parseDelivery, type Delivery, type Expectation } from '../../../nodes/Coachview/domain/webhook/delivery';

const personId = '33333333-3333-4333-8333-333333333333';
const personCategoryId = '44444444-4444-4444-8444-444444444444';
const expected: Expectation = { event: 'persoon.categorie.toegevoegd', needsPerson: true };
const bytes = (body: unknown) => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
const parse = (body: unknown, more: Partial<Delivery> = {}, expectation = expected) =>
	parseDelivery({ bytes: bytes(body), contentType: 'application/json', ...more }, expectation);
const only = (result: ReturnType<typeof parse>) => {
	if ('reason' in result) throw new Error(result.reason);
	expect(result.events).toHaveLength(1);
	const { dedupeKey, ...event } = result.events[0]!;
	expect(dedupeKey).toMatch(/^[0-9a-f]{64}$/);
	return event;
};
const refusal = (result: ReturnType<typeof parse>) =>
	'reason' in result ? `${result.status} ${result.reason}` : 'accepted';

const dutch = {
	PersoonId: personId,
	PersooncategorieId: personCategoryId,
	ExternId: '10023',
	ExternSource: 'AFAS',
	Categorie: 'Extragegevens',
};
const event = {
	event: 'persoon.categorie.toegevoegd',
	personId,
	personCategoryId,
	externId: '10023',
	externSource: 'AFAS',
	category: 'Extragegevens',
};

describe('every form that an event may have (A42, A43, A44)', () => {
	test.each<[string, unknown]>([
		['flat, Dutch', dutch],
		[
			'camelCase',
			{
				persoonId: personId,
				persooncategorieId: personCategoryId,
				externId: '10023',
				externSource: 'AFAS',
				categorie: 'Extragegevens',
			},
		],
		[
			'capitals and Externsource',
			{
				PERSOONID: personId,
				PERSOONCATEGORIEID: personCategoryId,
				EXTERNID: '10023',
				Externsource: 'AFAS',
				CATEGORIE: 'Extragegevens',
			},
		],
		[
			'English',
			{
				PersonId: personId,
				PersonCategoryId: personCategoryId,
				ExternalId: '10023',
				ExternalSource: 'AFAS',
				Category: 'Extragegevens',
			},
		],
		[
			'snake_case',
			{
				persoon_id: personId,
				persoon_categorie_id: personCategoryId,
				extern_id: '10023',
				extern_source: 'AFAS',
				categorie: 'Extragegevens',
			},
		],
		['{ event, data }', { event: 'Person.Category.Added', data: dutch }],
		['data beside a category of its own', { event: 'persoon.categorie.toegevoegd', category: 'x', data: dutch }],
		['Notifications', { Id: '1', Attempt: 1, Notifications: [{ Action: 'persoon.categorie.toegevoegd', ...dutch }] }],
		['a list', [dutch]],
		['the event in the body', { event: 'PersoonCategorieToegevoegd', ...dutch }],
		['a number as ExternId', { ...dutch, ExternId: 10023 }],
	])('%s', (_name, body) => expect(only(parse(body))).toEqual(event));

	test('form, and an envelope inside a form', () => {
		const form = { contentType: 'application/x-www-form-urlencoded' };
		expect(only(parse(new URLSearchParams(dutch).toString(), form))).toEqual(event);
		const enveloped = new URLSearchParams({
			event: 'persoon.categorie.toegevoegd',
			data: JSON.stringify(dutch),
		}).toString();
		expect(only(parse(enveloped, form))).toEqual(event);
	});

	test('XML as n8n reads it', () => {
		const parsed = {
			webhook: {
				persoonid: personId,
				persooncategorieid: personCategoryId,
				externid: '10023',
				externsource: 'AFAS',
				categorie: 'Extragegevens',
			},
		};
		expect(only(parse('<x/>', { contentType: 'application/xml', parsed }))).toEqual(event);
		const list = {
			webhook: { id: '1', notifications: { item: { action: 'persoon.categorie.toegevoegd', ...parsed.webhook } } },
		};
		expect(only(parse('<x/>', { contentType: 'text/xml', parsed: list }))).toEqual(event);
	});

	test('the event comes from the body, else from a header, else from the setting', () => {
		const headers = { 'x-event': 'persoon.gewijzigd' };
		expect(only(parse({ event: 'a.b', ...dutch }, { headers })).event).toBe('a.b');
		expect(only(parse(dutch, { headers })).event).toBe('persoon.gewijzigd');
		expect(only(parse(dutch)).event).toBe('persoon.categorie.toegevoegd');
		// "type" and "naam" are common keys; only something that reads like an event counts there.
		expect(only(parse({ type: 'webhook', naam: 'Coachview', action: personCategoryId, ...dutch })).event).toBe(
			'persoon.categorie.toegevoegd',
		);
		expect(only(parse({ type: 'person.category.added', ...dutch }, {}, { event: '', needsPerson: false })).event).toBe(
			'persoon.categorie.toegevoegd',
		);
	});

	test.each([[''], [null], [undefined]])('a missing ExternId (%p) is an empty text (A49)', (ExternId) => {
		expect(only(parse({ ...dutch, ExternId })).externId).toBe('');
	});

	test('long numbers keep their digits', () => {
		expect(only(parse(`{"PersoonId":"${personId}","ExternId":12345678901234567890}`)).externId).toBe(
			'12345678901234567890',
		);
	});

	test('several events, one each', () => {
		const result = parse([dutch, { ...dutch, PersooncategorieId: 'x-2' }]);
		expect('events' in result && result.events.map((one) => one.personCategoryId)).toEqual([personCategoryId, 'x-2']);
	});

	test('an event without a person is accepted when its name is known and persons are not required', () => {
		const any = { event: '', needsPerson: false };
		expect(only(parse({ event: 'opleiding.gewijzigd', OpleidingId: 'x' }, {}, any)).event).toBe('opleiding.gewijzigd');
		expect(refusal(parse({ OpleidingId: 'x' }, {}, any))).toMatch(/^400 /);
	});
});

describe('what is refused, each with its own reason', () => {
	const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
	test.each<[string, unknown, RegExp]>([
		['larger than 64 kB', { ...dutch, x: 'x'.repeat(66_000) }, /^413 .*64 kB/],
		['empty', '', /^400 The body is empty/],
		['no JSON', '{"PersoonId":', /not valid JSON/],
		['too deep', deep(11), /nested deeper/],
		['far too deep', deep(5_000), /not valid JSON|nested deeper/],
		['a text', '"hello"', /no event/],
		['an empty list', [], /no event/],
		['a list with something else in it', [dutch, 1], /no event/],
		['more than 100 events', Array.from({ length: 101 }, () => ({ PersoonId: personId })), /more than 100/],
		['no person', { ExternId: '1' }, /no person ID/],
		['a person ID that is none', { ...dutch, PersoonId: 'Pieter' }, /not a GUID/],
		['a category ID that is none', { ...dutch, PersooncategorieId: 'a b' }, /not an ID/],
		['an object as ExternId', { ...dutch, ExternId: { $ne: '' } }, /externId has the wrong type/],
		['a boolean as category', { ...dutch, Categorie: true }, /category has the wrong type/],
		['a very long category', { ...dutch, Categorie: 'x'.repeat(201) }, /category is too long/],
		['the same key twice', `{"PersoonId":"${personId}","PersoonId":"${personCategoryId}"}`, /personId twice/],
		['two spellings that differ', { PersoonId: personId, personId: personCategoryId }, /personId twice/],
	])('%s', (_name, body, reason) => expect(refusal(parse(body))).toMatch(reason));

	test('invalid UTF-8, another character set', () => {
		expect(refusal(parseDelivery({ bytes: new Uint8Array([0x7b, 0xff, 0x7d]) }, expected))).toMatch(/not valid UTF-8/);
		expect(refusal(parse(dutch, { contentType: 'application/json; charset=utf-16' }))).toMatch(/another character set/);
	});

	test('a key repeated with the same value is no matter', () => {
		expect(only(parse(`{"PersoonId":"${personId}","personId":"${personId}"}`)).personId).toBe(personId);
	});

	test('prototype keys reach nothing', () => {
		const body = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"PersoonId":"${personId}","toString":1}`;
		expect(only(parse(body)).personId).toBe(personId);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		expect(refusal(parse('{"__proto__":{"PersoonId":"x"}}'))).toMatch(/^400/);
	});

	test('no reason repeats what was sent', () => {
		const secret = 'Pieter Pietersen 1984';
		for (const body of [
			{ PersoonId: secret },
			{ ...dutch, PersooncategorieId: secret },
			`{"a": ${secret}`,
			{ [secret]: 1 },
			{ ...dutch, ExternId: [secret] },
		]) {
			expect(refusal(parse(body))).not.toContain('Pieter');
			expect(refusal(parse(body))).toMatch(/^400/);
		}
	});
});

describe('dedupeKey', () => {
	const key = (body: unknown, expectation = expected) => {
		const result = parse(body, {}, expectation);
		return 'events' in result ? result.events[0]?.dedupeKey : undefined;
	};

	test('is the same for repeats, whatever the casing, envelope or the rest of the event', () => {
		const first = key(dutch);
		expect(
			key({
				event: 'Person.Category.Added',
				data: { ...dutch, PersoonId: personId.toUpperCase(), Categorie: 'Renamed' },
			}),
		).toBe(first);
		expect(key({ ...dutch, PersooncategorieId: 'other' })).not.toBe(first);
		expect(key({ event: 'a.b', ...dutch })).not.toBe(first);
	});

	test('without an id it is that of the whole text, so that different events stay different', () => {
		const one = { PersoonId: personId, Categorie: 'A' };
		expect(key(one)).toBe(key(one));
		expect(key({ ...one, Categorie: 'B' })).not.toBe(key(one));
		const both = parse([one, { ...one, Categorie: 'B' }]);
		expect('events' in both && new Set(both.events.map((event) => event.dedupeKey)).size).toBe(2);
	});

	test('is known: a change of the recipe would make old events run again', () => {
		expect(key(dutch)).toBe('704532d9b7971f00be689ee17fa689fed11162de26dec8bac61a3572f8c66cbe');
	});
});
