import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { companyId } from '../../../sandbox/seed/special.mts';
import { byEmail, byId, byKey, members, type Output } from '../../harness/stage.mts';
import { runNode } from '../../harness/engine.mts';
import { nodeType } from '../../harness/workflow.mts';
import { changed, kinds, useThousand } from './thousand.mts';

const stage = useThousand();
const { parse } = JSON;

async function run(parameters: INodeParameters, items: IDataObject[], resource = 'person'): Promise<Output[]> {
	await stage.sandbox.control.requests.clear();
	const { outputs, error } = await runNode({
		type: 'coachview',
		credential: stage.store(),
		parameters: { resource, operation: 'update', ...parameters },
		items,
		settings: { onError: 'continueRegularOutput' },
	});
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json as Output);
}

const requests = async () => await stage.sandbox.control.requests.list({ path: '/api/v1/' });
const people = async (count: number) =>
	(await stage.sandbox.control.people.list()).slice(-count).map(({ id, text }) => ({
		id,
		...(parse(text) as { externId: string; externSource: string; email1: string }),
	}));
const set = { titel: '={{ $json.title }}' };

describe('people named by something else than their ID', () => {
	it.each([
		['external key', byKey('={{ $json.externSource }}/{{ $json.externId }}')],
		['e-mail address', byEmail('={{ $json.email1 }}')],
	])('are looked up one by one and read together (%s)', async (_, person) => {
		const list = await people(60);
		const items = list.map((one, at) => ({ ...one, title: `t${at}` }));
		const outputs = await run({ person, fields: set }, items);
		expect(outputs.map(({ personId, outcome }) => [personId, outcome])).toEqual(list.map(({ id }) => [id, 'updated']));
		const sent = kinds(await requests());
		expect(sent.PUT).toBe(60);
		expect(sent.many).toBeGreaterThan(0);
		expect(sent.one).toBeLessThan(15);
	});

	it('are done in order, also where a key and an ID lead to one person', async () => {
		const list = await people(30);
		const [first] = list;
		const pick = (mode: string, value: string) => ({ mode, value });
		const items = [
			...list.map(({ externSource, externId }, at) => ({
				...pick('externalKey', `${externSource}/${externId}`),
				title: `a${at}`,
			})),
			{ ...pick('id', first!.id), title: 'last' },
		];
		const person = { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.value }}' };
		const outputs = await run({ person, fields: set }, items);
		expect(outputs.map(({ outcome }) => outcome)).toEqual(items.map(() => 'updated'));
		expect(parse(await stage.sandbox.control.people.text(first!.id))).toMatchObject({ titel: 'last' });
	});
});

it('takes turns where keys are changed, so that no two people get one', async () => {
	const list = await people(40);
	const items = list.map(({ id }, at) => ({ id, key: `K${Math.floor(at / 2)}` }));
	const outputs = await run(
		{ person: byId('={{ $json.id }}'), fields: { externId: '={{ $json.key }}', externSource: 'NEW' } },
		items,
	);
	const ends = outputs.map((one) => one.outcome ?? (one.error as unknown as { reason: string }).reason);
	expect(ends).toEqual(items.map((_, at) => (at % 2 === 0 ? 'updated' : 'conflict')));
});

it('works on any entity', async () => {
	const companies = stage.sandbox.control.records('Bedrijven');
	const model = parse(await companies.text(companyId)) as IDataObject;
	const ids = await Promise.all(
		Array.from(
			{ length: 50 },
			async (_, at) => await companies.put({ ...model, id: undefined, externId: `B${at}`, naam: `B${at}` }),
		),
	);
	const before = await Promise.all(ids.map(async (id) => members(await companies.text(id))));
	const outputs = await run(
		{
			entity: 'Bedrijven',
			record: byId('={{ $json.id }}'),
			otherFields: { field: [{ name: 'tel1', value: '={{ $json.tel }}' }] },
		},
		ids.map((id, at) => ({ id, tel: `0${at}` })),
		'record',
	);
	expect(outputs.map(({ recordId, outcome }) => [recordId, outcome])).toEqual(ids.map((id) => [id, 'updated']));
	for (const [at, id] of ids.entries())
		expect(changed(before[at]!, members(await companies.text(id)))).toEqual(['tel1']);
	expect(kinds(await requests())).toMatchObject({ PUT: 50, many: expect.any(Number) });
	expect((await requests()).length).toBeLessThan(70);
});

it('fills only what is empty, and reads alone what a list cannot show to be empty', async () => {
	const list = await people(40);
	const outputs = await run(
		{ person: byId('={{ $json.id }}'), fields: { opmerking: '={{ $json.title }}' }, policy: 'onlyIfEmpty' },
		list.map((one, at) => ({ ...one, title: `t${at}` })),
	);
	const stored = await people(40);
	outputs.forEach(({ outcome }, at) => {
		const { opmerking } = list[at] as unknown as { opmerking: string | null };
		const now = (stored[at] as unknown as { opmerking: string }).opmerking;
		expect([outcome, now]).toEqual(opmerking === null ? ['updated', `t${at}`] : ['conflict', opmerking]);
	});
});

