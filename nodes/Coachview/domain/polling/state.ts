import type { PollEvent } from './change';
import { later, minutesBefore, momentOf } from './moment';

/**
 * Minutes before the cursor that are read again, because changes may become visible late and clocks go back: the hour of the
 * end of summer time, and what `latestPossible` allows a wrong moment to lie ahead (130 minutes), and twenty more.
 */
const OVERLAP = 150;

/** Most versions that are remembered; beyond, the oldest ones are held for known by their moment. */
export const MOST_SEEN = 4_000;

/** Most of them when they are of one second, as after an import. */
export const MOST_AT_ONCE = 20_000;

/** Most records that are remembered to have the status. */
export const MOST_IN_STATUS = 5_000;

/** What was handed over a short while ago: an n8n that was killed since may not have worked on it. */
export interface HandedOver {
	/** Server time, milliseconds since 1970. */
	at: number;
	/** Earliest moment among them. */
	from: string;
	/** Their keys, with blanks between; '' for everything from that moment on. */
	keys: string;
}

/** All that the trigger keeps, in n8n's static data of the workflow: plain JSON, no data of people. */
export interface PollState {
	/** Environment, entity, event and status that this belongs to. */
	scope: string;
	/** Newest moment of a change that was read, on Coachview's clock. */
	cursor: string;
	/** Everything up to here is held for known, whatever the overlap; '' for nothing. */
	floor: string;
	/** Keys of the known versions behind the line, by their moment, with blanks between. */
	seen: { [moment: string]: string };
	handedOver: HandedOver[];
	/** Short IDs of records that had the status when they were last read, the longest known first. */
	inStatus: string;
	/** Whether lists come in the order of the last change; null when it is not known yet. */
	sorts: boolean | null;
	/** The n8n process that has looked last. */
	process: string;
}

/** What this look is made with. */
export interface Look {
	scope: string;
	event: PollEvent;
	/** Code of the status; '' for other events. */
	status: string;
	/** The latest moment that a change may have. */
	latest: string;
	/** Server time, milliseconds since 1970. */
	now: number;
	/** This n8n process. */
	process: string;
	/** Whether n8n has called because it has just started or taken over from another main. */
	isStart: boolean;
	/** Minutes for which what was handed over comes again after a start of n8n. */
	repeatMinutes: number;
}

/** Rows at this moment or before are old. */
export function lineOf({ cursor, floor }: Pick<PollState, 'cursor' | 'floor'>): string {
	return later(minutesBefore(cursor, OVERLAP), floor);
}

/** @returns whether an n8n that may not have finished its work has looked last */
export function isAfterStop(state: PollState, { isStart, process }: Pick<Look, 'isStart' | 'process'>): boolean {
	return isStart && state.process !== process && state.handedOver.length > 0;
}

/** @returns the moment down to which a look has to read, that moment included */
export function downTo(state: PollState, look: Pick<Look, 'isStart' | 'process'>): string {
	const line = lineOf(state);
	const again = isAfterStop(state, look) ? state.handedOver.map(({ from }) => from) : [];
	return [line, ...again].reduce((first, moment) => (moment < first ? moment : first));
}

/** @returns the state as n8n kept it; undefined when there is none, or it belongs to another question */
export function readState(kept: unknown, scope: string): PollState | undefined {
	if (typeof kept !== 'object' || kept === null) return undefined;
	// n8n gives an object that notes each change; a plain copy does not.
	const state = JSON.parse(JSON.stringify(kept)) as Partial<PollState>;
	const { cursor = '' } = state;
	// What is no state of this trigger would make every look fail.
	if (state.scope !== scope || cursor === '' || momentOf(cursor) !== cursor) return undefined;
	return {
		scope,
		cursor,
		floor: state.floor ?? '',
		seen: state.seen ?? {},
		handedOver: Array.isArray(state.handedOver) ? state.handedOver : [],
		inStatus: state.inStatus ?? '',
		sorts: state.sorts ?? null,
		process: state.process ?? '',
	};
}

/** @returns the words of a text with blanks between */
export function words(text: string): string[] {
	return text === '' ? [] : text.split(' ');
}
