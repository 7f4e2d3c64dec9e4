/** A finished or running execution, as n8n's public API shows it. */
export interface Execution {
	id: string;
	status: string;
	finished: boolean;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	workflowId: string;
	/** Present when asked for with data: `resultData.runData[node][run].data.main[output][item].json`. */
	data?: { resultData: { runData: Record<string, NodeRun[]>; error?: { message: string }; lastNodeExecuted?: string } };
}

interface NodeRun {
	executionStatus?: string;
	error?: { message: string; description?: string };
	hints?: Array<{ message: string }>;
	data?: { main: Array<Array<{ json: Record<string, unknown>; error?: unknown }> | null> };
}
