import { byKey } from '../../harness/stage.mts';
import { byId, closeDesks, expectFreshBases, openDesk, personAt, pieterId, reasonOf, type Desk } from './desk.mts';

const put = { method: 'PUT', path: 'Personen' };
let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(closeDesks);

/** Somebody changes the telephone number some time after a write has failed. */
const members = { tel1: '070 99', 'adres.plaats': 'Gouda' };

async function expectBothKept(): Promise<void> {
	expect(await desk.stored('tel1')).toBe('"070 99"');
	expect(await desk.stored('adres')).toContain('"plaats":"Gouda"');
	expect(await desk.stored('geboorteplaats')).toBe('"Delft"');
	await expectFreshBases(desk, ['geboorteplaats']);
}

describe('K1 A stale base is written', () => {
	it('K1.3 updates of one person at once, over two hosts and by key, lose nothing', async () => {
		const local = desk.other({ customUrl: desk.sandbox.coachviewUrl.replace('127.0.0.1', 'localhost') });
		await desk.sandbox.control.faults.add({
			kind: 'delay',
			ms: 60,
			side: 'after',
			match: { method: 'GET', path: pieterId },
			count: 0,
		});
		const fields = { tel1: '1', tel2: '2', opmerking: '3', titel: '4', voorletters: '5', geboorteplaats: 'Zes' };
		const runs = await Promise.all(
			Object.entries(fields).map(
				async ([name, value], index) =>
					await personAt(index % 2 ? local : desk.credential, 'update', {
						person: [byId(pieterId), byId(pieterId.toUpperCase()), byKey('HR/10023')][index % 3],
						fields: { [name]: value },
					}),
			),
		);
		expect(runs.map(({ item }) => [item.outcome, item.verified])).toEqual(runs.map(() => ['updated', true]));
		for (const [name, value] of Object.entries(fields)) expect(await desk.stored(name)).toBe(JSON.stringify(value));
	});

	it.each(['bodyCreates', 'notFound'])(
		'K1.4 a person who is deleted between read and write does not come back (A77 = %s)',
		async (A77) => {
			await desk.update({ titel: 'ing.' });
			await desk.sandbox.control.assumptions.set({ A77 });
			await desk.sandbox.control.colleague.script({ kind: 'remove', personId: pieterId, side: 'before', match: put });
			const run = await desk.update({ geboorteplaats: 'Delft' });
			expect(reasonOf(run)).toBe('notFound');
			expect((await desk.sandbox.control.snapshot()).people.has(pieterId)).toBe(false);
		},
	);

	it('K1.4 the first person who is written, where the form is not known yet, does not come back either', async () => {
		await desk.sandbox.control.assumptions.set({ A77: 'bodyCreates' });
		await desk.sandbox.control.colleague.script({ kind: 'remove', personId: pieterId, side: 'before', match: put });
		expect(reasonOf(await desk.update({ geboorteplaats: 'Delft' }))).toBe('notFound');
		expect((await desk.sandbox.control.snapshot()).people.has(pieterId)).toBe(false);
	});

	it('K1.4 405 leads to the other form, and an edit in between stays', async () => {
		await desk.sandbox.control.assumptions.set({ A19: 'idInBody' });
		await desk.sandbox.control.colleague.script({
			kind: 'edit',
			personId: pieterId,
			members,
			side: 'after',
			match: put,
		});
		expect((await desk.update({ geboorteplaats: 'Delft' })).item).toMatchObject({ outcome: 'updated', verified: true });
		await expectBothKept();
	});
});
