/** Texts that are remembered at a time: those of some hundred rows. */
const MANY = 5000;
/** Longer texts are remarks, which do not come again. */
const LONGEST = 100;

/** Texts that many rows have in common (a place, the ID of a company), kept once instead of once a row. */
export class SharedTexts {
	private readonly known = new Map<string, string>();

	/** @returns the same text, and the same object for as many rows as `MANY` texts last */
	one(text: string): string {
		if (text.length > LONGEST) return text;
		const known = this.known.get(text);
		if (known !== undefined) return known;
		// Most texts never come again, so that the memory of them must not grow with the list.
		if (this.known.size >= MANY) this.known.clear();
		this.known.set(text, text);
		return text;
	}

	/** @returns the value itself, a plain JSON value; the texts inside are replaced by the shared ones */
	in<T>(value: T): T {
		return this.shared(value) as T;
	}

	private shared(value: unknown): unknown {
		if (typeof value === 'string') return this.one(value);
		if (typeof value !== 'object' || value === null) return value;
		const members = value as { [key: string]: unknown };
		// Every key is a member of its own here, `__proto__` too, so that assigning reaches no setter.
		for (const key of Object.keys(members)) members[key] = this.shared(members[key]);
		return value;
	}
}
