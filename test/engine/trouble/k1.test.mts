import { connect, createServer, type AddressInfo } from 'node:net';
import type { Fault } from '../../../sandbox/control/types.mts';
import {
	byId,
	closeDesks,
	expectFreshBases,
	openDesk,
	personAt,
	pieterId,
	reasonOf,
	sleep,
	type Desk,
} from './desk.mts';

const put = { method: 'PUT', path: 'Personen' };
const checks = ['none', 'reread', 'ifMatch', 'lookAgain'];
let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(closeDesks);

/** Somebody changes the telephone number some time after a write has failed. */
const members = { tel1: '070 99', 'adres.plaats': 'Gouda' };
const colleagueEdits = async (isCut = false) =>
	await desk.sandbox.control.colleague.script({
		kind: 'edit',
		personId: pieterId,
		members,
		side: 'after',
		match: isCut ? { method: 'GET', path: pieterId } : put,
		delayMs: isCut ? 450 : 300,
	});

async function expectBothKept(): Promise<void> {
	expect(await desk.stored('tel1')).toBe('"070 99"');
	expect(await desk.stored('adres')).toContain('"plaats":"Gouda"');
	expect(await desk.stored('geboorteplaats')).toBe('"Delft"');
	await expectFreshBases(desk, ['geboorteplaats']);
}

