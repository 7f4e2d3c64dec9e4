import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { npm, projectRoot, say } from '../hosts/cache.mjs';

/** The packed package, as `npm publish` would send it. */
export interface Packed {
	/** Absolute path of the .tgz. */
	tarball: string;
	/** Bytes, packed. */
	size: number;
	/** Paths inside the package, sorted, without the leading `package/`. */
	files: string[];
	version: string;
}

/** Everything that the content of the package depends on. */
const sources = [
	'package.json',
	'README.md',
	'CHANGELOG.md',
	'LICENSE.md',
	'tsconfig.json',
	'gulpfile.js',
	'nodes',
	'credentials',
	'icons',
].map((name) => ({ name, path: join(projectRoot, name) }));

/**
 * Builds and packs the package. It is built from a copy in a temporary folder: the result cannot depend on what an
 * earlier build left in dist, and runs at the same time do not disturb each other. Unchanged sources are not built again.
 * @throws Error with the words of the compiler or of npm
 */
export async function pack(): Promise<Packed> {
	const folder = join(tmpdir(), `coachview-package-${fingerprintOfSources()}`);
	if (!tarballIn(folder)) await packInto(folder);
	const tarball = tarballIn(folder);
	if (!tarball) throw new Error(`npm pack left no package in ${folder}`);
	const listed = execFileSync('tar', ['-tzf', basename(tarball)], { cwd: dirname(tarball), encoding: 'utf8' })
		.split('\n')
		.filter(Boolean);
	const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
	return {
		tarball,
		size: statSync(tarball).size,
		files: listed.map((path) => path.replace(/^package\//, '')).sort(),
		version,
	};
}

function fingerprintOfSources(): string {
	const hash = createHash('sha256');
	for (const { name, path } of sources) {
		const inside =
			existsSync(path) && statSync(path).isDirectory()
				? readdirSync(path, { recursive: true, withFileTypes: true })
				: [];
		const files = inside.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
		for (const file of inside.length ? files.sort() : [path])
			hash
				.update(`${name} ${file.slice(projectRoot.length)} `)
				.update(existsSync(file) ? readFileSync(file) : 'absent');
	}
	return hash.digest('hex').slice(0, 16);
}

/**
 * Builds and packs anew, from a fresh copy of the sources.
 * @param folder gets the tarball and nothing else; what was there is removed
 * @param env more variables for the compiler and for npm
 * @throws Error with the words of the compiler or of npm
 */
export async function packInto(folder: string, env: Record<string, string> = {}): Promise<void> {
	say('Building and packing the package (usually 10 s)');
	const stage = mkdtempSync(join(tmpdir(), 'coachview-build-'));
	try {
		for (const { name, path } of sources) if (existsSync(path)) cpSync(path, join(stage, name), { recursive: true });
		symlinkSync(join(projectRoot, 'node_modules'), join(stage, 'node_modules'), 'junction');
		await npm(['run', 'build'], stage, env);
		for (const name of ['dist', ...sources.map(({ name }) => name)]) evenModes(join(stage, name));
		const packed = join(stage, 'packed');
		mkdirSync(packed);
		await npm(['pack', '--ignore-scripts', '--pack-destination', packed], stage, env);
		rmSync(folder, { recursive: true, force: true });
		renameSync(packed, folder);
	} finally {
		rmSync(stage, { recursive: true, force: true });
	}
}

/** npm packs files with the modes that they have, and those depend on the umask of who builds. Links are not followed. */
function evenModes(path: string): void {
	const found = lstatSync(path, { throwIfNoEntry: false });
	if (found?.isFile()) chmodSync(path, 0o644);
	if (found?.isDirectory()) for (const name of readdirSync(path)) evenModes(join(path, name));
}

function tarballIn(folder: string): string | undefined {
	const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.tgz')) : undefined;
	return name && join(folder, name);
}
