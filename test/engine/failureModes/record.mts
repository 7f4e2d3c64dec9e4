// F1–F9: the record that goes back is the record that came, but for the changed members.
import { byId, byKey, members, pieterId } from '../../harness/stage.mts';
import { birth, expectUntouched, ownMembers, withValue, type Row } from './row.mts';

const changed = Object.keys(birth);

export const record: Row[] = [
	{
		id: 'F1',
		title: 'Fields that the node has never heard of',
		atCoachview: 'A new API version or a free field adds members to a person',
		node: 'Sends every member that has a value back with the characters that came in, in the same order',
		user: 'Nothing; the fields stay',
		async run({ control, update, stored, sent }) {
			await control.people.patch(
				pieterId,
				'{"nieuwVeld":"x","stamboek":{"nr":7,"delen":[{"a":null}]},"met spatie":true,"12":"twaalf"}',
			);
			const before = await stored();
			expect(await update({ person: byId(pieterId), fields: birth })).toMatchObject({
				outcome: 'updated',
				changedFields: changed,
			});
			expectUntouched(withValue(before), await sent(), changed);
			expectUntouched(before, await stored(), changed);
		},
	},
	{
		id: 'F2',
		title: 'Fields that Coachview returns but does not take back',
		atCoachview: 'PUT answers 400 for the audit trail or a calculated member',
		node: 'Leaves the audit trail out, and calculated members that only flags show once they are refused; the refusal of another member is passed on with its name; *Read-Only Fields* leaves out more',
		user: 'Nothing, or an error that names the field and the option to add it to; nothing was stored',
		async run({ control, update, failing, stored, sent, puts }) {
			await control.assumptions.set({ S01: 'rejected' });
			expect(await update({ person: byId(pieterId), fields: birth })).toMatchObject({ outcome: 'updated' });
			expect([...(await sent()).keys()].sort()).toEqual([...withValue(await stored()).keys()].sort());
			expect((await puts()).at(-1)?.body).not.toMatch(/volledigeNaam|auditTrail/);
			await control.people.patch(pieterId, { rijNummer: 7 });
			const before = await stored();
			await control.faults.add({
				kind: 'status',
				status: 400,
				body: '{"errors":{"RijNummer":["read-only"]}}',
				match: { method: 'PUT' },
				count: 1,
			});
			const failed = await failing({ person: byId(pieterId), fields: { titel: 'ing.' } });
			expect(failed).toMatchObject({
				details: { reason: 'rejected', fields: ['rijNummer'] },
				message: expect.stringContaining('Read-Only Fields'),
			});
			expect(await stored()).toEqual(before);
			// A member that nobody can write keeps its value when it is left out; an ordinary one would be erased, and told as lost.
			await control.assumptions.set({ A20: 'merge' });
			const receipt = await update({
				person: byId(pieterId),
				fields: { titel: 'ing.' },
				options: { readOnlyFields: 'rijNummer' },
			});
			expect(receipt).toMatchObject({ outcome: 'updated', verified: true, changedFields: ['titel'] });
			expect((await sent()).has('rijNummer')).toBe(false);
		},
	},
	{
		id: 'F3',
		title: 'GET and PUT do not have the same shape',
		atCoachview: 'Company, job and department are ids, but answers can carry them as objects as well',
		node: 'Reads with the flags that show more members, because a PUT could clear what only they show; what merely spells out an id or a code (`bedrijf` beside `bedrijfId`, `land` beside `landCode`) is not sent back',
		user: 'Nothing; ids and objects stay as they are',
		async run({ control, update, stored, sent, requests }) {
			const before = await stored();
			await update({ person: byId(pieterId), fields: birth });
			const [read] = await requests('GET');
			for (const flag of ['InclusiefVrijevelden', 'InclusiefExtraVelden', 'InclusiefDirecteRelaties'])
				expect(read?.query).toContain(flag);
			for (const name of ['bedrijfId', 'functieId', 'afdelingId'])
				expect((await sent()).get(name)).toBe(withValue(before).get(name));
			expect([...(await sent()).keys()].filter((name) => !changed.includes(name))).toEqual([
				...withValue(before).keys(),
			]);
			for (const name of ['bedrijf', 'functie', 'afdeling']) expect((await sent()).has(name)).toBe(false);

			await control.people.patch(pieterId, {
				bedrijf: { naam: 'Brouwerij De Halve Kraai B.V.' },
				bedrijfId: '55555555-5555-4555-8555-555555555555',
			});
			await control.assumptions.set({ S01: 'rejected' });
			expect(await update({ person: byId(pieterId), fields: { titel: 'ing.' } })).toMatchObject({
				outcome: 'updated',
				verified: true,
			});
			expect((await sent()).get('bedrijfId')).toBe('"55555555-5555-4555-8555-555555555555"');
		},
	},
	{
		id: 'F4',
		title: '`null`, `""` and absent are not the same',
		atCoachview: 'A record holds all three',
		node: 'Sends back `""` as it came. What is null and was not asked for stays out, because null could erase what Coachview does not show; only a changed field gets another value',
		user: 'Nothing; empty fields stay the kind of empty that they were',
		async run({ stage, control, update, stored, sent, idOf }) {
			const id = await idOf('ab-77', 'HR');
			const before = await stored(id);
			expect([before.get('leeg'), before.get('niets'), before.has('bestaatNiet')]).toEqual(['""', 'null', false]);
			await update({ person: byId(id), fields: birth });
			expectUntouched(withValue(before), await sent(), changed);
			expect([...(await sent()).values()]).not.toContain('null');
			expectUntouched(before, await stored(id), changed);

			await control.assumptions.set({ A30: 'emptyReturned' });
			const [whole] = await stage.person('get', { person: byId(id), simplify: false });
			const received = ownMembers(members((whole?._record as { text: string }).text));
			expect(received.get('titel')).toBe('""');
			await update({ person: byId(id), fields: { opmerking: 'x' } });
			expectUntouched(withValue(received), await sent(), ['opmerking']);
		},
	},
	{
		id: 'F5',
		title: 'One line of an address changes',
		atCoachview: 'The address is an object inside the person',
		node: 'Changes that line and keeps its siblings, unknown ones too; makes the object when it was null',
		user: 'The receipt names the line, e.g. `adres.plaats`',
		async run({ update, stored, sent, idOf }) {
			const id = await idOf('10024', 'HR');
			const before = await stored(id);
			const town = { adres: { value: { plaats: 'Gouda' } } };
			expect(await update({ person: byId(id), fields: town })).toMatchObject({ changedFields: ['adres.plaats'] });
			expect((await sent()).get('adres')).toBe(before.get('adres')?.replace('Leipzig', 'Gouda'));
			expect((await sent()).get('adres')).toContain('"huisnummerToevoeging":"b"');
			expectUntouched(before, await stored(id), ['adres']);
			await update({ person: byId(await idOf('ab-77', 'HR')), fields: town });
			expect((await sent()).get('adres')).toBe('{"plaats":"Gouda"}');
		},
	},
	{
		id: 'F6',
		title: 'Lists',
		atCoachview: 'A member holds a list: its order and length mean something',
		node: 'Keeps it whole; a list is only replaced as a whole, when it is given under *Other Fields*',
		user: 'Nothing; the list stays',
		async run({ update, stored, sent, idOf }) {
			const id = await idOf('BERTILK', 'AFAS');
			const before = await stored(id);
			await update({ person: byId(id), fields: { titel: 'dr.' } });
			for (const name of ['profiel', 'voorkeuren', 'reeks']) expect((await sent()).get(name)).toBe(before.get(name));
			const reeks = { field: [{ name: 'reeks', type: 'json', value: '[3e2, 1]' }] };
			expect(await update({ person: byId(id), otherFields: reeks })).toMatchObject({
				changedFields: ['reeks'],
				verified: true,
			});
			expect((await stored(id)).get('reeks')).toBe('[3e2, 1]');
			expectUntouched(before, await stored(id), ['titel', 'reeks']);
		},
	},
	{
		id: 'F7',
		title: 'The API user may not see everything',
		atCoachview: 'GET hides fields, and a PUT without them clears them',
		node: '**Cannot prevent it**: what is never shown cannot be sent back or missed. It does stop before writing when reading is refused or when sample rows come',
		user: 'Give the client full read rights on persons; update one test person first and compare it in Coachview. Missing read rights give an error that names the scope',
		async run({ control, update, failing, puts, stored }) {
			await control.clients.put({ clientId: 'demo', scopes: ['api', 'Personen.Schrijven'] });
			expect(await failing({ person: byId(pieterId), fields: birth })).toMatchObject({
				details: { reason: 'notAllowed' },
				message: expect.stringContaining('Personen.Lezen'),
			});
			await control.assumptions.set({ A17: 'sample' });
			expect((await failing({ person: byKey('HR/10023'), fields: birth })).details.reason).toBe('sampleData');
			expect((await failing({ person: byId(pieterId), fields: birth })).details.reason).toBe('sampleData');
			expect(await puts()).toHaveLength(0);

			// The limit of the node, so that the page stays honest: a hidden field goes, and nothing can tell.
			await control.clients.put({ clientId: 'demo', scopes: ['api', 'Personen.Lezen', 'Personen.Schrijven'] });
			await control.clients.revokeTokens();
			await control.assumptions.set({ A34: 'erased', A35: 'omitted' });
			const hidden = async () => (await control.snapshot()).freeFields.get(`${pieterId}/VrijveldMedisch`);
			expect(await hidden()).toBe('"draagt een pacemaker"');
			expect(await update({ person: byId(pieterId), fields: birth })).toMatchObject({ outcome: 'updated' });
			expect([await hidden(), (await stored()).has('vrijveldMedisch')]).toEqual(['null', false]);
		},
	},
	{
		id: 'F8',
		title: 'Long numbers and decimals',
		atCoachview: 'A 19-digit card number, 1.10, 1E400',
		node: 'Never makes a number of them: the digits go back as they came. A number that JavaScript has rounded already is refused',
		user: 'In items such numbers are text. Pass long numbers as text',
		async run({ stage, update, failing, stored, sent, idOf }) {
			await update({ person: byId(pieterId), fields: birth });
			expect([(await sent()).get('kaartnummer'), (await sent()).get('bonus')]).toEqual(['1234567890123456789', '1.10']);
			const zoe = await idOf('10024', 'HR');
			await update({ person: byId(zoe), fields: birth });
			expect([(await sent()).get('score'), (await sent()).get('grootGetal')]).toEqual(['0.10', '1E400']);
			const card = { field: [{ name: 'kaartnummer', type: 'json', value: '9876543210987654321' }] };
			await update({ person: byId(pieterId), otherFields: card });
			expect((await stored()).get('kaartnummer')).toBe('9876543210987654321');
			const [item] = await stage.person('get', { person: byId(pieterId), simplify: false });
			expect(item).toMatchObject({ kaartnummer: '9876543210987654321', bonus: '1.10' });
			expect((await failing({ person: byId(pieterId), fields: { externId: '={{ 2 ** 60 }}' } })).error).toContain(
				'cannot be kept exactly',
			);
		},
	},
	{
		id: 'F9',
		title: 'Letters beyond ASCII',
		atCoachview: 'ë, ß, emoji, decomposed accents, escapes such as `\\u00e4`',
		node: 'Sends UTF-8 and keeps each text as it came: nothing is composed, escaped or unescaped; a new value is stored as it was given',
		user: 'Nothing',
		async run({ update, stored, sent, puts, idOf }) {
			const people: Array<[string, string]> = [
				['10024', 'HR'],
				['1005', 'AFAS'],
				['BERTILK', 'AFAS'],
				['10023', 'HR'],
			];
			for (const key of people) {
				const id = await idOf(...key);
				const before = await stored(id);
				await update({ person: byId(id), fields: { geboorteplaats: 'Go\u0308rlitz – Šaľa 🏠' } });
				expectUntouched(withValue(before), await sent(), ['geboorteplaats']);
				expectUntouched(before, await stored(id), ['geboorteplaats']);
				expect((await stored(id)).get('geboorteplaats')).toBe('"Go\u0308rlitz – Šaľa 🏠"');
			}
			expect((await puts()).map(({ headers }) => headers['content-type'])).toEqual(
				people.map(() => 'application/json; charset=utf-8'),
			);
		},
	},
];
