import { comparePerson, flatten } from '../../sandbox/control/compare.mts';
import { pieterId as id } from '../../sandbox/start.mts';
import { connect, installSample, type Host, type InstalledSample } from './host.mts';
import { quiet, until } from './waiting.mts';

jest.setTimeout(120_000);

// The compact form never makes an item of the whole person; the outcome must be the same.
describe.each(['complete-person-from-hr-afas', 'complete-person-from-hr-afas-compact'])('%s', (name) => {
	let host: Host;
	let sample: InstalledSample;

	beforeAll(async () => {
		host = connect();
		await host.control.reset({ keep: ['clients'] });
		sample = await installSample(host, name);
	});

	afterAll(async () => {
		await host.rest.unpublish(sample.id);
		await host.control.reset({ keep: ['clients'] });
	});

	test('when HR is down, the ids are kept for later, and nothing is written', async () => {
		const { control } = host;
		await control.hr.setFlags('afas', { unavailable: true });
		const before = await control.snapshot();
		await control.categories.add(id, 'Extragegevens');
		const kept = async () =>
			(await host.rest.dataTableRows(host.followUpTable)).find(({ personId }) => personId === id);
		await until('the ids are kept', async () => (await kept()) !== undefined);
		expect(await kept()).toMatchObject({ externId: '10023', externSource: 'HR', outcome: 'retryLater' });
		expect((await quiet(control)).people).toEqual(before.people);
		await control.hr.setFlags('afas', {});
		await control.categories.remove(id, 'Extragegevens');
		await host.rest.emptyDataTable(host.followUpTable);
	});

	test('the category fires it: the birth fields are filled, and everything else is as it was', async () => {
		const { control } = host;
		const before = await control.snapshot();
		await control.requests.clear();
		await control.categories.add(id, 'Extragegevens');
		await until('the person is written', async () => (await control.people.text(id)) !== before.people.get(id));
		const after = await quiet(control);

		const { changed, lost, overwritten, othersTouched } = comparePerson(before, after, id);
		expect({ changed, lost, overwritten, othersTouched }).toEqual({
			changed: ['geboortedatum', 'geboorteplaats'],
			lost: [],
			overwritten: [],
			othersTouched: [],
		});
		const stored = flatten(after.people.get(id) ?? '{}');
		const employee = (await control.hr.employees()).find(
			({ number }) => JSON.stringify(number) === stored.get('externId'),
		);
		expect(stored.get('geboortedatum')?.slice(1, 11)).toBe(employee?.dateOfBirth);
		expect(stored.get('geboorteplaats')).toBe(JSON.stringify(employee?.placeOfBirth));
	});

	test('Coachview got its answer, one PUT was enough, and HR was asked for two rows at the most', async () => {
		const { control } = host;
		expect((await control.webhooks.deliveries()).map(({ status }) => Math.floor((status ?? 0) / 100))).toEqual([2, 2]);
		const puts = await control.requests.list({ server: 'coachview', method: 'PUT' });
		expect(puts.map(({ status }) => Math.floor(status / 100))).toEqual([2]);
		const asked = await control.requests.list({ server: 'hr' });
		expect(asked.map(({ query }) => new URLSearchParams(query).get('take'))).toEqual(['2']);
	});

	test('the same event again changes nothing', async () => {
		const { control } = host;
		const before = await control.snapshot();
		await control.requests.clear();
		await control.categories.remove(id, 'Extragegevens');
		await control.categories.add(id, 'Extragegevens');
		await until(
			'the person is read',
			async () => (await control.requests.list({ server: 'coachview', method: 'GET', path: '/Personen' })).length > 0,
		);
		expect((await quiet(control)).people).toEqual(before.people);
		expect(await control.requests.list({ server: 'coachview', method: 'PUT' })).toEqual([]);
	});

	test('no execution is saved, and nothing is left for follow-up', async () => {
		expect(await host.rest.executions({ workflowId: sample.id })).toEqual([]);
		expect(await host.rest.dataTableRows(host.followUpTable)).toEqual([]);
	});
});
