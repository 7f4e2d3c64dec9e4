import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoachviewOAuth2Api } from '../../credentials/CoachviewOAuth2Api.credentials.ts';
import { CoachviewWebhookApi } from '../../credentials/CoachviewWebhookApi.credentials.ts';
import { projectRoot } from '../../hosts/cache.mjs';
import { Coachview } from '../../nodes/Coachview/Coachview.node.ts';
import { CoachviewTrigger } from '../../nodes/Coachview/CoachviewTrigger.node.ts';
import { N8N_LABELS } from '../../scripts/docs/n8nLabels.mts';
import { credentialLabels, italics, nodeLabels, partsOf } from '../../scripts/docs/quotedLabels.mts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const QUICK_STARTS = ['docs/quick-start.md', 'docs/snelstart.md', 'docs/schnellstart.md'];
const PAGES = [
	...QUICK_STARTS,
	'README.md',
	'docs/after-conflict.md',
	'docs/credentials.md',
	'docs/troubleshooting.md',
	'docs/workflows.md',
];

interface SavedWorkflow {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: { content?: string; operation?: string } }>;
}

/** Names on the canvas of the samples: workflows, nodes, headings of notes. */
function sampleLabels(): string[] {
	const files = readdirSync(join(projectRoot, 'workflows')).filter((name) => name.endsWith('.json'));
	return files.flatMap((file) => {
		const { name, nodes } = JSON.parse(read(`workflows/${file}`)) as SavedWorkflow;
		const headings = nodes.flatMap(
			({ parameters: { content = '' } }) => content.match(/(?<=^## |\*\*)[A-Z][\w ?,]+/gm) ?? [],
		);
		return [name, ...nodes.map((node) => node.name), ...headings];
	});
}

/** What n8n puts in the place of {provider}: the name of the credential, without what kind of login it is. */
const PROVIDERS = ['Coachview', 'Header Auth'];
/** Labels of n8n's nodes and dialogs that are not in its list of texts, read in 2.41.1. */
const N8N_PARTS = [
	'Client ID',
	'Client Secret',
	'Header Auth',
	'Authentication',
	'IP(s) Allowlist',
	'Path',
	'Raw Body',
	'HTTP Request',
	'Response',
	'Include Response Headers and Status',
	'Never Error',
	'Response Format',
	'Remove Duplicates',
	'Name',
	'Value',
	'URL',
	'Data table',
	'Merge',
	'combine by position',
	'Execute Sub-workflow',
	'Run once with all items',
	'On Error',
	'More details',
	'Error Workflow',
	'Enter',
];
/** Words on the screens of Coachview and AFAS, as the vendors' help has them. */
const OTHER_SCREENS = ['Add client', 'Enabled', 'Template', 'Actietemplate', 'Nieuw', 'Opleidingssoort', 'Categorie'];
const OTHER_MODULES = ['Automatische workflow', 'Extragegevens', 'Administrator'];
/** Labels of our own that no description holds; each is looked for in its file. */
const MADE_ELSEWHERE: ReadonlyArray<[label: string, file: string, there: string]> = [
	['Only Live', 'nodes/Coachview/trigger/environment.ts', 'Only '],
	['Only Training', 'nodes/Coachview/trigger/environment.ts', 'Only '],
	['Passes the course', 'sandbox/page/sections/person.mts', 'Passes the course'],
];
/** Names that are given in a text, and words that are only stressed. */
const NO_LABELS = [
	'Coachview private',
	'Coachview LIVE',
	'Coachview Training',
	'Coachview account',
	'conflict',
	'Not confirmed',
	'not confirmed',
	'added',
	'all',
	'kursiv',
	'cursief',
	'italics',
	'Or:',
	'Reconcile',
	'something broke',
	'Demo:',
	'redaction',
	'Install',
];

const known = new Set([
	...[new Coachview(), new CoachviewTrigger()].flatMap(({ description }) => nodeLabels(description)),
	...[new CoachviewOAuth2Api(), new CoachviewWebhookApi()].flatMap(credentialLabels),
	...Object.values(N8N_LABELS).flatMap((label) => PROVIDERS.map((name) => label.replace('{provider}', name))),
	...sampleLabels(),
	...N8N_PARTS,
	...OTHER_SCREENS,
	...OTHER_MODULES,
	...NO_LABELS,
	...MADE_ELSEWHERE.map(([label]) => label),
]);

test.each(MADE_ELSEWHERE)('%s is made in %s', (_label, file, there) => expect(read(file)).toContain(there));

test('there are labels, of the nodes and of n8n', () => {
	for (const label of ['Dry Run', 'Date of Birth', 'Only If Empty', 'Environment', 'Publish', 'Try it out'])
		expect(known).toContain(label);
	expect(italics('Click *Execute step*, **not** *that\n> one*: `*code*` and 2 * 3 * 4.')).toEqual([
		'Execute step',
		'that one',
	]);
	expect(partsOf('⋯ → Settings → Nothing', known)).toEqual(['Nothing']);
	expect(partsOf('Concurrency Check: Look Twice', known).filter((part) => !known.has(part))).toEqual(['Look Twice']);
});

test.each(PAGES)('%s quotes labels that are on a screen', (page) => {
	const quoted = italics(read(page));
	expect(quoted.length).toBeGreaterThan(5);
	expect(quoted.flatMap((text) => partsOf(text, known)).filter((part) => !known.has(part))).toEqual([]);
});

describe('the three quick starts', () => {
	const pages = QUICK_STARTS.map(read);
	const all = (pattern: RegExp) => pages.map((page) => page.match(pattern) ?? []);

	test('have the same twelve steps, each with its picture', () => {
		const twelve = Array.from({ length: 12 }, (_, index) => index + 1);
		const steps = twelve.map((step) => `## ${step}.`);
		const pictures = twelve.map((step) => `pictures/quick-start/${String(step).padStart(2, '0')}.png`);
		expect(all(/^## \d+\./gm)).toEqual([steps, steps, steps]);
		expect(all(/pictures\/[\w/-]+\.png/g)).toEqual([pictures, pictures, pictures]);
		expect(pages.map((page) => page.match(/^!\[[^\]]{10,}\]/gm)?.length)).toEqual([12, 12, 12]);
	});

	test('have pictures that are there', () => {
		const missing = (all(/pictures\/[\w/-]+\.png/g)[0] ?? []).filter(
			(picture) => !existsSync(join(projectRoot, 'docs', picture)),
		);
		expect(missing).toEqual([]);
	});

	test('say the same labels, names, files and texts', () => {
		const sorted = (texts: string[]) => [...new Set(texts)].sort();
		const [english, dutch, german] = pages.map((page) => ({
			labels: sorted(italics(page).filter((label) => !['italics', 'cursief', 'kursiv'].includes(label))),
			bold: sorted(page.match(/\*\*[A-Z][\w ?]+\*\*/g)?.filter((text) => known.has(text.slice(2, -2))) ?? []),
			files: sorted(page.match(/`[\w-]+\.(json|csv|zip)`/g) ?? []),
			tickets: page.match(/^>.*$/gm),
			code: page.match(/^ *```[\s\S]*?```/gm),
		}));
		expect(dutch).toEqual(english);
		expect(german).toEqual(english);
	});
});
