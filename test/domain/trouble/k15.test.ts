import {
	answersFrom,
	everyRun,
	nobodyAsked,
	outcomeOf,
	rowsIn,
	type Rows,
} from '../../../scripts/workflows/code/answers.mts';
import { readCsv } from '../../../scripts/workflows/code/file.mts';
import { isKnownDate, isKnownPlace, tonight } from '../../../scripts/workflows/code/known.mts';
import { questions } from '../../../scripts/workflows/code/questions.mts';
import { dateOfBirth, placeOfBirth } from '../../../nodes/Coachview/domain/hr/values.ts';

// The code that a command inserts into the Code nodes of the workflows; in a real n8n: test/host/workflows.

const usable = (value: string | null) => ({ value, unusable: false });
const unusable = { value: null, unusable: true };

describe('dates of HR', () => {
	it.each([
		'1987-04-12',
		'1987-04-12T00:00:00',
		'1987-04-12T00:00:00Z',
		'1987-04-12T00:00:00.000Z',
		'1987-04-12T00:00:00+02:00',
		'1987-04-12 00:00:00',
		' 1987-04-12 ',
		'/Date(545184000000)/',
		'/Date(545184000000+0000)/',
		'/Date(545176800000+0200)/',
	])('K15.1 %s is a date', (text) => expect(dateOfBirth(text)).toEqual(usable('1987-04-12')));
	it('K15.1 a moment before 1970 too', () =>
		expect(dateOfBirth('/Date(-467596800000)/')).toEqual(usable('1955-03-09')));
	it.each([
		'1987-02-29T00:00:00Z',
		'1987-04-31',
		'1987-13-01',
		'1987-04-11T22:00:00.000Z',
		'1987-04-12T12:00:00',
		'/Date(545176800000)/',
		'/Date(9999999999999999)/',
		'/Date(99999999999999)/',
		'12-04-1987',
		'04/12/1987',
		'1987',
		'19870412',
		'zomaar',
		'2999-01-01',
		'1850-01-01',
		31970,
		true,
		{},
		['1987-04-12'],
		{ value: '1987-04-12' },
	])('K15.1 %p is never handed on', (given) => expect(dateOfBirth(given)).toEqual(unusable));
	it.each([
		null,
		undefined,
		'',
		' ',
		'0000-00-00',
		'0000-00-00T00:00:00Z',
		'0001-01-01T00:00:00',
		'1900-01-01',
		'9999-12-31',
		'9999-12-31T23:59:59Z',
		'/Date(253402214400000)/',
		'/Date(-62135596800000)/',
	])('K15.1 %p means that HR knows none', (given) => expect(dateOfBirth(given)).toEqual(usable(null)));
	it('K15.1 ages of 12 to 100 are believed, and Settings may say otherwise', () => {
		const year = new Date().getUTCFullYear();
		expect(dateOfBirth(`${year - 8}-01-01`)).toEqual(unusable);
		expect(dateOfBirth(`${year - 8}-01-01`, { minimumAge: 6 })).toEqual(usable(`${year - 8}-01-01`));
		expect(dateOfBirth(`${year - 105}-01-01`)).toEqual(unusable);
		expect(dateOfBirth(`${year - 105}-01-01`, { maximumAge: 110 })).toEqual(usable(`${year - 105}-01-01`));
	});
	it('K15.1 a moment that is midnight in the named zone is a date, in summer, in winter and before the zones were even; any other is not', () => {
		const there = { midnightIn: 'Europe/Amsterdam' };
		expect(dateOfBirth('1987-04-11T22:00:00.000Z', there)).toEqual(usable('1987-04-12'));
		expect(dateOfBirth('/Date(545176800000)/', there)).toEqual(usable('1987-04-12'));
		expect(dateOfBirth('1955-03-08T23:00:00Z', there)).toEqual(usable('1955-03-09'));
		expect(dateOfBirth('1987-04-12T08:00:00Z', there)).toEqual(unusable);
		expect(dateOfBirth('1987-04-12', there)).toEqual(usable('1987-04-12'));
	});
});

