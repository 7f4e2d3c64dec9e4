import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../hosts/cache.mjs';
import { ensureHost } from '../hosts/install.mts';
import { pack } from './pack.mts';

// n8n's own scanner, before anything is published. Its command takes published packages only; the part that judges takes a
// folder (`analyzePackage` in its scanner.mjs, read in 0.32.0). What it asks of a published package besides, the provenance,
// is in docs/release.md.

interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}
interface Scanner {
	analyzePackage(folder: string, patterns: readonly string[]): Promise<Verdict>;
	SOURCE_FILE_PATTERNS: readonly string[];
}

const host = await ensureHost('scanner');
const file = join(host, 'node_modules', '@n8n', 'scan-community-package', 'scanner', 'scanner.mjs');
const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(pathToFileURL(file).href)) as Scanner;

const unpacked = mkdtempSync(join(tmpdir(), 'coachview-scan-'));
try {
	const { tarball } = await pack();
	mkdirSync(unpacked, { recursive: true });
	execFileSync('tar', ['-xzf', basename(tarball), '-C', unpacked, '--strip-components=1'], { cwd: dirname(tarball) });
	// The same two looks, with the same patterns, as the scanner takes of a published package.
	tell('the source', await analyzePackage(projectRoot, SOURCE_FILE_PATTERNS));
	tell('the packed package', await analyzePackage(unpacked, ['**/*.js', 'package.json']));
} finally {
	rmSync(unpacked, { recursive: true, force: true });
}

/** The scanner's own command ends with 0 also when it has found something; this one does not. */
function tell(what: string, { passed, message, details }: Verdict): void {
	console.log(passed ? `passed: ${what}` : `FAILED: ${what}: ${message ?? ''}\n${details ?? ''}`);
	if (!passed) process.exitCode = 1;
}
