import { sendWebRequest } from '../../../nodes/Coachview/transport/webRequests.ts';
import { UNDER_WAY_MINUTES } from '../../../nodes/Coachview/transport/underWay.ts';
import type { Person } from '../../harness/memory.mts';
import type { Answer, Trouble } from '../../harness/memoryWeb.mts';
import { idOf, json } from './tableStage.mts';
import { lists, old, PATH, post, scene } from './webRequestStage.mts';

const waits: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void waits.push(ms),
}));
beforeEach(() => (waits.length = 0));
afterEach(() => jest.restoreAllMocks());

const created = { outcome: 'created', id: idOf(2), number: 'W-2', paymentUrl: '' };
const UNCLEAR = expect.stringMatching(/^unknownOutcome: Coachview gave no clear answer/) as string;
const EARLIER = expect.stringMatching(/^unknownOutcome: An earlier try with this reference/) as string;

describe('a web request', () => {
	it('is told as Coachview answers, and as existing from then on', async () => {
		const { create, posts } = await scene();
		expect(await create()).toEqual(created);
		expect(await create('NIEUW ')).toEqual({ ...created, outcome: 'exists' });
		expect(await create('web-1')).toEqual({ outcome: 'exists', id: idOf(1), number: 'W-1', paymentUrl: 'https://pay' });
		expect(posts()).toBe(1);
	});

	it('is known for an hour where lists lag behind, with its payment page', async () => {
		const start = Date.now();
		const at = (ms: number) => jest.spyOn(Date, 'now').mockReturnValue(start + ms);
		const { create, posts } = await scene([
			post(json({ nummer: 'W-7', betaalproviderRedirectUrl: 'https://pay/7' }), { count: 2 }),
		]);
		at(0);
		const told = { id: '', number: 'W-7', paymentUrl: 'https://pay/7' };
		expect(await create()).toEqual({ outcome: 'created', ...told });
		at(3_600_000);
		expect(await create()).toEqual({ outcome: 'exists', ...told });
		expect(posts()).toBe(1);
		at(3_600_001);
		expect(await create()).toEqual({ outcome: 'created', ...told });
	});

	it('of another account is another one', async () => {
		const answered = () => [post(json({ nummer: 'W-7' }))];
		const [one, other] = [await scene(answered()), await scene(answered())];
		expect([await one.create(), await other.create()]).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }]);
	});

	it.each<[string, Answer, object]>([
		['its number', json({ nummer: 'W-7' }), { id: '', number: 'W-7' }],
		['its ID', json({ id: 'w7' }), { id: 'w7', number: '' }],
		[
			'its number, and its ID in the address',
			{ status: 201, body: '{"nummer":"W-7"}', headers: { Location: `x/${idOf(7)}`, location: `x/${idOf(7)}` } },
			{ id: idOf(7), number: 'W-7' },
		],
	])('is made when the answer tells %s', async (_, answer, told) => {
		const { create, asked } = await scene([post(answer)]);
		expect(await create()).toEqual({ outcome: 'created', paymentUrl: '', ...told });
		expect(asked().at(-1)).toBe(`POST ${PATH}`);
	});

	it.each<[string, Answer]>([
		['nothing', { status: 204 }],
		['no number', json({ status: 'ok' })],
		['a page', { status: 200, body: '<html>' }],
		['a failure under a success', json({ nummer: 'W-2', success: false })],
		['a failure', { status: 500 }],
		['that it comes later', json({}, 202)],
	])('is looked for when the answer tells %s', async (_, answer) => {
		const { create, land, web, made } = await scene([post(answer)]);
		web.troubles[0]!.answer = () => (land(), answer);
		expect(await create()).toEqual({ ...created, number: 'W-9' });
		expect([made(), waits.length]).toEqual([1, 0]);
	});
});

describe('an answer that was lost', () => {
	it('is looked for three times, with longer and longer waits, and then not called failed', async () => {
		const { create, asked, posts } = await scene([post({ status: 500 })]);
		expect(await create()).toEqual(UNCLEAR);
		expect(waits).toHaveLength(3);
		expect(waits[2]! > waits[0]!).toBe(true);
		expect(asked().filter((one) => one.includes('=nieuw'))).toHaveLength(1 + 3);
		// A 500 says that nothing more will come.
		expect(await create()).toMatchObject({ outcome: 'created' });
		expect(posts()).toBe(1);
	});

	it('is found at the third look', async () => {
		const hidden: Trouble = lists(({ query }) => (query.where?.endsWith('=nieuw') ? json([]) : undefined), {
			count: 3,
		});
		const { create, land, web } = await scene([hidden, post({ status: 500 })]);
		web.troubles[1]!.answer = () => (land(), json({}, 500));
		expect(await create()).toEqual({ outcome: 'created', id: idOf(2), number: 'W-9', paymentUrl: '' });
		expect(waits).toHaveLength(2);
	});

	it('is not looked for longer than the item may wait', async () => {
		const { client, create } = await scene([post({ status: 500 })]);
		client.meter.waited = 30;
		expect(await create()).toEqual(UNCLEAR);
		expect(waits).toEqual([]);
	});

	it.each<[string, Answer, boolean]>([
		['a time-out', { status: 504 }, true],
		['408', { status: 408 }, true],
		['a connection that timed out', { throws: { code: 'ETIMEDOUT' } }, true],
		['202', json({}, 202), true],
		['204', { status: 204 }, false],
		['503', { status: 503 }, false],
		['a broken connection', { throws: { code: 'ECONNRESET' } }, false],
	])('may land later after %s: %s', async (_, answer, mayLand) => {
		const { create, posts } = await scene([post(answer)]);
		expect(await create()).toEqual(expect.stringMatching(/^unknownOutcome: Coachview /) as string);
		expect(await create()).toEqual(mayLand ? EARLIER : created);
		expect(posts()).toBe(mayLand ? 1 : 2);
	});

	it('keeps another try away for ten minutes, or until it has landed', async () => {
		const start = Date.now();
		const { create, land, posts } = await scene([post({ status: 504 }, { count: 2 })]);
		await create();
		land();
		expect(await create()).toMatchObject({ outcome: 'exists', number: 'W-9' });
		const other = await scene([post({ status: 504 })]);
		await other.create();
		const again = sendWebRequest(other.client, { text: '{}', reference: 'nieuw', looksFirst: true });
		await expect(again).rejects.toMatchObject({ fields: ['Reference'] });
		jest.spyOn(Date, 'now').mockReturnValue(start + UNDER_WAY_MINUTES * 60_000 - 1000);
		expect(await other.create()).toEqual(EARLIER);
		expect(await other.create('iets anders')).toMatchObject({ outcome: 'created' });
		jest.spyOn(Date, 'now').mockReturnValue(start + UNDER_WAY_MINUTES * 60_000 + 60_000);
		expect(await other.create()).toMatchObject({ outcome: 'created' });
		expect(posts()).toBe(1);
	});

	it('is forgotten as under way once it was seen', async () => {
		const rows = [{ ...old }];
		const { create, land } = await scene([post({ status: 504 })], rows);
		await create();
		land();
		await create();
		rows.pop();
		expect(await create()).toMatchObject({ outcome: 'created' });
	});
});

