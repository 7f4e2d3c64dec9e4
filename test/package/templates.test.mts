import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { lintTemplates, pages } from '../../scripts/templates/all.mts';
import { lintTemplate } from '../../scripts/templates/lint.mts';
import { submission } from '../../scripts/templates/submission.mts';
import { readTemplates, type Template } from '../../scripts/templates/texts.mts';
import { readWorkflows } from '../../scripts/workflows/files.mts';
import { noteRow, overlaps } from '../../scripts/workflows/layout.mts';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';

const templates = readTemplates();
const files = readWorkflows();

// What fails here is mended in templates/templates.yml and by `npm run templates`.
test('every workflow has a template that keeps the rules of the library', () => {
	expect(files.length).toBeGreaterThanOrEqual(16);
	expect(lintTemplates(templates, files)).toEqual([]);
});

test('the pages are what the texts and the workflows give', () => {
	const made = pages(templates, files);
	for (const [path, text] of made) expect([path, readFileSync(join(projectRoot, path), 'utf8')]).toEqual([path, text]);
	const there = readdirSync(join(projectRoot, 'templates')).filter((name) => name.endsWith('.md'));
	expect(there.map((name) => `templates/${name}`).sort()).toEqual([...made.keys()].sort());
});

test('a workflow without texts is named, and texts without a workflow are', () => {
	const stray = { ...templates[0]!, name: 'stray' };
	expect(lintTemplates([...templates.slice(1), stray], files)).toEqual([
		`${templates[0]!.name}: has no texts in templates/templates.yml.`,
		'stray: there is no such workflow.',
	]);
});

test('handed in is the workflow itself with one yellow note, and nothing else is changed', () => {
	for (const template of templates) {
		const { workflow } = files.find(({ name }) => name === template.name)!;
		const { nodes, connections, settings } = submission(template, workflow);
		expect([connections, settings]).toEqual([workflow.connections, workflow.settings]);
		const plain = (all: WorkflowJson['nodes']) => all.filter(({ type }) => !type.endsWith('.stickyNote'));
		expect(plain(nodes)).toEqual(plain(workflow.nodes));
		expect(nodes.length).toBe(workflow.nodes.length + 1);
	}
});

const name = 'complete-person-from-hr-afas';
const whole = {
	template: templates.find((one) => one.name === name)!,
	workflow: files.find((one) => one.name === name)!.workflow,
};

const cases: Array<[string, RegExp, (template: Template, workflow: WorkflowJson) => void]> = [
	[
		'a category that the library does not have',
		/Categories: Training/,
		(template) => void template.categories.push('Training'),
	],
	['one step less in Dutch', /same number of steps/, ({ texts }) => void texts.nl.setup.splice(0, 1)],
	['a picture that is missing', /no-picture\.png is missing/, (template) => void (template.name = 'no-picture')],
	[
		'too long an overview',
		/en: overview has 5\d words/,
		({ texts }) => void (texts.en.overview += ' and more'.repeat(15)),
	],
	['a shouted title', /nl: The title/, ({ texts }) => void (texts.nl.title += '!')],
	[
		'a node that is called otherwise now',
		/"Old name" is no node/,
		({ texts }) => void (texts.en.how += ' **Old name** does it.'),
	],
	[
		'a slot that the set-up forgets',
		/en: the set-up does not name "Complete person"/,
		({ texts }) => void (texts.en.setup = texts.en.setup.map((step) => step.replaceAll('**Complete person**', 'that'))),
	],
	['HTML', /nl: HTML/, ({ texts }) => void (texts.nl.how += ' <b>x</b>')],
	[
		'a secret in a text',
		/en: looks like a secret: AFAS/,
		({ texts }) => void (texts.en.setup[0] += ` AfasToken ${'aB3'.repeat(10)}`),
	],
	[
		'the id of an n8n',
		/machine that made it/,
		(_, workflow) => void Object.assign(workflow, { meta: { instanceId: 'x' } }),
	],
	[
		'a credential',
		/machine that made it/,
		(_, { nodes }) => void (nodes[0]!.credentials = { smtp: { id: null, name: 'x' } }),
	],
	[
		'a note that covers a node',
		/lie on each other/,
		(_, { nodes }) =>
			void (nodes.find(({ type }) => type.endsWith('.stickyNote'))!.position = [
				...nodes.find(({ type }) => type.endsWith('.if'))!.position,
			]),
	],
];

test.each(cases)('%s is found', (_name, finding, edit) => {
	const { template, workflow } = structuredClone(whole);
	expect(lintTemplate(template, workflow)).toEqual([]);
	edit(template, workflow);
	expect(lintTemplate(template, workflow)).toEqual(expect.arrayContaining([expect.stringMatching(finding)]));
});

test('a text without quotes, and a value that nobody gives, are told by name', () => {
	const entry =
		'templates:\n  one:\n    categories: [HR]\n    en: { title: T, overview: O, for: F, how: H {x}, setup: [] }\n    nl: { title: T, overview: O, for: F, how: H, setup: [] }\n';
	expect(() => readTemplates(entry.replace('H {x}', '"H {x}"'))).toThrow('one: nobody says what {x} is.');
	expect(() => readTemplates(entry.replace('H {x}, setup: []', 'H, setup: [a: b]'))).toThrow(
		'one: put quotes around {"a":"b"}.',
	);
	expect(() => readTemplates('templates:\n  one: { categories: [HR], like: none }\n')).toThrow(
		'one: there is no form "none".',
	);
});

test('notes: the first at the top says what to fill in, and none covers another', () => {
	const { workflow } = structuredClone(whole);
	const [first, second] = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
	[first!.position, second!.position] = [second!.position, first!.position];
	expect(noteRow(workflow)).toEqual(['The first note at the top is not "Fill in".']);
	second!.position = [first!.position[0] + 10, first!.position[1] + 10];
	expect(overlaps(workflow).join()).toContain('note "## In AFAS"');
});
