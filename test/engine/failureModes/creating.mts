// F56–F60: people that are made, found, or made twice.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, pieterId } from '../../harness/stage.mts';
import type { Row, Tools } from './row.mts';

const onPost = { method: 'POST', path: 'Personen' };
const eva = {
	externId: 'HR-77001',
	externSource: 'HR',
	lastName: 'Jansen',
	fields: { voornaam: 'Eva' },
	options: { maxWait: 3 },
};

/** Items of an operation with the reason in place of an outcome where one failed. */
async function outcomes(
	{ stage }: Tools,
	operation: string,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
): Promise<unknown[]> {
	const { outputs } = await stage.run(operation, parameters, { items, settings: { onError: 'continueRegularOutput' } });
	return (outputs[0] ?? []).map(({ json }) => json.outcome ?? (json.error as IDataObject).reason);
}

const evas = async ({ control }: Tools) =>
	(await control.people.list()).filter(({ text }) => /"HR-77001"/i.test(text)).length;
const posts = async ({ requests }: Tools) => (await requests('POST')).length;

export const creating: Row[] = [
	{
		id: 'F56',
		title: 'A creation that is answered without a person',
		atCoachview: 'POST answers 202, or 200 with `{"success": false}`: the person is there later, or never',
		node: 'Says `created` only with an ID that was read back; looks for the key otherwise, and sends no second one while the first may still land',
		user: '`created`, or the error `unknownOutcome`; the next item for the same person makes no second one',
		async run(t) {
			await t.asNewcomer({ A76: 'later' });
			expect(await outcomes(t, 'upsert', eva, [{}, {}])).toEqual(['created', 'unchanged']);
			expect(await evas(t)).toBe(1);
			await t.control.people.remove((await t.control.people.find('HR-77001'))?.id ?? '');
			await t.asNewcomer({ A76: 'never' });
			expect(await outcomes(t, 'upsert', eva, [{}, {}])).toEqual(['unknownOutcome', 'unknownOutcome']);
			expect([await evas(t), await posts(t)]).toEqual([0, 2]);
		},
	},
	{
		id: 'F57',
		title: 'Look-ups that find nobody',
		atCoachview: '`where` is ignored, gives nobody, or heeds capitals',
		node: '*Create or Update* makes nobody while look-ups are unproven: somebody who is there must be found first, and nobody may have the key in other capitals',
		user: 'An error that says so; use the person ID. Nobody is made twice. *Create* goes ahead where keys cannot be looked up, but never sends a second time',
		async run(t) {
			await t.asNewcomer({ A73: 'ignored' });
			expect(await outcomes(t, 'upsert', eva)).not.toContain('created');
			await t.control.assumptions.set({ A73: 'heeded' });
			await t.control.faults.add({
				kind: 'status',
				status: 200,
				body: '[]',
				match: { method: 'GET', path: 'Personen$', query: 'where' },
				count: 0,
			});
			expect(await outcomes(t, 'upsert', eva)).not.toContain('created');
			await t.control.faults.clear();
			await t.control.people.put({ achternaam: 'Jansen', externId: 'hr-77001', externSource: 'HR' });
			await t.control.assumptions.set({ A78: 'exactUnique' });
			expect(await outcomes(t, 'upsert', eva)).not.toContain('created');
			expect([await evas(t), await posts(t)]).toEqual([1, 0]);
		},
	},
	{
		id: 'F58',
		title: 'A creation whose answer is lost or leads elsewhere',
		atCoachview: 'The connection breaks after storing; POST answers 303; or the person existed before',
		node: 'Looks for the key: the new person is `created`, one that was there before is never called that',
		user: '`created` once; Create tells of an existing person, Create or Update updates it',
		async run(t) {
			await t.control.faults.add({ kind: 'drop', handle: true, match: onPost });
			expect(await outcomes(t, 'create', eva)).toEqual(['created']);
			expect(await outcomes(t, 'create', eva)).toEqual(['conflict']);
			expect(await outcomes(t, 'upsert', { ...eva, fields: { voornaam: 'Evi' } })).toEqual(['updated']);
			await t.control.people.remove((await t.control.people.find('HR-77001'))?.id ?? '');
			await t.control.assumptions.set({ A74: 'seeOther' });
			expect(await outcomes(t, 'create', eva)).toEqual(['created']);
			expect(await outcomes(t, 'create', { lastName: 'Zonder Sleutel', options: eva.options })).toEqual([
				'unknownOutcome',
			]);
			expect([await evas(t), await posts(t)]).toEqual([1, 3]);
		},
	},
	{
		id: 'F59',
		title: 'A creation that lands late',
		atCoachview: 'POST answers 504 and is carried out some requests later',
		node: 'Looks for the key before it sends anything a second time; where an earlier one may still land it says that the end is unclear',
		user: '`created`, or `unknownOutcome`; never two people, and never "nothing was stored"',
		async run(t) {
			await t.control.faults.add({ kind: 'late', status: 504, requests: 1, match: onPost });
			const [outcome] = await outcomes(t, 'upsert', eva);
			expect(['created', 'unknownOutcome']).toContain(outcome);
			expect(await evas(t)).toBe(1);
			expect(await outcomes(t, 'upsert', eva)).toEqual(['unchanged']);
			expect(await evas(t)).toBe(1);
		},
	},
	{
		id: 'F60',
		title: 'An external key that somebody else has',
		atCoachview: 'Update gives a person the External ID of another one, in other capitals',
		node: 'Looks the key up before it writes',
		user: 'The error `conflict` that says that another person has this key; nothing was written',
		async run(t) {
			const { control, failing, puts, stored } = t;
			await control.people.put({ achternaam: 'Groot', externId: 'HR-2', externSource: 'HR' });
			const before = await stored();
			const failed = await failing({ person: byId(pieterId), fields: { externId: 'hr-2' } });
			expect(failed.details).toMatchObject({ reason: 'conflict' });
			expect(failed.error).toContain('Another person');
			expect([await puts(), await stored()]).toEqual([[], before]);
		},
	},
];
