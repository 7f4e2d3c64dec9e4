export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Person = { [key: string]: Json };

/** How this Coachview behaves. */
export interface Manners {
	/** What the answer to a write shows; `freshEcho` is the request with a new audit trail. */
	answer: 'stored' | 'echo' | 'freshEcho' | 'old' | 'none';
	/** What a PUT does with members that it is not given. */
	missing: 'erases' | 'keeps';
	etag: 'steady' | 'random' | 'none';
	/** Whether a write from an older version is refused. */
	ifMatch: boolean;
	forms: 'asSent' | 'normalised' | 'cut';
	/** Reads show the state of so many moments ago. */
	lag: number;
	/** Members shown as null although they hold a value. */
	hides: readonly string[];
	/** What a second person with the same key meets. */
	doubles: 'allowed' | 'conflict' | 'rejected';
}

export const PLAIN: Manners = {
	answer: 'stored',
	missing: 'erases',
	etag: 'steady',
	ifMatch: false,
	forms: 'asSent',
	lag: 0,
	hides: [],
	doubles: 'conflict',
};

/** What becomes of one write. Without one it is taken and answered. */
export type Fate =
	| { kind: 'taken' }
	/** No clear answer: not stored, stored at once, or stored so many moments later. */
	| { kind: 'lost' | 'takenUnclear' }
	| { kind: 'late'; after: number }
	| { kind: 'busy' | 'again' | 'conflict' | 'refused' };

/** A colleague's edit of one member at a moment. */
export interface Edit {
	at: number;
	id: string;
	path: readonly string[];
	value: Json;
}

/** One state of one person. */
export interface State {
	at: number;
	by: 'start' | 'colleague' | 'us';
	person: Person;
	etag: string;
	/** The write that made it. */
	write?: Write;
}

/** One write that was sent, and which state it was made from. */
export interface Write {
	id: string;
	at: number;
	fate: Fate['kind'];
	/** Version that the base showed, and the body. */
	from: number;
	body: Person;
	/** Version that it made. */
	landed?: number;
}
