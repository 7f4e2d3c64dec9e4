import { fixed, open } from './types.mts';

// Addresses, queries, the rate limit and access: what a reader of the API has to guess.
export const reading = {
	description: open('A01', 'I', 'No OpenAPI description is served.', {
		none: 'unknown path, 404',
		own: 'at /swagger/v1/swagger.json, where a server with Swashbuckle has it, without a login',
	}),
	entities: fixed(
		'A02',
		'C',
		'The entities and scopes that vendor documentation or published code name exist; no others.',
		'the sandbox plays what the entity table of the nodes has',
		{
			evidenced: 'paths named by vendor documentation or published code',
			more: 'further entities exist',
		},
	),
	basePath: open('A03', 'C', 'The API answers on any host at /api/v1 and /auth, without a segment before it.', {
		anyHost: 'https://host/api/v1/… and https://host/auth/…',
		underPath: 'everything lives below one segment: https://host/tenant/api/v1/…',
	}),
	defaultTake: open('A04', 'I', 'A list without `take` gives 100 rows.', {
		rows100: '100 rows',
		rows25: '25 rows',
		rows10: '10 rows',
	}),
	maximumTake: open('A05', 'I', 'A `take` above 100 is silently cut to 100.', {
		cap100: 'cut to 100',
		cap25: 'cut to 25, below what callers usually ask',
		uncapped: 'no maximum',
		reject: 'above 100: 400',
	}),
	highSkip: open(
		'A06',
		'V',
		'A high `skip` ends in a time-out with status 500; the vendor names no number, 10,000 is taken.',
		{
			error10000: '500 from skip 10,000',
			error50: '500 from skip 50',
			none: 'no limit',
		},
	),
	operators: open('A07', 'I', 'Operators in `where`: =, >, >= as evidenced, and also <, <=, <>.', {
		all: '= > >= < <= <>',
		evidenced: 'only = > >=; others 400',
	}),
	separators: open('A08', 'I', 'A comma or semicolon inside a value of `where` cannot be escaped; it splits.', {
		splits: 'always splits',
		backslash: '\\, and \\; stand for the characters themselves',
	}),
	dateRange: open(
		'A09',
		'I',
		'A date range runs from 00:00 of the first day to 00:00 of the last day, exclusive, in Amsterdam time.',
		{
			exclusiveEnd: 'end day not included',
			inclusiveEnd: 'end day included',
			utc: 'end exclusive, days of UTC',
		},
	),
	filterDates: open('A10', 'C', 'Dates in `where`: dd-MM-yyyy, dd.MM.yyyy and ISO, each with an optional time.', {
		all: 'all three forms',
		dutchOnly: 'only dd-MM-yyyy; others 400',
	}),
	unknownFilter: open('A11', 'I', 'An unknown field in `where` or `orderby` is refused.', {
		reject: '400',
		ignore: 'the condition is dropped without a word',
	}),
	rowCount: open('A12', 'C', '`Count=true` gives the normal list plus the total in header `RowCount`.', {
		listAndHeader: 'list and header',
		emptyBody: 'empty list and header',
		noHeader: 'list, no header',
	}),
	flagsById: open('A13', 'I', 'GET by id takes the `Inclusief…` flags too.', {
		yes: 'taken',
		ignored: 'accepted without effect',
	}),
	limitWindow: open(
		'A14',
		'I',
		'The limit counts per client, every API call with its errors, no token calls, in 24 hours from the first call.',
		{
			perClient: 'as stated',
			withTokens: 'token calls count too',
			rolling: 'each call is forgotten 24 hours later',
			midnight: 'window ends at 00:00 UTC',
		},
	),
	limitHeaders: open('A15', 'V', 'X-Rate-Limit-Limit is a number, -Remaining a number, -Reset ISO 8601 UTC.', {
		isoNumber: 'number, number, ISO 8601',
		epoch: 'reset in seconds since 1970',
		secondsLeft: 'reset in seconds from now',
		past: 'reset names a moment that has passed',
		periodText: 'limit is the text `1d`',
		absent: 'no such headers',
	}),
	retryAfter: open('A16', 'I', 'A 429 names the seconds to wait in Retry-After.', {
		seconds: 'seconds',
		date: 'an HTTP date',
		absent: 'no such header',
	}),
	missingScope: open(
		'A17',
		'V',
		'A missing scope gives 403; in Swagger the vendor describes sample rows with equal ids instead.',
		{
			forbidden: '403',
			sample: '200 with sample rows that all carry the same id',
		},
	),
	foreignScope: open('A18', 'I', 'A scope that the client does not have makes the token request fail.', {
		invalidScope: '400 invalid_scope',
		reduced: '200, token without that scope',
	}),
};
