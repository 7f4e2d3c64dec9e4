import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../harness/stage.mts';
import { newId, startSmallCoachview, type Person, type SmallCoachview } from './smallCoachview.mts';

const pieter: Person = {
	id: newId(),
	externId: 'HR-10023',
	externSource: 'HR',
	achternaam: 'Pietersen',
	tel1: '06 1',
	email1: 'p@example.org',
	lijst: [{ nr: 1 }, { nr: 2 }, { nr: 3 }],
};

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...pieter }])));
afterEach(() => small.stop());

const puts = () => small.seen.filter((one) => one.startsWith('PUT')).length;
const parameters = (fields: IDataObject, more = {}) =>
	({ person: byId(pieter.id), policy: 'overwrite', fields, ...more }) as never;
const update = async (fields: IDataObject, more = {}) => (await small.person('update', parameters(fields, more)))[0];
const failed = async (fields: IDataObject, more = {}) => await small.failed('update', parameters(fields, more));
const stored = () => small.people[0] as Person;
const keeps = (change: (text: string, name: string) => unknown) => {
	small.stores = (name, value) => (typeof value === 'string' ? change(value, name) : value);
};
const nfd = 'Zoe\u0308';

describe('K9.4 stored in another form that is equal', () => {
	const forms: Array<[string, IDataObject, (text: string, name: string) => unknown]> = [
		['composed characters', { voornaam: nfd }, (text) => text.normalize('NFC')],
		['decomposed characters', { voornaam: 'Zoë' }, (text) => text.normalize('NFD')],
		['line feeds', { opmerking: 'een\r\ntwee' }, (text) => text.replaceAll('\r\n', '\n')],
		['carriage returns', { opmerking: 'een\ntwee' }, (text) => text.replaceAll('\n', '\r\n')],
		['blanks behind', { titel: 'ing.' }, (text, name) => (name === 'titel' ? `${text}   ` : text)],
		[
			'a no-break space',
			{ achternaam: 'de Vries' },
			(text, name) => (name === 'achternaam' ? text.replaceAll(' ', '\u00a0') : text),
		],
		[
			'small letters of an e-mail',
			{ email1: 'P.Pietersen@Example.ORG' },
			(text, name) => (name === 'email1' ? text.toLowerCase() : text),
		],
		...[
			'T00:00',
			' 00:00:00',
			'T00:00:00',
			'T00:00:00Z',
			'T00:00:00.0000000',
			'T00:00:00+02:00',
			'T00:00:00+00:19:32',
		].map((midnight): (typeof forms)[number] => [
			`a date with ${midnight}`,
			{ geboortedatum: '1987-04-12' },
			(text, name) => (name === 'geboortedatum' ? `${text.slice(0, 10)}${midnight}` : text),
		]),
		[
			'a regrouped telephone number',
			{ tel1: '+31 (0)6-1234 5678' },
			(text, name) => (name === 'tel1' ? text.replace(/[^\d+]/g, '') : text),
		],
		[
			'an international telephone number',
			{ tel1: '06-12 34 56 78' },
			(text, name) => (name === 'tel1' && text.startsWith('06') ? '+31612345678' : text),
		],
		['one blank for two', { titel: 'ing.  ir.' }, (text) => text.replace(/ +/g, ' ')],
		['a postal code', { adres: { value: { postcode: '2514ea', plaats: 'Den Haag', landCode: 'nl' } } }, (text) => text],
		['a number that was sent as text', {}, (text, name) => (name === 'score' ? Number(text) : text)],
	];

	it.each(forms)('K9.4 %s: storedDifferently, and no write next time', async (what, fields, change) => {
		keeps(change);
		if (what === 'a postal code')
			small.stores = (name, value) =>
				name === 'adres' && value ? { ...(value as IDataObject), postcode: '2514 EA', landCode: 'NL' } : value;
		const more =
			Object.keys(fields).length === 0
				? { otherFields: { field: [{ name: 'score', value: '12', type: 'string' }] } }
				: {};
		const first = await update(fields, more);
		const sent = puts();
		expect(first).toMatchObject({
			outcome: 'storedDifferently',
			verified: true,
			verifiedBy: 'read',
			unverifiedFields: [],
		});
		expect((first?.storedDifferentlyFields as string[]).length).toBeGreaterThan(0);
		for (let run = 0; run < 2; run++)
			expect(await update(fields, more)).toMatchObject({ outcome: 'unchanged', changedFields: [] });
		expect([sent, puts()]).toEqual([1, 1]);
		for (const policy of ['onlyIfEmpty', 'failIfDifferent'])
			expect(await update(fields, { ...more, policy })).toMatchObject({ outcome: 'unchanged', keptFields: [] });
	});

	it.each(['1987-04-11T22:00:00Z', '1987-04-11T00:00:00', '1987-04-13', '1987-04-12T01:00:00', '0001-01-01T00:00:00'])(
		'K9.4 %s is not 12 April',
		async (kept) => {
			keeps((text, name) => (name === 'geboortedatum' ? kept : text));
			expect(await failed({ geboortedatum: '1987-04-12' })).toMatchObject({
				reason: 'notStored',
				fields: ['geboortedatum'],
			});
		},
	);

	it.each([
		['tel1', '06 12345678', '06 12345679'],
		['tel1', '+32 6 12345678', '06 12345678'],
		['voornaam', 'Zoë', 'Zoe'],
		['achternaam', 'de Vries', 'De Vries'],
		['email1', 'a@example.org', 'b@example.org'],
		['titel', '012', '12'],
	])('K9.4 %s %s is no form of %s', async (name, wanted, kept) => {
		keeps((text, at) => (at === name ? kept : text));
		expect(await failed({ [name]: wanted })).toMatchObject({ reason: 'notStored', fields: [name] });
	});

	it('K9.4 Create and Create or Update tell the form as well, and change nothing next time', async () => {
		keeps((text, name) => (name === 'email1' ? text.toLowerCase() : text.normalize('NFC')));
		const eva = {
			externId: 'HR-1',
			externSource: 'HR',
			lastName: 'Jansen',
			fields: { voornaam: nfd, email1: 'Eva@Example.org' },
		};
		expect(await small.person('create', eva)).toMatchObject([
			{ outcome: 'created', storedDifferentlyFields: ['email1', 'voornaam'], verified: true },
		]);
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(puts()).toBe(0);
	});

	it('K9.4 a telephone number can be regrouped where Coachview keeps it as sent', async () => {
		expect(await update({ tel1: '061' })).toMatchObject({ outcome: 'updated', changedFields: ['tel1'] });
		expect(stored().tel1).toBe('061');
	});

	it('K9.4 a date that is cleared and shown as the year 1 is cleared', async () => {
		stored().geboortedatum = '1987-04-12';
		small.shows = (person) => ({ ...person, geboortedatum: person.geboortedatum ?? '0001-01-01T00:00:00' });
		expect(await update({}, { clearFields: ['geboortedatum'] })).toMatchObject({
			outcome: 'updated',
			changedFields: ['geboortedatum'],
		});
		expect(await update({}, { clearFields: ['geboortedatum'] })).toMatchObject({ outcome: 'unchanged' });
		expect(puts()).toBe(1);
	});
});
