import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { courseId, definitionId } from '../../../sandbox/seed/courseRecords.mts';
import { rowId } from '../../../sandbox/seed/row.mts';
import type { FaultKind } from '../../../sandbox/control/types.mts';
import { useStage } from '../../harness/stage.mts';

const stage = useStage();
let count = 0;
/** A reference that no test had before: the process remembers what it has sent. */
const fresh = () => `proef-${(count += 1)}`;
const courses = { row: [{ courseId, definitionId: '' }] };
const create = async (parameters: INodeParameters = {}, items?: IDataObject[]) =>
	await stage.person(
		'create',
		{ resource: 'webRequest', reference: fresh(), courses, contactLastName: 'Voorbeeld', ...parameters },
		items,
	);
const posts = async () => await stage.sandbox.control.requests.list({ method: 'POST', path: 'Webaanvragen' });
const body = async () => JSON.parse((await posts()).at(-1)!.body) as Record<string, unknown>;
const stored = async (path = 'Webaanvragen') =>
	(await stage.sandbox.control.records(path).list()).map(({ text }) => JSON.parse(text) as Record<string, unknown>);

describe('Create', () => {
	it('sends everything that is given, and gives number and payment page', async () => {
		const reference = fresh();
		const [made] = await create({
			reference,
			courses: { row: [{ courseId: courseId.toUpperCase(), definitionId }] },
			contact: {
				voornaam: 'Ella',
				emailadres: 'ella@example.org',
				geboorteDatum: '1980-02-03',
				adres: { value: { plaats: 'Utrecht', landCode: 'NL' } },
			},
			participants: { row: [{ achternaam: 'Ander', voornaam: 'Bo', emailadres: '' }] },
			participantsJson: '[{"achternaam":"Derde"}]',
			company: { naam: 'Proef B.V.', bezoekAdres: { value: { plaats: 'Breda' } } },
			debtor: { betaalwijzeId: rowId('4852'), particulier: false },
			isOrder: true,
			freeFieldValues: {
				row: [
					{ of: 'request', code: 'VrijveldBron', value: 'site' },
					{ of: 'contact', code: 'VrijveldDieet', value: 'vegan' },
				],
			},
			additionalFields: { opmerking: 'Graag\nlunch', numberOfPeople: 3 },
		});
		expect(made).toMatchObject({
			outcome: 'created',
			number: expect.stringMatching(/^W-/),
			paymentUrl: expect.stringMatching(/^https:/),
			reference,
			people: 3,
		});
		expect(await body()).toEqual({
			referentieNrKlant: reference,
			aantalPersonen: 3,
			aanvraagIsOrder: true,
			opleidingen: [{ opleidingId: courseId, opleidingssoortId: definitionId }],
			contactpersoon: {
				achternaam: 'Voorbeeld',
				adres: { plaats: 'Utrecht', landCode: 'NL' },
				geboorteDatum: '1980-02-03',
				emailadres: 'ella@example.org',
				voornaam: 'Ella',
				vrijeveldenPersoon: { VrijveldDieet: 'vegan' },
			},
			deelnemers: [{ achternaam: 'Ander', voornaam: 'Bo' }, { achternaam: 'Derde' }],
			bedrijf: { naam: 'Proef B.V.', bezoekAdres: { plaats: 'Breda' } },
			debiteur: { betaalwijzeId: rowId('4852'), particulier: false },
			opmerking: 'Graag\nlunch',
			vrijevelden: { VrijveldBron: 'site' },
		});
		const one = (await stored()).find(({ referentieNrKlant }) => referentieNrKlant === reference)!;
		expect(one).toMatchObject({ aantalDeelnemers: 3, contactpersoonIsDeelnemer: true });
		const of = async (path: string) => (await stored(path)).filter(({ webaanvraagId }) => webaanvraagId === one.id);
		expect(await of('WebaanvraagOpleidingen')).toMatchObject([{ opleidingId: courseId, code: 'VWH-2031-01' }]);
		expect((await of('WebaanvraagDeelnemers')).map(({ achternaam }) => achternaam).sort()).toEqual(['Ander', 'Derde']);
		const listed = await stage.person('getAll', {
			resource: 'webRequestParticipant',
			filters: { webaanvraagId: String(one.id) },
		});
		expect(listed).toHaveLength(2);
	});

	it('a repeat finds the reference and sends nothing', async () => {
		const reference = fresh();
		const [made] = await create({ reference });
		const [again] = await create({ reference: ` ${reference} ` });
		expect(again).toMatchObject({ outcome: 'exists', number: made!.number, people: 1 });
		expect(again!.webRequestId).toEqual(expect.any(String));
		expect(await posts()).toHaveLength(1);
		const both = fresh();
		const items = await create({ reference: both }, [{}, {}]);
		expect(items.map(({ outcome }) => outcome)).toEqual(['created', 'exists']);
	});

	it.each<[string, INodeParameters, string]>([
		['another number', { additionalFields: { numberOfPeople: 3 } }, "'Number of People' is 3, but 1 take part"],
		['nobody', { contactTakesPart: false }, 'Nobody takes part'],
		[
			'the contact among the participants',
			{
				contact: { voornaam: 'Ella', emailadres: 'Ella@example.org' },
				participants: { row: [{ achternaam: 'voorbeeld', voornaam: 'Ella', emailadres: 'ella@example.org' }] },
			},
			'The contact person is also participant 1',
		],
		['no course', { courses: {} }, "'Courses' is empty"],
		['a course without an ID', { courses: { row: [{ courseId: '', definitionId: '' }] } }, 'a row without an ID'],
		['a participant without a name', { participants: { row: [{ voornaam: 'Bo' }] } }, 'has no last name'],
		[
			'a name that it does not have',
			{ participantsJson: '[{"achternaam":"B","email":"b@example.org"}]' },
			'does not have',
		],
		['a placeholder', { contact: { geboorteDatum: '1900-01-01' } }, 'placeholder'],
	])('refuses %s before the first request', async (_what, parameters, message) => {
		await expect(create(parameters)).rejects.toMatchObject({ message: expect.stringContaining(message) });
		expect(await stage.sandbox.control.requests.list({ path: '/api/' })).toEqual([]);
	});

	it('Dry Run sends nothing', async () => {
		expect(await create({ options: { dryRun: true } })).toMatchObject([{ outcome: 'dryRun', people: 1 }]);
		expect(await stage.sandbox.control.requests.list({ path: '/api/' })).toEqual([]);
	});
});

