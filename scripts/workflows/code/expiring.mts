type Json = Record<string, unknown>;
type Items = ReadonlyArray<{ json: Json }>;

/** A result that has expired or is about to; IDs and days only. */
export interface Expiring {
	resultId: string;
	personId: string;
	definitionId: string;
	/** The first day on which it is not valid any more. */
	expires: string;
}

/** The workflow's Settings. */
export interface ExpirySettings {
	/** How long a result is valid. */
	months: number;
	/** How long before its end somebody is told. */
	weeksBefore: number;
	/** Results that expired longer ago are let be. */
	atMostMonthsAgo: number;
}

/** Statuses of somebody who is on the way to a new result. */
const UNDER_WAY = ['Ingepland', 'Wachtlijst'];

/**
 * Whose newest result for a course definition expires, and who is not enrolled for it again already.
 *
 * @param results rows of results; one without a readable date is left out
 * @param enrolments rows of all enrolments: a result only knows its enrolment
 * @param today `YYYY-MM-DD`
 */
export function expiring(results: Items, enrolments: Items, settings: ExpirySettings, today: string): Expiring[] {
	const known = new Map(enrolments.map(({ json }) => [key(json.id), json]));
	const subject = ({ persoonId, opleidingssoortId }: Json) => `${key(persoonId)} ${key(opleidingssoortId)}`;
	const underWay = new Set(
		enrolments
			.filter(({ json }) => UNDER_WAY.includes(String(json.opleidingsvraagStatusId)))
			.map(({ json }) => subject(json)),
	);
	const newest = new Map<string, Expiring & { day: string }>();
	for (const { json } of results) {
		const enrolment = known.get(key(json.opleidingsvraagId));
		const [day] = /^\d{4}-\d{2}-\d{2}/.exec(String(json.datum ?? '')) ?? [];
		if (!enrolment || day === undefined || Number.isNaN(Date.parse(day))) continue;
		const [personId, definitionId] = [key(enrolment.persoonId), key(enrolment.opleidingssoortId)];
		if (personId === '' || definitionId === '') continue;
		const before = newest.get(subject(enrolment));
		if (before && before.day >= day) continue;
		const expires = monthsLater(day, settings.months);
		newest.set(subject(enrolment), { resultId: key(json.id), personId, definitionId, expires, day });
	}
	const until = new Date(Date.parse(today) + settings.weeksBefore * 604_800_000).toISOString().slice(0, 10);
	const since = monthsLater(today, -settings.atMostMonthsAgo);
	return [...newest]
		.filter(([about, { expires }]) => expires <= until && expires >= since && !underWay.has(about))
		.map(([, { day: _day, ...found }]) => found);
}

const key = (id: unknown) => (typeof id === 'string' ? id.toLowerCase() : '');

/** The same day so many months later; the last of the month when there is no such day. */
function monthsLater(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
