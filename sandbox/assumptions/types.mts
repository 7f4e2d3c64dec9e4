/** How sure the default is: V vendor documentation, C seen in code that calls the API, I inferred, U unknown. */
export type Grade = 'V' | 'C' | 'I' | 'U';

export interface Alternative<Value extends string = string> {
	/** Short name that switches to it. */
	value: Value;
	meaning: string;
}

interface Common<Value extends string> {
	/** `A01`, `A02` …: unknowns of the API. `S…`: choices that only the sandbox had to make on top of those. */
	id: string;
	/** What is assumed, in one sentence. */
	statement: string;
	grade: Grade;
	/** Value of the alternative that holds unless another one is chosen. */
	default: Value;
	/** All choices, the default first. */
	alternatives: Array<Alternative<Value>>;
}

export type Assumption<Value extends string = string> = Common<Value> &
	({ switchable: true } | { switchable: false; reason: string });

/** Shorthand: an assumption that the sandbox can switch; the first alternative is the default. */
export function open<Value extends string>(
	id: string,
	grade: Grade,
	statement: string,
	alternatives: Record<Value, string>,
): Assumption<Value> {
	return { ...common(id, grade, statement, alternatives), switchable: true };
}

/** Shorthand: an assumption that is written down but has nothing to switch here. */
export function fixed<Value extends string>(
	id: string,
	grade: Grade,
	statement: string,
	reason: string,
	alternatives: Record<Value, string>,
): Assumption<Value> {
	return { ...common(id, grade, statement, alternatives), switchable: false, reason };
}

function common<Value extends string>(
	id: string,
	grade: Grade,
	statement: string,
	alternatives: Record<Value, string>,
): Common<Value> {
	const values = Object.keys(alternatives) as Value[];
	const list = values.map((value) => ({ value, meaning: alternatives[value] }));
	return { id, grade, statement, default: values[0]!, alternatives: list };
}
