import { readBody, type BodyInput } from '../../../nodes/Coachview/domain/webhook/body.ts';
import { eventObjects, saidIn } from '../../../nodes/Coachview/domain/webhook/envelope.ts';

const read = (text: string, more: Partial<BodyInput> = {}) => {
	const body = readBody({ bytes: new TextEncoder().encode(text), ...more });
	return 'reason' in body ? body.reason : body.value;
};
const xml = (parsed: unknown) => read('<x/>', { contentType: 'application/soap+xml; charset="UTF-8"', parsed });
const form = (text: string) => read(text, { contentType: 'application/x-www-form-urlencoded' });

describe('a body', () => {
	it('of JSON keeps its digits, and yes and no', () => {
		expect(read('[true,false,null,1.50,"x"]')).toEqual({ items: ['true', 'false', null, '1.50', 'x'].map(asRead) });
		expect(read(' \n ')).toBe('The body is empty.');
		for (const charset of ['utf8', 'us-ascii', '"utf-8"'])
			expect(read('"x"', { contentType: `application/json; charset=${charset}` })).toBe('x');
	});

	it('of XML has one element around it, which is taken off', () => {
		expect(xml({ root: { a: 1, b: [null, true] } })).toEqual({
			members: [
				['a', '1'],
				['b', { items: [null, 'true'] }],
			],
		});
		expect(xml({ root: 'text' })).toEqual({ members: [['root', 'text']] });
		expect(xml({ a: { b: 'x' }, c: 'y' })).toEqual({
			members: [
				['a', { members: [['b', 'x']] }],
				['c', 'y'],
			],
		});
		expect([xml(undefined), xml(null), xml('x')]).toEqual([null, null, 'x']);
		expect(xml(['x'])).toEqual({ items: ['x'] });
	});

	it('of a form holds JSON in at most twenty fields', () => {
		expect(form('a=%5B1%5D&b=1&c=x%7B%7D&d=+%7B')).toEqual({
			members: [
				['a', { items: ['1'] }],
				['b', '1'],
				['c', 'x{}'],
				['d', ' {'],
			],
		});
		const many = form(Array.from({ length: 21 }, (_, nr) => `f${nr}=[]`).join('&')) as { members: unknown[] };
		expect(many.members.slice(-2)).toEqual([
			['f19', { items: [] }],
			['f20', '[]'],
		]);
	});
});

describe('an envelope', () => {
	it('is no longer looked into where an object carries an ID of an event itself', () => {
		const event = {
			members: [['PersoonId', 'p'] as [string, string], ['data', { members: [] }] as [string, { members: [] }]],
		};
		expect(eventObjects(event).map(({ object }) => object)).toEqual([event]);
		const text = { members: [['data', 'x'] as [string, string]] };
		expect(eventObjects(text).map(({ object }) => object)).toEqual([text]);
		expect(eventObjects({ members: [['data', null]] })).toHaveLength(1);
	});

	it('names the event under the clearest key, whatever their order; a number or an ID is no name', () => {
		const clearly = (...members: Array<[string, string]>) => saidIn(members).clearly;
		expect(clearly(['gebeurtenis', 'a.b'], ['EventType', 'c.d'])).toBe('c.d');
		expect(clearly(['eventType', 'c.d'], ['gebeurtenis', 'a.b'])).toBe('c.d');
		expect(clearly(['event', '17'], ['gebeurtenis', 'a.b'])).toBe('a.b');
		expect(clearly(['event', ' 3f2504e0-4f89-41d3-9a0c-0305e82c3301 '])).toBe('');
		expect(saidIn([['event', { members: [['naam', 'persoon.gewijzigd']] }]]).clearly).toBe('persoon.gewijzigd');
		expect(saidIn([['event', { items: [] }]])).toEqual({ clearly: '', vaguely: '' });
	});
});

/** Yes and no stay what they are; the rest is text. */
function asRead(text: string | null): string | boolean | null {
	return text === 'true' || text === 'false' ? text === 'true' : text;
}
