import { connect, type Host } from '../host.mts';
import { adapters, settings } from './adapters.mts';
import { installCaller, type Caller } from './calling.mts';
import { installAdapter } from './library.mts';

jest.setTimeout(120_000);

// n8n 3.0 takes "run once for each item" away: an adapter gets everybody at once, and answers for each, in their order.

let host: Host;
let call: Caller;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	call = await installCaller(host);
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

/** Requests to the HR system for people; those for a token do not count. */
const asked = async () =>
	(await host.control.requests.list({ server: 'hr' })).filter(({ path }) => !/auth|token/i.test(path)).length;

/** How many requests the people of the first test cost at each system. */
const cost: Record<string, number> = {
	'hr-adapter-afas': 1,
	'hr-adapter-bamboohr': 1,
	'hr-adapter-exact-online': 1,
	personIdExternal: 1,
	userId: 2,
};
const titled = adapters.map((adapter) => ({
	...adapter,
	title: [adapter.file, adapter.as].filter(Boolean).join(', '),
}));
const people = [
	['43001', '1980-01-01', 'Assen'],
	['43002', '1981-02-02', 'Breda'],
	['43003', '1982-03-03', 'Cuijk'],
] as const;

describe.each(titled)('$title', (adapter) => {
	let workflowId: string;
	const hr = () => host.control.hr;
	const requests = () => host.control.requests;

	beforeAll(async () => {
		workflowId = await installAdapter(host, adapter);
	});

	afterEach(async () => {
		await host.control.faults.clear();
		await host.control.hr.setFlags(adapter.system, {});
		for (const [number] of people) await hr().remove(number);
		await hr().remove('43009');
		if (adapter.counts) await host.control.clock.advance(3700);
	});

	afterAll(async () => {
		if (adapter.counts) await host.control.clock.set(new Date().toISOString());
	});

	test('K15.9 one item for each, in their order: the same person twice, nobody, nothing, a number, a text that cannot be asked, two of one number', async () => {
		for (const [number, dateOfBirth, placeOfBirth] of people)
			await hr().put({ number, dateOfBirth, placeOfBirth, countryOfBirth: 'NL' });
		for (const key of ['a', 'b'])
			await hr().put({ key, number: '43009', dateOfBirth: '1970-01-01', placeOfBirth: 'Ede', countryOfBirth: 'NL' });
		await requests().clear();
		const found = (index: 0 | 1 | 2) => ({
			outcome: 'found',
			dateOfBirth: people[index][1],
			placeOfBirth: people[index][2],
			matchKey: people[index][0],
		});
		const inputs = ['43003', '43001', '49999', '43003', '', 43002, null, "1' or 1 eq 1", '43009', ' 43001 '].map(
			(externId) => ({ externSource: 'HR', externId }),
		);
		const answers = await call(workflowId, [...inputs, { externSource: 'HR' }]);
		const double =
			adapter.system === 'personio'
				? { ...found(0), dateOfBirth: '1970-01-01', placeOfBirth: 'Ede', matchKey: '43009' }
				: { outcome: 'ambiguous', count: 2 };
		const none = { outcome: 'notFound' };
		expect(answers).toEqual([found(2), found(0), none, found(2), none, found(1), none, none, double, found(0), none]);
		expect(await asked()).toBe(cost[adapter.as ?? adapter.file] ?? 5);
	});

	test('K15.9 a value of one person that cannot be used does not touch the others', async () => {
		for (const [number, dateOfBirth, placeOfBirth] of people)
			await hr().put({ number, dateOfBirth, placeOfBirth, countryOfBirth: 'NL' });
		await hr().patch('43002', { dateOfBirth: '1981-02-30', placeOfBirth: { a: 1 } as unknown as string });
		await host.control.hr.setFlags(adapter.system, { dateForm: 'raw' });
		const answers = await call(
			workflowId,
			people.map(([externId]) => ({ externSource: 'HR', externId })),
		);
		expect(answers.map(({ dateOfBirth, placeOfBirth, unusable }) => ({ dateOfBirth, placeOfBirth, unusable }))).toEqual(
			[
				{ dateOfBirth: '1980-01-01', placeOfBirth: 'Assen', unusable: undefined },
				{ dateOfBirth: null, placeOfBirth: null, unusable: ['dateOfBirth', 'placeOfBirth'] },
				{ dateOfBirth: '1982-03-03', placeOfBirth: 'Cuijk', unusable: undefined },
			],
		);
	});

	test('K15.9 the first refusal ends the asking, and holds for those who were not asked for', async () => {
		for (const [number, dateOfBirth, placeOfBirth] of people)
			await hr().put({ number, dateOfBirth, placeOfBirth, countryOfBirth: 'NL' });
		await host.control.hr.setFlags(adapter.system, { forbidden: true });
		await requests().clear();
		expect(
			await call(
				workflowId,
				people.map(([externId]) => ({ externSource: 'HR', externId })),
			),
		).toEqual(people.map(() => ({ outcome: 'noPermission' })));
		expect(await asked()).toBe(1);
		await host.control.hr.setFlags(adapter.system, { rateLimited: true });
		await requests().clear();
		expect(
			await call(
				workflowId,
				people.map(([externId]) => ({ externSource: 'HR', externId })),
			),
		).toEqual(people.map(() => ({ outcome: 'retryLater', after: null })));
		expect(await asked()).toBe(1);
	});

	if (!['personIdExternal', 'userId'].includes(adapter.as ?? '') && !cost[adapter.file]) {
		test('K15.9 an answer that is lost for one person does not take those of the others away', async () => {
			for (const [number, dateOfBirth, placeOfBirth] of people)
				await hr().put({ number, dateOfBirth, placeOfBirth, countryOfBirth: 'NL' });
			await host.control.faults.add({ kind: 'status', status: 500, skip: 1, match: { server: 'hr', method: 'GET' } });
			const answers = await call(
				workflowId,
				people.map(([externId]) => ({ externSource: 'HR', externId })),
			);
			expect(answers.map(({ outcome }) => outcome)).toEqual(['found', 'retryLater', 'found']);
		});
	}
});

