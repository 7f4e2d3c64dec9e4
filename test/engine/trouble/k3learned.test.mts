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
