import { faultSentences, trialSentences } from '../../scripts/docs/sentences.mts';
import { Source } from '../../scripts/docs/source.mts';

const told = (files: { [path: string]: string }) => faultSentences(new Source(new Map(Object.entries(files))));

test('a sentence is read out of templates, conditions, constants and small functions', () => {
	const { sentences, silent } = told({
		'a.ts': `import { ADVICE } from './b';
			const named = (count: number) => (count > 1 ? 'several' : 'one');
			export function odd({ words: { one } }: Entity, count: number) {
				return new Fault('ambiguous', \`There is \${named(count)} \${one} with this number\`, ADVICE);
			}`,
		'b.ts': `export const ADVICE = 'Use ' + 'the ID.';`,
	});
	expect(silent).toEqual([]);
	expect(sentences).toEqual([
		{ reason: 'ambiguous', message: 'There is several person with this number', advice: ['Use the ID.'] },
		{ reason: 'ambiguous', message: 'There is one person with this number', advice: ['Use the ID.'] },
	]);
});

test('words that are parameters come from whoever gives them, also through two functions', () => {
	const { sentences } = told({
		'invalid.ts': `export function invalid(label: string, why: string, advice = \`Correct '\${label}'.\`) {
				return new Fault('invalidInput', \`'\${label}' \${why}\`, advice);
			}`,
		'day.ts': `import { invalid } from './invalid';
			function wrong(field: string, why: string) { return invalid(field, why, 'Correct the date.'); }
			export function read(field: string, date: string) {
				if (date === '') throw wrong(field, 'has no year at all');
				throw invalid('Limit', 'must be a number');
			}`,
	});
	expect(sentences).toEqual([
		{ reason: 'invalidInput', message: "'…' has no year at all", advice: ['Correct the date.'] },
		{ reason: 'invalidInput', message: "'Limit' must be a number", advice: ["Correct 'Limit'."] },
	]);
});

test('a fault without words of its own is named, so that nobody has to find out', () => {
	const { sentences, silent } = told({ 'a.ts': `throw new Fault('expression', thrown.message, thrown.advice);` });
	expect(sentences).toEqual([]);
	expect(silent).toEqual([expect.stringContaining('a.ts: new Fault(')]);
});

describe('the nodes', () => {
	const { sentences, silent } = faultSentences();
	const messages = sentences.map(({ message }) => message);

	test('only what passes on the words of somebody else has no sentence', () => {
		expect(silent.map((place) => place.split(':')[0])).toEqual([
			// n8n's own words about an expression
			'nodes/Coachview/actions/nodeError.ts',
			// the address: read from domain/baseUrl
			'nodes/Coachview/transport/client.ts',
			// the refusal as it is, with further advice
			'nodes/Coachview/transport/recordWrites.ts',
		]);
	});

	test.each([
		"'…' lies in the future",
		"'…' is ambiguous: day and month cannot be told apart",
		'No person in Coachview has this ID',
		'The Coachview client may not write Personen',
		'Coachview could not be reached',
		'Replacing the person would clear fields that are filled now: …',
		'The Custom URL of the credential is not an address. It should look like https://tenant.coachview.com',
	])('say: %s', (message) => expect(messages).toContain(message));

	test('each sentence is there once, with words that are shown', () => {
		expect(messages.length).toBeGreaterThan(150);
		expect(new Set(sentences.map(({ reason, message }) => reason + message)).size).toBe(messages.length);
		expect(messages.filter((text) => /undefined|\$\{|^…$/.test(text))).toEqual([]);
	});

	test('the trigger says why an event does not run', () => {
		const trial = trialSentences();
		expect(trial).toContain(
			'Coachview (…) has no person with this ID. The ID may be mistyped, or of the other environment.',
		);
		expect(trial.some((text) => text.includes('N8N_PROXY_HOPS'))).toBe(true);
	});
});
