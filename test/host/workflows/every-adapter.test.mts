import { comparePerson, flatten } from '../../../demo/compare.mts';
import { connect, type Host } from '../host.mts';
import { quiet, until } from '../waiting.mts';
import { adapters } from './adapters.mts';
import { installAdapter, installMain } from './library.mts';

jest.setTimeout(120_000);

let host: Host;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

const titled = adapters.map((adapter, index) => ({ ...adapter, title: [adapter.file, adapter.as].filter(Boolean).join(', '), number: String(60_001 + index) }));

test.each(titled)('webhook, $title, Coachview: the two fields are filled and nothing else changes', async ({ number, ...adapter }) => {
	const { control, rest } = host;
	const main = await installMain(host, await installAdapter(host, adapter));
	await control.webhooks.clear();
	await control.webhooks.register({ url: await rest.webhookUrl(main.id, 'Coachview Trigger') });
	await control.hr.put({ number, firstName: 'Wout', lastName: 'Proef', dateOfBirth: '1958-02-28', placeOfBirth: "'s-Hertogenbosch", countryOfBirth: 'NL' });
	const record = `{"achternaam":"Proef","externId":"${number}","externSource":"HR","geboortedatum":null,"geboorteplaats":null,"bonus":1.10,"kaart":1234567890123456789,"x":{"leeg":null}}`;
	const id = await control.people.put(record);
	const before = await control.snapshot();
	await control.categories.add(id, 'Extragegevens');
	await until('the person is completed', async () => (await control.people.text(id)) !== before.people.get(id));
	const after = await quiet(control);
	await rest.unpublish(main.id);
	const { changed, lost, overwritten, othersTouched } = comparePerson(before, after, id);
	expect({ changed: changed.sort(), lost, overwritten, othersTouched }).toEqual({ changed: ['geboortedatum', 'geboorteplaats'], lost: [], overwritten: [], othersTouched: [] });
	const stored = flatten(after.people.get(id)!);
	expect([stored.get('geboortedatum')?.slice(0, 11), stored.get('geboorteplaats'), stored.get('bonus')]).toEqual(['"1958-02-28', '"\'s-Hertogenbosch"', '1.10']);
});
