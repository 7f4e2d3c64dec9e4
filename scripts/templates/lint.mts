import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import { secretsIn } from '../supply/secrets.mts';
import { overlaps } from '../workflows/layout.mts';
import { slotsOf } from '../workflows/unfinished.mts';
import { isNote, submission } from './submission.mts';
import { LANGUAGES, type Language, type Template } from './texts.mts';

/** Categories that n8n's library shows (n8n.io/workflows/categories); the portal has the last word. */
const CATEGORIES = [
	'DevOps',
	'Document Extraction',
	'Engineering',
	'File Management',
	'HR',
	'Internal Wiki',
	'Invoice Processing',
	'Miscellaneous',
	'Personal Productivity',
	'Project Management',
	'SecOps',
	'Ticket Management',
];

/** Least and most words of what the portal's form counts, and of the whole description. */
const WORDS = { title: [5, 16], overview: [10, 50], how: [50, 160], setup: [50, 260] } as const;
const NOTE = [100, 300] as const;

const count = (text: string) => text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length;

/**
 * Checks one template against the rules of n8n's library and against its workflow.
 * @returns one sentence for each fault
 */
export function lintTemplate(template: Template, workflow: WorkflowJson): string[] {
	const { name, categories, texts } = template;
	const odd = categories.filter((one) => !CATEGORIES.includes(one));
	const lengths = new Set(LANGUAGES.map((language) => texts[language].setup.length));
	return [
		...(odd.length > 0 || categories.length === 0 ? [`Categories: ${odd.join(', ') || 'none'}.`] : []),
		...(lengths.size > 1 ? ['English and Dutch have not the same number of steps.'] : []),
		...(existsSync(join(projectRoot, 'docs', 'images', `${name}.png`))
			? []
			: [`docs/images/${name}.png is missing (npm run workflows:pictures).`]),
		...LANGUAGES.flatMap((language) =>
			lintTexts(template, workflow, language).map((finding) => `${language}: ${finding}`),
		),
		...lintSubmission(submission(template, workflow)),
	];
}

function lintTexts({ texts }: Template, workflow: WorkflowJson, language: Language): string[] {
	const { title, overview, for: whom, how, setup, requirements, customize } = texts[language];
	const all = [title, overview, whom, how, ...setup, ...requirements, ...customize].join('\n');
	const counted = { title, overview, how, setup: setup.join(' ') };
	const names = new Set(workflow.nodes.map((node) => node.name));
	const quoted = [...all.matchAll(/\*\*([^*]+)\*\*/g)].map(([, node = '']) => node);
	const inSetup = new Set([...setup.join('\n').matchAll(/\*\*([^*]+)\*\*/g)].map(([, node = '']) => node));
	return [
		...Object.entries(WORDS).flatMap(([part, [least, most]]) => {
			const words = count(counted[part as keyof typeof counted]);
			return words < least || words > most ? [`${part} has ${words} words, not ${least} to ${most}.`] : [];
		}),
		...(/^\p{Lu}/u.test(title) && !/[!.:]$|\p{Extended_Pictographic}/u.test(title)
			? []
			: ['The title is no plain sentence.']),
		...quoted.filter((node) => !names.has(node)).map((node) => `"${node}" is no node of the workflow.`),
		// What n8n marks with a red triangle is what somebody has to do.
		...slotsOf(workflow)
			.filter((node) => !inSetup.has(node))
			.map((node) => `the set-up does not name "${node}", which has to be filled in.`),
		...(requirements.length === 0 || customize.length < 2 ? ['Requirements or ways to customize are missing.'] : []),
		...(/<\w+[^>]*>/.test(all) ? ['HTML; the library takes Markdown only.'] : []),
		...secretsIn(all).map((form) => `looks like a secret: ${form}.`),
	];
}

/** What is handed in: nothing of the machine that made it, one yellow note at the top left, nothing covered. */
function lintSubmission(workflow: WorkflowJson): string[] {
	const notes = workflow.nodes.filter(isNote);
	const yellow = notes.filter(({ parameters }) => Number(parameters.color ?? 1) === 1);
	const [note] = yellow;
	const content = String(note?.parameters.content);
	const words = count(content);
	const others = workflow.nodes.filter((node) => node !== note);
	const text = JSON.stringify(workflow);
	return [
		...(yellow.length === 1 ? [] : [`${yellow.length} yellow notes instead of one.`]),
		...(words < NOTE[0] || words > NOTE[1] ? [`The yellow note has ${words} words, not ${NOTE.join(' to ')}.`] : []),
		...(content.includes('### How it works') && content.includes('### Setup')
			? []
			: ['The yellow note lacks a heading.']),
		...(others.every(({ position }) => position[0] > note!.position[0])
			? []
			: ['The yellow note is not the leftmost.']),
		...overlaps(workflow),
		...(/instanceId|"webhookId"|"credentials"|"pinData"/.test(text)
			? ['Something of the machine that made it is in it.']
			: []),
		...secretsIn(text).map((form) => `Looks like a secret: ${form}.`),
	];
}
