import type { CpuProfile, ProfileNode } from './inspector.mts';

export interface Cause {
	title: string;
	/** Matches the file or the name of a function that works for it. */
	frame: RegExp;
	/** Counts from everywhere on the stack, also where what is called belongs to another cause. */
	whole?: true;
}

/** Whose file a function is in: first the causes that take what they call with them, then the innermost function decides. */
export const CAUSES = {
	credentials: {
		title: 'Credentials: read and decrypt them, evaluate their expressions',
		frame: /\/credentials-helper\.js|\/n8n-core\/dist\/(encryption|credentials)/,
		whole: true,
	},
	log: {
		title: "n8n's event log",
		frame: /\/eventbus\/|message-event-bus|log-streaming|event-relay/,
		whole: true,
	},
	runner: { title: 'Code node: talk to the task runner', frame: /task-runner|task-broker|task-managers|\/ws\/lib\// },
	expressions: {
		title: 'Expressions of the workflow, in their isolate',
		frame:
			/^(evalClosureSync|evalClosure|createContext|dispose|Isolate|eval|compileScriptSync)$|isolated-vm|expression-runtime|\/tournament\/|\/luxon\/|\/expression\.js|workflow-expression|workflow-data-proxy/,
	},
	database: { title: 'Database of n8n', frame: /\/typeorm\/|sqlite3|\/@n8n\/db\// },
	http: {
		title: 'Requests over HTTP',
		frame:
			/\/(axios|follow-redirects|undici|form-data|agent-base|client-oauth2|backend-network)\/|request-helper|http-proxy|node:_?(http|https|tls|net|dns|_http_client|_http_agent|internal\/dns)/,
	},
	ours: { title: 'Code of this package', frame: /\/n8n-nodes-coachview\/dist\// },
	nodes: { title: "n8n's own nodes", frame: /\/n8n-nodes-base\// },
	webhook: {
		title: 'Take the delivery and answer it',
		frame: /\/(express|body-parser|router|raw-body|helmet)\/|webhook/,
	},
	engine: { title: 'Engine and rest of n8n', frame: /\/(n8n|n8n-core|n8n-workflow|@n8n\/[^/]+)\/dist\// },
	garbage: { title: 'Clear garbage', frame: /^\(garbage collector\)$/ },
} satisfies Record<string, Cause>;

export type CauseId = keyof typeof CAUSES | 'other';

const ENTRIES = Object.entries(CAUSES) as Array<[keyof typeof CAUSES, Cause]>;

/** @returns the part of each cause in the time in which the process was busy; together they are 1 */
export function sharesOf(profile: CpuProfile): Map<CauseId, number> {
	const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
	const parents = new Map(
		profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
	);
	const times = new Map<CauseId, number>();
	const known = new Map<number, CauseId | undefined>();
	let busy = 0;
	profile.samples.forEach((id, at) => {
		if (!known.has(id)) known.set(id, causeOf(stackOf(id, nodes, parents)));
		const cause = known.get(id);
		if (!cause) return;
		const time = profile.timeDeltas[at] ?? 0;
		busy += time;
		times.set(cause, (times.get(cause) ?? 0) + time);
	});
	return new Map([...times].map(([cause, time]) => [cause, time / busy]));
}

/** From the function on top to the first one. */
function stackOf(id: number, nodes: ReadonlyMap<number, ProfileNode>, parents: ReadonlyMap<number, number>) {
	const stack: ProfileNode['callFrame'][] = [];
	for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
		const node = nodes.get(at);
		if (node) stack.push(node.callFrame);
	}
	return stack;
}

/** @returns undefined for a moment in which the process had nothing to do */
function causeOf(stack: ReadonlyArray<ProfileNode['callFrame']>): CauseId | undefined {
	if (stack[0]?.functionName === '(idle)') return undefined;
	const isOf = ({ frame }: Cause, { url, functionName }: ProfileNode['callFrame']) =>
		frame.test(url) || frame.test(functionName);
	const whole = ENTRIES.find(([, cause]) => cause.whole && stack.some((frame) => isOf(cause, frame)));
	if (whole) return whole[0];
	for (const frame of stack) {
		const found = ENTRIES.find(([, cause]) => isOf(cause, frame));
		if (found) return found[0];
	}
	return 'other';
}
