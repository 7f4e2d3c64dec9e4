import { flatten } from '../../../demo/compare.mts';
import { createFollowUpTable } from '../../../hosts/n8n/samples.mts';
import { connect, type Host } from '../host.mts';
import { quiet, until } from '../waiting.mts';
import { settings } from './adapters.mts';
import { install } from './calling.mts';
import { adapterFor, chosen, installAdapter, installMain } from './library.mts';

jest.setTimeout(180_000);

const file = 'reconcile-missing-person-data';
let host: Host;
let reconcileId: string;
let mainId: string;

beforeAll(async () => {
	host = connect();
	await createFollowUpTable(host.rest);
	const main = await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')));
	mainId = main.id;
	const parameters = { ...settings(file, { environment: host.coachviewUrl, atMost: 20 }), 'Complete person from HR': { workflowId: chosen(mainId).workflowId } };
	reconcileId = await install(host, file, { credentials: main.credentials, parameters });
});

beforeEach(async () => await host.control.reset({ keep: ['clients'], people: 1 }));

afterAll(async () => {
	await host.rest.unpublish(reconcileId);
	await host.rest.unpublish(mainId);
	await host.control.reset({ keep: ['clients'] });
});

/** A person without birth data whose webhook was lost, known to HR. */
async function forgotten(number: string, category?: string): Promise<string> {
	const { control } = host;
	await control.hr.put({ number, firstName: 'Stil', lastName: 'Verloren', dateOfBirth: '1990-06-15', placeOfBirth: 'Weert' });
	const id = await control.people.put({ achternaam: 'Verloren', externId: number, externSource: 'HR', geboortedatum: null, geboorteplaats: null });
	if (category) await control.categories.add(id, category);
	await control.people.patch(id, { opmerking: 'Net gewijzigd' });
	return id;
}

const dateOf = async (id: string) => flatten(await host.control.people.text(id)).get('geboortedatum');

async function night(): Promise<void> {
	await host.control.requests.clear();
	await host.rest.run(reconcileId, 'Every night');
	await until('Coachview is asked', async () => (await host.control.requests.list({ server: 'coachview', path: '^/api/' })).length > 0);
	await quiet(host.control);
}

test('people with the category and without the data are completed; nobody else is looked up', async () => {
	const [first, second] = [await forgotten('61001', 'Extragegevens'), await forgotten('61002', 'Extragegevens')];
	const other = await forgotten('61003');
	await night();
	expect([await dateOf(first), await dateOf(second), await dateOf(other)]).toEqual(['"1990-06-15"', '"1990-06-15"', 'null']);
	const asked = (await host.control.requests.list({ server: 'hr' })).map(({ query }) => new URLSearchParams(query).get('filtervalues'));
	expect(asked.sort()).toEqual(['61001', '61002']);
});

test('the first sign that HR is busy ends the run', async () => {
	for (const number of ['61011', '61012', '61013']) await forgotten(number, 'Extragegevens');
	await host.control.hr.setFlags('afas', { rateLimited: true });
	await night();
	expect(await host.control.requests.list({ server: 'hr' })).toHaveLength(1);
});

test('with too little of the day left nothing is begun', async () => {
	const id = await forgotten('61021', 'Extragegevens');
	await host.control.rateLimit.set({ remaining: 1050 });
	await night();
	expect(await dateOf(id)).toBe('null');
	expect(await host.control.requests.list({ server: 'coachview', path: '^/api/' })).toHaveLength(1);
});
