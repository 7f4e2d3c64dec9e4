/** One employee as HR knows him or her; each HR system shows this in its own form. */
export interface Employee {
	/** Key of the sandbox only, so that two employees can carry the same number. */
	key: string;
	/** Employee number as text, leading zeros included. */
	number: string;
	/** Number of the human being, as against the employment. */
	personNumber: string;
	firstName: string;
	prefix: string | null;
	lastName: string;
	email: string | null;
	/** Calendar text `YYYY-MM-DD`. */
	dateOfBirth: string | null;
	placeOfBirth: string | null;
	/** ISO 3166-1 alpha-2. */
	countryOfBirth: string | null;
	inService: boolean;
	/** Further values for a single HR system; the system's file says which it reads. */
	extra: Record<string, unknown>;
}

/** How a birth date is written. `dayBefore` forms are Amsterdam's midnight as an instant, which falls on the day before in UTC. */
export type HrDateForm =
	| 'raw'
	| 'date'
	| 'local'
	| 'utc'
	| 'offset'
	| 'dayBefore'
	| 'odata'
	| 'odataOffset'
	| 'odataDayBefore';

/** Flags of one HR system; those of a single system are described in that system's file. */
export interface HrFlags {
	/** Birth columns are missing or empty, because the API user may not see them. */
	hideBirthFields?: boolean;
	/** Every data call answers that the system is down. */
	unavailable?: boolean;
	/** Every data call answers that there were too many. */
	rateLimited?: boolean;
	/** Seconds that the answer names: with `unavailable` default 30; with `rateLimited` the answer names none without this. */
	retryAfter?: number;
	/** Whatever token or key comes along, it counts as expired. */
	tokenExpired?: boolean;
	/** The token is good, but its user may not read employees. */
	forbidden?: boolean;
	/** Data calls answer a proxy's HTML page, or nothing at all. */
	answer?: 'html' | 'empty';
	/** Status of `answer`; default 502 for the page and 200 for nothing. */
	answerStatus?: number;
	/** Birth dates are written like this instead of in the system's own way. */
	dateForm?: HrDateForm;
	/** The network address is not on the system's list. */
	addressRefused?: boolean;
	[name: string]: unknown;
}

/** How to call a system that the HR server plays. */
export interface HrSystemInfo {
	name: string;
	/** Address without a trailing slash. */
	url: string;
	/** Where access tokens come from, if the system has tokens. */
	tokenUrl?: string;
	/** Where an authorisation code comes from; it is given without asking. */
	authorizeUrl?: string;
	/** Headers of a caller with full rights, the access token left out. */
	headers: Record<string, string>;
	/** Names that a caller needs: connector, division, client and so on. */
	hints: Record<string, string>;
}
