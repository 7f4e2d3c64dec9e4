import type { PollEvent } from '../../../nodes/Coachview/domain/polling/change.ts';

/** How Coachview behaves in a story. */
export interface Manner {
	event: PollEvent;
	/** Most rows of a page. */
	cap: number;
	/** Whether it sorts; else it gives rows as they were made. */
	sorts: boolean;
	/** Minutes after which a change is in lists. */
	lag: number;
	/** Whether it has a Date header. */
	tellsTime: boolean;
	/** Records at the beginning. */
	size: number;
}

/** What others do in Coachview. */
export type Deed =
	| { do: 'edit' | 'create' | 'move' | 'remove' | 'bulk' | 'many' | 'rogue'; at: number }
	| { do: 'clockBack' };

/** Where n8n is killed in a look: before anything, between saving and starting the workflow either way round, in the workflow. */
export type Death = 'none' | 'beforeSave' | 'savedOnly' | 'startedOnly' | 'inWorkflow';
