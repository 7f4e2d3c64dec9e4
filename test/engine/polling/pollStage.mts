import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { pieterId, useStage, type Stage } from '../../harness/stage.mts';
import { pollOnce } from '../../harness/poll.mts';
import type { Changes } from '../../../sandbox/control/types.mts';

export { pieterId };

/** What an item of the trigger tells beside the record. */
export interface Told {
	id: string;
	event: string;
	dedupeKey: string | null;
	repeated: boolean;
	environment: string;
	at: string;
}

export interface PollStage extends Stage {
	/** One look, with the static data that the last one left. Gives what happened; nothing when n8n would start nothing. */
	look(parameters?: IDataObject, activation?: WorkflowActivateMode): Promise<Told[]>;
	/** The records of the last look's items. */
	records(): IDataObject[];
	/** What n8n keeps; may be set. */
	staticData: IDataObject;
	/** Requests to Coachview's lists since the last call. */
	requests(): Promise<string[]>;
}

/** A sandbox, and an n8n that keeps static data between looks; begins anew for each test. */
export function usePollStage({ people = 12, assumptions = {} as Changes } = {}): PollStage {
	const stage = useStage({ people, assumptions });
	let last: IDataObject[] = [];
	beforeEach(() => {
		polling.staticData = {};
	});
	const polling = Object.create(stage, {
		staticData: { value: {}, writable: true },
		records: { value: () => last.map(({ _change, ...record }) => record) },
		look: {
			value: async (parameters: IDataObject = {}, activation: WorkflowActivateMode = 'update') => {
				const { items, staticData } = await pollOnce({
					parameters: { resource: 'person', ...parameters },
					credential: stage.credential(),
					activation,
					staticData: polling.staticData,
				});
				polling.staticData = staticData;
				last = (items ?? []).map(({ json }) => json);
				return last.map(({ id, _change }) => ({ id, ...(_change as object) }));
			},
		},
		requests: {
			value: async () => {
				const { requests } = stage.sandbox.control;
				const list = (await requests.list({ method: 'GET' })).map(({ path }) => path);
				await requests.clear();
				return list.filter((path) => path.includes('/api/'));
			},
		},
	}) as PollStage;
	return polling;
}
