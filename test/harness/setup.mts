// Runs before each engine test file: n8n-core writes a settings file on first use, so it gets a folder of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'coachview-engine-'));
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
process.env.N8N_LOG_LEVEL = 'silent';
delete process.env.N8N_SSRF_PROTECTION_ENABLED;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- must be loaded before n8n-core, which needs it at load time
require('reflect-metadata');

// n8n tests resource locators with a regular expression that may take a quarter of a second of the clock on the wall, so a
// busy machine fails a test that has nothing to do with it. The engine is n8n's own seam for this; the floor lacks it.
interface RegexEngine {
	exec(pattern: string, input: string, flags?: string): RegExpExecArray | null;
	test(pattern: string, input: string, flags?: string): boolean;
	replace(pattern: string, input: string, flags: string | undefined, replacement: string): string;
	matchAll(pattern: string, input: string, flags?: string): RegExpMatchArray[];
	split(pattern: string, input: string, flags?: string): string[];
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the settings above
const { setSafeRegexEngine } = require('n8n-workflow') as { setSafeRegexEngine?: (engine: RegexEngine) => void };
setSafeRegexEngine?.({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});
