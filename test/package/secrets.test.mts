import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { projectTexts, secretsIn } from '../../scripts/supply/secrets.mts';
import { unpackPackage } from './unpacked.mts';

/** Made up, because a test needs one. */
const MADE_UP = ['test/domain/errorBody.test.ts: signed token', 'test/package/workflowsLint.test.mts: AFAS token'];

test('no file of the project holds what looks like a secret', () => {
	const texts = [...projectTexts(projectRoot)];
	expect(texts.length).toBeGreaterThan(500);
	expect(texts.map(([path]) => path)).toEqual(
		expect.arrayContaining(['README.md', '.npmrc', '.ci/run', '.github/workflows/ci.yml']),
	);
	expect(texts.flatMap(([path, text]) => secretsIn(text).map((form) => `${path}: ${form}`)).sort()).toEqual(MADE_UP);
});

// Reports of tools name the files that they have read, wherever a copy of the project lay.
test('no file of the project says where it lies on a machine', () => {
	const places = [`${projectRoot}/`, ...(homedir().length > 1 ? [`${homedir()}/`] : [])];
	const beside = `${dirname(projectRoot)}/`;
	const isPlace = (text: string) =>
		places.some((place) => text.includes(place)) ||
		text.split(beside).some((rest, at) => at > 0 && /^[^/"'\s]+\/nodes\/Coachview/.test(rest));
	expect([...projectTexts(projectRoot)].filter(([, text]) => isPlace(text)).map(([path]) => path)).toEqual([]);
});

test('nor does a file of the package', async () => {
	const { folder } = await unpackPackage('secrets');
	expect([...projectTexts(folder)].length).toBeGreaterThan(3);
	expect([...projectTexts(folder), ...projectTexts(`${folder}/dist`)].flatMap(([, text]) => secretsIn(text))).toEqual(
		[],
	);
});

// Put together here, so that this file does not hold one itself.
const of = (length: number) => 'aB3'.repeat(length).slice(0, length);
test.each([
	['private key', ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' ')],
	['GitHub token', `ghp${'_'}${of(36)}`],
	['npm token', `npm${'_'}${of(36)}`],
	['AWS key', `AKIA${'ABCD2345'.repeat(2)}`],
	['Google key', `AIza${of(35)}`],
	['Slack token or hook', `xoxb${'-'}${of(20)}`],
	['signed token', `eyJ${of(12)}.eyJ${of(12)}.${of(12)}`],
	['AFAS token', `AfasToken ${of(32)}`],
	['key of n8n', `n8n_api${'_'}${of(24)}`],
	['address with a password', `https://anna:${of(6)}@hr.example.org`],
	['line of an npmrc', `//registry.example.org/:_authToken${'='}${of(12)}`],
])('a %s is seen', (form, text) => expect(secretsIn(`before ${text} after`)).toEqual([form]));

test.each([
	'-----BEGIN PUBLIC KEY-----',
	'AfasToken <base64 of the token>',
	'postgres://${user}:${password}@127.0.0.1/n8n',
	'sha512-3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT',
])('%s is none', (text) => expect(secretsIn(text)).toEqual([]));
