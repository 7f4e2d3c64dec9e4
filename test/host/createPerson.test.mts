import { flatten } from '../../sandbox/control/compare.mts';
import { connect, installSample, type Host, type InstalledSample } from './host.mts';
import { quiet, until } from './waiting.mts';
import { installCaller, type Caller } from './workflows/calling.mts';

jest.setTimeout(120_000);

let host: Host;
let sample: InstalledSample;
let call: Caller;

/** The learner of the sample's own example. */
const example = {
	externId: '10099',
	externSource: 'HR',
	lastName: 'Voorbeeld',
	firstName: 'Vera',
	email: 'vera.voorbeeld@example.org',
};

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	sample = await installSample(host, 'create-person-from-hr');
	await host.rest.publish(sample.id);
	call = await installCaller(host);
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

test('Try it out asks Coachview and writes nothing', async () => {
	const { control, rest } = host;
	const before = await control.snapshot();
	await control.requests.clear();
	await rest.run(sample.id, 'Try it out');
	await until(
		'the person is looked up',
		async () => (await control.requests.list({ server: 'coachview', method: 'GET' })).length > 0,
	);
	expect((await quiet(control)).people).toEqual(before.people);
	expect(
		(await control.requests.list({ server: 'coachview' })).filter(
			({ method, path }) => method !== 'GET' && !path.includes('token'),
		),
	).toEqual([]);
});

test('creates the example person once, and does no harm the second time', async () => {
	const { control } = host;
	const before = await control.snapshot();
	await call(sample.id, example);
	await until('the person is there', async () => (await control.people.find('10099', 'HR')) !== undefined);
	const once = await quiet(control);
	expect(once.people.size).toBe(before.people.size + 1);
	const created = flatten((await control.people.find('10099', 'HR'))?.text ?? '{}');
	expect(['voornaam', 'achternaam', 'email1'].map((field) => created.get(field))).toEqual([
		'"Vera"',
		'"Voorbeeld"',
		'"vera.voorbeeld@example.org"',
	]);

	await control.requests.clear();
	await call(sample.id, example);
	await until(
		'the person is looked up',
		async () => (await control.requests.list({ server: 'coachview', method: 'GET' })).length > 0,
	);
	expect((await quiet(control)).people).toEqual(once.people);
	expect(
		(await control.requests.list({ server: 'coachview' })).filter(
			({ method, path }) => method !== 'GET' && !path.includes('token'),
		),
	).toEqual([]);
});
