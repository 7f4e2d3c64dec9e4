import type { WorkflowFile } from '../workflows/files.mts';
import { lintTemplate } from './lint.mts';
import { indexPage, page, pagePath } from './page.mts';
import { LANGUAGES, type Template } from './texts.mts';

/** Every page of templates/, by path from the root. */
export function pages(templates: readonly Template[], files: readonly WorkflowFile[]): Map<string, string> {
	const made = templates.flatMap((template) => {
		const file = files.find(({ name }) => name === template.name);
		return file
			? LANGUAGES.map(
					(language) => [pagePath(template.name, language), page(template, file.workflow, language)] as const,
				)
			: [];
	});
	return new Map([...made, ['templates/README.md', indexPage(templates)]]);
}

/** @returns a sentence for each workflow without a template, template without a workflow, and fault of a template */
export function lintTemplates(templates: readonly Template[], files: readonly WorkflowFile[]): string[] {
	const missing = files
		.filter(({ name }) => !templates.some((template) => template.name === name))
		.map(({ name }) => `${name}: has no texts in templates/templates.yml.`);
	return [
		...missing,
		...templates.flatMap((template) => {
			const file = files.find(({ name }) => name === template.name);
			if (!file) return [`${template.name}: there is no such workflow.`];
			return lintTemplate(template, file.workflow).map((finding) => `${template.name}: ${finding}`);
		}),
	];
}
