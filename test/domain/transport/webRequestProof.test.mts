import { sendWebRequest } from '../../../nodes/Coachview/transport/webRequests.ts';
import type { Person } from '../../harness/memory.mts';
import type { Trouble } from '../../harness/memoryWeb.mts';
import { ending, idOf, json, tableStage } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const PATH = 'Webaanvragen';
const row = (number: number, referentieNrKlant: string | null = null): Person => ({
	id: idOf(number),
	nummer: `W-${number}`,
	referentieNrKlant,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => row(at + 1));
const cannot = (cause: string) =>
	`unexpectedAnswer: It cannot be seen whether Coachview has a web request with this reference already | ${cause}`;

async function scene(rows: Person[], troubles: Trouble[] = []) {
	const stage = await tableStage({ [PATH]: rows }, troubles);
	const create = async (reference: string) => {
		const sending = {
			text: JSON.stringify({ nummer: 'W-new', referentieNrKlant: reference }),
			reference,
			looksFirst: true,
		};
		let advice = '';
		const told = await ending(
			sendWebRequest(stage.client, sending).catch((error: { advice: string }) => {
				advice = /Cause: (.*)$/.exec(error.advice)?.[1] ?? '';
				throw error;
			}),
		);
		return typeof told === 'string' ? [told, advice].filter(Boolean).join(' | ') : told.outcome;
	};
	return { ...stage, create };
}

describe('that none has this reference is believed', () => {
	it('when one that has a reference is found by it, which is asked once', async () => {
		const { create, asked } = await scene([row(0, 'web-1'), ...many(150)]);
		expect(await create('nieuw')).toBe('created');
		expect(asked()).toEqual([
			`GET ${PATH} where=referentieNrKlant=nieuw orderby=id asc skip=0 take=100`,
			`GET ${PATH} orderby=id desc skip=0 take=100`,
			`GET ${PATH} orderby=id desc skip=100 take=100`,
			`GET ${PATH} where=referentieNrKlant=web-1 orderby=id asc skip=0 take=100`,
			`POST ${PATH}`,
		]);
		expect(await create('ander')).toBe('created');
		expect(asked()).toEqual([
			`GET ${PATH} where=referentieNrKlant=ander orderby=id asc skip=0 take=100`,
			`POST ${PATH}`,
		]);
	});

	it('when all were seen and none has one', async () => {
		const { create, asked } = await scene(many(100));
		expect(await create('nieuw')).toBe('created');
		expect(asked()).toHaveLength(4);
		expect(await (await scene([])).create('nieuw')).toBe('created');
	});

	it('when one whose reference has such a sign inside is found, beside rows that show none', async () => {
		const { create, asked } = await scene([{ id: idOf(1), nummer: 'W-1' }, row(2, 'x>y')]);
		expect(await create('nieuw')).toBe('created');
		expect(asked()[2]).toContain('where=referentieNrKlant=x>y');
	});

	it('and needs no proof once one was found', async () => {
		const { create, asked } = await scene([row(0, 'web-1'), ...many(5)]);
		expect(await create('web-1')).toBe('exists');
		asked();
		expect(await create('ander')).toBe('created');
		expect(asked()).toHaveLength(2);
	});
});

describe('and is not believed', () => {
	const blind = (given: Person[]): Trouble => ({
		method: 'GET',
		count: Infinity,
		answer: ({ query }) => ('where' in query ? json([]) : query.skip === '0' ? json(given) : undefined),
	});

	it('when the one that has a reference is not found', async () => {
		const { create, asked } = await scene([], [blind([row(1), row(2, 'web-2')])]);
		expect(await create('nieuw')).toBe(cannot('a reference that exists is not found.'));
		expect(asked().at(-1)).toContain('where=referentieNrKlant=web-2');
	});

	it.each(['a;b', 'a,b', '<x', '=x', '>x'])('by a reference that a filter cannot express: %s', async (reference) => {
		const { create } = await scene([row(1, 'web-2')], [blind([row(3, reference), row(2, 'web-2')])]);
		expect(await create('nieuw')).toBe(cannot('a reference that exists is not found.'));
		const none = await scene([], [blind([row(3, reference)])]);
		expect(await none.create('nieuw')).toBe('created');
		expect(none.asked()).toHaveLength(4);
	});

	it('when lists do not show references', async () => {
		const { create } = await scene([{ id: idOf(1), nummer: 'W-1' }]);
		expect(await create('nieuw')).toBe(cannot('the list does not show references.'));
	});

	it('when there are too many to see them all', async () => {
		const { create, asked } = await scene(many(2_100));
		expect(await create('nieuw')).toBe(cannot('no web request that the list shows has one.'));
		expect(asked()).toHaveLength(21);
	});

	it('when the filter is refused or ignored; what may pass is told as it is', async () => {
		const refusing = (status: number): Trouble => ({ method: 'GET', count: Infinity, answer: json({}, status) });
		expect(await (await scene([], [refusing(400)])).create('nieuw')).toMatch(/^unexpectedAnswer: It cannot be seen/);
		expect(await (await scene([], [refusing(403)])).create('nieuw')).toMatch(/^notAllowed: /);
		expect(await (await scene([], [refusing(503)])).create('nieuw')).toMatch(/^unavailable: /);
		const ignoring = await scene(
			[],
			[{ method: 'GET', count: Infinity, answer: ({ query }) => json(query.skip === '0' ? [row(1, 'web-1')] : []) }],
		);
		expect(await ignoring.create('nieuw')).toMatch(
			/^unexpectedAnswer: It cannot be seen.*fits the filter \(Reference\)/,
		);
		for (const one of [refusing(400), refusing(403)]) {
			const { create, asked } = await scene([], [one]);
			await create('nieuw');
			expect(asked().filter((request) => request.startsWith('POST'))).toEqual([]);
		}
	});
});