it.each(['lookAgain', 'ifMatch'])('reads alone, but side by side, with %s', async (concurrency) => {
	const list = await people(30);
	const outputs = await run(
		{
			person: byId('={{ $json.id }}'),
			fields: set,
			options: { concurrency, lookAgainAfter: 0 },
		},
		list.map((one, at) => ({ ...one, title: `t${at}` })),
	);
	expect(outputs.map(({ outcome }) => outcome)).toEqual(list.map(() => 'updated'));
	expect(kinds(await requests()).many).toBeUndefined();
});

it('changes nothing in a dry run', async () => {
	const list = await people(40);
	const before = (await stage.sandbox.control.snapshot()).people;
	const outputs = await run(
		{ person: byId('={{ $json.id }}'), fields: set, options: { dryRun: true } },
		list.map((one) => ({ ...one, title: 'x' })),
	);
	expect(outputs.map(({ outcome, changedFields }) => [outcome, changedFields])).toEqual(
		list.map(() => ['dryRun', ['titel']]),
	);
	expect((await stage.sandbox.control.snapshot()).people).toEqual(before);
});

it.each([
	[{ parallelRequests: 0 }, 'Parallel Requests'],
	[{ parallelRequests: 31 }, 'Parallel Requests'],
	[{ parallelRequests: '={{ $json.at + 1 }}' }, 'Parallel Requests'],
	[{ maximumReadAge: 6 }, 'Maximum Age of a Read'],
	[{ maximumReadAge: -1 }, 'Maximum Age of a Read'],
])('refuses options that are out of range, or differ (%j)', async (options, label) => {
	const list = await people(25);
	const outputs = await run(
		{ person: byId('={{ $json.id }}'), fields: set, options },
		list.map((one, at) => ({ ...one, at, title: 'x' })),
	);
	const isEach = String(Object.values(options)[0]).startsWith('=');
	outputs.slice(isEach ? 1 : 0).forEach((one) => {
		expect(one.error).toMatchObject({ reason: 'invalidInput', message: expect.stringContaining(label) });
	});
	expect(kinds(await requests()).PUT).toBe(isEach ? 1 : undefined);
});

it('ends soon when n8n stops the execution, and every receipt is true', async () => {
	const list = await people(400);
	const { control } = stage.sandbox;
	await control.faults.add({ kind: 'delay', ms: 40, side: 'before', count: 0, match: { method: 'PUT' } });
	const cancel = new AbortController();
	const node = nodeType('coachview');
	const inner = node.execute as (this: IExecuteFunctions) => ReturnType<NonNullable<typeof node.execute>>;
	node.execute = async function (this: IExecuteFunctions) {
		const signal = { value: () => cancel.signal };
		return await inner.call(Object.create(this, { getExecutionCancelSignal: signal }) as IExecuteFunctions);
	};
	let stoppedAt = 0;
	const watch = setInterval(async () => {
		if (stoppedAt > 0 || (await requests()).filter(({ method }) => method === 'PUT').length < 30) return;
		stoppedAt = Date.now();
		cancel.abort();
	}, 50);
	const { outputs } = await runNode({
		type: node,
		credential: stage.store(),
		parameters: { resource: 'person', operation: 'update', person: byId('={{ $json.id }}'), fields: set, options: {} },
		items: list.map(({ id }) => ({ id, title: 'stop' })),
		settings: { onError: 'continueRegularOutput' },
	});
	clearInterval(watch);
	expect(Date.now() - stoppedAt).toBeLessThan(5_000);
	// What was on its way at that moment still arrives.
	await new Promise((resolve) => setTimeout(resolve, 300));
	const sentBy = (await requests()).length;
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect((await requests()).length).toBe(sentBy);
	const stored = new Map((await people(400)).map((one) => [one.id, one as unknown as { titel: string }]));
	const ends = (outputs[0] ?? []).map(({ json }) => json as Output);
	expect(ends).toHaveLength(400);
	list.forEach(({ id }, at) => {
		const { outcome, error } = ends[at] as unknown as { outcome?: string; error?: { reason: string; message: string } };
		if (outcome === 'updated') expect(stored.get(id)!.titel).toBe('stop');
		else if (error?.reason === 'cancelled' && !JSON.stringify(ends[at]).includes('may have been stored'))
			expect(stored.get(id)!.titel).not.toBe('stop');
		else expect(['cancelled', 'unknownOutcome']).toContain(error?.reason);
	});
	const done = ends.filter(({ outcome }) => outcome === 'updated').length;
	expect(done).toBeGreaterThan(0);
	expect(done).toBeLessThan(400);
});
