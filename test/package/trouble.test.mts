import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { TroubleTally } from '../../scripts/trouble.mts';
import { troubleIds } from '../../scripts/troubleIds.mts';

const results = (...tests: Array<[string, string]>) => ({
	testResults: [{ assertionResults: tests.map(([title, status]) => ({ title, status })) }],
});

test('every id has a test that is named after it', () => {
	const folder = join(projectRoot, 'test');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
		(name) => /\.test\.m?ts$/.test(name) && !name.endsWith('trouble.test.mts'),
	);
	const titles = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
	const named = new Set(titles.match(/(?<=['"`](?:K\d+\.\d+ (?:and|to) )?)K\d+\.\d+\b/g));
	expect(troubleIds.filter((id) => !named.has(id))).toEqual([]);
	expect(new Set(troubleIds).size).toBe(94);
});

test('an id counts when a test shows it and none contradicts it', () => {
	const tally = new TroubleTally();
	expect(tally.verdict()).toMatchObject({ passed: 0, total: 94 });
	tally.add(
		results(
			['K1.1 an edit', 'passed'],
			['K5.4 and K5.5 are refused', 'passed'],
			['K7.10 a key', 'passed'],
			['K2.1 skipped', 'pending'],
		),
	);
	tally.add(results(['K1.1 in another zone', 'failed'], ['speaks of K99.9', 'passed']));
	expect(tally.verdict()).toMatchObject({ passed: 3, total: 94 });
	expect(tally.verdict().open).toEqual(troubleIds.filter((id) => !['K5.4', 'K5.5', 'K7.10'].includes(id)));
});
