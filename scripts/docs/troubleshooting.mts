import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import type { FaultReason } from '../../nodes/Coachview/domain/fault.ts';
import { projectRoot } from '../../hosts/cache.mjs';
import { GAP } from './evaluate.mts';
import { N8N_SENTENCES } from './n8nSentences.mts';
import { faultSentences, trialSentences, type Sentence } from './sentences.mts';
import { SILENCE } from './silence.mts';
import { Source } from './source.mts';

/** Path of the generated page, below the project's folder. */
export const TROUBLESHOOTING_PAGE = join('docs', 'troubleshooting.md');

/** Each reason in words, in the order of the page; the compiler keeps it complete. */
const REASONS: { readonly [reason in FaultReason]: string } = {
	invalidInput: 'Something in the node, or what an expression gives, cannot be used',
	credential: 'The credential does not work',
	notAllowed: 'The client may not do this',
	notFound: 'Coachview does not have it',
	ambiguous: 'There are several',
	identityMismatch: 'It is another person than expected',
	conflict: 'Coachview has another value, or the person exists already',
	wouldClear: 'Replace would clear fields',
	incompleteRecord: 'The record that came in is not whole',
	rejected: 'Coachview did not accept it',
	notStored: 'Coachview did not store it as sent',
	lost: 'A field changed that was not meant',
	concurrentChange: 'Somebody else wrote at the same moment',
	unknownOutcome: 'It is not known whether it was stored',
	unavailable: 'Coachview cannot be reached',
	quotaExhausted: "The day's requests are used up",
	sampleData: 'Coachview sends sample data',
	unexpectedAnswer: 'Coachview answers in a way that cannot be trusted',
	cancelled: 'n8n stopped the run',
	expression: 'An expression in the node failed; the sentence is n8n’s',
	unexpected: 'A fault of the node',
};

const MOST_ADVICE = 3;

/** @returns docs/troubleshooting.md, made from the nodes' source and the lists beside this file */
export function troubleshootingPage(source = new Source()): string {
	const { sentences } = faultSentences(source);
	return [
		'# What to do when …',
		'<!-- Generated from the sentences in nodes/Coachview and the lists in scripts/docs by `npm run troubleshooting:doc`. Do not edit. -->',
		'Search this page (Ctrl+F) for some words of the sentence on your screen. `…` stands for what differs: a name of a field, a',
		'number, an address. "person" and `Personen` stand for whatever kind of record it was.',
		'',
		'- [Nothing happens, and there is no sentence](#nothing-happens)',
		'- [A sentence of n8n](#sentences-of-n8n)',
		'- [A sentence of the Coachview node or trigger](#sentences-of-the-coachview-nodes)',
		'- [An event does not start the workflow in a test](#why-an-event-does-not-start-the-workflow)',
		'- A test of the credential fails: [credentials.md](credentials.md)',
		'- A row in the table `coachview_follow_up`: [after-conflict.md](after-conflict.md)',
		'',
		'## Nothing happens',
		'',
		'Look in this order. The quickest way to know: open the Coachview Trigger, copy the *Test URL*, click *Execute step*, open the',
		'copied address in a new tab and send a sample event. It says what is wrong. A test writes for real when it is started from the',
		'canvas, and a published trigger counts what it did not let through and shows the numbers beside its next output.',
		'',
		...table(
			['', 'Question', 'Where to look', 'What to do'],
			SILENCE.map(({ question, look, then }, index) => [String(index + 1), question, look, then]),
		),
		'',
		'## Sentences of n8n',
		'',
		...table(
			['n8n says', 'Where', 'What it means, and what to do'],
			N8N_SENTENCES.map(({ says, where, means }) => [says, where, means]),
		),
		'',
		'## Sentences of the Coachview nodes',
		'',
		'The first sentence is the title of the error, the second stands under it. The word in brackets is `error.reason` of a failed',
		'item, and the outcome in the table. "Nothing was written" and "Nothing was sent" are meant as they are said.',
		'',
		...Object.entries(REASONS).flatMap(([reason, title]) =>
			section(
				`${title} (\`${reason}\`)`,
				sentences.filter((one) => one.reason === reason),
			),
		),
		'## Why an event does not start the workflow',
		'',
		'In a test the trigger says it beside its output and in the page of the Test URL, and *Webhook Event: Read* beside its output.',
		'',
		...trialSentences(source).map((sentence) => `- ${plain(sentence)}`),
		'',
	].join('\n');
}

function section(title: string, sentences: readonly Sentence[]): string[] {
	if (sentences.length === 0) return [];
	const rows = [...sentences]
		.sort((a, b) => (a.message < b.message ? -1 : 1))
		.map(({ message, advice }) => [unmarked(message), told(advice.map(unmarked))]);
	return [`### ${title}`, '', ...table(['On the screen', 'What to do'], rows), ''];
}

function told(advice: readonly string[]): string {
	const shown = advice.slice(0, MOST_ADVICE).map((text) => text.replace(/ … Coachview's words: "…"$/, ''));
	return [...new Set(shown)].filter((text) => !text.startsWith(GAP)).join(' *Or:* ') || 'The text under it says it.';
}

function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
	return [heads, heads.map(() => '---'), ...rows.map((cells) => cells.map(plain))].map(
		(cells) => `| ${cells.join(' | ')} |`,
	);
}

/** Of a sentence on the screen: no asterisk is meant as Markdown. */
const unmarked = (text: string) => text.replaceAll('*', '\\*');

/** A bar would end the cell, and angle brackets would be taken for HTML. */
const plain = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

// `npm run troubleshooting:doc`
if (process.argv[1]?.endsWith('troubleshooting.mts'))
	writeFileSync(join(projectRoot, TROUBLESHOOTING_PAGE), troubleshootingPage());
