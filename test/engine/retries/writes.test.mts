import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../../sandbox/control/types.mts';
import { startSandbox } from '../../../sandbox/start.mts';
import { byId, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const control = () => stage.sandbox.control;
const fields = { opmerking: 'seen' };
const trouble = async (fault: Fault, method: string) =>
	await control().faults.add({ ...fault, match: { method, path: 'Personen' } } as Fault);
/** Verbs in the order of arrival; a look-up by key is LIST. */
const verbs = async () =>
	(await control().requests.list({ server: 'coachview', path: 'Personen' }))
		.map(({ method, query }) => (query.includes('where') ? 'LIST' : method))
		.join(' ');
const update = async (options: INodeParameters = {}) =>
	await stage.run('update', { person: byId(pieterId), fields, options });
const stored = async () => members(await control().people.text(pieterId)).get('opmerking');

describe('a PUT without a clear answer', () => {
	const landed: Array<[string, Fault, INodeParameters]> = [
		['500', { kind: 'status', status: 500, handle: true }, {}],
		['a cut connection', { kind: 'drop', handle: true }, {}],
		['half an answer', { kind: 'truncatedJson' }, {}],
		["a proxy's page under 504", { kind: 'html', status: 504, handle: true }, {}],
		["a proxy's page under 200", { kind: 'html', status: 200, handle: true }, {}],
		['a time-out', { kind: 'delay', ms: 1500, side: 'after' }, { timeout: 1 }],
		['408', { kind: 'status', status: 408, handle: true }, {}],
	];
	it.each(landed)('that was stored is not sent again: %s', async (_, fault, options) => {
		await trouble(fault, 'PUT');
		const run = await update(options);
		expect(run.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', verified: true });
		expect(await verbs()).toBe('GET PUT GET');
		expect(await stored()).toBe('"seen"');
	});

	it.each([
		['500', { kind: 'status', status: 500 }],
		['a cut connection', { kind: 'drop', handle: false }],
		["a proxy's page", { kind: 'html', status: 200 }],
	] as Array<[string, Fault]>)('that was not stored is sent again only after a look: %s', async (_, fault) => {
		await trouble(fault, 'PUT');
		const run = await update();
		expect(run.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', verified: true });
		expect(await verbs()).toBe('GET PUT GET PUT GET');
	});

	it('is given up after three, each followed by a look, and a last one', async () => {
		await trouble({ kind: 'status', status: 500, count: 0 }, 'PUT');
		const run = await update({ maxWait: 2 });
		expect(run.error?.message).toContain('gave no clear answer to the change, and did not store it');
		expect(await verbs()).toBe('GET PUT GET PUT GET PUT GET GET');
		expect(await stored()).not.toBe('"seen"');
	});

	it('and without a look that works ends as unknown, with the ID', async () => {
		await trouble({ kind: 'drop', handle: true }, 'PUT');
		await control().faults.add({
			kind: 'status',
			status: 503,
			skip: 1,
			count: 0,
			match: { method: 'GET', path: 'Personen' },
		});
		const run = await stage.run(
			'update',
			{ person: byId(pieterId), fields, options: { maxWait: 0 } },
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect(run.outputs[1]?.[0]?.json.error).toMatchObject({ reason: 'unknownOutcome', personId: pieterId });
		expect(await verbs()).toBe('GET PUT GET');
	});
});

describe('a PUT that certainly did not arrive is sent again only after a new read', () => {
	it('after 429', async () => {
		await trouble({ kind: 'status', status: 429, headers: { 'Retry-After': '1' } }, 'PUT');
		expect((await update()).outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated' });
		expect(await verbs()).toBe('GET PUT GET PUT');
	});

	it('when no token could be had for it', async () => {
		await trouble({ kind: 'revokeTokens' }, 'PUT');
		await control().faults.add({ kind: 'status', status: 503, skip: 1, match: { path: 'connect/token' } });
		expect((await update()).outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated' });
		expect(await stored()).toBe('"seen"');
	});

	it('when nobody listened', async () => {
		const first = await startSandbox({ people: 12 });
		const port = Number(new URL(first.coachviewUrl).port);
		const store = stage.credential();
		store.edit(store.id, { customUrl: first.coachviewUrl });
		const [whole = {}] = await stage.person('get', { person: byId(pieterId), simplify: false });
		await first.stop();
		const running = stage.run(
			'update',
			{ person: byId(pieterId), fields, options: { currentRecord: 'item' } },
			{ items: [whole] },
		);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const second = await startSandbox({ people: 12, ports: { coachview: port } });
		try {
			expect((await running).outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', verified: true });
			expect(members(await second.control.people.text(pieterId)).get('opmerking')).toBe('"seen"');
		} finally {
			await second.stop();
		}
	});
});

describe('a creation', () => {
	const key = { externId: '88001', externSource: 'HR' };
	const create = async (parameters: INodeParameters = key, options: INodeParameters = {}) =>
		await stage.run(
			'create',
			{ lastName: 'Nieuw', ...parameters, options },
			{ settings: { onError: 'continueErrorOutput' } },
		);
	const made = async () => (await control().people.list()).filter(({ text }) => text.includes('"Nieuw"')).length;

	it.each([
		['500', { kind: 'status', status: 500, handle: true }, {}],
		['a cut connection', { kind: 'drop', handle: true }, {}],
		["a proxy's page", { kind: 'html', status: 200, handle: true }, {}],
		['a time-out', { kind: 'delay', ms: 1500, side: 'after' }, { timeout: 1 }],
	] as Array<[string, Fault, INodeParameters]>)(
		'that was stored is found by its key: %s',
		async (_, fault, options) => {
			await trouble(fault, 'POST');
			const run = await create(key, options);
			expect(run.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'created', verified: true, ...key });
			// Where the answer's Location came through, no look-up is needed.
			expect(await verbs()).toMatch(/^(LIST|GET|LIST LIST| )+POST (LIST )?GET$/);
			expect(await made()).toBe(1);
		},
	);

	it.each([
		['500', { kind: 'status', status: 500 }],
		['a cut connection', { kind: 'drop', handle: false }],
	] as Array<[string, Fault]>)('that was not stored is repeated only after looking twice: %s', async (_, fault) => {
		await trouble(fault, 'POST');
		expect((await create()).outputs[0]?.[0]?.json).toMatchObject({ outcome: 'created', verified: true });
		expect(await verbs()).toMatch(/^[^P]*POST LIST [^P]*LIST POST LIST GET$/);
		expect(await made()).toBe(1);
	});

	it('that lands only after the time-out is not made twice, even where Coachview would allow it (A24)', async () => {
		await control().assumptions.set({ A24: 'allowed' });
		await trouble({ kind: 'delay', ms: 1500, side: 'before' }, 'POST');
		expect((await create(key, { timeout: 1 })).outputs[0]?.[0]?.json).toMatchObject({
			outcome: 'created',
			verified: true,
		});
		expect(await verbs()).toMatch(/^[^P]*POST LIST [^P]*LIST GET$/);
		expect(await made()).toBe(1);
	});

	it('is never repeated without an external key', async () => {
		await trouble({ kind: 'drop', handle: true }, 'POST');
		const run = await create({});
		expect(run.outputs[1]?.[0]?.json.error).toMatchObject({ reason: 'unknownOutcome' });
		expect(await verbs()).toBe('POST');
		expect(await made()).toBe(1);
	});

	it('is not repeated when the look-up does not work', async () => {
		await trouble({ kind: 'drop', handle: true }, 'POST');
		// The three looks before it work.
		await trouble({ kind: 'status', status: 503, count: 0, skip: 3 }, 'GET');
		const run = await create(key, { maxWait: 1 });
		expect(run.outputs[1]?.[0]?.json.error).toMatchObject({ reason: 'unknownOutcome', ...key });
		expect(await verbs()).toMatch(/^[^P]*POST LIST/);
		expect((await verbs()).split('POST')).toHaveLength(2);
		expect(await made()).toBe(1);
	});

	it('is not begun when the look before it does not work', async () => {
		await trouble({ kind: 'status', status: 503, count: 0 }, 'GET');
		const run = await create(key, { maxWait: 1 });
		expect(run.outputs[1]?.[0]?.json.error).toMatchObject({ reason: 'unavailable' });
		expect(await made()).toBe(0);
	});
});

describe('Create or Update after an unclear creation', () => {
	it('updates the person that somebody else made with the same key at that moment', async () => {
		const key = { externId: '88002', externSource: 'HR' };
		await trouble({ kind: 'delay', ms: 1500, side: 'before' }, 'POST');
		const running = stage.run('upsert', { lastName: 'Nieuw', ...key, fields, options: { timeout: 1 } });
		await new Promise((resolve) => setTimeout(resolve, 500));
		const id = await control().people.put({ achternaam: 'Nieuw', voornaam: 'Al', ...key });
		const run = await running;
		expect(run.outputs[0]?.[0]?.json).toMatchObject({
			personId: id,
			outcome: 'updated',
			changedFields: ['opmerking'],
			verified: true,
		});
		const text = members(await control().people.text(id));
		expect([text.get('opmerking'), text.get('voornaam')]).toEqual(['"seen"', '"Al"']);
		expect((await control().people.list()).filter((one) => one.text.includes('"88002"'))).toHaveLength(1);
	});
});
