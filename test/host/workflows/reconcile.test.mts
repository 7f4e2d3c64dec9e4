import { flatten } from '../../../sandbox/control/compare.mts';
import { createFollowUpTable } from '../../../hosts/n8n/samples.mts';
import type { StoredCredential } from '../../../hosts/n8n/rest.mts';
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
let credentials: StoredCredential[];

/** What the Fill in note asks for besides the credential. */
const slots = () => ({
	'Categories of the person': { url: `${host.coachviewUrl}/api/v1/Persoonscategorieen` },
	'Complete person from HR': chosen(mainId),
});

beforeAll(async () => {
	host = connect();
	await createFollowUpTable(host.rest);
	const main = await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')));
	mainId = main.id;
	credentials = main.credentials;
	const parameters = {
		...settings(file, { atMost: 20 }),
		...slots(),
	};
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
	await control.hr.put({
		number,
		firstName: 'Stil',
		lastName: 'Verloren',
		dateOfBirth: '1990-06-15',
		placeOfBirth: 'Weert',
	});
	const id = await control.people.put({
		achternaam: 'Verloren',
		externId: number,
		externSource: 'HR',
		geboortedatum: null,
		geboorteplaats: null,
	});
	if (category) await control.categories.add(id, category);
	await control.people.patch(id, { opmerking: 'Net gewijzigd' });
	return id;
}

const dateOf = async (id: string) => flatten(await host.control.people.text(id)).get('geboortedatum');

async function night(workflowId = reconcileId): Promise<void> {
	await host.control.requests.clear();
	await host.rest.run(workflowId, 'Every night');
	await until(
		'Coachview is asked',
		async () => (await host.control.requests.list({ server: 'coachview', path: '^/api/' })).length > 0,
	);
	await quiet(host.control);
}

test('people with the category and without the data are completed; nobody else is looked up', async () => {
	const [first, second] = [await forgotten('61001', 'Extragegevens'), await forgotten('61002', 'Extragegevens')];
	const other = await forgotten('61003');
	await night();
	expect([await dateOf(first), await dateOf(second), await dateOf(other)]).toEqual([
		'"1990-06-15"',
		'"1990-06-15"',
		'null',
	]);
	const asked = (await host.control.requests.list({ server: 'hr' })).map(({ query }) =>
		new URLSearchParams(query).get('filtervalues'),
	);
	// Both at once: the adapter is called once for everybody of a batch.
	expect(asked.map((values) => values?.split(';').sort())).toEqual([['61001', '61002']]);
});

test('K8.2 a stored placeholder counts as missing, a stored value does not', async () => {
	const { control } = host;
	const [day, place, whole] = [
		await forgotten('61031', 'Extragegevens'),
		await forgotten('61032', 'Extragegevens'),
		await forgotten('61033', 'Extragegevens'),
	];
	await control.people.patch(day, { geboortedatum: '0001-01-01T00:00:00', geboorteplaats: 'Weert' });
	await control.people.patch(place, { geboortedatum: '1990-06-15', geboorteplaats: 'onbekend' });
	await control.people.patch(whole, { geboortedatum: '1990-06-15T00:00:00', geboorteplaats: "'s-Gravenhage" });
	await night();
	const asked = (await control.requests.list({ server: 'hr' })).map(({ query }) =>
		new URLSearchParams(query).get('filtervalues')?.split(';').sort(),
	);
	expect(asked).toEqual([['61031', '61032']]);
});

test('more people than go at once: every one of them is looked up and completed, those without the category are passed over', async () => {
	const numbers = Array.from({ length: 12 }, (_, index) => String(61_040 + index));
	const people = [];
	for (const [index, number] of numbers.entries())
		people.push({ id: await forgotten(number, index % 3 === 2 ? undefined : 'Extragegevens'), has: index % 3 !== 2 });
	const fewAtOnce = {
		...settings(file, { atMost: 20, atOnce: 3 }),
		...slots(),
	};
	const id = await install(host, file, { credentials, parameters: fewAtOnce });
	await night(id);
	expect(await Promise.all(people.map(async (one) => (await dateOf(one.id)) !== 'null'))).toEqual(
		people.map(({ has }) => has),
	);
	expect(await host.control.requests.list({ server: 'hr' })).toHaveLength(4);
	await host.rest.unpublish(id);
});

test('a batch in which nobody has the category does not end the run', async () => {
	for (const number of ['61061', '61062', '61063']) await forgotten(number);
	const last = await forgotten('61064', 'Extragegevens');
	const id = await install(host, file, {
		credentials,
		parameters: {
			...settings(file, { atMost: 20, atOnce: 1 }),
			...slots(),
		},
	});
	await night(id);
	expect(await dateOf(last)).toBe('"1990-06-15"');
	await host.rest.unpublish(id);
});

test('a refusal of Coachview while categories are read ends the run after that batch', async () => {
	for (const number of ['61071', '61072', '61073', '61074']) await forgotten(number, 'Extragegevens');
	await host.control.faults.add({
		kind: 'status',
		status: 403,
		match: { server: 'coachview', path: 'Persoonscategorieen' },
	});
	const id = await install(host, file, {
		credentials,
		parameters: {
			...settings(file, { atMost: 20, atOnce: 2 }),
			...slots(),
		},
	});
	await night(id);
	expect(await host.control.requests.list({ server: 'coachview', path: 'Persoonscategorieen' })).toHaveLength(2);
	await host.control.faults.clear();
	await host.rest.unpublish(id);
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
