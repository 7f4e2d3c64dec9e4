import type { IDataObject, INode, INodeExecutionData, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import type { Control } from '../../../sandbox/control/client.mts';
import type { Changes, RecordedRequest } from '../../../sandbox/control/types.mts';
import { members, pieterId, type Stage, type Output } from '../../harness/stage.mts';
import { runNode, type NodeRun } from '../../harness/engine.mts';

/** A failure mode: what docs/failure-modes.md says about it, and the test that shows it. */
export interface Row {
	id: string;
	title: string;
	/** What happens at Coachview or in HR. */
	atCoachview: string;
	/** What the node does. */
	node: string;
	/** What the user sees, or has to do. */
	user: string;
	run(tools: Tools): Promise<void>;
}

/** An item of the error output. */
export interface Failed {
	error: string;
	message: string;
	details: IDataObject & { reason: string; fields: string[] };
}

export type Members = Map<string, string>;

export interface RunOptions {
	items?: Array<IDataObject | INodeExecutionData>;
	settings?: Partial<INode>;
	/** Time zone of the workflow. */
	zone?: string;
}

/** What a row works with; bound to the stage of the test file. */
export interface Tools {
	stage: Stage;
	control: Control;
	/** Person: Update in the real engine, with everything that n8n recorded. */
	run(parameters: INodeParameters, options?: RunOptions): Promise<NodeRun>;
	/** The receipt of one update that must succeed. */
	update(parameters: INodeParameters, options?: RunOptions): Promise<Output>;
	/** One update that must fail: its item of the error output. */
	failing(parameters: INodeParameters, options?: RunOptions): Promise<Failed>;
	/** Several items, with the error output connected. */
	many(
		parameters: INodeParameters,
		items: IDataObject[],
		options?: RunOptions,
	): Promise<{ done: Output[]; failed: Failed[] }>;
	/** The stored record's members as raw text. */
	stored(id?: string): Promise<Members>;
	/** Requests to Personen, oldest first. */
	requests(method?: string): Promise<RecordedRequest[]>;
	puts(): Promise<RecordedRequest[]>;
	/** Members of the body of the last PUT. */
	sent(): Promise<Members>;
	idOf(externId: string, externSource: string): Promise<string>;
	/** From now on another API client, of which the node knows nothing yet, and other ways of Coachview. */
	asNewcomer(choices?: Changes): Promise<void>;
}

export const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };

/** Birth data as a workflow passes them on from HR. */
export const fromHr = { geboortedatum: '={{ $json.date }}', geboorteplaats: '={{ $json.place }}' };

/** Expects that all members but the named ones have the very same characters, in the same order. */
export function expectUntouched(before: Members, after: Members, except: readonly string[] = []): void {
	const rest = (record: Members) => [...record].filter(([name]) => !except.includes(name));
	expect(rest(after)).toEqual(rest(before));
}

let newcomers = 0;

export function tools(stage: Stage): Tools {
	const { control } = stage.sandbox;
	const run: Tools['run'] = async (parameters, { items, settings, zone } = {}) =>
		await runNode({
			type: 'coachview',
			parameters: { resource: 'person', operation: 'update', ...parameters },
			credential: stage.credential(),
			items,
			settings,
			workflowSettings: zone === undefined ? undefined : ({ timezone: zone } satisfies IWorkflowSettings),
		});
	const many: Tools['many'] = async (parameters, items, options) => {
		const {
			error,
			outputs: [done = [], failed = []],
		} = await run(parameters, { ...options, items, settings: { onError: 'continueErrorOutput' } });
		if (error) throw new Error(error.message);
		return { done: done.map(({ json }) => json as Output), failed: failed.map(({ json }) => failedOf(json)) };
	};
	const requests: Tools['requests'] = async (method) =>
		await control.requests.list({ server: 'coachview', path: '/Personen', method });
	const puts = async () => await requests('PUT');
	return {
		stage,
		control,
		run,
		many,
		requests,
		async update(parameters, options) {
			const { error, outputs } = await run(parameters, options);
			if (error) throw Object.assign(new Error(error.message), { description: error.description });
			return outputs[0]?.[0]?.json as Output;
		},
		async failing(parameters, options) {
			const { done, failed } = await many(
				parameters,
				[(options?.items?.[0] as IDataObject | undefined) ?? {}],
				options,
			);
			expect([done, failed.length]).toEqual([[], 1]);
			return failed[0] as Failed;
		},
		stored: async (id = pieterId) => members(await control.people.text(id)),
		async sent() {
			return ownMembers(members((await puts()).at(-1)?.body ?? '{}'));
		},
		puts,
		async idOf(externId, externSource) {
			return (await control.people.find(externId, externSource))?.id ?? '';
		},
		async asNewcomer(choices = {}) {
			await control.assumptions.set(choices);
			const { clientId, clientSecret } = await control.clients.put({ clientId: `newcomer-${++newcomers}` });
			// Without the token of the client before.
			for (const values of stage.credential().stored.values())
				Object.assign(values, { clientId, clientSecret, oauthTokenData: undefined });
		},
	};
}

/** What only flags show is no part of the stored record; test/engine/person/freeFields.test.mts looks after it. */
export function ownMembers(record: Members): Members {
	return new Map([...record].filter(([name]) => !name.startsWith('vrijveld') && name !== 'volledigeNaam'));
}

/** The members that go back: what is null stays out, because it may hide a value. */
export function withValue(record: Members): Members {
	return new Map([...record].filter(([, value]) => value !== 'null'));
}

/** n8n's error item has one key, an object; the tests look at sentence, advice and the rest apart. */
function failedOf(json: IDataObject): Failed {
	const { message: error, description: message, ...details } = json.error as IDataObject;
	return { error, message, details } as unknown as Failed;
}
