import type { IDataObject } from 'n8n-workflow';
import type { Changes } from '../../../sandbox/control/types.mts';
import { byId, closeDesks, openDesk, pieterId, type Desk } from './desk.mts';

afterEach(closeDesks);

const other = (name: string, value: string) => ({ otherFields: { field: [{ name, value }] } });
/** People beside Pieter, without free fields. */
const others = async (desk: Desk) =>
	[...(await desk.sandbox.control.snapshot()).people.keys()].filter((id) => id !== pieterId);
const updateOf = async (desk: Desk, id: string, fields: IDataObject = { titel: 'ing.' }, options: IDataObject = {}) =>
	await desk.person('update', { person: byId(id), fields, options });
const setFree = async (desk: Desk, code: string, value: string, id = pieterId) =>
	void (await desk.sandbox.control.people.setFreeField(id, code, value));

describe('K3 Free fields', () => {
	it.each<[string, Changes]>([
		['', {}],
		[', answers show them', { A83: 'shown' }],
		[', the answer is an echo', { A54: 'echo' }],
		[', the answer is the old record', { A54: 'old' }],
		[', no answer', { A21: 'noContent' }],
	])('K3.1 a Coachview that ignores a free field is found out%s', async (_, choices) => {
		const desk = await openDesk({ A34: 'ignored', ...choices });
		await updateOf(desk, (await others(desk))[0] ?? '');
		const run = await desk.update({ titel: 'ir.' }, {}, other('vrijveldDieet', 'veganistisch'));
		expect(run.item).toMatchObject({ error: { reason: 'notStored', fields: ['vrijveldDieet'] } });
		expect(await desk.stored('titel')).toBe('"ir."');
	});

	it('K3.1 one that stores it is told as verified by a read', async () => {
		const desk = await openDesk();
		await updateOf(desk, (await others(desk))[0] ?? '');
		expect((await desk.update({}, {}, other('vrijveldDieet', 'veganistisch'))).item).toMatchObject({
			outcome: 'updated',
			verified: true,
			verifiedBy: 'read',
			changedFields: ['vrijveldDieet'],
		});
		expect(await desk.free('VrijveldDieet')).toBe('"veganistisch"');
	});

	it('K3.2 a free date whose day and month are swapped is reported, and not sent again', async () => {
		const desk = await openDesk({ A64: 'swapped' });
		const [second = '', third = ''] = await others(desk);
		for (const id of [pieterId, second, third]) await setFree(desk, 'VrijveldPasGeldigTot', '2027-04-03', id);
		const run = await desk.update({ titel: 'ing.' });
		expect(run.item).toMatchObject({
			error: {
				reason: 'lost',
				fields: ['vrijveldPasGeldigTot'],
				message: expect.stringContaining('vrijveldPasGeldigTot') as string,
			},
		});
		expect(await desk.stored('titel')).toBe('"ing."');
		for (const id of [second, third]) {
			expect((await updateOf(desk, id)).item).toMatchObject({ outcome: 'updated', verified: true, verifiedBy: 'read' });
			expect(await desk.free('VrijveldPasGeldigTot', id)).toBe('"2027-04-03"');
			expect((await desk.puts()).at(-1)?.body).not.toContain('vrijveldPasGeldigTot');
		}
		// Asked for it is sent: as month and day here.
		const asked = await desk.person('update', {
			person: byId(second),
			fields: {},
			...other('vrijveldPasGeldigTot', '05-06-2028'),
		});
		expect(asked.item).toMatchObject({ error: { reason: 'notStored' } });
		expect((await desk.puts()).at(-1)?.body).toContain('"vrijveldPasGeldigTot":"05-06-2028"');
	});

	it('K3.2 is seen also when answers have proved themselves with people who have no such date', async () => {
		const desk = await openDesk({ A64: 'swapped' });
		const [first = '', second = ''] = await others(desk);
		await setFree(desk, 'VrijveldPasGeldigTot', '2027-04-04', first);
		await updateOf(desk, first);
		await updateOf(desk, first, { titel: 'ir.' });
		await setFree(desk, 'VrijveldPasGeldigTot', '2027-04-03', second);
		expect((await updateOf(desk, second)).item).toMatchObject({
			error: { reason: 'lost', fields: ['vrijveldPasGeldigTot'] },
		});
	});

	it('K3.2 where a field that is left out is emptied, nobody who has one is written any more', async () => {
		const desk = await openDesk({ A64: 'swapped', A34: 'erased' });
		const [second = '', third = ''] = await others(desk);
		for (const id of [pieterId, second, third]) await setFree(desk, 'VrijveldPasGeldigTot', '2027-04-03', id);
		await desk.update({ titel: 'ing.' });
		expect((await updateOf(desk, second)).item).toMatchObject({
			error: { reason: 'lost', fields: ['vrijveldPasGeldigTot'] },
		});
		expect((await updateOf(desk, third)).item).toMatchObject({
			error: { reason: 'unexpectedAnswer', fields: ['vrijveldPasGeldigTot'] },
		});
		expect(await desk.free('VrijveldPasGeldigTot', third)).toBe('"2027-04-03"');
	});

	it.each(['dutch', 'midnight', 'iso'])(
		'K3.2 a free date that comes back as it went is no trouble (A64 = %s)',
		async (A64) => {
			const desk = await openDesk({ A64 });
			await setFree(desk, 'VrijveldPasGeldigTot', '2027-04-03');
			for (const titel of ['ing.', 'ir.', 'dr.'])
				expect((await desk.update({ titel })).item).toMatchObject({ outcome: 'updated', verified: true });
			expect(await desk.free('VrijveldPasGeldigTot')).toBe('"2027-04-03"');
		},
	);

	it.each(['hidden', 'shown'])('K3.3 a person is created with a free field (answers: %s)', async (A83) => {
		const desk = await openDesk({ A83 });
		const { item } = await desk.person('create', {
			lastName: 'Nieuw',
			externId: '90001',
			externSource: 'HR',
			...other('vrijveldDieet', 'veganistisch'),
		});
		expect(item).toMatchObject({ outcome: 'created', verified: true, verifiedBy: 'read' });
		expect(await desk.free('VrijveldDieet', String(item.personId))).toBe('"veganistisch"');
	});

	it('K3.3 one that ignores the free field is told as created and not stored', async () => {
		const desk = await openDesk({ A34: 'ignored' });
		const run = await desk.person('create', {
			lastName: 'Nieuw',
			externId: '90001',
			externSource: 'HR',
			...other('vrijveldDieet', 'veganistisch'),
		});
		expect(run.item).toMatchObject({ error: { reason: 'notStored', fields: ['vrijveldDieet'] } });
	});

	const hiccups = [0, 1, 2, 3, 4, 5].flatMap((skip) =>
		[400, 302, 408].map((status): [number, number] => [status, skip]),
	);
	it.each(hiccups)(
		'K3.4 one %d at read %d of the learning costs nobody a free field (A34 = erased)',
		async (status, skip) => {
			const desk = await openDesk({ A34: 'erased' });
			const [second = ''] = await others(desk);
			for (const id of [pieterId, second]) await setFree(desk, 'VrijveldDieet', 'vis', id);
			await desk.sandbox.control.faults.add({
				kind: 'status',
				status,
				skip,
				match: { method: 'GET', path: 'Personen' },
				headers: status === 302 ? { location: '/' } : {},
			});
			// One of them may fail; nothing may be lost.
			for (const titel of ['ing.', 'bc.']) await desk.update({ titel }, { maxWait: 2 });
			expect((await desk.update({ titel: 'ir.' })).item).toMatchObject({ outcome: 'updated', verified: true });
			expect((await updateOf(desk, second)).item).toMatchObject({ outcome: 'updated', verified: true });
			expect([await desk.free('VrijveldDieet'), await desk.free('VrijveldDieet', second)]).toEqual(['"vis"', '"vis"']);
		},
	);
});