test('K15.9 150 people at AFAS: three requests, each short enough for AFAS, and everybody gets an own answer', async () => {
	const { control } = host;
	const workflowId = await installAdapter(host, adapters[0]!);
	const numbers = Array.from({ length: 150 }, (_, index) => String(4_400_000 + index));
	for (const number of numbers)
		await control.hr.put({ number, dateOfBirth: '1975-05-11', placeOfBirth: `Dorp ${number}` });
	await control.requests.clear();
	const answers = await call(
		workflowId,
		numbers.map((externId) => ({ externSource: 'HR', externId })),
	);
	expect(answers.map(({ placeOfBirth }) => placeOfBirth)).toEqual(numbers.map((number) => `Dorp ${number}`));
	const queries = (await control.requests.list({ server: 'hr' })).map(({ query }) => query);
	expect(queries.length).toBe(3);
	expect(Math.max(...queries.map(({ length }) => length))).toBeLessThanOrEqual(2049);
	for (const number of numbers) await control.hr.remove(number);
});

test.each([
	['hr-adapter-exact-online', undefined],
	['hr-adapter-sap-successfactors', 'personIdExternal'],
])('K15.1 %s: moments that are midnight in a zone are dates when Settings name the zone', async (file, as) => {
	const adapter = adapters.find((one) => one.file === file && one.as === as)!;
	const workflowId = await installAdapter(host, {
		...adapter,
		fill: (info) => ({
			parameters: {
				...adapter.fill(info).parameters,
				...settings(file, { midnightIn: 'Europe/Amsterdam', ...(as && { numberIs: as }) }),
			},
		}),
	});
	await host.control.hr.put({
		number: '43501',
		dateOfBirth: '1987-07-12',
		placeOfBirth: 'Weert',
		countryOfBirth: 'NL',
	});
	await host.control.hr.put({
		number: '43502',
		dateOfBirth: '1955-03-04',
		placeOfBirth: 'Weert',
		countryOfBirth: 'NL',
	});
	const answer = async () =>
		(await call(workflowId, [{ externId: '43501' }, { externId: '43502' }])).map(({ dateOfBirth }) => dateOfBirth);
	for (const dateForm of ['odataDayBefore', 'dayBefore'] as const) {
		await host.control.hr.setFlags(adapter.system, { dateForm });
		expect(await answer()).toEqual(['1987-07-12', '1955-03-04']);
	}
	await host.control.hr.setFlags(adapter.system, {});
	for (const number of ['43501', '43502']) await host.control.hr.remove(number);
});
