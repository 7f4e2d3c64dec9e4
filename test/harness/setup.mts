// Runs before each engine test file; in this order: n8n-core needs the settings and reflect-metadata when it is loaded.
import './environment.mts';
import 'reflect-metadata';
import * as workflow from 'n8n-workflow';

// n8n tests resource locators with a regular expression that may take a quarter of a second of the clock on the wall, so a
// busy machine fails a test that has nothing to do with it. The engine is n8n's own seam for this; the floor lacks it.
interface RegexEngine {
	exec(pattern: string, input: string, flags?: string): RegExpExecArray | null;
	test(pattern: string, input: string, flags?: string): boolean;
	replace(pattern: string, input: string, flags: string | undefined, replacement: string): string;
	matchAll(pattern: string, input: string, flags?: string): RegExpMatchArray[];
	split(pattern: string, input: string, flags?: string): string[];
}
const { setSafeRegexEngine } = workflow as { setSafeRegexEngine?: (engine: RegexEngine) => void };
setSafeRegexEngine?.({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});
