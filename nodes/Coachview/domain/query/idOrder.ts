/** Ways in which a database may put IDs in order, each as a key that sorts like a text. */
const WAYS: ReadonlyArray<(id: string) => string> = [
	(id) => id,
	sqlServerKey,
	// As numbers, also inside a text: p2 before p10.
	(id) => id.replace(/\d{1,30}/g, (digits) => digits.padStart(30, '0')),
];

/** Pairs in order that cannot be chance any more: 1 in 20!. */
const PROOF = 20;

/**
 * Watches whether rows really come sorted by ID. A server may ignore an order that it does not take (assumption A11), and
 * then a row that is not where it should be says nothing about people who came or went.
 */
export class IdOrder {
	private possible: Array<{ key: (id: string) => string; sign: 1 | -1 }> = WAYS.flatMap((key) => [
		{ key, sign: 1 as const },
		{ key, sign: -1 as const },
	]);
	private pairs = 0;

	/** @param ids of one page, in its order */
	watch(ids: readonly string[]): void {
		for (const [index, id] of ids.entries()) {
			const before = ids[index - 1];
			if (before === undefined || before === id) continue;
			this.pairs++;
			this.possible = this.possible.filter(({ key, sign }) => precedes(key, sign, before, id));
		}
	}

	/** Whether the rows seen so far are sorted by ID, beyond chance. */
	get isProven(): boolean {
		return this.pairs >= PROOF && this.possible.length > 0;
	}

	/**
	 * @param ids the first ones of the list in the opposite order
	 * @param known an ID somewhere in the list
	 * @returns whether they really run the other way, from behind the known one; two of them may do so by chance
	 */
	isTurnedRound(ids: readonly string[], known: string): boolean {
		const [first = ''] = ids;
		const turned = (key: (id: string) => string, sign: number) =>
			(first === known || precedes(key, sign, known, first)) &&
			ids.every((id, index) => index === 0 || precedes(key, sign, id, ids[index - 1] as string));
		return ids.length > 2 && this.possible.every(({ key, sign }) => turned(key, sign));
	}
}

function precedes(key: (id: string) => string, sign: number, a: string, b: string): boolean {
	return (key(a) < key(b) ? 1 : -1) === sign;
}

/** SQL Server compares the last group of a GUID first, and the bytes of the first three groups backwards (its documentation). */
function sqlServerKey(id: string): string {
	const groups = id.split('-');
	if (groups.length !== 5) return id;
	const [a = '', b = '', c = '', d = '', e = ''] = groups;
	return [e, d, backwards(c), backwards(b), backwards(a)].join('-');
}

function backwards(hex: string): string {
	return (hex.match(/../g) ?? []).reverse().join('');
}
