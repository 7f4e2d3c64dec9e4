import { outcomeIn, type Http } from '../../../nodes/Coachview/domain/hr/answer.ts';
import { failed } from '../../../nodes/Coachview/domain/hr/failed.ts';
import { NoList } from '../../../nodes/Coachview/domain/hr/noList.ts';
import { numberText } from '../../../nodes/Coachview/domain/hr/number.ts';
import { rowsBy, type Columns } from '../../../nodes/Coachview/domain/hr/rows.ts';

const plain: Columns = { rows: 'rows', number: 'nr', date: 'born', place: 'at', further: [] };
const rows = (body: unknown, more: Partial<Columns> = {}) => rowsBy({ ...plain, ...more })(body as never);
const one = { nr: 7, born: '1987-04-12', at: 'Zwolle', tel: '1', deep: { 'a.b': 2, a: { b: 3 } } };
const read = { key: 7, date: '1987-04-12', place: 'Zwolle' };

describe('rows of an answer', () => {
	it.each<[string, unknown, Partial<Columns>]>([
		['below a member', { rows: [one] }, {}],
		['below a path', { d: { results: [one] } }, { rows: 'd.results' }],
		['the answer itself', [one], { rows: '' }],
		['the only row', one, { rows: '' }],
	])('%s', (_name, body, more) => expect(rows(body, more)).toEqual([read]));
	it.each<[string, unknown, Partial<Columns>]>([
		['no such member', { others: [one] }, {}],
		['no such path', { d: [one] }, { rows: 'd.results' }],
		['an object below a member', { rows: one }, {}],
		['a text', 'rows', {}],
		['nothing', null, { rows: '' }],
		['what every object has', {}, { rows: 'constructor' }],
		['what every text has', { d: 'text' }, { rows: 'd.length' }],
	])('%s: none', (_name, body, more) => expect(() => rows(body, more)).toThrow(NoList));
	it('a row that is none, and columns that are not there, are undefined; null is kept', () => {
		expect(rows({ rows: [null, [one], 'x', { nr: null }] })).toEqual([
			{ key: undefined, date: undefined, place: undefined },
			{ key: undefined, date: undefined, place: undefined },
			{ key: undefined, date: undefined, place: undefined },
			{ key: null, date: undefined, place: undefined },
		]);
	});
	it('below null there is null', () =>
		expect(rows({ rows: [{ ...one, deep: null }] }, { date: 'deep.on' })).toEqual([{ ...read, date: null }]));
	it('a member of exactly this name comes before a path', () => {
		expect(rows({ rows: [one] }, { number: 'deep.a.b' })).toEqual([{ ...read, key: 2 }]);
		expect(rows({ rows: [{ ...one, deep: { a: { b: 3 } } }] }, { number: 'deep.a.b' })).toEqual([{ ...read, key: 3 }]);
		expect(rows({ rows: [one] }, { number: 'tel.x' })).toEqual([{ ...read, key: undefined }]);
	});
	it('further columns by their names; those that are not there are null', () =>
		expect(rows({ rows: [one] }, { further: ['tel', 'deep.a.b', 'none'] })).toEqual([
			{ ...read, columns: { tel: '1', 'deep.a.b': 2, none: null } },
		]));
});

