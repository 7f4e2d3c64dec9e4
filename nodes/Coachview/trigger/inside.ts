import type { IDataObject, INode, IWorkflowBase } from 'n8n-workflow';

/** What n8n's contexts hold of the workflow, but offer no method for. */
interface Inside {
	nodes?: { [name: string]: Pick<INode, 'credentials'> | undefined };
	staticData?: IWorkflowBase['staticData'];
}

/**
 * The workflow as n8n 1.120 to 2.41 keep it in a context. Only looked at, never changed: it serves two remarks (another
 * credential, ignored events), and where a later n8n has it no more, the remarks are missing and nothing else.
 */
function workflowOf(context: object): Inside {
	const { workflow } = context as { workflow?: unknown };
	return workflow !== null && typeof workflow === 'object' ? workflow : {};
}

/** @returns the credential of the given type that a node of the workflow has chosen */
export function credentialOf(context: object, node: string, type: string): { id: string; name: string } | undefined {
	const chosen = workflowOf(context).nodes?.[node]?.credentials?.[type];
	return chosen?.id ? { id: chosen.id, name: chosen.name } : undefined;
}

/**
 * Looks at what a node has kept in the workflow's static data. `getWorkflowStaticData` would create it, and n8n would
 * then write all static data of the workflow, with what another run may just have replaced.
 */
export function keptBy(context: object, node: string): IDataObject | undefined {
	return workflowOf(context).staticData?.[`node:${node}`] as IDataObject | undefined;
}

/** @returns whether no other node of the workflow keeps static data; false when that cannot be seen */
export function keepsAlone(context: object, node: string): boolean {
	const { staticData } = workflowOf(context);
	return staticData !== undefined && Object.keys(staticData ?? {}).every((key) => key === `node:${node}`);
}
