import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { ZIP, zipWorkflows } from '../../scripts/workflows/zip.mts';
import { filesOf } from '../harness/zip.mts';

let clone: string;
const git = (...args: string[]) => {
	const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
	expect(spawnSync('git', [...who, ...args], { cwd: clone, encoding: 'utf8' })).toMatchObject({ status: 0 });
};
const zip = () => {
	zipWorkflows(clone);
	return readFileSync(join(clone, ZIP));
};

beforeAll(() => {
	clone = mkdtempSync(join(tmpdir(), 'coachview-zip-'));
	cpSync(join(projectRoot, 'workflows'), join(clone, 'workflows'), { recursive: true });
	git('init', '-q');
	git('add', '.');
	git('commit', '-q', '-m', 'samples');
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test('holds the samples and the header of the table, as they are', () => {
	const samples = readdirSync(join(projectRoot, 'workflows')).sort();
	const packed = filesOf(zip());
	expect([...packed.keys()]).toEqual(samples.map((name) => `coachview-workflows/${name}`));
	for (const name of samples)
		expect(packed.get(`coachview-workflows/${name}`)).toBe(readFileSync(join(projectRoot, 'workflows', name), 'utf8'));
});

test('has the same bytes each time, in any time zone', () => {
	const first = zip();
	const zone = process.env.TZ;
	process.env.TZ = 'Pacific/Auckland';
	try {
		expect(zip().equals(first)).toBe(true);
	} finally {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	}
});

test('is refused while a sample differs from the commit', () => {
	writeFileSync(join(clone, 'workflows', 'new.json'), '{}');
	expect(() => zip()).toThrow('workflows/new.json');
	rmSync(join(clone, 'workflows', 'new.json'));
	expect(() => zip()).not.toThrow();
});
