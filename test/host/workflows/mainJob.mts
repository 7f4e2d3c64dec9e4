import { comparePerson, flatten } from '../../../sandbox/control/compare.mts';
import type { Host } from '../host.mts';
import { quiet, until } from '../waiting.mts';
import { installMain } from './library.mts';

/** What HR must say about the person of this job, in its own form. */
export const known = { dateOfBirth: '1958-02-28', placeOfBirth: "'s-Hertogenbosch" };

/**
 * The main job through an adapter: a person without birth data gets the category, the webhook starts the workflow, and
 * the two fields are filled while nothing else changes.
 * @param adapterId id of the installed adapter
 * @param number the person's key in HR
 */
export async function expectMainJob(host: Host, adapterId: string, number: string): Promise<void> {
	const { control, rest } = host;
	const main = await installMain(host, adapterId);
	await control.webhooks.clear();
	await control.webhooks.register({ url: await rest.webhookUrl(main.id, 'Coachview Trigger') });
	const record = `{"achternaam":"Proef","externId":"${number}","externSource":"HR","geboortedatum":null,"geboorteplaats":null,"bonus":1.10,"kaart":1234567890123456789,"x":{"leeg":null}}`;
	const id = await control.people.put(record);
	const before = await control.snapshot();
	await control.categories.add(id, 'Extragegevens');
	await until('the person is completed', async () => (await control.people.text(id)) !== before.people.get(id));
	const after = await quiet(control);
	await rest.unpublish(main.id);
	const { changed, lost, overwritten, othersTouched } = comparePerson(before, after, id);
	expect({ changed: changed.sort(), lost, overwritten, othersTouched }).toEqual({
		changed: ['geboortedatum', 'geboorteplaats'],
		lost: [],
		overwritten: [],
		othersTouched: [],
	});
	const stored = flatten(after.people.get(id)!);
	expect([stored.get('geboortedatum')?.slice(0, 11), stored.get('geboorteplaats'), stored.get('bonus')]).toEqual([
		`"${known.dateOfBirth}`,
		JSON.stringify(known.placeOfBirth),
		'1.10',
	]);
}
