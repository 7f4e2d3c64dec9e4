type Json = Record<string, unknown>;
type Items = ReadonlyArray<{ json: Json }>;

/** The workflow's Settings, as far as they matter here. */
export interface ExportSettings {
	/** Paths of entities that tell when a record was changed. */
	entities: readonly string[];
	/** Paths of those that do not: read as a whole each time. */
	whole: readonly string[];
	/** Everything that was last changed in an earlier year is read at once, each later year by itself. */
	firstYear: number;
	/** Members that are not exported. */
	leaveOut: readonly string[];
	/** The most requests of a run. */
	share: number;
}

/** A day before Coachview had any records. */
const BEGINNING = '2000-01-01';

/** What is read at once. */
export interface Window {
	entity: string;
	/** First and last day of change, inclusive; both '' for everything at once. */
	from: string;
	to: string;
	/** The day up to which the entity must have been stored before; '' for none. */
	after: string;
	/** The day up to which the entity is exported when this is stored. */
	upto: string;
	/** What has to be left of Coachview's day for others. */
	reserve: number;
}

/**
 * What this run has to read: first what is read as a whole, then the entity that is furthest behind. The last day is read
 * again each time, because it was not over.
 *
 * @param cursors rows with `entity` and `upto` (`YYYY-MM-DD` or null)
 * @param remaining requests that are left of the day; null when Coachview does not say
 */
export function plan(
	{ entities, whole, firstYear, share }: ExportSettings,
	cursors: Items,
	remaining: number | null,
	today: string,
): Window[] {
	const upto = new Map(cursors.map(({ json }) => [String(json.entity), String(json.upto ?? '').slice(0, 10)]));
	const reserve = Math.max(0, (remaining ?? 5000) - share);
	const behind = [...entities].sort((a, b) => (upto.get(a) ?? '').localeCompare(upto.get(b) ?? ''));
	const changed = behind.flatMap((entity) =>
		windows(upto.get(entity) ?? '', firstYear, today).map(({ from, to }) => ({ entity, from, to })),
	);
	return [...whole.map((entity) => ({ entity, from: '', to: '' })), ...changed].map(({ entity, from, to }) => ({
		...{ entity, from, to },
		after: from === BEGINNING ? '' : from,
		upto: to || today,
		reserve,
	}));
}

function windows(upto: string, firstYear: number, today: string): Array<{ from: string; to: string }> {
	const list: Array<{ from: string; to: string }> = [];
	let from = upto || BEGINNING;
	let year = upto === '' ? firstYear - 1 : Number(upto.slice(0, 4));
	for (; ; year++) {
		const end = `${year}-12-31`;
		const to = end < today ? end : today;
		list.push({ from, to });
		if (to === today) return list;
		from = to;
	}
}

/**
 * One item a window for the database: all records as one JSON text, without what is not exported. What could not be read has no
 * `upto`, so that the database notes nothing; `stop` says that no request is left.
 *
 * @param records what came back; each tells by its `pairedItem` which window it belongs to
 */
export function packed(
	records: ReadonlyArray<{ json: Json; pairedItem?: unknown }>,
	asked: ReadonlyArray<{ json: unknown }>,
	leaveOut: readonly string[],
): Json[] {
	const of = records.map(({ pairedItem }) => {
		const first: unknown = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
		return typeof first === 'number' ? first : (first as { item?: number } | undefined)?.item;
	});
	const errors = records.flatMap(({ json }, at) =>
		typeof json.error === 'object' && json.error !== null && json.id === undefined
			? [{ at: of[at], reason: (json.error as Json).reason }]
			: [],
	);
	return asked.map(({ json }, index) => {
		// An error that does not tell where it belongs may belong anywhere: an empty window that was none would be skipped for ever.
		const failed = errors.filter(({ at }) => at === undefined || at === index);
		const rows = records
			.filter(({ json: record }, at) => of[at] === index && typeof record.id === 'string')
			.map(({ json: record }) =>
				Object.fromEntries(Object.entries(record).filter(([name]) => !leaveOut.includes(name))),
			);
		return {
			...(json as Window),
			...(failed.length > 0 && { upto: '' }),
			rows: JSON.stringify(failed.length > 0 ? [] : rows),
			stop: failed.some(({ reason }) => reason === 'quotaExhausted'),
		};
	});
}
