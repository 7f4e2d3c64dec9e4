import { sharesOf } from '../../bench/profile/causes.mts';

const HOST = 'file:///host/node_modules';

/** A profile of one look for each stack, each of one millisecond; a stack is told from the first function to the one on top. */
function profileOf(stacks: Array<Array<[functionName: string, url: string]>>) {
	const nodes = stacks.flatMap((stack, nr) =>
		stack.map(([functionName, url], depth) => ({
			id: nr * 100 + depth,
			callFrame: { functionName, url, lineNumber: 0 },
			children: depth + 1 < stack.length ? [nr * 100 + depth + 1] : [],
		})),
	);
	return {
		nodes,
		samples: stacks.map((stack, nr) => nr * 100 + stack.length - 1),
		timeDeltas: stacks.map(() => 1000),
	};
}

const engine: [string, string] = ['runNode', `${HOST}/n8n-core/dist/execution-engine/workflow-execute.js`];
const ours: [string, string] = ['execute', `${HOST}/n8n-nodes-coachview/dist/nodes/Coachview/Coachview.node.js`];
const evaluate: [string, string] = ['getParameterValue', `${HOST}/n8n-workflow/dist/cjs/workflow-expression.js`];
const inIsolate: [string, string] = ['evalClosureSync', ''];
const credentials: [string, string] = ['getDecrypted', `${HOST}/n8n/dist/credentials-helper.js`];

it('counts the innermost function that has a cause, and leaves out the time without work', () => {
	const shares = sharesOf(
		profileOf([
			[['(root)', ''], engine, ours],
			[['(root)', ''], engine, ours, ['isArray', '']],
			[['(root)', ''], engine, ours, evaluate, inIsolate],
			[
				['(root)', ''],
				['(program)', ''],
			],
			[
				['(root)', ''],
				['(idle)', ''],
			],
		]),
	);
	expect(Object.fromEntries(shares)).toEqual({ ours: 0.5, expressions: 0.25, other: 0.25 });
});

it('counts what reading a credential calls, its expressions included, for credentials', () => {
	const shares = sharesOf(profileOf([[engine, ours, credentials, evaluate, inIsolate]]));
	expect(Object.fromEntries(shares)).toEqual({ credentials: 1 });
});
