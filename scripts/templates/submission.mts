import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { credentialNames } from './page.mts';
import type { Template } from './texts.mts';

/**
 * The library wants exactly one yellow note, in the top left corner, with "How it works" and "Setup" (template guidelines of n8n's
 * Creator hub, as others have read them in September 2026). The workflows' own notes are for those who have imported them,
 * so the yellow one is put in front, and notes that are yellow by default become white.
 */
const YELLOW = 1;
const WHITE = 7;
const WIDTH = 480;
const GAP = 48;

export const isNote = ({ type }: WorkflowNode): boolean => type === 'n8n-nodes-base.stickyNote';
const colorOf = ({ parameters }: WorkflowNode) => Number(parameters.color ?? YELLOW);

/** @returns the workflow as it is handed in to the library; nodes, connections and settings are those of the file */
export function submission({ texts: { en } }: Template, workflow: WorkflowJson): WorkflowJson {
	const notes = workflow.nodes.filter(isNote);
	const left = Math.min(...workflow.nodes.map(({ position }) => position[0]));
	const top = Math.min(...notes.map(({ position }) => position[1]));
	const content = overview(en.how, en.setup, credentialNames(workflow));
	const note: WorkflowNode = {
		id: '00000000-0000-4000-8000-000000000001',
		name: 'Overview',
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position: [left - WIDTH - GAP, top],
		parameters: { content, width: WIDTH, height: heightOf(content), color: YELLOW },
	};
	const others = workflow.nodes.map((node) =>
		isNote(node) && colorOf(node) === YELLOW ? { ...node, parameters: { ...node.parameters, color: WHITE } } : node,
	);
	return { ...workflow, name: en.title, nodes: [note, ...others] };
}

function overview(how: string, setup: string[], credentials: string[]): string {
	const steps = setup.map((step, index) => `${index + 1}. ${step}`).join('\n');
	const chosen = credentials.length > 0 ? `\n\nCredentials: ${credentials.join(', ')}.` : '';
	return `### How it works\n${how}\n\n### Setup\n**Self-hosted n8n** with the community node \`n8n-nodes-coachview\`.\n\n${steps}${chosen}`;
}

/** A line of a note holds about 62 characters at this width; too tall is better than a note that has to be scrolled. */
function heightOf(content: string): number {
	const lines = content.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 62)), 0);
	return Math.ceil((lines * 22 + 80) / 16) * 16;
}
