// F45–F49: free fields (vrije velden) and other members that only come on request.
import { byId, pieterId } from '../../harness/stage.mts';
import { birth, type Row, type Tools } from './row.mts';

const person = byId(pieterId);
const soon = { maxWait: 0 };
const free = async ({ control }: Tools, code: string) =>
	(await control.snapshot()).freeFields.get(`${pieterId}/${code}`);
const row = (name: string, value: string) => ({ field: [{ name, type: 'string', value }] });

export const freeFields: Row[] = [
	{
		id: 'F45',
		title: 'A free field that Coachview does not take',
		atCoachview: 'PUT answers 200 and ignores free fields; the answer does not show them',
		node: 'Never fills an answer up with what it sent: free fields are read back, with their flag',
		user: 'The error `notStored` that names the field',
		async run(t) {
			await t.asNewcomer({ A34: 'ignored' });
			const failed = await t.failing({ person, otherFields: row('vrijveldDieet', 'glutenvrij'), options: soon });
			expect(failed.details).toMatchObject({ reason: 'notStored', fields: ['vrijveldDieet'] });
			await t.asNewcomer({ A34: 'flattened' });
			expect(await t.update({ person, otherFields: row('vrijveldDieet', 'glutenvrij'), options: soon })).toMatchObject({
				outcome: 'updated',
				verifiedBy: 'read',
				unverifiedFields: [],
			});
			expect(await free(t, 'VrijveldDieet')).toBe('"glutenvrij"');
		},
	},
	{
		id: 'F46',
		title: 'A free date that turns when it is sent back',
		atCoachview:
			'A free date is shown as 03-04-2026 and read as 4 March: day and month change places at each update of another field',
		node: 'Compares every member that it sent back with a read, the untouched ones too',
		user: 'The error `lost` that names the field, once; correct it for this person. Until n8n restarts the node does not send it back',
		async run(t) {
			await t.asNewcomer({ A64: 'swapped' });
			await t.control.people.setFreeField(pieterId, 'VrijveldPasGeldigTot', '2026-04-03');
			const shown = await t.stage.person('get', { person, simplify: false });
			const [name] = Object.keys(shown[0] ?? {}).filter((key) => shown[0]?.[key] === '03-04-2026');
			expect(name).toBeDefined();
			expect((await t.failing({ person, fields: { titel: 'ing.' }, options: soon })).details).toMatchObject({
				reason: 'lost',
				fields: [name],
			});
			// From now on it is not sent: two more updates leave it alone.
			const turned = await free(t, 'VrijveldPasGeldigTot');
			for (const titel of ['ir.', 'dr.'])
				expect(await t.update({ person, fields: { titel }, options: soon })).toMatchObject({ outcome: 'updated' });
			expect(await free(t, 'VrijveldPasGeldigTot')).toBe(turned);
		},
	},
	{
		id: 'F47',
		title: 'A free field with the name of an ordinary one',
		atCoachview: 'A free field has the code Opmerking, and takes the place of the remark when free fields are shown',
		node: 'Stops before writing: which of the two values would be stored cannot be told',
		user: 'An error that names the field; rename the free field, or choose *Free Fields: Leave Out*',
		async run(t) {
			const before = await t.stored();
			await t.asNewcomer({ A80: 'shared' });
			const failed = await t.failing({ person, fields: birth, options: soon });
			expect(failed.error + failed.message).toMatch(/opmerking|Remarks/);
			expect([await t.puts(), await t.stored()]).toEqual([[], before]);
			await t.asNewcomer();
			expect(await t.update({ person, fields: birth, options: { ...soon, freeFields: 'leaveOut' } })).toMatchObject({
				outcome: 'updated',
			});
			expect((await t.stored()).get('opmerking')).toBe(before.get('opmerking'));
		},
	},
	{
		id: 'F48',
		title: 'A confidential free field that is shown empty',
		atCoachview: 'The API client sees null where a value is; null that is sent back erases it',
		node: 'Never sends null that was not asked for. Under *Only If Empty* null there means unknown: it is kept and reported',
		user: '`conflict` with the field under `keptFields`; the value stays',
		async run(t) {
			await t.asNewcomer();
			const hidden = await free(t, 'VrijveldMedisch');
			expect(hidden).toBe('"draagt een pacemaker"');
			expect(await t.update({ person, fields: birth, options: soon })).toMatchObject({ outcome: 'updated' });
			expect(await free(t, 'VrijveldMedisch')).toBe(hidden);
			const receipt = await t.update({
				person,
				otherFields: row('vrijveldMedisch', 'geen'),
				policy: 'onlyIfEmpty',
				options: soon,
			});
			expect(receipt).toMatchObject({ outcome: 'conflict', keptFields: ['vrijveldMedisch'], changedFields: [] });
			expect(await free(t, 'VrijveldMedisch')).toBe(hidden);
		},
	},
	{
		id: 'F49',
		title: 'Members that a plain read leaves out',
		atCoachview:
			'Some members only come with InclusiefExtraVelden or InclusiefDirecteRelaties, and a PUT without them clears them',
		node: 'Reads with all flags and sends those members back as they came',
		user: 'Nothing; they stay',
		async run(t) {
			const { control, update, stored, asNewcomer } = t;
			await control.people.patch(pieterId, {
				factuurAdres: { adres1: 'Plein 1', postcode: '2511 CR', plaats: 'Den Haag', landCode: 'NL' },
			});
			const before = await stored();
			for (const A56 of ['extraCleared', 'relationsCleared', 'extraKept', 'relationsKept']) {
				await asNewcomer({ A56 });
				expect(await update({ person, fields: { titel: A56 }, options: soon })).toMatchObject({
					outcome: 'updated',
					verified: true,
				});
				for (const name of ['voorletters', 'email2', 'factuurAdres'])
					expect((await stored()).get(name)).toBe(before.get(name));
			}
		},
	},
];
