import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { course } from '../../../nodes/Coachview/entities/course.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { Creations } from '../../../nodes/Coachview/transport/creations.ts';
import { UNDER_WAY_MINUTES } from '../../../nodes/Coachview/transport/underWay.ts';

afterEach(() => jest.restoreAllMocks());

let scopes = 0;
const KEY = { externId: '7', externSource: 'HR' };
const keyed = (more = {}) => JSON.stringify({ achternaam: 'X', ...KEY, ...more });
const PLAIN = '{"achternaam":"X"}';
const [one, other] = [{ item: 1 }, { item: 2 }];
const scope = () => `scope ${++scopes}`;
const told = (work: () => unknown) => {
	try {
		work();
		return 'may be sent';
	} catch (error) {
		const { reason, message, details } = error as Fault;
		return [reason, message, details];
	}
};

describe('a record that was sent and has no clear end', () => {
	it.each([
		[
			'with a key',
			keyed(),
			keyed({ achternaam: 'Y', externSource: 'hr' }),
			'a person with this External ID and External Source',
			KEY,
		],
		['without one', PLAIN, PLAIN, 'the same person', {}],
	])('%s is not sent by another item, but may be by its own', (_, first, second, what, details) => {
		const creations = new Creations(person, scope());
		creations.sent(creations.begin(first, one), one);
		expect(told(() => creations.begin(first, one))).toBe('may be sent');
		expect(told(() => creations.begin(second, other))).toMatchObject([
			'unknownOutcome',
			`An earlier item of this run has sent ${what}, and it is not known whether it was stored`,
			{ ...details, ...('externId' in details && { externSource: expect.stringMatching(/^hr$/i) as string }) },
		]);
		expect(told(() => creations.begin('{"achternaam":"Z"}', other))).toBe('may be sent');
	});

	it('and that was only begun may be sent by anybody', () => {
		const creations = new Creations(person, scope());
		creations.begin(keyed(), one);
		expect(told(() => creations.begin(keyed(), other))).toBe('may be sent');
	});

	it('and was made after all may be sent again', () => {
		const creations = new Creations(person, scope());
		creations.sent(creations.begin(keyed(), one), one);
		creations.sent(creations.begin(PLAIN, other), other);
		creations.settled(one, 'p1');
		expect(told(() => creations.begin(keyed(), other))).toBe('may be sent');
		expect(told(() => creations.begin(PLAIN, one))[0]).toBe('unknownOutcome');
	});
});

describe('a record that may still land', () => {
	it('is not sent by another run for ten minutes, of the same entity and environment', () => {
		const start = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(start);
		const here = scope();
		const first = new Creations(course, here);
		first.sent(first.begin(keyed(), one), one, true);
		const next = new Creations(course, here);
		expect(told(() => next.begin(keyed(), one))).toMatchObject([
			'unknownOutcome',
			'An earlier run has sent a course with this External ID and External Source, and it is not known whether it was stored',
			KEY,
		]);
		expect(told(() => new Creations(course, scope()).begin(keyed(), one))).toBe('may be sent');
		jest.spyOn(Date, 'now').mockReturnValue(start + UNDER_WAY_MINUTES * 60_000 + 1);
		expect(told(() => next.begin(keyed(), one))).toBe('may be sent');
	});

	it('is, once it has landed, and when nothing may come any more', () => {
		const here = scope();
		const first = new Creations(person, here);
		first.sent(first.begin(keyed(), one), one, true);
		first.settled(one, 'p1');
		first.sent(first.begin(PLAIN, other), other);
		for (const text of [keyed(), PLAIN])
			expect(told(() => new Creations(person, here).begin(text, one))).toBe('may be sent');
	});

	it('is told without a word for people where there are none', () => {
		const advice = (entity: typeof person) => {
			const creations = new Creations(entity, scope());
			creations.sent(creations.begin(PLAIN, one), one);
			try {
				creations.begin(PLAIN, other);
			} catch (error) {
				return (error as Fault).advice;
			}
			return '';
		};
		expect([advice(person), advice(course)]).toEqual([
			expect.stringContaining('so that nobody is made twice. Look the person up'),
			expect.stringContaining('so that nothing is made twice. Look the course up'),
		]);
	});
});

describe('a record that this run has made', () => {
	const made = () => {
		const creations = new Creations(person, scope());
		creations.sent(creations.begin(keyed(), one), one);
		creations.settled(one, 'p1');
		const asked: string[] = [];
		const find = async (shown: object | Fault, key = KEY) =>
			await creations.find(key, async (id) => {
				asked.push(id);
				if (shown instanceof Fault) throw shown;
				return rawRecord(JSON.stringify(shown));
			});
		return { asked, find };
	};

	it('is found by its key, which it has to show still', async () => {
		const { asked, find } = made();
		expect((await find({ id: 'p1', externId: '7', externSource: 'hr' }))?.text).toContain('p1');
		expect(await find({ id: 'p1', externId: '8', externSource: 'HR' })).toBeUndefined();
		expect(asked).toEqual(['p1', 'p1']);
		expect(await find({ id: 'p1' }, { externId: '8', externSource: 'HR' })).toBeUndefined();
		expect(asked).toHaveLength(2);
	});

	it('is not there when it was deleted; whoever cannot look says so', async () => {
		const { find } = made();
		expect(await find(new Fault('notFound', 'gone', ''))).toBeUndefined();
		await expect(find(new Fault('unavailable', 'busy', ''))).rejects.toMatchObject({ reason: 'unavailable' });
	});
});