describe('what certainly was not taken', () => {
	const busy = json({}, 429, { 'Retry-After': '1' });

	it('is sent again after the wait, when nobody else has sent it', async () => {
		const { create, asked } = await scene([post(busy)]);
		expect(await create()).toMatchObject({ outcome: 'created' });
		expect(waits).toEqual([1000]);
		expect(asked().slice(-3)).toEqual([
			`POST ${PATH}`,
			`GET ${PATH} where=referentieNrKlant=nieuw orderby=id asc skip=0 take=100`,
			`POST ${PATH}`,
		]);
	});

	it('is not sent beside what another one has sent meanwhile', async () => {
		const { create, land, web, posts } = await scene([post(busy)]);
		web.troubles[0]!.answer = () => (land(), busy);
		expect(await create()).toMatchObject({ outcome: 'exists', number: 'W-9' });
		expect(posts()).toBe(1);
	});

	it('is told when the wait is too long, or it is refused', async () => {
		const late = await scene([post(json({}, 429, { 'Retry-After': '31' }))]);
		expect(await late.create()).toMatch(/^quotaExhausted: /);
		const refused = await scene([post(json({}, 400))]);
		expect(await refused.create()).toMatch(/^rejected: /);
		expect([refused.posts(), waits.length]).toEqual([1, 0]);
	});

	it('is not begun with the last request of the day, which the look would need', async () => {
		const rate = { 'X-Rate-Limit-Remaining': '1', 'X-Rate-Limit-Reset': '3600' };
		const { create, posts } = await scene([lists(json([old], 200, rate), { count: 1, skip: 2 })]);
		expect(await create('web-1')).toMatchObject({ outcome: 'exists' });
		expect(await create()).toMatchObject({ outcome: 'created' });
		const short = await scene([lists(json([{ ...old, referentieNrKlant: 'nieuw' }], 200, rate), { count: 1 })]);
		expect(await short.create()).toMatchObject({ outcome: 'exists' });
		expect(await short.create('iets', false)).toMatch(/^quotaExhausted: /);
		expect([posts(), short.posts()]).toEqual([1, 0]);
	});
});

describe('without the check', () => {
	const off = async (troubles: Trouble[], rows: Person[] = []) => await scene(troubles, rows);
	const same: Person = { ...old, referentieNrKlant: 'nieuw' };

	it('it is sent whatever there is', async () => {
		const { create, posts } = await off([], [{ ...same }]);
		expect([await create('nieuw', false), await create('nieuw', false)]).toMatchObject([
			{ outcome: 'created', number: 'W-2' },
			{ outcome: 'created', number: 'W-3' },
		]);
		expect(posts()).toBe(2);
		const late = await off([post({ status: 504 })], [{ ...same }]);
		expect(await late.create('nieuw', false)).toEqual(UNCLEAR);
		expect(await late.create('nieuw', false)).toMatchObject({ outcome: 'created' });
	});

	it('an older one is not taken for a new one that was lost', async () => {
		const lost = await off([post({ status: 500 })], [{ ...same }]);
		expect(await lost.create('nieuw', false)).toEqual(UNCLEAR);
		const { create, land, web } = await off([post({ status: 500 })], [{ ...same }]);
		web.troubles[0]!.answer = () => (land(), json({}, 500));
		expect(await create('nieuw', false)).toMatchObject({ outcome: 'created', number: 'W-9' });
	});

	it('and nothing is taken for it where the older ones could not be seen', async () => {
		const { create, land, web, asked } = await off([lists(json({}, 400), { count: 2 }), post({ status: 500 })]);
		web.troubles[1]!.answer = () => (land(), json({}, 500));
		expect(await create('nieuw', false)).toEqual(UNCLEAR);
		expect(asked().at(-1)).toBe(`POST ${PATH}`);
	});

	it('after a wait it is sent without a look', async () => {
		const { create, asked } = await off([post(json({}, 429, { 'Retry-After': '1' }))]);
		expect(await create('nieuw', false)).toMatchObject({ outcome: 'created' });
		expect(asked().slice(-2)).toEqual([`POST ${PATH}`, `POST ${PATH}`]);
	});
});
