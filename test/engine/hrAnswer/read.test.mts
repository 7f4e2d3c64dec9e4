// HR Answer: Read behind n8n's own HTTP Request node: one outcome for each item, and nothing of an unusable value goes on.
import type { IDataObject } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { runNode } from '../../harness/engine.mts';
import { answered, COLUMNS, found, person, read, row, whole } from './answered.mts';

const outcomeOf = async (item: object, parameters: IDataObject = {}) => {
	const { outputs, error } = await read([item], parameters);
	expect(error).toBeUndefined();
	const { personId, externId, externSource, reason, ...outcome } = outputs[0]![0]!.json;
	expect(typeof reason).toBe(outcome.outcome === 'found' ? 'undefined' : 'string');
	expect({ personId, externId, externSource }).toEqual(person);
	return outcome;
};

const messageOf = async (item: object, parameters: IDataObject = {}) => {
	const { error } = await read([item], parameters);
	expect(JSON.stringify(error)).not.toMatch(/1987|Zwolle/);
	return error?.message;
};

test('the person goes on with what HR says, and no credential is asked for', async () => {
	const { outputs, hints } = await read([answered(row)]);
	expect(outputs[0]).toEqual([{ json: { ...person, ...found }, pairedItem: { item: 0 } }]);
	expect(hints).toEqual([]);
	const { credentials = [] } = new Coachview().description;
	const hidden = credentials.filter(({ displayOptions }) => displayOptions?.hide?.resource?.includes('hrAnswer'));
	expect(hidden.map(({ name }) => name)).toEqual(['coachviewOAuth2Api']);
});

test.each<[string, object, object]>([
	['nobody', answered(), { outcome: 'notFound' }],
	['somebody else', answered({ ...row, Medewerker: '99' }), { outcome: 'notFound' }],
	['two with the number', answered(row, row), { outcome: 'ambiguous', count: 2 }],
	['the right one of two', answered({ ...row, Medewerker: '9' }, row), found],
	['the number as a number', answered({ ...row, Medewerker: 10023 }), found],
	[
		'a number that JavaScript rounds',
		whole('{"rows":[{"Medewerker":123456789012345678901,"Geboortedatum":null,"Geboorteplaats":null}]}'),
		{ outcome: 'notFound' },
	],
	['no column of the number', answered({ Geboortedatum: null, Geboorteplaats: null }), { outcome: 'noPermission' }],
	['no column of the date', answered({ Medewerker: '10023', Geboorteplaats: 'Zwolle' }), { outcome: 'noPermission' }],
	[
		'neither known',
		answered({ ...row, Geboortedatum: null, Geboorteplaats: '' }),
		{ ...found, dateOfBirth: null, placeOfBirth: null },
	],
	[
		'placeholders',
		answered({ ...row, Geboortedatum: '1900-01-01', Geboorteplaats: 'onbekend' }),
		{ ...found, dateOfBirth: null, placeOfBirth: null },
	],
	[
		'a date with a time',
		answered({ ...row, Geboortedatum: '1987-04-11T22:00:00Z' }),
		{ ...found, dateOfBirth: null, unusable: ['dateOfBirth'] },
	],
	[
		'day or month first',
		answered({ ...row, Geboortedatum: '04-05-1987' }),
		{ ...found, dateOfBirth: null, unusable: ['dateOfBirth'] },
	],
	[
		'broken letters',
		answered({ ...row, Geboorteplaats: 'Itter\ufffdum' }),
		{ ...found, placeOfBirth: null, unusable: ['placeOfBirth'] },
	],
	['no list', whole({ skip: 0 }), { outcome: 'noPermission' }],
	['the page of a proxy', whole('<html>'), { outcome: 'retryLater', after: null }],
	['no credential', { error: 'Credential with ID "1" does not exist' }, { outcome: 'noPermission' }],
	['refused', { error: { message: 'Request failed', status: 403 } }, { outcome: 'noPermission' }],
	['nothing', whole(''), { outcome: 'retryLater', after: null }],
	['no right', whole('{}', { statusCode: 403 }), { outcome: 'noPermission' }],
	['a wrong address', whole('', { statusCode: 404 }), { outcome: 'noPermission' }],
	['sent elsewhere', whole('', { statusCode: 302 }), { outcome: 'noPermission' }],
	['busy', whole('', { statusCode: 503 }), { outcome: 'retryLater', after: null }],
	[
		'no connection',
		{ error: { message: 'The connection was refused', code: 'ECONNREFUSED' } },
		{ outcome: 'retryLater', after: null },
	],
])('%s', async (_name, item, outcome) => expect(await outcomeOf(item)).toEqual(outcome));

