// F61–F66: what counts as filled, as stored, and as verified.
import { byId, pieterId } from '../../harness/stage.mts';
import type { Row } from './row.mts';

const person = byId(pieterId);
const onPut = { method: 'PUT', path: 'Personen' };
const options = { maxWait: 3 };

export const storing: Row[] = [
	{
		id: 'F61',
		title: 'Half an address',
		atCoachview: 'Street and postal code are filled, the town is empty; HR has another address',
		node: 'Takes an address for one value under *Only If Empty* and *Fail If Different*',
		user: '`conflict`, or an error, with the names of the lines; never an address mixed of two',
		async run({ control, update, failing, stored, puts }) {
			const half = { adres1: 'Kerkstraat 12', postcode: '2514 EA', plaats: null };
			await control.people.patch(pieterId, { adres: half });
			const fields = { adres: { value: { adres1: 'Dorpsstraat 3', postcode: '1011 AB', plaats: 'Amsterdam' } } };
			expect(await update({ person, fields, policy: 'onlyIfEmpty' })).toMatchObject({
				outcome: 'conflict',
				changedFields: [],
				keptFields: ['adres.adres1', 'adres.postcode', 'adres.plaats'],
			});
			expect((await failing({ person, fields, policy: 'failIfDifferent' })).details.reason).toBe('conflict');
			expect([JSON.parse((await stored()).get('adres') ?? ''), await puts()]).toEqual([half, []]);
			await control.people.patch(pieterId, { adres: { adres1: null, postcode: '', plaats: null } });
			expect(await update({ person, fields, policy: 'onlyIfEmpty' })).toMatchObject({
				outcome: 'updated',
				keptFields: [],
			});
		},
	},
	{
		id: 'F62',
		title: 'Placeholders that Coachview has stored',
		atCoachview: 'Birth date 0001-01-01T00:00:00, place `onbekend` or `-`',
		node: 'Takes them for empty under *Only If Empty* and *Fail If Different*',
		user: '`updated`: the person is completed',
		async run({ control, update, stored }) {
			for (const [date, place] of [
				['0001-01-01T00:00:00', 'onbekend'],
				['1900-01-01', '-'],
				['9999-12-31T00:00:00Z', 'N.V.T.'],
			] as const) {
				await control.people.patch(pieterId, { geboortedatum: date, geboorteplaats: place });
				const receipt = await update({
					person,
					fields: { geboortedatum: '1987-04-12', geboorteplaats: 'Oss' },
					policy: 'onlyIfEmpty',
				});
				expect(receipt).toMatchObject({ outcome: 'updated', keptFields: [] });
				expect([(await stored()).get('geboortedatum'), (await stored()).get('geboorteplaats')]).toEqual([
					'"1987-04-12"',
					'"Oss"',
				]);
			}
		},
	},
	{
		id: 'F63',
		title: 'Stored in another form that means the same',
		atCoachview:
			'Composed letters, small letters of an e-mail, blanks taken off, telephone numbers regrouped, a date with midnight',
		node: 'Compares what is meant; the next run writes nothing',
		user: '`storedDifferently` with the names under `storedDifferentlyFields`; `unchanged` from then on',
		async run({ asNewcomer, update, puts }) {
			await asNewcomer({ A59: 'lower', A61: 'regrouped', A62: 'nfc', A63: 'midnight' });
			const fields = {
				email1: 'P.Pietersen@Example.ORG',
				tel1: '+31 (0)70-000 01 24',
				voornaam: 'Zoe\u0308',
				geboortedatum: '1987-04-12',
			};
			const receipt = await update({ person, fields, options });
			expect(receipt).toMatchObject({ outcome: 'storedDifferently', verified: true, unverifiedFields: [] });
			expect([...(receipt.storedDifferentlyFields as string[])].sort()).toEqual(Object.keys(fields).sort());
			for (let round = 0; round < 2; round++)
				expect(await update({ person, fields, options })).toMatchObject({ outcome: 'unchanged', changedFields: [] });
			expect(await puts()).toHaveLength(1);
		},
	},
	{
		id: 'F64',
		title: 'Members that move by themselves',
		atCoachview: 'Age, full name, row version, a time stamp of reading; lists in another order at each read',
		node: 'Looks twice before it calls anything lost, and tells what moves from what was damaged',
		user: '`updated`; what could not be compared is named under `unverifiedFields`. Otherwise the error `lost` names *Read-Only Fields*',
		async run({ asNewcomer, control, update }) {
			await control.people.patch(pieterId, { lijst: ['a', 'b', 'c'] });
			await asNewcomer({ A66: 'onRead', A67: 'shuffled' });
			const moving = { readOnlyFields: 'rijVersie' };
			for (const voornaam of ['Piet', 'Pieter', 'Pier']) {
				expect(await update({ person, fields: { voornaam }, options: { ...options, ...moving } })).toMatchObject({
					outcome: 'updated',
					changedFields: ['voornaam'],
					verified: true,
				});
			}
			expect(await update({ person, fields: { voornaam: 'Pier' }, options: { ...options, ...moving } })).toMatchObject({
				outcome: 'unchanged',
			});
		},
	},
	{
		id: 'F65',
		title: 'Answers that lie',
		atCoachview: 'PUT answers with what was sent while it stores a cut value, or with the record as it was before',
		node: 'Verifies the first write of each client by a read, and believes answers only once one has agreed with a read; the receipt says which of the two was compared',
		user: '`updated` with `verifiedBy: read`, or the error `notStored`; never `verified` by an answer that lies',
		async run({ asNewcomer, control, update, failing }) {
			for (const A54 of ['echo', 'old']) {
				await asNewcomer({ A54 });
				for (const titel of ['ing.', 'ir.'])
					expect(await update({ person, fields: { titel: `${titel} ${A54}` }, options })).toMatchObject({
						outcome: 'updated',
						verified: true,
						verifiedBy: 'read',
					});
			}
			await asNewcomer({ A54: 'echo' });
			await control.faults.add({ kind: 'truncateStored', member: 'opmerking', length: 5, match: onPut });
			expect((await failing({ person, fields: { opmerking: 'een lange opmerking' }, options })).details).toMatchObject({
				reason: 'notStored',
				fields: ['opmerking'],
			});
			await asNewcomer({ A54: 'stored' });
			expect(await update({ person, fields: { titel: 'a' }, options })).toMatchObject({ verifiedBy: 'read' });
			expect(await update({ person, fields: { titel: 'b' }, options })).toMatchObject({ verifiedBy: 'answer' });
		},
	},
	{
		id: 'F66',
		title: 'Reads that lag behind writes',
		atCoachview: 'The first look, or the first two, after a write still show the old state',
		node: 'Looks again before it says that something is not stored; never writes a second time for it',
		user: '`updated`, after some requests more',
		async run({ asNewcomer, update, stored, puts }) {
			for (const [index, A69] of ['oneRead', 'twoReads'].entries()) {
				await asNewcomer({ A69, A21: 'noContent' });
				expect(await update({ person, fields: { titel: A69 }, options: { maxWait: 10 } })).toMatchObject({
					outcome: 'updated',
					verified: true,
					verifiedBy: 'read',
				});
				expect([(await stored()).get('titel'), (await puts()).length]).toEqual([`"${A69}"`, index + 1]);
			}
		},
	},
];
