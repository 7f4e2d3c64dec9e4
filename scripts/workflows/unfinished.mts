import { credentialTypes } from '../../hosts/n8n/credentialTypes.mts';
import { followUpColumns } from '../../hosts/n8n/samples.mts';
import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';

/** Rules that let nobody run a sample half-finished: what must be filled in is empty, and n8n marks it. */

/** Workflow that tells of the others, by its name in n8n; it needs nobody to tell of itself. */
const TELLER = 'Coachview: something broke';
const TABLE = 'coachview_follow_up';

/** Hosts that stand for a customer's own. They may be named in a note, never be asked. */
const EXAMPLE_HOSTS = /12345\.rest\.afas\.online|your-company\.|example\.(?:com|org|net)/i;

const isNote = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.stickyNote';
const noteOf = ({ nodes }: WorkflowJson) =>
	nodes
		.filter(isNote)
		.map(({ parameters }) => String(parameters.content))
		.find((text) => text.startsWith('## Fill in')) ?? '';

/** n8n takes `id: null` as chosen, marks nothing, and binds a credential of that name without a word. */
export function nothingChosen({ nodes }: WorkflowJson): string[] {
	const asked = (node: WorkflowNode) =>
		node.type === 'n8n-nodes-base.httpRequest' ? String(node.parameters.url ?? '') : '';
	return nodes.flatMap((node) => [
		...(node.credentials === undefined ? [] : [`"${node.name}": names a credential, so that n8n marks nothing.`]),
		...(EXAMPLE_HOSTS.test(asked(node)) ? [`"${node.name}": would ask an example's host; leave the URL empty.`] : []),
	]);
}

/** @returns names of the nodes that the numbered lines of the Fill in note begin with */
export function slotsOf(workflow: WorkflowJson): string[] {
	return [...noteOf(workflow).matchAll(/^\d+\. ((?:\*\*[^*]+\*\*(?:, )?)+)/gm)].flatMap(([, names = '']) =>
		[...names.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name),
	);
}

/** What n8n's editor marks in a file as it is: a required parameter that is empty, or a credential to choose. */
function isUnfinished(node: WorkflowNode): boolean {
	if (node.disabled) return false;
	const { parameters, type } = node;
	if (parameters.resource === 'table') return false;
	const empty = (name: string) => {
		const given = parameters[name];
		const value = typeof given === 'object' && given !== null ? (given as { value?: unknown }).value : given;
		return value === undefined || value === '';
	};
	const required: Record<string, string> = {
		'n8n-nodes-base.httpRequest': 'url',
		'n8n-nodes-base.executeWorkflow': 'workflowId',
		'n8n-nodes-base.dataTable': 'dataTableId',
		'n8n-nodes-base.readWriteFile': 'fileSelector',
	};
	return credentialTypes(node).length > 0 || (required[type] !== undefined && empty(required[type]));
}

/** The red triangles of the editor are the list of what to do, so the note has neither more nor less. */
export function slotsAreUnfinished(workflow: WorkflowJson): string[] {
	const slots = slotsOf(workflow);
	const unfinished = workflow.nodes.filter(isUnfinished).map(({ name }) => name);
	return [
		...slots
			.filter((name) => !unfinished.includes(name))
			.map((name) => `"${name}": is in Fill in, but n8n marks nothing.`),
		...unfinished
			.filter((name) => !slots.includes(name))
			.map((name) => `"${name}": is to be filled in, but not in Fill in.`),
	];
}

/** Runs are not saved, so that a workflow that dies leaves no trace of its own. */
export function toldWhenBroken(workflow: WorkflowJson): string[] {
	return noteOf(workflow).includes(TELLER) || workflow.name === TELLER
		? []
		: [`The Fill in note does not name "${TELLER}" as the Error Workflow.`];
}

/** A workflow that writes to the table can make it, with the columns of the CSV beside the files. */
export function followUpTable({ nodes }: WorkflowJson): string[] {
	const tables = nodes.filter(({ type }) => type === 'n8n-nodes-base.dataTable').map(({ parameters }) => parameters);
	const writes = tables.some(
		({ operation, dataTableId }) => operation === 'upsert' && (dataTableId as { value?: unknown }).value === TABLE,
	);
	const makes = tables.filter(({ resource, tableName }) => resource === 'table' && tableName === TABLE);
	if (writes && makes.length === 0) return [`Nothing makes the table ${TABLE}.`];
	// n8n leaves out what is a default, and a column's type is string by default.
	const columns = ({ columns: given }: WorkflowNode['parameters']) =>
		(given as { column: Array<{ name: string; type?: string }> }).column
			.map(({ name, type = 'string' }) => `${name} ${type}`)
			.join();
	const wanted = followUpColumns()
		.map((name) => `${name} string`)
		.join();
	return makes
		.filter(
			(made) =>
				columns(made) !== wanted || (made.options as { createIfNotExists?: boolean }).createIfNotExists !== true,
		)
		.map(() => `The table ${TABLE} is not made with the columns of its CSV, or not reused when it is there.`);
}

/** Rows of several workflows stand in one table. */
export function timesInOneForm({ nodes }: WorkflowJson): string[] {
	return nodes
		.filter(({ parameters }) => /\$now\.toISO\(/.test(JSON.stringify(parameters)))
		.map(({ name }) => `"${name}": a moment in n8n's own zone; write $now.toUTC().toISO().`);
}

/** n8n writes to a row that fits any one of the conditions unless it is told otherwise: the row of somebody else. */
export function everyCondition({ nodes }: WorkflowJson): string[] {
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-base.dataTable')
		.filter(({ parameters: { operation } }) => ['upsert', 'update', 'deleteRows'].includes(String(operation)))
		.filter(({ parameters: { filters, matchType } }) => {
			const { conditions = [] } = (filters ?? {}) as { conditions?: unknown[] };
			return conditions.length > 1 && matchType !== 'allConditions';
		})
		.map(({ name }) => `"${name}": writes to rows that fit any of its conditions; choose All Conditions.`);
}

/**
 * What keeps strangers from sending events to a Webhook node is its path. n8n's editor makes a random one on import where the
 * file has none; one in the file would be the same for everybody.
 */
export function randomPath({ nodes }: WorkflowJson): string[] {
	if (!nodes.some(({ parameters }) => parameters.resource === 'webhookEvent')) return [];
	return nodes
		.filter(({ type, parameters }) => type === 'n8n-nodes-base.webhook' && parameters.path !== '')
		.map(({ name }) => `"${name}": leave the path empty, so that the editor makes a random one.`);
}
