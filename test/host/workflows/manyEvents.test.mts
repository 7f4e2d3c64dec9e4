import { flatten } from '../../../sandbox/control/compare.mts';
import { connect, installSample, type Host } from '../host.mts';
import { quiet, until } from '../waiting.mts';
import { adapterFor, installAdapter, installMain } from './library.mts';

jest.setTimeout(240_000);

const EVENTS = 300;

let host: Host;

beforeAll(() => {
	host = connect();
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

const samples: Record<string, () => Promise<string>> = {
	'complete-person-from-hr-afas': async () => (await installSample(host, 'complete-person-from-hr-afas')).id,
	'complete-person-from-hr-afas-compact': async () =>
		(await installSample(host, 'complete-person-from-hr-afas-compact')).id,
	'complete-person-from-hr': async () =>
		(await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')))).id,
};

/** @returns the id of a person without birth data, whom HR knows */
async function somebody(number: string): Promise<string> {
	await host.control.hr.put({ number, dateOfBirth: '1984-02-29', placeOfBirth: 'Ede' });
	return await host.control.people.put({
		achternaam: 'Vloedman',
		externId: number,
		externSource: 'HR',
		geboortedatum: null,
		geboorteplaats: null,
		bonus: 12,
	});
}

test.each(Object.keys(samples))(
	'K15.4 300 events for one person in 2 s through %s: one PUT, and one request for each event beside the first',
	async (name) => {
		const { control, rest } = host;
		await control.reset({ keep: ['clients'], people: 1 });
		const id = await samples[name]!();
		await control.webhooks.clear();
		const url = await rest.webhookUrl(id, 'Coachview Trigger');
		const send = async (number: string, person: string) =>
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ PersoonId: person, ExternId: number, ExternSource: 'HR', Categorie: 'Extragegevens' }),
			});
		// Once an hour a process learns what Coachview's flags show; somebody else's event has that behind it.
		await send('66002', await somebody('66002'));
		await until(
			'the first event has been written',
			async () => (await control.requests.list({ method: 'PUT', path: 'Personen' })).length > 0,
		);
		await quiet(control);
		const person = await somebody('66001');
		await control.requests.clear();
		const answers = await Promise.all(
			Array.from({ length: EVENTS }, async (_, index) => {
				await new Promise((resolve) => setTimeout(resolve, (index * 2000) / EVENTS));
				return (await send('66001', person)).status;
			}),
		);
		expect(answers.filter((status) => status !== 200)).toEqual([]);
		await until(
			'every event has been looked up in HR',
			async () => (await control.requests.list({ server: 'hr' })).length >= EVENTS,
		);
		await quiet(control);
		const stored = flatten(await control.people.text(person));
		expect([stored.get('geboortedatum')?.slice(1, 11), stored.get('geboorteplaats'), stored.get('bonus')]).toEqual([
			'1984-02-29',
			'"Ede"',
			'12',
		]);
		const requests = await control.requests.list({ server: 'coachview', path: '^/api/' });
		expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
		// The first costs three at the most: a read, the PUT, and a read that proves what Coachview answers to a PUT.
		expect(requests.length).toBeLessThanOrEqual(EVENTS - 1 + 3);
		await rest.unpublish(id);
	},
);