describe('places of HR', () => {
	it.each(["'s-Gravenhage", 'ROTTERDAM', 'Zürich', "Sint-Job-in-'t-Goor", 'Y', 'Ee'])('K15.7 %s is a place', (text) =>
		expect(placeOfBirth(text)).toEqual(usable(text)),
	);
	it('is trimmed and composed', () => expect(placeOfBirth(' Zu\u0308rich ')).toEqual(usable('Zürich')));
	it.each([null, undefined, '', ' ', '-', '?', 'onbekend', '(Onbekend)', 'n.v.t.', '0518', 518, 'GM0518', 'gm0518'])(
		'K15.7 %p means that HR knows none',
		(given) => expect(placeOfBirth(given)).toEqual(usable(null)),
	);
	it.each([{}, ['Utrecht'], { value: 'Utrecht' }, true, '[object Object]', 'Z\uFFFDrich', 'x'.repeat(200)])(
		'K15.3 %p is never handed on',
		(given) => expect(placeOfBirth(given).value).toBeNull(),
	);
});

describe('questions', () => {
	const canBeAsked = (number: string) => /^[\w.-]+$/.test(number);
	const ask = (numbers: unknown[], more = {}) =>
		questions(
			numbers.map((externId) => ({ json: { externId } })),
			{ canBeAsked, ...more },
		).map(({ json: { numbers: all, at } }) => [all, at]);

	it('K15.9 each number once, with the items that want to know; what cannot be asked is left out', () => {
		expect(ask(['1', 'AB', '1', ' ab ', '', null, {}, "1' or", 12, 2 ** 60], { most: 10 })).toEqual([
			[
				['1', 'AB', '12'],
				[[0, 2], [1, 3], [8]],
			],
		]);
	});
	it('K15.9 no more in one request than the rules allow', () => {
		expect(ask(['1', '2', '3'], { most: 2 })).toEqual([
			[
				['1', '2'],
				[[0], [1]],
			],
			[['3'], [[2]]],
		]);
		expect(ask(['1', '2', '3'])).toHaveLength(3);
		expect(ask(['aaaa', 'bbbb', 'cccc'], { most: 9, longest: 8 }).map(([numbers]) => numbers)).toEqual([
			['aaaa', 'bbbb'],
			['cccc'],
		]);
		expect(
			ask(['a'.repeat(50), 'b'], { most: 9, longest: 8 }).map(([numbers]) => (numbers as string[]).length),
		).toEqual([1, 1]);
	});
	it('K15.9 nothing to ask is one item without numbers, so that the workflow goes on', () =>
		expect(ask(['', null])).toEqual([[[], []]]));
});

