import { outcomeIn, type Http } from '../../../nodes/Coachview/domain/hr/answer.ts';
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
	])('%s: none', (_name, body, more) => expect(() => rows(body, more)).toThrow('There is no list of rows.'));
	it('a row that is none, and columns that are not there, are undefined; null is kept', () => {
		expect(rows({ rows: [null, [one], 'x', { nr: null }] })).toEqual([
			{ key: undefined, date: undefined, place: undefined },
			{ key: undefined, date: undefined, place: undefined },
			{ key: undefined, date: undefined, place: undefined },
			{ key: null, date: undefined, place: undefined },
		]);
	});
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
		for (const http of [undefined, {}, answer(null), answer('<html>'), answer({ rows: 'none' })])
			expect(outcome(http)).toEqual({ outcome: 'retryLater', after: null });
	});
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
