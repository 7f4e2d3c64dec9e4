import { randomUUID } from 'node:crypto';
import { comparePerson, flatten } from '../../sandbox/control/compare.mts';
import { connect, installSample, type Host, type InstalledSample } from './host.mts';
import { quiet, until } from './waiting.mts';

jest.setTimeout(420_000);

const PEOPLE = 50;
const DELIVERIES = 1000;
const SENDERS = 20;

let host: Host;
let sample: InstalledSample;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'], people: 80 });
	sample = await installSample(host, 'complete-person-from-hr-afas-compact');
});

afterAll(async () => {
	await host.rest.unpublish(sample.id);
	await host.control.reset({ keep: ['clients'] });
});

test('1,000 deliveries of 50 events, in any order and many at once, end in the right 50 persons with no more than 50 PUTs', async () => {
	const { control } = host;
	const people = await Promise.all(
		Array.from({ length: PEOPLE }, async (_, index) => await waiting(String(62_000 + index))),
	);
	const before = await control.snapshot();
	await control.requests.clear();

	const deliveries = shuffled(Array.from({ length: DELIVERIES }, (_, index) => people[index % PEOPLE]!));
	const answers = await send(deliveries.map(({ event }) => event));
	expect(answers.filter((status) => status < 200 || status > 299)).toEqual([]);
	await until(
		'every event has been looked up in HR',
		async () => (await control.requests.list({ server: 'hr' })).length >= DELIVERIES,
		// Deliveries are answered before they are worked on, so that most of the work comes after the last answer.
		180,
	);
	const after = await quiet(control);

	for (const { id, number, place } of people) {
		const { lost, overwritten } = comparePerson(before, after, id);
		expect([number, lost, overwritten]).toEqual([number, [], []]);
		const stored = flatten(after.people.get(id) ?? '{}');
		expect([stored.get('geboortedatum'), stored.get('geboorteplaats')]).toEqual([
			'"1984-02-29"',
			JSON.stringify(place),
		]);
	}
	const ours = new Set(people.map(({ id }) => id));
	const others = [...before.people].filter(([id]) => !ours.has(id));
	expect(others.filter(([id, text]) => after.people.get(id) !== text)).toEqual([]);
	expect(after.people.size).toBe(before.people.size);
	const puts = await control.requests.list({ server: 'coachview', method: 'PUT' });
	expect(puts.map(({ status }) => status)).toEqual(Array.from({ length: PEOPLE }, () => 200));
});

/** Somebody who has the category and lacks the data, and the event that tells of it. */
async function waiting(number: string) {
	const { control } = host;
	const place = `Dorp ${number}`;
	await control.hr.put({
		number,
		firstName: 'Floor',
		lastName: 'Vloedman',
		dateOfBirth: '1984-02-29',
		placeOfBirth: place,
	});
	const id = await control.people.put({
		achternaam: 'Vloedman',
		voornaam: 'Floor',
		opmerking: 'Blijft staan',
		kaart: 12,
		externId: number,
		externSource: 'AFAS',
		geboortedatum: null,
		geboorteplaats: null,
	});
	const event = JSON.stringify({
		PersoonId: id,
		PersooncategorieId: randomUUID(),
		ExternId: number,
		ExternSource: 'AFAS',
		Categorie: 'Extragegevens',
	});
	return { id, number, place, event };
}

/** Posts the bodies in order, some at a time. @returns the statuses */
async function send(bodies: string[]): Promise<number[]> {
	const answers: number[] = [];
	const queue = [...bodies];
	await Promise.all(
		Array.from({ length: SENDERS }, async () => {
			for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
				const response = await fetch(sample.webhookUrl!, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body,
				});
				await response.text();
				answers.push(response.status);
			}
		}),
	);
	return answers;
}

/** A fixed shuffle, so that a failure can be seen again. */
function shuffled<T>(list: T[]): T[] {
	let state = 7;
	return list
		.map((value) => ({ value, key: (state = (state * 48_271) % 2_147_483_647) }))
		.sort((a, b) => a.key - b.key)
		.map(({ value }) => value);
}
