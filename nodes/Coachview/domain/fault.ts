/**
 * Something the user can act on. The node turns it into an n8n error; until then the domain needs no n8n.
 * Neither text ever contains a value of a person: fields are named, ids are allowed.
 */
export class Fault extends Error {
	/** What went wrong, for a program. */
	readonly reason: FaultReason;
	/** What to do about it, for the user. */
	readonly advice: string;
	/** Names of the fields concerned. */
	readonly fields: readonly string[];
	/** Ids and moments that a later step may need; never values of a person. */
	readonly details: Readonly<Record<string, string | number | boolean>>;

	constructor(
		reason: FaultReason,
		message: string,
		advice: string,
		{ fields = [], details = {} }: { fields?: readonly string[]; details?: Fault['details'] } = {},
	) {
		super(message);
		this.reason = reason;
		this.advice = advice;
		this.fields = fields;
		this.details = details;
	}
}

/**
 * For passing on what was caught: a fault stays as it is; anything else is a fault of the node, whose text might hold a
 * value of a person and is therefore not kept.
 */
export function asFault(thrown: unknown): Fault {
	if (thrown instanceof Fault) return thrown;
	const kind = thrown instanceof Error ? thrown.name : typeof thrown;
	return new Fault(
		'unexpected',
		`The item could not be processed (${kind})`,
		'This is a fault of the node. Please report what the node was set to do, without data of people.',
	);
}

export type FaultReason =
	| 'invalidInput'
	/** An expression of the user's failed in n8n. */
	| 'expression'
	| 'notFound'
	| 'ambiguous'
	| 'identityMismatch'
	| 'conflict'
	| 'wouldClear'
	| 'incompleteRecord'
	| 'notStored'
	| 'lost'
	| 'concurrentChange'
	| 'unknownOutcome'
	| 'sampleData'
	| 'unexpectedAnswer'
	| 'quotaExhausted'
	| 'rejected'
	| 'unavailable'
	| 'notAllowed'
	| 'credential'
	| 'cancelled'
	| 'unexpected';
