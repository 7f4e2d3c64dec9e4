// Small inputs that once failed, or would have: one id each, and at least one test whose title starts with it.

/** How many cases each kind has: stale bases, carried records, free fields, settings, other fields, replacing … */
const counts: Readonly<Record<string, number>> = {
	/** A stale base is written. */
	K1: 4,
	/** The record carried from an earlier Get. */
	K2: 6,
	/** Free fields. */
	K3: 9,
	/** Settings and values from expressions. */
	K4: 6,
	/** Other Fields. */
	K5: 6,
	/** Replace fed by Get. */
	K6: 3,
	/** Create, and Create or Update. */
	K7: 10,
	/** Only If Empty. */
	K8: 2,
	/** Dates and texts. */
	K9: 7,
	/** What "verified" says. */
	K10: 3,
	/** Lists. */
	K11: 8,
	/** Webhooks. */
	K12: 9,
	/** Words and leaks. */
	K13: 4,
	/** Time and size. */
	K14: 8,
	/** HR adapters and samples. */
	K15: 9,
};

/** `K1.1` to `K15.9`. */
export const troubleIds: readonly string[] = Object.entries(counts).flatMap(([kind, count]) =>
	Array.from({ length: count }, (_, index) => `${kind}.${index + 1}`),
);
