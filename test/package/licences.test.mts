import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { EXCEPTIONS, forbidden, isAllowed, lockedPackages } from '../../scripts/supply/licences.mts';

const locked = (path: string) => lockedPackages(readFileSync(join(projectRoot, path, 'package-lock.json'), 'utf8'));

// hosts/n8n is n8n as n8n delivers it: run beside the package, and nobody gets it from us.
test.each([
	['.', 900],
	['hosts/floor', 300],
	['hosts/node', 2],
	['hosts/postgres', 15],
	['hosts/scanner', 200],
])('every package in the lock of %s is under a licence that is allowed', (path, least) => {
	const packages = locked(path);
	expect(packages.length).toBeGreaterThanOrEqual(least);
	expect(forbidden(packages)).toEqual([]);
});

test('an exception that nobody needs any more goes', () => {
	const names = new Set(locked('.').map(({ name }) => name));
	expect(Object.keys(EXCEPTIONS).filter((name) => !names.has(name))).toEqual([]);
});

test('what is not allowed is named, and so is what tells no licence', () => {
	const packages = [
		{ name: 'good', licence: 'MIT' },
		{ name: 'copyleft', licence: 'GPL-3.0-only' },
		{ name: 'silent', licence: undefined },
		{ name: 'copyleft', licence: 'GPL-3.0-only' },
		{ name: 'n8n-core', licence: 'SEE LICENSE IN LICENSE.md' },
		{ name: 'not-n8n-core', licence: 'SEE LICENSE IN LICENSE.md' },
	];
	expect(forbidden(packages)).toEqual([
		'copyleft: GPL-3.0-only',
		'silent: none told',
		'not-n8n-core: SEE LICENSE IN LICENSE.md',
	]);
});

test.each([
	['(MIT OR GPL-3.0-or-later)', true],
	['(AFL-2.1 OR BSD-3-Clause)', true],
	['Apache-2.0 AND MIT', true],
	['(MIT AND GPL-2.0-only)', false],
	['MIT OR (ISC AND GPL-2.0-only)', false],
	['MIT AND ISC OR GPL-2.0-only', false],
	['', false],
])('%s: %s', (expression, allowed) => expect(isAllowed(expression)).toBe(allowed));
