/** What is compared. `state`: whether yes and no have a third state; `writing`: whether a member can be written. */
export type Aspect =
	| 'call'
	| 'entity'
	| 'member'
	| 'parameter'
	| 'path'
	| 'relation'
	| 'required'
	| 'scope'
	| 'spelling'
	| 'state'
	| 'type'
	| 'value'
	| 'writing';

/** `lacks`: described, and not in the table. `wrong`: in the table, and described otherwise or not at all. */
export type Verdict = 'lacks' | 'right' | 'wrong';

/** One comparison of the description with the table; names only. */
export interface Finding {
	verdict: Verdict;
	aspect: Aspect;
	/** Path of the entity; '' for what concerns all. */
	path: string;
	/** Member, call, parameter, scope …; '' for the entity itself. */
	name: string;
	/** The rest of the sentence that begins with the name. */
	says: string;
}

export const finding = (verdict: Verdict, aspect: Aspect, path: string, name: string, says: string): Finding => ({
	verdict,
	aspect,
	path,
	name,
	says,
});
