import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';

export const workflowFolder = join(projectRoot, 'workflows');

/** A workflow of this project; `name` is its file name without `.json`. */
export interface WorkflowFile {
	name: string;
	text: string;
	workflow: WorkflowJson;
}

/** @returns every exported workflow, by file name */
export function readWorkflows(): WorkflowFile[] {
	return readdirSync(workflowFolder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const text = readFileSync(join(workflowFolder, file), 'utf8');
			return { name: file.replace(/\.json$/, ''), text, workflow: JSON.parse(text) as WorkflowJson };
		});
}

/** The form in which workflows are kept in the repository. */
export function formatWorkflow(workflow: object): string {
	return `${JSON.stringify(workflow, null, 2)}\n`;
}