describe('the outcome', () => {
	const answer = (body: unknown, more: Http = {}): Http => ({ statusCode: 200, headers: {}, data: body, ...more });
	const outcome = (http: Http | undefined, number = '7', further: string[] = []) =>
		outcomeIn(http, number, rowsBy({ ...plain, further }));
	const found = { outcome: 'found', dateOfBirth: '1987-04-12', placeOfBirth: 'Zwolle', matchKey: '7' };
	it('of text, of text behind a byte order mark, and of what n8n has parsed', () => {
		const text = JSON.stringify({ rows: [one] });
		for (const body of [text, `\ufeff${text}`, { rows: [one] }]) expect(outcome(answer(body))).toEqual(found);
	});
	it('further columns go on with who was found, and with nobody else', () => {
		expect(outcome(answer({ rows: [one] }), '7', ['tel'])).toEqual({ ...found, columns: { tel: '1' } });
		expect(outcome(answer({ rows: [one] }), '8', ['tel'])).toEqual({ outcome: 'notFound' });
	});
	it.each([200, 201, 299])('status %s is read', (statusCode) =>
		expect(outcome(answer({ rows: [one] }, { statusCode }))).toEqual(found),
	);
	it.each([300, 302, 400, 401, 403, 404, 407, 409, 424, 426, 428, 499])(
		'status %s: somebody has to look',
		(statusCode) => expect(outcome(answer({ rows: [one] }, { statusCode }))).toEqual({ outcome: 'noPermission' }),
	);
	it.each([408, 425, 429, 500, 503, 599])('status %s: later', (statusCode) =>
		expect(outcome(answer({ rows: [one] }, { statusCode }))).toEqual({ outcome: 'retryLater', after: null }),
	);
	it('no answer, and one without rows: later', () => {
		for (const http of [undefined, {}, answer(null), answer(''), answer('<html>')])
			expect(outcome(http)).toEqual({ outcome: 'retryLater', after: null });
	});
	it('JSON without a list there: a setting is wrong', () => {
		for (const body of [{ rows: 'none' }, { Rows: [one] }, [one], 7])
			expect(outcome(answer(body))).toEqual({ outcome: 'noPermission' });
	});
	it.each<[string, unknown, string]>([
		['OData 2', { d: { results: [one], __next: 'https://hr.example.org/2' } }, 'd.results'],
		['OData 4', { rows: [one], '@odata.nextLink': 'https://hr.example.org/2' }, 'rows'],
		['a link', { rows: [one], next: 'https://hr.example.org/2' }, 'rows'],
		['a flag', { d: { hasMore: true, results: [one] } }, 'd.results'],
	])('%s says that there is more: nobody is called unique', (_name, body, at) =>
		expect(outcomeIn(answer(body), '7', rowsBy({ ...plain, rows: at }))).toEqual({
			outcome: 'retryLater',
			after: null,
		}),
	);
	it('an empty link, and a member of a row, say nothing', () => {
		for (const body of [{ rows: [one], next: null, hasMore: false }, { rows: [{ ...one, next: 'x' }] }])
			expect(outcome(answer(body))).toEqual(found);
	});
	it('two with the number are two, whatever follows', () =>
		expect(outcome(answer({ rows: [one, one], next: 'x' }))).toEqual({ outcome: 'ambiguous', count: 2 }));
	it.each<[unknown, string | null]>([
		['1.5', null],
		['-1', null],
		[['120', '5'], null],
		['Wed, 21 Oct 2026 07:28:00 GMT', '2026-10-21T07:28:00.000Z'],
		['2026-10-21T07:28:00Z', '2026-10-21T07:28:00.000Z'],
		['soon', null],
	])('Retry-After %p', (retryAfter, after) =>
		expect(outcome(answer('', { statusCode: 503, headers: { 'retry-after': retryAfter } }))).toEqual({
			outcome: 'retryLater',
			after,
		}),
	);
});

describe('the number of a person', () => {
	it.each<[unknown, string]>([
		[7, '7'],
		[' 007 ', '007'],
		['e\u0301', '\u00e9'],
		[2 ** 53, ''],
		[1.5, ''],
		[null, ''],
		[undefined, ''],
		[true, ''],
		[{}, ''],
	])('%p is "%s"', (given, text) => expect(numberText(given)).toBe(text));
});

describe('what the HTTP Request node leaves when it goes on after an error', () => {
	it.each<[string, unknown, object]>([
		['no connection', { message: 'connect refused', code: 'ECONNREFUSED' }, {}],
		['no answer in time', { message: 'timeout of 20000ms exceeded', code: 'ECONNABORTED' }, {}],
		['no such host', { code: 'ENOTFOUND' }, {}],
		['the same as a text', 'socket hang up', {}],
		['a refusal', { message: 'Request failed', status: 401 }, { statusCode: 401 }],
		['in n8n 1', { message: 'Request failed', httpCode: '404' }, { statusCode: 404 }],
		['too many', { statusCode: 429 }, { statusCode: 429 }],
		['no credential', 'Credential with ID "1" does not exist', { statusCode: 401, couldNotAsk: true }],
		['no address', { message: 'Invalid URL', code: 'ERR_INVALID_URL' }, { statusCode: 401, couldNotAsk: true }],
	])('%s', (_name, error, http) => expect(failed(error)).toEqual(http));
});
