import type { Answer, Api } from './api.mts';

/** `unknown`: this environment, or a check without --write, did not show it. */
export type Verdict = 'confirmed' | 'refuted' | 'unknown';

/** What a check found out about one assumption. Evidence is made of names, types, status codes and counts only. */
export interface Finding {
	id: string;
	verdict: Verdict;
	/** The alternative of the register that holds, when it is one of them. */
	alternative?: string;
	evidence: string[];
}

/** A set of questions to the environment. */
export interface Probe {
	assumptions: string[];
	title: string;
	/** Most requests that it sends. */
	requests: number;
	/** True when it changes the test person. */
	writes?: true;
	/** True when it is left to checks without --write, because one with it has no requests to spare. */
	withoutWrite?: true;
	run(context: Context): Promise<Finding[]>;
}

/** What probes share: the door to the environment, and what earlier probes saw. */
export interface Context {
	api: Api;
	seen: {
		/** Rows of a list, for their ids and members; never reported. */
		rows: Row[];
		/** Total number of people, when the environment tells it. */
		total?: number;
		/** Refusals met on the way, for the shapes of errors. */
		refusals: Answer[];
		/** True when plain lists came in two different orders. */
		unsorted?: boolean;
		/** True when a filter that nobody fits gave people. */
		whereIgnored?: boolean;
		/** True when a key is only found as it is written. */
		heedsCase?: boolean;
		/** Names that a read by id shows with all flags, when the flags have an effect. */
		flagged?: string[];
		/** Members that PUT writes and that only a flag shows. */
		hidden?: { way: 'extra' | 'relations'; names: string[] };
		/** Reads of the test person in the order of the writes, and versions before and after each write. */
		written?: { before: Row; after: Row; asked: string[] };
		steps: Array<number | undefined>;
		/** True when answers to PUT repeat the request. */
		echoes?: boolean;
		/** Most looks that a write took to be seen, beside the first. */
		lag?: number;
		/** The test person, once it is made. */
		test?: TestPerson;
	};
}

export type Row = Record<string, unknown>;

export interface TestPerson {
	id: string;
	/** Whether PUT takes the id in the body (assumption A19). */
	idInBody: boolean;
	/** True when Coachview let a second person with the same key be made. */
	doubled: boolean;
	/** The whole record as it may be written. */
	record: Row;
	/** True when the check could take the person away again. */
	removed?: boolean;
}

/** Shorthands for findings. */
export const confirmed = (id: string, ...evidence: string[]): Finding => ({ id, verdict: 'confirmed', evidence });
export const refuted = (id: string, alternative: string | undefined, ...evidence: string[]): Finding => ({
	id,
	verdict: 'refuted',
	alternative,
	evidence,
});
export const unknown = (id: string, ...evidence: string[]): Finding => ({ id, verdict: 'unknown', evidence });
