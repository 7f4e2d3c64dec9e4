import type { IDataObject } from 'n8n-workflow';
import { byId, closeDesks, openDesk, personAt, pieterId, sleep, type Credential, type Desk } from './desk.mts';

const readWriter = ['api', 'Personen.Lezen', 'Personen.Schrijven'];
let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
	// What is learned once and the proof of answers are out of the way, so that requests can be counted.
	await desk.update({ titel: 'ing.', geboorteplaats: 'Delft' });
	await desk.sandbox.control.requests.clear();
});
afterEach(closeDesks);

const get = async (credential: Credential = desk.credential): Promise<IDataObject> =>
	(await personAt(credential, 'get', { person: byId(pieterId), simplify: false })).item;
const fromItem = async (item: IDataObject, fields: IDataObject, options: IDataObject = {}, more: IDataObject = {}) =>
	await desk.person(
		'update',
		{ person: byId(pieterId), fields, options: { currentRecord: 'item', ...options }, ...more },
		{ items: [item] },
	);
const edit = async (members: IDataObject) => void (await desk.sandbox.control.people.patch(pieterId, members));

describe('K2 The record carried from an earlier Get', () => {
	it('K2.1 a record of training is no base for live', async () => {
		const training = await openDesk();
		await training.sandbox.control.people.patch(pieterId, { tel1: '000', opmerking: 'training' });
		const before = await desk.stored('tel1');
		const item = (await training.person('get', { person: byId(pieterId), simplify: false })).item;
		expect((await fromItem(item, { geboorteplaats: 'Gouda' })).item).toMatchObject({
			outcome: 'updated',
			verified: true,
		});
		expect(await desk.stored('tel1')).toBe(before);
		expect(await desk.stored('opmerking')).not.toContain('training');
		expect(await desk.trail()).toEqual(['GET', 'PUT']);
	});

	it('K2.1 a record read over another host of the same environment is read anew', async () => {
		const item = await get(desk.other({ customUrl: desk.sandbox.coachviewUrl.replace('127.0.0.1', 'localhost') }));
		await desk.sandbox.control.requests.clear();
		await fromItem(item, { geboorteplaats: 'Gouda' });
		expect(await desk.trail()).toEqual(['GET', 'PUT']);
	});

	it('K2.2 a record of a client that sees less is no base for one that sees more', async () => {
		await desk.sandbox.control.clients.put({
			clientId: 'less',
			clientSecret: 'less',
			name: 'Less',
			scopes: readWriter,
			enabled: true,
			lifetime: 3600,
			hides: ['tel1', 'email1'],
		});
		const item = await get(desk.other({ clientId: 'less', clientSecret: 'less' }));
		expect(item.tel1).toBeNull();
		await fromItem(item, { geboorteplaats: 'Gouda' });
		expect(await desk.stored('tel1')).toBe('"+31 70 0000 123"');
		expect(await desk.stored('email1')).toBe('"pieter.pietersen@example.org"');
	});

	it('K2.2 a client that sees less erases nothing that it does not see', async () => {
		await desk.sandbox.control.clients.put({
			clientId: 'less',
			clientSecret: 'less',
			name: 'Less',
			scopes: readWriter,
			enabled: true,
			lifetime: 3600,
			hides: ['tel1', 'email1'],
		});
		const { item } = await desk.person(
			'update',
			{ person: byId(pieterId), fields: { geboorteplaats: 'Gouda' } },
			{ credential: desk.other({ clientId: 'less', clientSecret: 'less' }) },
		);
		expect(item).toMatchObject({ outcome: 'updated', verified: true });
		const body = (await desk.puts()).at(-1)?.body;
		expect(body).not.toMatch(/"tel1"|"email1"/);
		expect(await desk.stored('tel1')).toBe('"+31 70 0000 123"');
	});

	it('K2.2 the same client with other scopes counts as another one', async () => {
		const item = await get(desk.other({ scope: 'api Personen.Lezen' }));
		await desk.sandbox.control.requests.clear();
		await fromItem(item, { geboorteplaats: 'Gouda' });
		expect(await desk.trail()).toEqual(['GET', 'PUT']);
	});

	it('K2.3 of two executions that read before either writes, both changes stay', async () => {
		const [a, b] = [await get(), await get()];
		const runs = [await fromItem(a, { tel1: '1' }), await fromItem(b, { tel2: '2' })];
		expect(runs.map(({ item }) => item.outcome)).toEqual(['updated', 'updated']);
		expect([await desk.stored('tel1'), await desk.stored('tel2')]).toEqual(['"1"', '"2"']);
	});

	it('K2.3 also at the very same moment', async () => {
		const items = await Promise.all(
			['tel1', 'tel2', 'opmerking', 'voorletters'].map(async (name) => [name, await get()] as const),
		);
		const runs = await Promise.all(items.map(async ([name, item]) => await fromItem(item, { [name]: name })));
		expect(runs.map(({ item }) => item.outcome)).toEqual(items.map(() => 'updated'));
		for (const [name] of items) expect(await desk.stored(name)).toBe(JSON.stringify(name));
	});

	it('K2.3 a Get that overtakes a write which is under way is no base afterwards', async () => {
		await desk.sandbox.control.faults.add({ kind: 'delay', ms: 300, side: 'before', match: { method: 'PUT' } });
		const first = desk.update({ tel1: '1' });
		await sleep(150);
		const item = await get();
		await first;
		await fromItem(item, { tel2: '2' });
		expect([await desk.stored('tel1'), await desk.stored('tel2')]).toEqual(['"1"', '"2"']);
	});

	it('K2.4 and K2.5 an old record is read anew: edits stay, and no outcome comes without a look', async () => {
		const item = await get();
		await sleep(2100);
		await edit({ tel1: '070 99', geboorteplaats: 'Gouda' });
		await desk.sandbox.control.requests.clear();
		// K2.5: the old record has this value, Coachview has not.
		expect((await fromItem(item, { geboorteplaats: 'Delft' }, {}, { policy: 'onlyIfEmpty' })).item).toMatchObject({
			outcome: 'conflict',
			requests: 1,
		});
		expect((await fromItem(item, { geboorteplaats: 'Gouda' })).item).toMatchObject({
			outcome: 'unchanged',
			verifiedBy: 'read',
			requests: 1,
		});
		expect((await fromItem(item, { geboorteplaats: 'Delft' })).item).toMatchObject({
			outcome: 'updated',
			verified: true,
		});
		expect([await desk.stored('tel1'), await desk.stored('geboorteplaats')]).toEqual(['"070 99"', '"Delft"']);
		await edit({ geboorteplaats: null });
		// Only the old record says that there is something to conflict with.
		expect((await fromItem(item, { geboorteplaats: 'Zwolle' }, {}, { policy: 'failIfDifferent' })).item).toMatchObject({
			outcome: 'updated',
		});
	});

	it('K2.4 a record that grows old while it waits for the lock is read anew', async () => {
		const item = await get();
		await desk.sandbox.control.faults.add({
			kind: 'delay',
			ms: 2100,
			side: 'before',
			match: { method: 'GET', path: pieterId },
		});
		const first = desk.update({ tel1: '1' }, { dryRun: true });
		await sleep(100);
		const second = fromItem(item, { geboorteplaats: 'Gouda' });
		await sleep(1000);
		await edit({ tel2: '070 99' });
		await Promise.all([first, second]);
		expect([await desk.stored('tel2'), await desk.stored('geboorteplaats')]).toEqual(['"070 99"', '"Gouda"']);
	});

	it('K2.4 a fresh record saves the read, and only once', async () => {
		const item = await get();
		await desk.sandbox.control.requests.clear();
		expect((await fromItem(item, { geboorteplaats: 'Gouda' })).item).toMatchObject({
			outcome: 'updated',
			verified: true,
			requests: 1,
		});
		expect((await fromItem(item, { geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', requests: 2 });
		expect(await desk.trail()).toEqual(['PUT', 'GET', 'PUT']);
	});

	it('K2.4 an undelivered write makes the carried record old', async () => {
		const item = await get();
		await desk.sandbox.control.faults.add({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '1' },
			match: { method: 'PUT' },
		});
		await desk.sandbox.control.colleague.script({
			kind: 'edit',
			personId: pieterId,
			members: { tel2: '070 99' },
			side: 'after',
			match: { method: 'PUT' },
			delayMs: 200,
		});
		expect((await fromItem(item, { geboorteplaats: 'Gouda' })).item).toMatchObject({
			outcome: 'updated',
			verified: true,
		});
		expect(await desk.stored('tel2')).toBe('"070 99"');
	});
});