describe('K1 A stale base is written', () => {
	it.each(checks)('K1.1 an edit while the node waits after a 500 stays (%s)', async (concurrency) => {
		await desk.sandbox.control.faults.add({ kind: 'status', status: 500, match: put });
		await colleagueEdits();
		const { item } = await desk.update(
			{ geboorteplaats: 'Delft' },
			{ concurrency, ...(concurrency === 'lookAgain' && { lookAgainAfter: 0 }) },
		);
		expect(item).toMatchObject({
			outcome: 'updated',
			verified: true,
			verifiedBy: 'read',
			changedFields: ['geboorteplaats'],
		});
		await expectBothKept();
	});

	const troubles: Array<[string, Fault]> = [
		['408', { kind: 'status', status: 408 }],
		['503 with Retry-After', { kind: 'status', status: 503, headers: { 'retry-after': '1' } }],
		['504', { kind: 'status', status: 504 }],
		['302', { kind: 'status', status: 302, headers: { location: '/elsewhere' } }],
		['a cut connection', { kind: 'drop', handle: false }],
		["a proxy's page", { kind: 'html', status: 200 }],
		['200 with half a record', { kind: 'status', status: 200, body: '{"id":"3' }],
		['200 with a failure inside', { kind: 'status', status: 200, body: '{"success":false}' }],
	];
	it.each(troubles)('K1.1 also after %s', async (_, fault) => {
		await desk.sandbox.control.faults.add({ ...fault, match: put });
		await colleagueEdits(fault.kind === 'drop');
		expect((await desk.update({ geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', verified: true });
		await expectBothKept();
	});

	it('K1.1 an edit during the second wait stays too', async () => {
		await desk.sandbox.control.faults.add({ kind: 'status', status: 500, count: 2, match: put });
		await desk.sandbox.control.colleague.script({
			kind: 'edit',
			personId: pieterId,
			members,
			side: 'after',
			match: put,
			skip: 1,
			delayMs: 300,
		});
		expect((await desk.update({ geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', verified: true });
		await expectBothKept();
	});

	it.each(checks)('K1.2 an edit while the node waits after a 429 stays (%s)', async (concurrency) => {
		await desk.sandbox.control.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, match: put });
		await colleagueEdits();
		const { item } = await desk.update(
			{ geboorteplaats: 'Delft' },
			{ concurrency, ...(concurrency === 'lookAgain' && { lookAgainAfter: 0 }) },
		);
		expect(item).toMatchObject({ outcome: 'updated', verified: true });
		await expectBothKept();
	});

	it('K1.2 an edit while no token can be had stays', async () => {
		await desk.sandbox.control.faults.add(
			{ kind: 'revokeTokens', match: put },
			{ kind: 'status', status: 503, match: { path: 'connect/token' }, skip: 1 },
		);
		await colleagueEdits();
		expect((await desk.update({ geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', verified: true });
		await expectBothKept();
	});

	it('K1.2 an edit while connections are refused stays', async () => {
		const upstream = Number(new URL(desk.sandbox.coachviewUrl).port);
		let armed = false;
		let refusing = false;
		let port = 0;
		const door = createServer((socket) => {
			const inner = connect(upstream, '127.0.0.1');
			const close = () => [socket, inner].forEach((one) => one.destroy());
			socket
				.on('error', close)
				.on('close', close)
				.on('data', (chunk) => {
					if (armed && chunk.includes(`GET /api/v1/Personen/${pieterId}`)) {
						// From now on nobody comes in; this answer still goes out.
						[armed, refusing] = [false, true];
						door.close();
						setTimeout(() => void desk.sandbox.control.people.patch(pieterId, { tel1: '070 99' }), 200);
						setTimeout(() => door.listen(port, '127.0.0.1'), 500);
					}
					inner.write(chunk);
				});
			inner.on('error', close).on('data', (chunk) => (refusing ? socket.end(chunk) : socket.write(chunk)));
		});
		await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', () => resolve()));
		port = (door.address() as AddressInfo).port;
		const credential = desk.other({ customUrl: `http://127.0.0.1:${port}` });
		const update = async (fields: object) => await personAt(credential, 'update', { person: byId(pieterId), fields });
		await update({ titel: 'ing.' });
		await desk.sandbox.control.requests.clear();
		armed = true;
		const run = update({ geboorteplaats: 'Delft' });
		while (!refusing) await sleep(2);
		setTimeout(() => (refusing = false), 400);
		expect((await run).item).toMatchObject({ outcome: 'updated', verified: true, verifiedBy: 'answer' });
		door.close();
		expect([await desk.stored('tel1'), await desk.stored('geboorteplaats')]).toEqual(['"070 99"', '"Delft"']);
		expect(await desk.trail()).toEqual(['GET', 'GET', 'PUT']);
	});

	it('K1.2 an edit beside a token that has ended stays: the write is sent anew and not again', async () => {
		await desk.sandbox.control.faults.add({ kind: 'revokeTokens', match: put });
		await desk.sandbox.control.colleague.script({
			kind: 'edit',
			personId: pieterId,
			members,
			side: 'after',
			match: put,
		});
		expect((await desk.update({ geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', verified: true });
		await expectBothKept();
		expect(await desk.puts()).toHaveLength(2);
	});

	it('K1.2 what somebody fills in meanwhile is kept by Only If Empty, and reported by Fail If Different', async () => {
		for (const [policy, expected] of [
			['onlyIfEmpty', { outcome: 'conflict', keptFields: ['geboorteplaats'] }],
			['failIfDifferent', undefined],
		] as const) {
			const own = await openDesk();
			await own.sandbox.control.faults.add({
				kind: 'status',
				status: 429,
				headers: { 'retry-after': '1' },
				match: put,
			});
			await own.sandbox.control.colleague.script({
				kind: 'edit',
				personId: pieterId,
				members: { geboorteplaats: 'Gouda' },
				side: 'after',
				match: put,
				delayMs: 200,
			});
			const run = await own.update({ geboorteplaats: 'Delft' }, {}, { policy });
			if (expected) expect(run.item).toMatchObject(expected);
			else expect(reasonOf(run)).toBe('conflict');
			expect(await own.stored('geboorteplaats')).toBe('"Gouda"');
			expect(await own.puts()).toHaveLength(1);
		}
	});

	it('K1.2 a 429 that does not end is told as that, and nothing is written', async () => {
		await desk.sandbox.control.faults.add({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '1' },
			match: put,
			count: 0,
		});
		const before = await desk.sandbox.control.people.text(pieterId);
		const run = await desk.update({ geboorteplaats: 'Delft' }, { maxWait: 2 });
		expect(reasonOf(run)).toBe('quotaExhausted');
		expect(await desk.sandbox.control.people.text(pieterId)).toBe(before);
		await expectFreshBases(desk, ['geboorteplaats']);
	});

	it('K1.2 an edit beside a question about a hidden member stays: the record is read once more', async () => {
		// Nobody knows this member, so a plain read has to tell whether it could be a confidential free field.
		await desk.update({ titel: 'ing.' });
		await desk.sandbox.control.colleague.script({
			kind: 'edit',
			personId: pieterId,
			members: { tel1: '070 99' },
			side: 'before',
			match: { method: 'GET', path: pieterId, query: '^$' },
		});
		await desk.update(
			{ geboorteplaats: 'Delft' },
			{},
			{ policy: 'onlyIfEmpty', otherFields: { field: [{ name: 'vrijveldNieuw', value: 'x' }] } },
		);
		expect(await desk.stored('tel1')).toBe('"070 99"');
		await expectFreshBases(desk, ['geboorteplaats', 'vrijveldNieuw']);
	});
});
