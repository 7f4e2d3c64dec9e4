import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { lintTemplates, pages } from './templates/all.mts';
import { submission } from './templates/submission.mts';
import { readTemplates } from './templates/texts.mts';
import { formatWorkflow, readWorkflows } from './workflows/files.mts';

// Makes the pages in templates/ from templates.yml and the workflows, and the files to hand in, in reports/templates.

const templates = readTemplates();
const files = readWorkflows();
for (const [path, text] of pages(templates, files)) writeFileSync(join(projectRoot, path), text);
const folder = join(projectRoot, 'reports', 'templates');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const template of templates) {
	const file = files.find(({ name }) => name === template.name);
	if (file) writeFileSync(join(folder, `${file.name}.json`), formatWorkflow(submission(template, file.workflow)));
}
const findings = lintTemplates(templates, files);
findings.forEach((finding) => console.log(finding));
console.log(
	`${templates.length} templates in templates/, to hand in: reports/templates/; ${findings.length} finding(s).`,
);
if (findings.length > 0) process.exitCode = 1;
