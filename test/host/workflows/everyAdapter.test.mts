import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Host } from '../host.mts';
import { adapters, settings } from './adapters.mts';
import { install } from './calling.mts';
import { installAdapter } from './library.mts';
import { expectMainJob, known } from './mainJob.mts';

jest.setTimeout(120_000);

let host: Host;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
});

afterAll(async () => await host.control.reset({ keep: ['clients'] }));

const titled = adapters.map((adapter, index) => ({
	...adapter,
	title: [adapter.file, adapter.as].filter(Boolean).join(', '),
	number: String(60_001 + index),
}));

test.each(titled)(
	'webhook, $title, Coachview: the two fields are filled and nothing else changes',
	async ({ number, ...adapter }) => {
		await host.control.hr.put({ number, firstName: 'Wout', lastName: 'Proef', countryOfBirth: 'NL', ...known });
		await expectMainJob(host, await installAdapter(host, adapter), number);
	},
);

test('webhook, a file of HR, Coachview: the two fields are filled and nothing else changes', async () => {
	const folder = join(host.dataDir, 'files');
	mkdirSync(folder, { recursive: true });
	const file = join(folder, 'people-of-the-coming-diplomas.csv');
	writeFileSync(file, `number,dateOfBirth,placeOfBirth\n61001,${known.dateOfBirth},"${known.placeOfBirth}"\n`);
	const name = 'hr-adapter-data-table';
	await expectMainJob(
		host,
		await install(host, name, {
			parameters: { ...settings(name, { readFrom: 'file' }), 'Read file': { fileSelector: file } },
			disabled: ['Look in the table'],
		}),
		'61001',
	);
});
