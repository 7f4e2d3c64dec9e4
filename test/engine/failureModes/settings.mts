// F50–F55: what a workflow hands over and did not mean.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, pieterId } from '../../harness/stage.mts';
import { fromHr, type Row, type Tools } from './row.mts';

const person = byId(pieterId);
const other = (name: string, type: string, value: unknown) =>
	({ otherFields: { field: [{ name, type, value }] } }) as INodeParameters;

/** All of them must fail by a sentence, before the first request. */
async function allRefused(
	{ failing, requests }: Tools,
	cases: Array<[INodeParameters, RegExp]>,
	item: IDataObject = {},
): Promise<void> {
	for (const [parameters, sentence] of cases) {
		const { error, details } = await failing({ person, ...parameters }, { items: [item] });
		expect(error).toMatch(sentence);
		expect(details.reason).toBe('invalidInput');
	}
	expect(await requests()).toEqual([]);
}

export const settings: Row[] = [
	{
		id: 'F50',
		title: 'A setting from an expression',
		atCoachview: 'n8n hands options over as they are: text, numbers, blanks behind, or nothing at all',
		node: 'Reads each option strictly: "true", yes, ja and 1 are understood; what is not, or is empty where safety hangs on it (*Dry Run*, *Expected External ID* …), is refused before the first request',
		user: 'What the setting says, or an error that names the option; nothing was sent',
		async run(t) {
			const fields = { titel: 'ing.' };
			const nothing = '={{ $json.nothing }}';
			await allRefused(t, [
				[{ fields, options: { dryRun: nothing } }, /'Dry Run'/],
				[{ fields, options: { dryRun: 'maybe' } }, /'Dry Run'/],
				[{ fields, options: { expectedExternId: nothing } }, /'Expected External ID'/],
				[{ fields, options: { reserve: 'much' } }, /'Keep in Reserve'/],
				[{ fields, policy: nothing }, /'When a Field Is Already Filled'/],
				[{ clearFields: 'opmerkin' }, /'Clear Fields'/],
			]);
			for (const dryRun of ['true', '={{ 1 }}', '={{ true }} ', 'ja'])
				expect(await t.update({ person, fields, options: { dryRun } })).toMatchObject({
					outcome: 'dryRun',
					changedFields: ['titel'],
				});
			expect(await t.puts()).toEqual([]);
			expect(await t.update({ person, clearFields: 'opmerking' })).toMatchObject({
				outcome: 'updated',
				changedFields: ['opmerking'],
			});
		},
	},
	{
		id: 'F51',
		title: 'Expressions that give nothing, or fail',
		atCoachview: 'A field is misspelt in the workflow, or another node is named that did not run',
		node: "Says that no field had a value; an expression that fails is n8n's own error",
		user: "`nothingGiven` with the names under `emptyFields` and a hint beside the output; or n8n's expression error (`expression`)",
		async run({ run, update, failing, puts }) {
			const typo = { geboortedatum: '={{ $json.dtae }}', geboorteplaats: '={{ $json.plaec }}' };
			expect(await update({ person, fields: typo }, { items: [{ date: '1987-04-12' }] })).toMatchObject({
				outcome: 'nothingGiven',
				emptyFields: ['Date of Birth', 'Place of Birth'],
				verified: false,
				changedFields: [],
			});
			expect((await run({ person, fields: typo })).hints.map(({ message }) => message).join()).toContain(
				'No field had a value',
			);
			expect((await failing({ person, fields: { titel: "={{ $('Nowhere').item.json.x }}" } })).details.reason).toBe(
				'expression',
			);
			expect(await puts()).toEqual([]);
		},
	},
	{
		id: 'F52',
		title: 'Other Fields that overlap, differ in case, or hold half an object',
		atCoachview:
			'`{"plaats":"Utrecht"}` for the whole address; `Geboortedatum` beside *Date of Birth*; `telefoons.0.nr`; `{}` for nothing',
		node: 'Merges objects member by member; knows names in any case; refuses the same field twice, and paths through lists or texts; empty values never clear',
		user: 'Siblings stay; or an error that names the field, and nothing was sent',
		async run(t) {
			await allRefused(t, [
				[{ fields: { tel1: '06' }, ...other('Tel1', 'string', '07') }, /given twice/],
				[{ fields: { adres: { value: { plaats: 'x' } } }, ...other('adres', 'json', '{"plaats":"y"}') }, /given twice/],
				[other('telefoons.0.nr', 'json', '9'), /only cross objects/],
				[other('GEBOORTEDATUM', 'string', '31-12-1987'), /'Date of Birth'/],
			]);
			await t.control.people.patch(pieterId, {
				adres: { adres1: 'Plein 1', postcode: '2511 CR', plaats: 'Den Haag', landCode: 'NL' },
			});
			expect(await t.update({ person, ...other('adres', 'json', '{"plaats":"Utrecht"}') })).toMatchObject({
				outcome: 'updated',
				changedFields: ['adres.plaats'],
			});
			expect(JSON.parse((await t.stored()).get('adres') ?? '')).toMatchObject({
				adres1: 'Plein 1',
				postcode: '2511 CR',
				plaats: 'Utrecht',
				landCode: 'NL',
			});
			for (const value of ['{}', '""', '{"plaats":""}'])
				expect((await t.update({ person, ...other('adres', 'json', value) })).changedFields).toEqual([]);
			expect(await t.puts()).toHaveLength(1);
		},
	},
	{
		id: 'F53',
		title: 'A number that JavaScript has rounded',
		atCoachview: 'An expression gives 7615917337495251231, alone, in a list or in an object, also as an External ID',
		node: 'Refuses numbers that cannot be kept exactly; text keeps its digits',
		user: 'An error that names the field; hand long numbers over as text',
		async run(t) {
			const rounded = /cannot be kept exactly/;
			await allRefused(t, [
				[other('kaartnummer', 'json', '={{ 7615917337495251231 }}'), rounded],
				[other('kaartnummer', 'json', '={{ ({ a: [7615917337495251231] }) }}'), rounded],
				[other('kaartnummer', 'string', '={{ 7615917337495251231 }}'), rounded],
				[{ fields: { externId: '={{ 1234567890123456789 }}' } }, rounded],
			]);
			await t.update({ person, ...other('kaartnummer', 'json', '7615917337495251231') });
			expect((await t.stored()).get('kaartnummer')).toBe('7615917337495251231');
		},
	},
	{
		id: 'F54',
		title: 'Replace fed by Get',
		atCoachview: 'The item of Get goes into Replace as it is: long numbers are text there, and `_record` is in it',
		node: 'Takes `_record` out, knows numbers that n8n shows as text, and asks for *Allow Clearing* when a list loses something',
		user: '`unchanged` when nothing was changed; numbers stay numbers',
		async run({ stage, control, stored, puts }) {
			await control.people.patch(
				pieterId,
				'{"kaartnummer":1234567890123456789,"bonus":1.10,"lijst":[{"nr":1},{"nr":2}]}',
			);
			const before = await stored();
			const replace = async (recordJson: string) => {
				const item = (await stage.person('get', { person, simplify: false }))[0] ?? {};
				return (await stage.person('replace', { person, recordJson }, [item]))[0];
			};
			for (const same of ['={{ $json }}', '={{ JSON.stringify($json) }}'])
				expect(await replace(same)).toMatchObject({ outcome: 'unchanged', changedFields: [] });
			await expect(replace('={{ Object.assign({}, $json, { lijst: [{}] }) }}')).rejects.toThrow('would clear');
			expect([await puts(), await stored()]).toEqual([[], before]);
			expect(await replace('={{ Object.assign({}, $json, { titel: "ir." }) }}')).toMatchObject({
				outcome: 'updated',
				changedFields: ['titel'],
			});
			for (const name of ['kaartnummer', 'bonus', 'lijst']) expect((await stored()).get(name)).toBe(before.get(name));
			expect((await puts())[0]?.body).not.toContain('_record');
		},
	},
	{
		id: 'F55',
		title: 'Texts that are debris',
		atCoachview:
			'`[object Object]`, undefined, NaN, #N/B, a broken letter (Z\uFFFDrich), control or invisible characters',
		node: 'Refuses them in every text field, in keys and in last names',
		user: 'An error that names the field, never the text; nothing was sent',
		async run(t) {
			const debris = [
				'[object Object]',
				'undefined',
				'NaN',
				'#N/B',
				'#REF!',
				'Z\uFFFDrich',
				'Delft\u0000',
				'Del\u200Bft',
				'={{ "a" + ({}) }}',
			];
			await allRefused(
				t,
				debris.map((text) => [{ fields: { voornaam: text } }, /'First Name'/]),
			);
			await allRefused(t, [[{ fields: { geboorteplaats: fromHr.geboorteplaats } }, /'Place of Birth'/]], {
				place: '#N/B',
			});
			for (const lastName of ['undefined', 'Z\uFFFDrich'])
				await expect(t.stage.person('create', { lastName })).rejects.toThrow("'Last Name'");
			expect(await t.requests()).toEqual([]);
		},
	},
];
