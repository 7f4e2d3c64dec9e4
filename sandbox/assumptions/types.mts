/** How sure the default is: V vendor documentation, C seen in code that calls the API, I inferred, U unknown. */
export type Grade = 'V' | 'C' | 'I' | 'U';

export interface Alternative {
	/** Short name that switches to it. */
	value: string;
	meaning: string;
}

interface Common {
	/** `A01`, `A02` …: unknowns of the API. `S…`: choices that only the sandbox had to make on top of those. */
	id: string;
	/** What is assumed, in one sentence. */
	statement: string;
	grade: Grade;
	/** Value of the alternative that holds unless another one is chosen. */
	default: string;
	/** All choices, the default first. */
	alternatives: Alternative[];
}

export type Assumption = (Common & { switchable: true }) | (Common & { switchable: false; reason: string });

/** Shorthand: an assumption that the sandbox can switch; the first alternative is the default. */
export function open(id: string, grade: Grade, statement: string, alternatives: Record<string, string>): Assumption {
	return { ...common(id, grade, statement, alternatives), switchable: true };
}

/** Shorthand: an assumption that is written down but has nothing to switch here. */
export function fixed(
	id: string,
	grade: Grade,
	statement: string,
	reason: string,
	alternatives: Record<string, string>,
): Assumption {
	return { ...common(id, grade, statement, alternatives), switchable: false, reason };
}

function common(id: string, grade: Grade, statement: string, alternatives: Record<string, string>): Common {
	const list = Object.entries(alternatives).map(([value, meaning]) => ({ value, meaning }));
	return { id, grade, statement, default: list[0]!.value, alternatives: list };
}
