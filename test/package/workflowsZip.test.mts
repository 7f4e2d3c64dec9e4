import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { projectRoot } from '../../hosts/cache.mjs';
import { ZIP, zipWorkflows } from '../../scripts/workflows/zip.mts';

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

/** The few lines of the zip format that an archive without extras needs: the directory at the end, then each file. */
function filesOf(archive: Buffer): Map<string, string> {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
	const files = new Map<string, string>();
	let at = archive.readUInt32LE(end + 16);
	for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
		const [packed, name, extra, comment] = [
			archive.readUInt32LE(at + 20),
			archive.readUInt16LE(at + 28),
			archive.readUInt16LE(at + 30),
			archive.readUInt16LE(at + 32),
		];
		const path = archive.toString('utf8', at + 46, at + 46 + name);
		const local = archive.readUInt32LE(at + 42);
		const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		if (!path.endsWith('/')) files.set(path, inflateRawSync(archive.subarray(from, from + packed)).toString('utf8'));
		at += 46 + name + extra + comment;
	}
	return files;
}
