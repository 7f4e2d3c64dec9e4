import { comparePerson, flatten } from '../../../sandbox/control/compare.mts';
import { createFollowUpTable } from '../../../hosts/n8n/samples.mts';
import { pieterId } from '../../../sandbox/start.mts';
import { connect, type Host } from '../host.mts';
import { quiet, until } from '../waiting.mts';
import { installCaller, type Caller } from './calling.mts';
import { adapterFor, installAdapter, installMain } from './library.mts';

jest.setTimeout(180_000);

let host: Host;
let mainId: string;
let table: string;
let call: Caller;

/** The rows of the follow-up list, by person. */
const rows = async () => new Map((await host.rest.dataTableRows(table)).map((row) => [String(row.personId), row]));
const person = async (externId: string, externSource = 'HR') =>
	(await host.control.people.find(externId, externSource))!;
const run = (id: string, externId: string, externSource = 'HR') =>
	call(mainId, { personId: id, externId, externSource });

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	table = await createFollowUpTable(host.rest);
	mainId = (await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')))).id;
	call = await installCaller(host);
});

afterAll(async () => {
	await host.rest.unpublish(mainId);
	await host.control.reset({ keep: ['clients'] });
});

describe('complete-person-from-hr', () => {
	test('webhook, adapter, Coachview: the two fields are filled and nothing else changes', async () => {
		const { control, rest } = host;
		await control.webhooks.clear();
		await control.webhooks.register({ url: await rest.webhookUrl(mainId, 'Coachview Trigger') });
		const before = await control.snapshot();
		await control.categories.add(pieterId, 'Extragegevens');
		await until(
			'the person is completed',
			async () => (await control.people.text(pieterId)) !== before.people.get(pieterId),
		);
		const after = await quiet(control);
		const { changed, lost, overwritten, othersTouched } = comparePerson(before, after, pieterId);
		expect({ changed: changed.sort(), lost, overwritten, othersTouched }).toEqual({
			changed: ['geboortedatum', 'geboorteplaats'],
			lost: [],
			overwritten: [],
			othersTouched: [],
		});
		expect(flatten(after.people.get(pieterId)!).get('geboorteplaats')).toBe('"\'s-Gravenhage"');
		expect((await rows()).has(pieterId)).toBe(false);
	});

	test('what needs a person is on the list with IDs, outcome and reason; one row each; completing takes it off', async () => {
		const { id } = await person('20001');
		const [first] = await run(id, '20001');
		expect(first).toEqual({
			personId: id,
			externId: '20001',
			externSource: 'HR',
			outcome: 'ambiguous',
			reason: '2 employees have this number',
			at: expect.any(String) as string,
		});
		await host.control.hr.setFlags('afas', { hideBirthFields: true });
		await run(id, '20001');
		await host.control.hr.setFlags('afas', {});
		const listed = [...(await rows()).values()].filter((row) => row.personId === id);
		expect(listed.map(({ outcome }) => outcome)).toEqual(['ambiguous']);

		await host.control.hr.remove('20001');
		await host.control.hr.put({ number: '20001', dateOfBirth: '1985-01-02', placeOfBirth: 'Zwolle' });
		const [last] = await run(id, '20001');
		expect(last).toMatchObject({ outcome: 'updated', reason: '' });
		expect((await rows()).has(id)).toBe(false);
	});

	test('each outcome of HR and of Coachview goes where it belongs', async () => {
		const { control } = host;
		const outcomes: Record<string, unknown> = {};
		const listed: Record<string, boolean> = {};
		const put = async (name: string, id: string, externId: string, externSource?: string) => {
			outcomes[name] = (await run(id, externId, externSource))[0]?.outcome;
			listed[name] = (await rows()).has(id);
		};
		const nobody = await control.people.put({ achternaam: 'Niemand', externId: '77001', externSource: 'HR' });
		await put('not in HR', nobody, '77001');
		const other = await person('10023', 'Debiteuren');
		await put('a source that is not named', other.id, '10023', 'Debiteuren');
		await control.hr.put({ number: '77002', dateOfBirth: '1970-01-01', placeOfBirth: 'Weert' });
		const conflict = await control.people.put({
			achternaam: 'Anders',
			externId: '77002',
			externSource: 'HR',
			geboortedatum: '1971-01-01',
			geboorteplaats: null,
		});
		await put('another value is there', conflict, '77002');
		await control.hr.put({ number: '77003', dateOfBirth: '1970-01-01', placeOfBirth: 'onbekend' });
		const half = await control.people.put({
			achternaam: 'Half',
			externId: '77003',
			externSource: 'HR',
			geboortedatum: null,
			geboorteplaats: null,
		});
		await put('half of it', half, '77003');
		await control.hr.put({ number: '77004', dateOfBirth: '1970-01-01', placeOfBirth: 'Weert' });
		const merged = await control.people.put({ achternaam: 'Samengevoegd', externId: '99999', externSource: 'HR' });
		await put('the person has another number by now', merged, '77004');
		await control.hr.setFlags('afas', { unavailable: true });
		const later = await control.people.put({ achternaam: 'Later', externId: '77004', externSource: 'AFAS' });
		await put('HR is down', later, '77004', 'AFAS');
		await control.hr.setFlags('afas', { tokenExpired: true });
		await put('the HR token is refused', later, '77004', 'AFAS');
		await control.hr.setFlags('afas', {});
		await put('and works again, with the source in other letters', later, '77004', 'afas');
		expect(outcomes).toEqual({
			'not in HR': 'notFound',
			'a source that is not named': 'unknownSource',
			'another value is there': 'conflict',
			'half of it': 'incomplete',
			'the person has another number by now': 'identityMismatch',
			'HR is down': 'retryLater',
			'the HR token is refused': 'noPermission',
			'and works again, with the source in other letters': 'updated',
		});
		expect(Object.keys(listed).filter((name) => !listed[name])).toEqual([
			'HR is down',
			'and works again, with the source in other letters',
		]);
		expect(flatten(await control.people.text(conflict)).get('geboortedatum')).toBe('"1971-01-01"');
		const kept = JSON.stringify(await host.rest.dataTableRows(table));
		for (const value of ['1970-01-01', '1971-01-01', 'Weert', 'Anders', 'Niemand']) expect(kept).not.toContain(value);
	});

	test('K15.9 several people of several sources in one call: one outcome for each, and HR is asked once for each source', async () => {
		const { control } = host;
		const ids: string[] = [];
		for (const [index, source] of ['HR', 'AFAS', 'HR', 'Elders', 'AFAS'].entries()) {
			const number = String(77_100 + index);
			if (index !== 2) await control.hr.put({ number, dateOfBirth: '1970-01-01', placeOfBirth: 'Weert' });
			ids.push(
				await control.people.put({
					achternaam: 'Samen',
					externId: number,
					externSource: source,
					geboortedatum: null,
					geboorteplaats: null,
				}),
			);
		}
		await control.requests.clear();
		const outcomes = await call(
			mainId,
			ids.map((personId, index) => ({
				personId,
				externId: String(77_100 + index),
				externSource: ['HR', 'AFAS', 'HR', 'Elders', 'AFAS'][index]!,
			})),
		);
		const byId = new Map(outcomes.map(({ personId, outcome }) => [personId, outcome]));
		expect(ids.map((personId) => byId.get(personId))).toEqual([
			'updated',
			'updated',
			'notFound',
			'unknownSource',
			'updated',
		]);
		expect(outcomes).toHaveLength(5);
		expect(await control.requests.list({ server: 'hr' })).toHaveLength(2);
		expect(
			[...(await rows()).values()]
				.filter(({ personId }) => ids.includes(String(personId)))
				.map(({ outcome }) => outcome)
				.sort(),
		).toEqual(['notFound', 'unknownSource']);
	});

	test('K15.9 an adapter that fails tells it of everybody', async () => {
		const adapterId = await installAdapter(host, adapterFor('hr-adapter-afas'));
		const { id: brokenMain } = await installMain(host, adapterId);
		// n8n publishes no workflow that calls one that is not published, but lets the called one be taken away later.
		await host.rest.unpublish(adapterId);
		await until('the adapter is gone', async () => !(await host.rest.workflow(adapterId)).active);
		const ids = await Promise.all(
			['77201', '77202'].map(
				async (number) => await host.control.people.put({ achternaam: 'Stuk', externId: number, externSource: 'HR' }),
			),
		);
		const outcomes = await call(
			brokenMain,
			ids.map((personId, index) => ({ personId, externId: ['77201', '77202'][index], externSource: 'HR' })),
		);
		expect(outcomes.map(({ personId, outcome }) => [personId, outcome])).toEqual(
			ids.map((id) => [id, 'adapterFailed']),
		);
		await host.rest.unpublish(brokenMain);
	});
});
