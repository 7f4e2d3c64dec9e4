import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { splitObject } from '../../sandbox/coachview/raw.mts';
import { demoClient, pieterId, startSandbox, type Sandbox } from '../../sandbox/start.mts';
import type { Changes } from '../../sandbox/control/types.mts';
import { credentialStore, runNode, type NodeRun } from './engine.mts';

export { pieterId };

/** One item of an output, reduced to what tests look at. */
export type Output = IDataObject & { error?: IDataObject & { message: string; reason: string } };

export interface Stage {
	sandbox: Sandbox;
	/** Runs one Person operation in the real engine and gives the main output's JSON; throws what n8n would show. */
	person(
		operation: string,
		parameters: INodeParameters,
		items?: Array<IDataObject | INodeExecutionData>,
	): Promise<Output[]>;
	/** The same, with all that n8n recorded and with node settings (onError, retryOnFail …). */
	run(
		operation: string,
		parameters: INodeParameters,
		options?: { items?: Array<IDataObject | INodeExecutionData>; settings?: Partial<INode> },
	): Promise<NodeRun>;
	/** The credential with its token cache, shared by the runs since the last reset. */
	credential(): ReturnType<typeof credentialStore>;
	/** Values for a credential that points at the sandbox. */
	credentialValues(): IDataObject & { clientId: string };
}

/** A person picked by ID, as the editor stores it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byKey = (value: string) => ({ __rl: true, mode: 'externalKey', value });
export const byEmail = (value: string) => ({ __rl: true, mode: 'email', value });

/**
 * Starts a sandbox for the test file and resets it before each test.
 *
 * @param people number of seeded people
 */
export function useStage({ people = 12, assumptions = {} as Changes } = {}): Stage {
	let sandbox: Sandbox | undefined;
	let store: ReturnType<typeof credentialStore> | undefined;
	const started = (): Sandbox => {
		if (!sandbox) throw new Error('The sandbox is only there while tests run');
		return sandbox;
	};
	const stage: Stage = {
		get sandbox() {
			return started();
		},
		credentialValues: () => ({
			environment: 'custom',
			customUrl: started().coachviewUrl,
			clientId: demoClient.clientId,
			clientSecret: demoClient.clientSecret,
			scope: '',
		}),
		credential: () => (store ??= credentialStore(stage.credentialValues())),
		async run(operation, parameters, { items, settings } = {}) {
			return await runNode({
				type: 'coachview',
				parameters: { resource: 'person', operation, ...parameters },
				credential: stage.credential(),
				items,
				settings,
			});
		},
		async person(operation, parameters, items) {
			const run = await stage.run(operation, parameters, { items });
			// n8n keeps errors as plain objects.
			if (run.error) throw Object.assign(new Error(run.error.message), run.error);
			return (run.outputs[0] ?? []).map(({ json }) => json as Output);
		},
	};
	beforeAll(async () => {
		sandbox = await startSandbox({ people, assumptions });
		// The node learns once an hour which members only flags show, and believes answers once one has agreed with a read;
		// so that tests can count requests, it does so now.
		await stage.person('update', { person: byId(pieterId), fields: { titel: 'ing.' } });
		await sandbox.control.reset({ people, assumptions });
		store = undefined;
	});
	beforeEach(async () => {
		await started().control.reset({ people, assumptions });
		store = undefined;
	});
	afterAll(async () => await sandbox?.stop());
	return stage;
}

/** Top-level members of a stored record as raw text, without the audit trail that Coachview keeps by itself. */
export function members(text: string): Map<string, string> {
	return new Map([...splitObject(text)].filter(([name]) => name !== 'auditTrail'));
}
