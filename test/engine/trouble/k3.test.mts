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

	it.each<Changes>([{}, { A82: 'omitted' }, { A81: 'omitted' }, { A35: 'omitted' }])(
		'K3.5 a confidential value that is shown as null stays, also when the first person teaches nothing: %j',
		async (choices) => {
			const desk = await openDesk(choices);
			await updateOf(desk, (await others(desk))[0] ?? '');
			await setFree(desk, 'VrijveldMedisch', 'geheim');
			expect((await desk.update({ titel: 'ing.', geboorteplaats: 'Delft' })).item).toMatchObject({
				outcome: 'updated',
				verified: true,
			});
			expect(await desk.free('VrijveldMedisch')).toBe('"geheim"');
			expect((await desk.puts()).map(({ body }) => body).join()).not.toContain('edisch');
		},
	);

	it('K3.5 Replace by what Get gave does not erase it either', async () => {
		const desk = await openDesk();
		await setFree(desk, 'VrijveldMedisch', 'geheim');
		const { item } = await desk.person('get', { person: byId(pieterId), simplify: false });
		const run = await desk.person(
			'replace',
			{ person: byId(pieterId), recordJson: '={{ Object.assign({}, $json, { titel: "ing." }) }}' },
			{ items: [item] },
		);
		expect(run.item).toMatchObject({ outcome: 'updated', changedFields: ['titel'] });
		expect(await desk.free('VrijveldMedisch')).toBe('"geheim"');
	});

	it.each<Changes>([{}, { A82: 'omitted' }, { A81: 'omitted' }, { A83: 'shown' }])(
		'K3.6 a free field with the name of a member stops the write: %j',
		async (choices) => {
			const desk = await openDesk({ A80: 'shared', ...choices });
			await setFree(desk, 'Opmerking', 'voor de docent');
			const before = await desk.sandbox.control.people.text(pieterId);
			expect((await desk.update({ titel: 'ing.' })).item).toMatchObject({
				error: { reason: 'unexpectedAnswer', fields: ['opmerking'] },
			});
			expect(await desk.sandbox.control.people.text(pieterId)).toBe(before);
			// With Leave Out the remark is an ordinary member.
			expect((await desk.update({ titel: 'ing.' }, { freeFields: 'leaveOut' })).item).toMatchObject({
				outcome: 'updated',
				verified: true,
			});
			expect(await desk.stored('opmerking')).toContain('vegetarisch');
		},
	);

	it('K3.6 also when the first person has neither value', async () => {
		const desk = await openDesk({ A80: 'shared' });
		const empty = await desk.sandbox.control.people.put({ achternaam: 'Leeg' });
		await updateOf(desk, empty);
		await setFree(desk, 'Opmerking', 'voor de docent');
		const before = await desk.sandbox.control.people.text(pieterId);
		await desk.update({ titel: 'ing.' });
		expect(await desk.stored('opmerking')).toBe((/"opmerking":("(?:[^"\\]|\\.)*")/.exec(before) ?? [])[1]);
	});

	it.each([0, 1, 2, 3, 4])(
		'K3.7 an edit beside read %d of the learning makes no free field of a member (nulls omitted)',
		async (skip) => {
			for (const members of [{ tel2: null }, { tel3: '070 99' }]) {
				const desk = await openDesk({ A81: 'omitted' });
				const [second = ''] = await others(desk);
				await desk.sandbox.control.people.patch(second, { tel2: '22', tel3: '33' });
				await desk.sandbox.control.colleague.script({
					kind: 'edit',
					personId: pieterId,
					members,
					side: 'after',
					skip,
					match: { method: 'GET', path: pieterId },
				});
				await desk.update({ titel: 'ing.' }, { freeFields: 'leaveOut' });
				expect((await updateOf(desk, second, { titel: 'ing.' }, { freeFields: 'leaveOut' })).item).toMatchObject({
					outcome: 'updated',
					verified: true,
				});
				expect([await desk.stored('tel2', second), await desk.stored('tel3', second)]).toEqual(['"22"', '"33"']);
				await desk.update({ titel: 'ir.' });
				await updateOf(desk, second, { titel: 'ir.' });
				expect([await desk.stored('tel2', second), await desk.stored('tel3', second)]).toEqual(['"22"', '"33"']);
				await desk.stop();
			}
		},
	);

	it.each<Changes>([{}, { A82: 'omitted' }, { A35: 'omitted' }])(
		'K3.8 Only If Empty keeps a confidential field that is shown as null: %j',
		async (choices) => {
			const desk = await openDesk(choices);
			await updateOf(desk, (await others(desk))[0] ?? '');
			await setFree(desk, 'VrijveldMedisch', 'geheim');
			const run = await desk.update({}, {}, { policy: 'onlyIfEmpty', ...other('vrijveldMedisch', 'open') });
			expect(run.item).toMatchObject({ outcome: 'conflict', keptFields: ['vrijveldMedisch'] });
			expect(await desk.free('VrijveldMedisch')).toBe('"geheim"');
			expect(
				(await desk.update({}, {}, { policy: 'failIfDifferent', ...other('vrijveldMedisch', 'open') })).item,
			).toMatchObject({ error: { reason: 'conflict' } });
		},
	);

	it.each(['extraKept', 'extraCleared', 'relationsKept', 'relationsCleared'])(
		'K3.9 members that only flags show stay (A56 = %s)',
		async (A56) => {
			for (const freeFields of ['sendBack', 'leaveOut']) {
				const desk = await openDesk({ A56 });
				const [second = ''] = await others(desk);
				await desk.sandbox.control.people.patch(
					second,
					'{"voorletters":"Q.","email2":"q@example.org","factuurAdres":{"adres1":"Kade 1","adres2":null,"adres3":null,"adres4":null,"postcode":null,"plaats":"Sneek","landCode":null}}',
				);
				for (const id of [second, pieterId]) {
					const before = await Promise.all(
						['voorletters', 'email2', 'factuurAdres'].map(async (name) => await desk.stored(name, id)),
					);
					for (const titel of ['ing.', 'ir.'])
						expect((await updateOf(desk, id, { titel }, { freeFields })).item).toMatchObject({
							outcome: 'updated',
							verified: true,
						});
					expect(
						await Promise.all(
							['voorletters', 'email2', 'factuurAdres'].map(async (name) => await desk.stored(name, id)),
						),
					).toEqual(before);
				}
				await desk.stop();
			}
		},
	);

	it.each(['extraCleared', 'relationsCleared'])(
		'K3.9 also when the first person has none of them (A56 = %s)',
		async (A56) => {
			const desk = await openDesk({ A56 });
			const empty = await desk.sandbox.control.people.put({ achternaam: 'Leeg' });
			await updateOf(desk, empty);
			const before = await Promise.all(
				['voorletters', 'email2', 'factuurAdres'].map(async (name) => await desk.stored(name)),
			);
			expect((await desk.update({ titel: 'ing.' })).item).toMatchObject({ outcome: 'updated', verified: true });
			expect(
				await Promise.all(['voorletters', 'email2', 'factuurAdres'].map(async (name) => await desk.stored(name))),
			).toEqual(before);
		},
	);
});