test('too many requests: until when, from the header', async () => {
	const headers = { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' };
	expect(await outcomeOf(whole('', { statusCode: 429, headers }))).toEqual({
		outcome: 'retryLater',
		after: '2026-10-21T07:28:00.000Z',
	});
});

test.each<[string, object, IDataObject]>([
	['parsed by n8n', { body: { rows: [row] }, headers: {}, statusCode: 200 }, {}],
	['behind a byte order mark', whole(`\ufeff${JSON.stringify({ rows: [row] })}`), {}],
	['a list in a list', whole({ d: { results: [row] } }), { rows: 'd.results' }],
	['the list itself', whole([row]), { rows: '' }],
	['one employee', whole(row), { rows: '' }],
	[
		'columns below a member',
		whole({ rows: [{ nr: '10023', born: { on: '1987-04-12', at: 'Zwolle' } }] }),
		{ numberColumn: 'nr', dateColumn: 'born.on', placeColumn: 'born.at' },
	],
	[
		'a dot in a name',
		whole({ rows: [{ 'a.b': '10023', Geboortedatum: '1987-04-12', Geboorteplaats: 'Zwolle' }] }),
		{ numberColumn: 'a.b' },
	],
])('where it stands: %s', async (_name, item, parameters) => expect(await outcomeOf(item, parameters)).toEqual(found));

test('what every object has is no column', async () =>
	expect(await outcomeOf(answered(row), { numberColumn: 'constructor.name' })).toEqual({ outcome: 'noPermission' }));

test('options: placeholders and ages of this HR system, further columns', async () => {
	const nothing = { ...found, dateOfBirth: null, placeOfBirth: null };
	const options = { placeholderDates: '1987-04-12', placeholderPlaces: 'zwolle' };
	expect(await outcomeOf(answered(row), { options })).toEqual(nothing);
	expect(await outcomeOf(answered(row), { options: { minimumAge: 60 } })).toEqual({
		...found,
		dateOfBirth: null,
		unusable: ['dateOfBirth'],
	});
	const more = { ...row, Telefoon: '038-1', Adres: { Plaats: 'Kampen' } };
	expect(await outcomeOf(answered(more), { options: { furtherColumns: 'Telefoon, Adres.Plaats, Mail' } })).toEqual({
		...found,
		columns: { Telefoon: '038-1', 'Adres.Plaats': 'Kampen', Mail: null },
	});
	expect(await messageOf(answered(row), { options: { minimumAge: 99, maximumAge: 20 } })).toMatch(/Minimum Age/);
});

test.each<[string, object, object]>([
	['JSON text', { asked: JSON.stringify(person) }, found],
	['no number', { asked: { ...person, externId: null } }, { outcome: 'notFound' }],
	['an empty number', { asked: { ...person, externId: '' } }, { outcome: 'notFound' }],
	['a number', { asked: { ...person, externId: 10023 } }, found],
	['the number alone', { asked: 10023 }, { externId: '10023', ...found }],
	['the number alone, as text', { asked: ' 10023 ' }, { externId: '10023', ...found }],
])('Person Asked For: %s', async (_name, more, outcome) => {
	const { outputs, error } = await read([{ ...answered(row), ...more }]);
	expect(error).toBeUndefined();
	expect(outputs[0]![0]!.json).toMatchObject(outcome);
});

test('a row with an empty number is not that of a person without a number', async () => {
	const items = [{ ...answered({ ...row, Medewerker: '' }), asked: { ...person, externId: ' ' } }];
	expect((await read(items)).outputs[0]![0]!.json).toMatchObject({ outcome: 'notFound' });
});

test.each<[string, object, IDataObject, RegExp]>([
	['what is no whole answer', row, {}, /^'Input Item' is no whole answer of an HTTP Request node/],
	['no body', { headers: {}, statusCode: 200 }, {}, /^'Input Item' has no body that can be read/],
	['rows beside an empty error', { error: null, rows: [row] }, {}, /^'Input Item' is no whole answer/],
	[
		'the answer for a person',
		answered(row),
		{ askedFor: '={{ $json }}' },
		/^'Person Asked For' has no externId; it has: asked, data/,
	],
	['no person', answered(row), { askedFor: "={{ '' }}" }, /^'Person Asked For' is empty/],
	['a list of people', answered(row), { askedFor: '={{ [$json.asked] }}' }, /^'Person Asked For' is a list/],
	[
		'an expression in a fixed field',
		answered(row),
		{ askedFor: "{{ $('Person').item.json }}" },
		/^'Person Asked For' holds an expression that was not evaluated/,
	],
	['no column', answered(row), { dateColumn: "={{ '' }}" }, /^'Date of Birth Column' is empty/],
	['a list that an expression does not give', answered(row), { rows: '={{ $json.none }}' }, /^'Rows Are In' is empty/],
	['an object for a column', answered(row), { placeColumn: '={{ {} }}' }, /^'Place of Birth Column' must be text/],
])('%s is refused, with the field by name', async (_name, item, parameters, message) =>
	expect(await messageOf(item, parameters)).toMatch(message),
);

test('many items: each is linked to its own, and one that fails touches no other', async () => {
	const asked = (externId: string) => ({ asked: { ...person, externId } });
	const items = [answered(row), row, { ...answered(row), ...asked('9') }, answered(row)];
	const { outputs } = await read(items, {}, { onError: 'continueErrorOutput' });
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([
		['found', { item: 0 }],
		['notFound', { item: 2 }],
		['found', { item: 3 }],
	]);
	expect(outputs[1]).toMatchObject([{ json: { error: { reason: 'invalidInput', fields: ['Input Item'] } } }]);
	expect(JSON.stringify(outputs[1])).not.toMatch(/1987|Zwolle/);
});

test('several answers for one person, as Pagination gives them: none of them is read', async () => {
	const page = { json: { asked: person, ...answered(row) }, pairedItem: { item: 0 } };
	const other = { json: { asked: person, ...answered(row) }, pairedItem: { item: 1 } };
	const { outputs } = await runNode({
		type: 'coachview',
		parameters: { resource: 'hrAnswer', operation: 'read', askedFor: '={{ $json.asked }}', ...COLUMNS },
		settings: { onError: 'continueErrorOutput' },
		credential: null,
		items: [page, other, page],
	} as unknown as Parameters<typeof runNode>[0]);
	expect(outputs[0]).toHaveLength(1);
	expect(outputs[1]?.map(({ json }) => (json.error as { message: string }).message)).toEqual([
		"'Input Item' is one of several answers for one person",
		"'Input Item' is one of several answers for one person",
	]);
});

test.each<[string, object, IDataObject, string]>([
	['nobody', answered(), {}, 'HR has nobody with this number'],
	['several', answered(row, row), {}, '2 employees have this number'],
	['no connection', { error: { code: 'ECONNREFUSED' } }, {}, 'HR could not be reached'],
	['busy', whole('', { statusCode: 503 }), {}, 'HR is busy or out of order (status 503)'],
	['a page', whole('<html>'), {}, 'HR sent no list that can be read to its end'],
	['refused', whole('', { statusCode: 401 }), {}, 'HR refused (status 401)'],
	[
		'no credential',
		{ error: 'Credential with ID "1" does not exist' },
		{},
		'n8n could not ask HR: look at address and credential',
	],
	['another list', answered(row), { rows: 'value' }, 'The answer has no list value'],
	[
		'another column',
		answered(row),
		{ dateColumn: 'geboortedatum' },
		'A row has no geboortedatum: it is called otherwise, or HR does not show it',
	],
])('why, in words: %s', async (_name, item, parameters, reason) => {
	expect((await read([item], parameters)).outputs[0]![0]!.json.reason).toBe(reason);
});