describe('when the answer says nothing', () => {
	it('looks whether it arrived, and never sends it twice', async () => {
		await stage.sandbox.control.assumptions.set({ A95: 'empty' });
		expect(await create()).toMatchObject([{ outcome: 'created', number: expect.stringMatching(/^W-/) }]);
		expect(await posts()).toHaveLength(1);
		await stage.sandbox.control.assumptions.set({ A95: 'withId' });
		expect(await create()).toMatchObject([{ webRequestId: expect.any(String) }]);
	});

	it.each<[string, FaultKind]>([
		['a connection that breaks afterwards', { kind: 'drop', handle: true }],
		['a page of a proxy', { kind: 'html', handle: true }],
		['half an answer', { kind: 'truncatedJson' }],
		['a refusal under a success status', { kind: 'status', status: 200, body: '{"success":false}', handle: true }],
	])('%s: finds it by its reference', async (_what, fault) => {
		await stage.sandbox.control.faults.add({ ...fault, match: { method: 'POST', path: 'Webaanvragen' } });
		const before = (await stored()).length;
		expect(await create()).toMatchObject([{ outcome: 'created', number: expect.stringMatching(/^W-/) }]);
		expect(await posts()).toHaveLength(1);
		expect((await stored()).length).toBe(before + 1);
	});

	it('does not call it failed when it cannot be known, and a repeat with the same reference makes one', async () => {
		const reference = fresh();
		const options = { maxWait: 1.5 };
		await stage.sandbox.control.faults.add({
			kind: 'drop',
			handle: false,
			match: { method: 'POST', path: 'Webaanvragen' },
		});
		const before = (await stored()).length;
		await expect(create({ reference, options })).rejects.toMatchObject({
			message: expect.stringContaining('not known whether it arrived'),
		});
		expect(await posts()).toHaveLength(1);
		expect(await create({ reference, options })).toMatchObject([{ outcome: 'created' }]);
		expect((await stored()).length).toBe(before + 1);
	});

	it('a refusal stores nothing and names the field', async () => {
		await stage.sandbox.control.assumptions.set({ A40: 'email' });
		const before = await stored();
		await expect(create()).rejects.toMatchObject({ message: expect.stringContaining('HTTP 400') });
		expect(await stored()).toEqual(before);
	});
});