describe('answers', () => {
	const rowsOf = ({ rows }: { rows: Rows }) => rows;
	const ok = (rows: object[]) => ({ json: { statusCode: 200, headers: {}, data: JSON.stringify({ rows }) } });
	const requests = questions(
		['1', '2', '3'].map((externId) => ({ json: { externId } })),
		{ canBeAsked: () => true },
	);
	const row = (key: unknown) => ({ key, date: '1987-04-12', place: 'Utrecht' });
	const outcomes = (responses: Parameters<typeof answersFrom>[2]) =>
		answersFrom(3, requests, responses, rowsOf as never).map(({ json }) => json.outcome);

	it('K15.9 those who were not asked for get what ended the asking, and never "nobody"', () => {
		expect(
			outcomes([ok([row('1')]), { json: { statusCode: 429, headers: { 'retry-after': '7' }, data: '' } }]),
		).toEqual(['found', 'retryLater', 'retryLater']);
		expect(outcomes([ok([row('1')]), { json: { statusCode: 401, headers: {}, data: '' } }])).toEqual([
			'found',
			'noPermission',
			'noPermission',
		]);
		expect(outcomes([ok([row('1')])])).toEqual(['found', 'retryLater', 'retryLater']);
		expect(outcomes([])).toEqual(['retryLater', 'retryLater', 'retryLater']);
	});
	it('K15.9 without a token nobody was asked for', () => {
		expect(nobodyAsked(2, { statusCode: 401, data: '' }).map(({ json }) => json.outcome)).toEqual([
			'noPermission',
			'noPermission',
		]);
		expect(nobodyAsked(1, {}).map(({ json }) => json.outcome)).toEqual(['retryLater']);
		expect(nobodyAsked(1, { statusCode: 200, data: '{}' }).map(({ json }) => json.outcome)).toEqual(['retryLater']);
	});
	it('a row without its number, or with an object for it, tells nobody from anybody', () => {
		expect(outcomeOf('1', [{ ...row(undefined) }])).toEqual({ outcome: 'noPermission' });
		expect(outcomeOf('1', [row({ value: '1' })])).toEqual({ outcome: 'noPermission' });
		expect(outcomeOf('1', [row(null), row('1')])).toMatchObject({ outcome: 'found' });
	});
	it('rows that HR did not send may hold another one of this number', () => {
		expect(outcomeOf('1', Object.assign([row('1')], { more: true }))).toEqual({ outcome: 'retryLater', after: null });
		expect(outcomeOf('1', Object.assign([row('1'), row('1')], { more: true }))).toEqual({
			outcome: 'ambiguous',
			count: 2,
		});
	});
	it('zeros in front are part of a number, its case and blanks are not', () => {
		expect(outcomeOf('007', [row(7)]).outcome).toBe('notFound');
		expect(outcomeOf('ab-1', [row(' AB-1 ')])).toMatchObject({ outcome: 'found', matchKey: 'AB-1' });
		expect(outcomeOf('', [row('')]).outcome).toBe('notFound');
	});
	it.each(['null', '[]', '"x"', '7', '', '{"rows":', '<html>'])('a body %p is no answer', (data) =>
		expect(rowsIn({ statusCode: 200, data }, rowsOf as never)).toEqual({ outcome: 'retryLater', after: null }),
	);
	it('every run of a node in a loop', () => {
		const runs = [[{ json: { a: 1 } }], [{ json: { a: 2 } }]];
		expect(everyRun((run) => runs[run]).map(({ json }) => json.a)).toEqual([1, 2]);
		expect(
			everyRun(() => {
				throw new Error('never ran');
			}),
		).toEqual([]);
	});
});

describe('files', () => {
	it('K15.2 quotes, line ends, a mark at the beginning', () => {
		expect(readCsv('\uFEFFa;b\r\n"1;2";"say ""x"""\r\n\r\n3;\r\n', ';')).toEqual({
			names: ['a', 'b'],
			rows: [
				{ a: '1;2', b: 'say "x"' },
				{ a: '3', b: '' },
			],
		});
	});
	it('K15.2 bytes that are no text in the chosen encoding: nothing is read', () =>
		expect(readCsv('a,b\n1,Z\uFFFDrich', ',')).toBeUndefined());
});

describe('who lacks the data', () => {
	it.each(['1987-04-12', '1987-04-12T00:00:00', '2024-01-01', '1987-04-12T10:00:00'])(
		'K8.2 %s is a date that Coachview has',
		(text) => expect(isKnownDate(text)).toBe(true),
	);
	it.each([null, undefined, '', '0001-01-01T00:00:00', '0001-01-01', '1900-01-01T00:00:00', '9999-12-31T23:59:59'])(
		'K8.2 %p is none',
		(given) => expect(isKnownDate(given)).toBe(false),
	);
	it.each([null, '', '-', 'onbekend', '0518'])('K8.2 %p is no place', (given) =>
		expect(isKnownPlace(given)).toBe(false),
	);
	it('K8.2 a place is one', () => expect(isKnownPlace('Weert')).toBe(true));
	it('of a long list another part every night', () => {
		const list = Array.from({ length: 10 }, (_, index) => index);
		const seen = new Set([0, 1, 2, 3].flatMap((day) => tonight(list, 3, day)));
		expect(seen.size).toBe(10);
		expect(tonight(list, 20, 5)).toEqual(list);
	});
});
