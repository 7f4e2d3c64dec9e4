import type { IDataObject } from 'n8n-workflow';
import {
	byId,
	closeDesks,
	expectFreshBases,
	openDesk,
	personAt,
	pieterId,
	reasonOf,
	sleep,
	type Credential,
	type Desk,
} from './desk.mts';

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
const whole = (item: IDataObject) => item._record as { text: string; readAt: string; mark: string };

describe('K2 The record carried from an earlier Get', () => {
	const tampered: Array<[string, (record: { text: string; readAt: string; mark: string }) => object]> = [
		['members taken out', (record) => ({ ...record, text: record.text.replace(/"opmerking":"(?:[^"\\]|\\.)*",/, '') })],
		['a member changed', (record) => ({ ...record, text: record.text.replace('+31 70 0000 123', '000') })],
		['a later time', (record) => ({ ...record, readAt: new Date().toISOString() })],
		['a time to come', (record) => ({ ...record, readAt: '2099-01-01T00:00:00.000Z' })],
		['no time', ({ text, mark }) => ({ text, mark })],
		['no mark', ({ text, readAt }) => ({ text, readAt })],
		['another mark', (record) => ({ ...record, mark: '0'.repeat(64) })],
		['the text alone', ({ text }) => ({ text })],
	];
	it.each(tampered)('K2.6 a record with %s is read anew', async (_, change) => {
		const before = await desk.stored('opmerking');
		const item = await get();
		await sleep(5);
		await edit({ tel2: '070 99' });
		await desk.sandbox.control.requests.clear();
		expect((await fromItem({ ...item, _record: change(whole(item)) }, { geboorteplaats: 'Gouda' })).item).toMatchObject(
			{ outcome: 'updated', verified: true },
		);
		expect(await desk.trail()).toEqual(['GET', 'PUT']);
		expect([await desk.stored('tel1'), await desk.stored('tel2'), await desk.stored('opmerking')]).toEqual([
			'"+31 70 0000 123"',
			'"070 99"',
			before,
		]);
	});

	it('K2.6 Return Whole Record of an unchanged person carries the time of its read', async () => {
		const { item } = await desk.update({ geboorteplaats: 'Delft' }, { return: 'record' });
		expect(whole(item).text).toContain('"Delft"');
		await sleep(2100);
		await edit({ tel2: '070 99' });
		await fromItem(item, { geboorteplaats: 'Gouda' });
		expect(await desk.stored('tel2')).toBe('"070 99"');
	});

	it('K2.6 Return Whole Record after a write can be handed on, and is read anew', async () => {
		const { item } = await desk.update({ geboorteplaats: 'Gouda' }, { return: 'record' });
		await edit({ tel2: '070 99' });
		await desk.sandbox.control.requests.clear();
		expect((await fromItem(item, { geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', requests: 2 });
		expect(await desk.stored('tel2')).toBe('"070 99"');
		await expectFreshBases(desk, ['geboorteplaats']);
	});

	it('K2.6 _record that a Code node has copied to another item is told before any request', async () => {
		const others = [...(await desk.sandbox.control.snapshot()).people.keys()].filter((id) => id !== pieterId);
		const item = await get();
		const other = (await desk.person('get', { person: byId(others[0] ?? ''), simplify: false })).item;
		await desk.sandbox.control.requests.clear();
		const run = await fromItem({ ...item, _record: other._record }, { geboorteplaats: 'Gouda' });
		expect(reasonOf(run)).toBe('identityMismatch');
		expect(await desk.puts()).toHaveLength(0);
	});

	it('K2.6 what the item says beside _record is not written back', async () => {
		const item = await get();
		await fromItem({ ...item, tel1: 'from the item', achternaam: null }, { geboorteplaats: 'Gouda' });
		expect([await desk.stored('tel1'), await desk.stored('achternaam')]).toEqual(['"+31 70 0000 123"', '"Pietersen"']);
	});

	it('K2 Replace judges what it would clear by its own read and not by _record', async () => {
		const item = await get();
		await edit({ tel3: '070 99' });
		const run = await desk.person(
			'replace',
			{ person: byId(pieterId), recordJson: '={{ Object.assign({}, $json, { geboorteplaats: "Gouda" }) }}' },
			{ items: [item] },
		);
		expect(reasonOf(run)).toBe('wouldClear');
		expect(await desk.stored('tel3')).toBe('"070 99"');
	});
});
