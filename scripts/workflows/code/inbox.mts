type Json = Record<string, unknown>;
type Items = ReadonlyArray<{ json: Json }>;

/** The Settings of the workflow that works the inbox. */
export interface InboxSettings {
	/** Name of this run, unlike that of any other; it stands in the rows that the run has taken. */
	run: string;
	/** Requests of Coachview's day that are left to others. */
	keepInReserve: number;
	/** How long nobody else may take a row; longer than a run can last. */
	leaseMinutes: number;
	/** Minutes until the next try after the first, second, … one, with commas between; after the last one a person has to look. */
	waits: string;
}

/** A row of the inbox that a run wants to take. */
export interface Taking {
	id: number;
	personId: string;
	/** What the row says, a text like all columns: when one of them has changed meanwhile, somebody else was faster. */
	attempt: string;
	before: string;
	/** How often it was taken since a run last came to an end with it. */
	taken: number;
	lease: string;
	leasedUntil: string;
}

/** A person whose turn it is, with the rows that this is about; of several events the newest says which keys the person has. */
export interface Turn {
	personId: string;
	externId: unknown;
	externSource: unknown;
	rows: Array<{ id: number; eventId: string; attempt: number; taken: number }>;
}

/** What becomes of a row. */
export interface Fate {
	id: number;
	/** SQLite gives the number of a row that is gone to a new one; the event tells them apart. */
	eventId: string;
	becomes: 'done' | 'later' | 'givenUp';
	/** Tries that came to an end. */
	attempt: number;
	nextTry: string;
	personId: string;
	externId: unknown;
	externSource: unknown;
	reason: string;
}

/** Requests of Coachview that a person takes at most: as in the reconcile workflow. */
const REQUESTS_EACH = 4;
const PASSES_BY_ITSELF = ['retryLater', 'unavailable', 'concurrentChange', 'unknownOutcome', 'quotaExhausted'];
/** Neither the person nor HR is to blame: the row stays. The last ones are settings that somebody will put right. */
const COMES_AGAIN = [
	...PASSES_BY_ITSELF,
	...['unexpectedAnswer', 'cancelled', 'unexpected', 'noAnswer'],
	...['noPermission', 'adapterFailed', 'notAllowed', 'credential', 'expression'],
];
/** n8n may die often for reasons that lie elsewhere; a row with which it died this often is likely to be the reason. */
const MOST_DEATHS = 25;
/** The day is used up: no fault of the row, so that this is not counted as a try. */
const USED_UP = { outcome: 'quotaExhausted', minutes: 15 };

/**
 * Whether a run may go on after it has asked what is left of Coachview's day.
 *
 * @param answer the quota, or the error
 * @returns false when the rows wait for the next minute
 * @throws Error when somebody has to put something right: rows that only wait would tell nobody
 */
export function mayTake({ error }: Json): boolean {
	if (error === undefined) return true;
	const reason = String((error as Json | null)?.reason ?? 'unexpected');
	if (PASSES_BY_ITSELF.includes(reason)) return false;
	throw new Error(`Coachview does not tell what is left of its day: ${reason}. No row was taken`);
}

/**
 * Which of the due rows a run takes: all of those people for whom Coachview's day still has enough requests.
 *
 * @param due rows, the longest due first; Data Table gives no more of them than a run may take
 * @param remaining what is left of the day; unknown when Coachview does not tell it
 * @param now in milliseconds
 */
export function taking(due: Items, remaining: unknown, settings: InboxSettings, now: number): Taking[] {
	const most =
		typeof remaining === 'number' ? Math.floor((remaining - settings.keepInReserve) / REQUESTS_EACH) : Infinity;
	const people = new Set<string>();
	return due.flatMap(({ json }) => {
		const person = key(json.personId);
		if (!people.has(person) && people.size >= most) return [];
		people.add(person);
		const [attempt, before] = [String(json.attempt ?? ''), String(json.taken ?? '')];
		const leasedUntil = moment(now, settings.leaseMinutes);
		return [
			{
				id: Number(json.id),
				personId: person,
				attempt,
				before,
				taken: count(before) + 1,
				lease: settings.run,
				leasedUntil,
			},
		];
	});
}

/**
 * Who is worked on: everybody of whom nobody else holds a row. Two runs that have each taken a row of one person both look after
 * they have written, so at least one of them sees the other and steps back: never two at once.
 *
 * @param leased every row that is taken now, by whatever run
 * @returns people whose turn it is, and rows that are put back, or given up because runs died with them too often
 */
export function turns(leased: Items, settings: InboxSettings, now: number): { work: Turn[]; back: Fate[] } {
	const work = new Map<string, Turn>();
	const back: Fate[] = [];
	const others = new Set(
		leased.filter(({ json }) => json.lease !== settings.run).map(({ json }) => key(json.personId)),
	);
	const mine = leased
		.filter(({ json }) => json.lease === settings.run)
		.sort((a, b) => Number(a.json.id) - Number(b.json.id));
	for (const { json } of mine) {
		const { personId, externId, externSource } = json;
		const row = {
			id: Number(json.id),
			eventId: String(json.eventId ?? ''),
			attempt: count(json.attempt),
			taken: count(json.taken),
		};
		const turn = { personId: String(personId), externId, externSource };
		if (others.has(key(personId)))
			back.push({ ...turn, ...row, becomes: 'later', nextTry: moment(now, 1), reason: '' });
		else if (row.taken > MOST_DEATHS)
			back.push(givenUp(turn, row, `Taken ${row.taken} times; no run came to its end`, now));
		else work.set(key(personId), { ...turn, rows: [...(work.get(key(personId))?.rows ?? []), row] });
	}
	return { work: [...work.values()], back };
}

/**
 * What becomes of the rows after the work: done, due again later each time, or something for a person.
 *
 * @param outcomes what the main workflow gave; a person who is not among them comes again
 */
export function fates(work: readonly Turn[], outcomes: Items, settings: InboxSettings, now: number): Fate[] {
	const known = new Map(outcomes.map(({ json }) => [key(json.personId), String(json.outcome ?? 'unexpected')]));
	return work.flatMap(({ rows, ...turn }) => {
		const outcome = known.get(key(turn.personId)) ?? 'noAnswer';
		return rows.map((row): Fate => {
			const fate = { ...turn, ...row, reason: outcome };
			if (!COMES_AGAIN.includes(outcome)) return { ...fate, becomes: 'done', nextTry: moment(now, 0) };
			if (outcome === USED_UP.outcome) return { ...fate, becomes: 'later', nextTry: moment(now, USED_UP.minutes) };
			const minutes = waits(settings)[row.attempt];
			const attempt = row.attempt + 1;
			return minutes === undefined
				? givenUp(turn, { ...row, attempt }, `Tried ${attempt} times; last: ${outcome}`, now)
				: { ...fate, attempt, becomes: 'later', nextTry: moment(now, minutes) };
		});
	});
}

function givenUp(turn: Omit<Turn, 'rows'>, row: Turn['rows'][number], reason: string, now: number): Fate {
	return { ...turn, ...row, becomes: 'givenUp', nextTry: moment(now, 0), reason };
}

const waits = ({ waits: text }: InboxSettings): number[] =>
	String(text)
		.split(',')
		.map((part) => Number(part.trim()))
		.filter((minutes) => minutes > 0);

const count = (text: unknown) => Number(text) || 0;
const moment = (now: number, minutes: number) => new Date(now + minutes * 60_000).toISOString();
const key = (id: unknown) => String(id ?? '').toLowerCase();
