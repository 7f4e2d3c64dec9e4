import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';

/** A node on the canvas, and a note of no size of its own (seen in n8n 2.41). */
const NODE = { width: 96, height: 96 };
const NOTE = { width: 240, height: 160 };

const isNote = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.stickyNote';

interface Box {
	name: string;
	note: boolean;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function boxOf(node: WorkflowNode): Box {
	const [left, top] = node.position;
	const { width = NOTE.width, height = NOTE.height } = isNote(node)
		? (node.parameters as { width?: number; height?: number })
		: NODE;
	const heading = String(node.parameters.content ?? '').split('\n')[0];
	return {
		name: isNote(node) ? `note "${heading}"` : `"${node.name}"`,
		note: isNote(node),
		left,
		top,
		right: left + width,
		bottom: top + height,
	};
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @returns a sentence for each note that covers another one or a node, and for nodes that lie on each other */
export function overlaps({ nodes }: WorkflowJson): string[] {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => meet(one, other))
			.map((other) => `${one.name} and ${other.name} lie on each other.`),
	);
}

/** Notes begin on one line, the one that says what to fill in first, so that it is read first. */
export function noteRow({ nodes }: WorkflowJson): string[] {
	const notes = nodes.filter(isNote);
	const top = Math.min(...notes.map(({ position }) => position[1]));
	const upper = notes.filter(({ position }) => position[1] === top).sort((a, b) => a.position[0] - b.position[0]);
	return String(upper[0]?.parameters.content).startsWith('## Fill in')
		? []
		: ['The first note at the top is not "Fill in".'];
}
