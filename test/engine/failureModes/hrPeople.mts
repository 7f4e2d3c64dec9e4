// F22–F27, F35 and F38: is this the right person, and which value is right?
import { byId, byKey, pieterId } from '../../harness/stage.mts';
import { birth, fromHr, type Row } from './row.mts';

const person = byId(pieterId);
const expecting = (externId: string, externSource = 'HR') => ({
	expectedExternId: externId,
	expectedExternSource: externSource,
});

export const hrPeople: Row[] = [
	{
		id: 'F22',
		title: 'Left, inactive, rehired, several contracts',
		atCoachview: 'HR has several records for one human being, or a new number after rehiring',
		node: 'Writes the same data once; *Fail If Different* refuses a second, different date; an inactive person can be updated and stays inactive; a new number does not pass for the old one',
		user: '`unchanged` for the second contract, `conflict` or `identityMismatch` for a human to decide',
		async run({ many, update, failing, stored, puts, idOf }) {
			const contract = { date: '1987-04-12', place: 'Breda' };
			const { done, failed } = await many({ person, fields: fromHr, policy: 'failIfDifferent' }, [
				contract,
				contract,
				{ ...contract, date: '1988-04-12' },
			]);
			expect(done.map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged']);
			expect(failed.map(({ details }) => [details.reason, details.fields])).toEqual([['conflict', ['geboortedatum']]]);
			expect([(await puts()).length, (await stored()).get('geboortedatum')]).toEqual([1, '"1987-04-12"']);

			const inactive = await idOf('10025', 'HR');
			expect(await update({ person: byId(inactive), fields: { geboorteplaats: 'Uppsala' } })).toMatchObject({
				outcome: 'updated',
			});
			expect((await stored(inactive)).get('inactief')).toBe('true');
			expect((await failing({ person, fields: { titel: 'x' }, options: expecting('90023') })).details.reason).toBe(
				'identityMismatch',
			);
		},
	},
	{
		id: 'F23',
		title: 'One number under two sources',
		atCoachview: 'Employee 10023 and debtor 10023 are different people',
		node: 'Looks people up by ExternId and ExternSource together and checks both before writing',
		user: 'The right person in the receipt, or the error `identityMismatch`',
		async run({ update, failing, stored, idOf }) {
			const debtor = await idOf('10023', 'Debiteuren');
			const [employee, other] = [await stored(), await stored(debtor)];
			expect(await update({ person: byKey('HR/10023'), fields: birth })).toMatchObject({
				personId: pieterId,
				externSource: 'HR',
			});
			expect(await stored(debtor)).toEqual(other);
			expect(await update({ person: byKey('Debiteuren/10023'), fields: { titel: 'dr.' } })).toMatchObject({
				personId: debtor,
				externSource: 'Debiteuren',
			});
			expect((await stored()).get('titel')).toBe(employee.get('titel'));
			const failed = await failing({ person: byId(debtor), fields: birth, options: expecting('10023') });
			expect(failed.details).toMatchObject({ reason: 'identityMismatch', fields: ['externSource'], personId: debtor });
			expect((await stored(debtor)).get('geboortedatum')).toBe(other.get('geboortedatum'));
		},
	},
	{
		id: 'F24',
		title: 'A number is given to somebody else, or a person is merged or deleted',
		atCoachview: 'ExternIds are swapped by a user, HR gives an old number to a new employee, the person is gone',
		node: 'Checks ExternId and ExternSource against *Expected External ID* and *Expected External Source* before writing; stops when the person is gone. **Cannot see** that HR gave the number to another human being while Coachview still has it',
		user: 'The error `identityMismatch` or `notFound`. Against re-used numbers: *Fail If Different*, and compare the name in the workflow before birth data go on a diploma',
		async run({ control, failing, puts, stored, idOf }) {
			const zoe = await idOf('10024', 'HR');
			await control.people.patch(zoe, { externId: 'tijdelijk' });
			await control.people.patch(pieterId, { externId: '10024' });
			await control.people.patch(zoe, { externId: '10023' });
			for (const [id, key] of [
				[pieterId, '10023'],
				[zoe, '10024'],
			] as const) {
				const failed = await failing({ person: byId(id), fields: birth, options: expecting(key) });
				expect(failed.details).toMatchObject({ reason: 'identityMismatch', fields: ['externId'], personId: id });
			}
			await control.people.patch(pieterId, { geboortedatum: '1970-02-03' });
			expect(
				(await failing({ person: byKey('HR/10024'), fields: birth, policy: 'failIfDifferent' })).details.reason,
			).toBe('conflict');
			await control.people.remove(zoe);
			expect((await failing({ person: byId(zoe), fields: birth })).details).toMatchObject({
				reason: 'notFound',
				httpStatus: 404,
			});
			expect([await puts(), (await stored()).get('geboortedatum')]).toEqual([[], '"1970-02-03"']);
		},
	},
	{
		id: 'F25',
		title: 'HR finds nobody, or Coachview does',
		atCoachview: 'No employee has the number, or no person has the external key',
		node: 'Without data from HR nothing is written; an unknown key is one error item after one request, with no retry, and the other items go on',
		user: '`nothingGiven`, or `notFound` with the key, to be put on a list for a human',
		async run({ run, update, many, requests, puts }) {
			expect((await run({ person, fields: fromHr }, { items: [] })).error).toBeUndefined();
			expect(await update({ person, fields: fromHr }, { items: [{}] })).toMatchObject({
				outcome: 'nothingGiven',
				emptyFields: ['Date of Birth', 'Place of Birth'],
			});
			expect(await puts()).toHaveLength(0);
			const { done, failed } = await many({ person: byKey('=HR/{{ $json.number }}'), fields: birth }, [
				{ number: '77777' },
				{ number: '10023' },
			]);
			expect(failed.map(({ details }) => details)).toEqual([
				expect.objectContaining({ reason: 'notFound', externId: '77777', externSource: 'HR' }),
			]);
			expect(done.map(({ outcome }) => outcome)).toEqual(['updated']);
			expect((await requests('GET')).filter(({ query }) => query.includes('77777'))).toHaveLength(1);
		},
	},
	{
		id: 'F26',
		title: 'HR or Coachview finds two',
		atCoachview: 'A number or a key is not unique',
		node: 'Writes nothing when two people in Coachview have the key or the email address; a list of hits is no value',
		user: 'The error `ambiguous`: merge the doubles, or use the person ID',
		async run({ control, failing, puts }) {
			await control.people.put({
				achternaam: 'Dubbel',
				externId: '20001',
				externSource: 'hr',
				email1: 'anna.dubbel@example.org',
			});
			expect((await failing({ person: byKey('HR/20001'), fields: birth })).details.reason).toBe('ambiguous');
			expect(
				(await failing({ person: { __rl: true, mode: 'email', value: 'anna.dubbel@example.org' }, fields: birth }))
					.details.reason,
			).toBe('ambiguous');
			const hits = ['1985-01-02', '1986-03-04'];
			expect(
				(await failing({ person, fields: { geboortedatum: '={{ $json.hits }}' } }, { items: [{ hits }] })).details
					.reason,
			).toBe('invalidInput');
			expect(await puts()).toHaveLength(0);
		},
	},
	{
		id: 'F27',
		title: 'Leading zeros, letter case, spaces in numbers',
		atCoachview: 'Coachview has 1005, HR has 000001005; `BertilK` and `BERTILK` are one',
		node: 'Compares keys as text, without regard to case and surrounding spaces. Zeros count: 1005 and 000001005 are not one, and the node never pads or strips',
		user: 'Found or `notFound`; the workflow says how zeros are treated, e.g. `{{ $json.number.replace(/^0+/, "") }}`',
		async run({ update, failing, idOf, puts }) {
			const [amelie, sam] = [await idOf('1005', 'AFAS'), await idOf('BERTILK', 'AFAS')];
			expect(await update({ person: byKey(' afas / bertilk '), fields: { titel: 'dr.' } })).toMatchObject({
				personId: sam,
			});
			expect(
				await update({ person: byId(sam), fields: { titel: 'ing.' }, options: expecting('BertilK', 'Afas') }),
			).toMatchObject({ outcome: 'updated' });
			const items = [{ number: '000001005' }];
			const before = (await puts()).length;
			expect(
				(await failing({ person: byKey('=AFAS/{{ $json.number }}'), fields: birth }, { items })).details.reason,
			).toBe('notFound');
			expect(
				(await failing({ person: byId(amelie), fields: birth, options: expecting('000001005', 'AFAS') })).details
					.reason,
			).toBe('identityMismatch');
			expect(await puts()).toHaveLength(before);
			expect(
				await update({ person: byKey('=AFAS/{{ $json.number.replace(/^0+/, "") }}'), fields: birth }, { items }),
			).toMatchObject({ personId: amelie });
		},
	},
	{
		id: 'F35',
		title: 'Webhook of one environment, credential of the other',
		atCoachview: 'The person ID is unknown there, or belongs to somebody else',
		node: 'Stops before writing; receipts and error items carry `environment`: live, training or the host',
		user: 'The error `notFound` or `identityMismatch`, with the environment',
		async run({ stage, update, failing, puts, control }) {
			const environment = new URL(stage.sandbox.coachviewUrl).host;
			const elsewhere = byId('12345678-1234-4234-8234-123456789012');
			const unknown = await failing({ person: elsewhere, fields: birth });
			expect(unknown).toMatchObject({
				details: { reason: 'notFound', environment },
				message: expect.stringContaining('Live or Training'),
			});
			await control.people.patch(pieterId, { externId: '31337' });
			expect((await failing({ person, fields: birth, options: expecting('10023') })).details).toMatchObject({
				reason: 'identityMismatch',
				environment,
			});
			expect(await puts()).toHaveLength(0);
			expect(await update({ person, fields: birth })).toMatchObject({ outcome: 'updated', environment });
		},
	},
	{
		id: 'F38',
		title: 'Coachview already has another value than HR',
		atCoachview: 'Somebody typed a birth date that HR does not have',
		node: '*Only If Empty* keeps it and reports `conflict`; *Fail If Different* fails; only *Overwrite* replaces it',
		user: 'The outcome `conflict` with the names of the kept fields, or an error; choose *Overwrite* only when HR is always right',
		async run({ control, update, failing, stored, puts }) {
			await control.people.patch(pieterId, { geboortedatum: '1986-04-12' });
			const before = await stored();
			const only = { geboortedatum: birth.geboortedatum };
			expect(await update({ person, fields: only, policy: 'onlyIfEmpty' })).toMatchObject({
				outcome: 'conflict',
				changedFields: [],
				keptFields: ['geboortedatum'],
			});
			expect((await failing({ person, fields: birth, policy: 'failIfDifferent' })).details).toMatchObject({
				reason: 'conflict',
				fields: ['geboortedatum'],
			});
			expect([await puts(), await stored()]).toEqual([[], before]);
			const mixed = await update({ person, fields: birth, policy: 'onlyIfEmpty' });
			expect(mixed).toMatchObject({
				outcome: 'updated',
				changedFields: ['geboorteplaats'],
				keptFields: ['geboortedatum'],
			});
			expect((await stored()).get('geboortedatum')).toBe('"1986-04-12"');
			await update({ person, fields: birth, policy: 'overwrite' });
			expect((await stored()).get('geboortedatum')).toBe('"1987-04-12"');
		},
	},
];
