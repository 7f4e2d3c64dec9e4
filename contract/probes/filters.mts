import { describe, rowsOf, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';

const where = async ({ api, seen }: Context, condition: string): Promise<Answer> => {
	const answer = await api.people({ where: condition, take: '1' });
	if (answer.status === 400) seen.refusals.push(answer);
	return answer;
};

const refusals: Record<number, string> = { 414: 'uri2000', 431: 'header2000', 404: 'notFound2000', 400: 'bad2000' };

/** A name that nobody has, long enough for a query of more than 2,000 characters. */
const LONG = 'n8n-contract-check-'.repeat(110);

/** What `where` understands. */
const questions: Probe[] = [
	{
		assumptions: ['A53', 'A73'],
		title: 'A long filter',
		requests: 1,
		async run({ api, seen }) {
			const answer = await api.people({ where: `achternaam=${LONG}`, take: '1' });
			const evidence = `where with a value of ${LONG.length} characters gives HTTP ${answer.status}`;
			const rows = rowsOf(answer);
			if (!rows)
				return [
					refusals[answer.status] === undefined
						? unknown('A53', evidence)
						: refuted('A53', refusals[answer.status], evidence),
					unknown('A73', evidence),
				];
			seen.whereIgnored = rows.length > 0;
			return [
				confirmed('A53', `${evidence}; longer ones were not tried`),
				rows.length > 0
					? refuted('A73', 'ignored', 'where with a name that nobody has gives people')
					: confirmed('A73', 'where with a name that nobody has gives nobody'),
			];
		},
	},
	{
		assumptions: ['A07'],
		title: 'Operators',
		requests: 2,
		async run(context) {
			const unequal = await where(context, 'achternaam<>n8n-contract-check');
			const below = await where(context, 'geboortedatum<01-01-1901');
			const evidence = `<> gives HTTP ${unequal.status}, < gives HTTP ${below.status}`;
			if (unequal.status === 200 && below.status === 200) return [confirmed('A07', evidence)];
			return [
				unequal.status === 400 && below.status === 400
					? refuted('A07', 'evidenced', evidence)
					: refuted('A07', undefined, evidence),
			];
		},
	},
	{
		assumptions: ['A08'],
		title: 'Escaped separators',
		requests: 1,
		async run(context) {
			// Split at the semicolon, the second half is no condition.
			const { status } = await where(context, 'achternaam=n8n\\;contract');
			const evidence = `a value with \\; gives HTTP ${status}`;
			return [
				status === 400
					? confirmed('A08', evidence)
					: status === 200
						? refuted('A08', 'backslash', evidence)
						: unknown('A08', evidence),
			];
		},
	},
	{
		assumptions: ['A10'],
		title: 'Forms of dates',
		requests: 3,
		async run(context) {
			const statuses: number[] = [];
			for (const date of ['01-01-1901', '01.01.1901', '1901-01-01'])
				statuses.push((await where(context, `geboortedatum>=${date}`)).status);
			const evidence = `dd-MM-yyyy HTTP ${statuses[0]}, dd.MM.yyyy HTTP ${statuses[1]}, ISO HTTP ${statuses[2]}`;
			if (statuses.every((status) => status === 200)) return [confirmed('A10', evidence)];
			return [
				statuses[0] === 200
					? refuted('A10', statuses[1] !== 200 && statuses[2] !== 200 ? 'dutchOnly' : undefined, evidence)
					: unknown('A10', evidence),
			];
		},
	},
	{
		assumptions: ['A11'],
		title: 'An unknown field',
		requests: 1,
		async run(context) {
			const answer = await where(context, 'n8nContractCheck=1');
			if (answer.status === 400) return [confirmed('A11', 'where with an invented field: HTTP 400')];
			const rows = rowsOf(answer);
			return [
				rows && rows.length > 0
					? refuted('A11', 'ignore', 'where with an invented field: HTTP 200 with rows')
					: unknown('A11', describe(answer)),
			];
		},
	},
	{
		assumptions: ['A09'],
		title: 'Edges of a date range',
		requests: 2,
		async run(context) {
			const row = oldest(context.seen.rows);
			if (!row) return [unknown('A09', 'no row shows auditTrail.gewijzigdDatumTijd')];
			return [await rangeEdges(context, row.id, row.changed)];
		},
	},
	{
		assumptions: ['A25', 'A78'],
		title: 'Look-up by external key',
		requests: 2,
		async run(context) {
			const row = context.seen.rows.find(({ externId, externSource }) =>
				[externId, externSource].every((part) => typeof part === 'string' && /^[^;,<>=]+$/.test(part)),
			);
			if (!row) return ['A25', 'A78'].map((id) => unknown(id, 'no row shows both externId and externSource'));
			const [externId, externSource] = [String(row.externId), String(row.externSource)];
			const lookUp = async (flip: (text: string) => string) =>
				await where(context, `externId=${flip(externId)};externSource=${flip(externSource)}`);
			const isHit = (answer: Answer) => rowsOf(answer)?.some(({ id }) => id === row.id) === true;
			const what = 'where=externId=…;externSource=… of a person in a list';
			// In letters of the other case first: when that finds the person, both questions are answered.
			const flipped = await lookUp(otherCase);
			if (isHit(flipped)) {
				const hasLetters = otherCase(externId + externSource) !== externId + externSource;
				return [
					confirmed('A25', `${what}: found`),
					hasLetters
						? confirmed('A78', `${what}, in letters of the other case: found`)
						: unknown('A78', 'the key has no letters'),
				];
			}
			if (flipped.status === 400)
				return [refuted('A25', 'error', `${what}: HTTP 400`), unknown('A78', 'keys cannot be looked up')];
			const answer = await lookUp((text) => text);
			const found = rowsOf(answer);
			if (!found) return [unknown('A25', describe(answer)), unknown('A78', describe(answer))];
			const evidence = `${what}: ${found.length} rows`;
			if (!isHit(answer))
				return [
					refuted('A25', found.length === 0 ? 'empty' : undefined, evidence),
					unknown('A78', 'keys cannot be looked up'),
				];
			context.seen.heedsCase = true;
			return [confirmed('A25', evidence), refuted('A78', 'exact', `${what}, in letters of the other case: not found`)];
		},
	},
	{
		assumptions: ['A52'],
		title: 'Ids in capitals',
		requests: 1,
		async run({ api, seen }) {
			const id = seen.rows.map((row) => String(row.id ?? '')).find((one) => /[a-f]/.test(one));
			if (id === undefined) return [unknown('A52', 'no id with a letter')];
			const { status } = await api.call('GET', `Personen/${id.toUpperCase()}`);
			const evidence = `GET by an id in capitals: HTTP ${status}`;
			return [
				status === 200
					? confirmed('A52', evidence)
					: status === 404 || status === 400
						? refuted('A52', 'sensitive', evidence)
						: unknown('A52', evidence),
			];
		},
	},
];

/** Where filters are not heeded, what they give says nothing. */
export const filters: Probe[] = questions.map((probe) => ({
	...probe,
	run: async (context) =>
		context.seen.whereIgnored && !probe.assumptions.includes('A52')
			? probe.assumptions.map((id) => unknown(id, 'where is not heeded'))
			: await probe.run(context),
}));

export const otherCase = (text: string) =>
	text.replace(/\p{L}/gu, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));

/** The person whose last change is longest ago: nobody is likely to change that one now. */
function oldest(rows: readonly Row[]): { id: string; changed: string } | undefined {
	return rows
		.map((row) => ({
			id: String(row.id ?? ''),
			changed: String((row.auditTrail as Row | null | undefined)?.gewijzigdDatumTijd ?? ''),
		}))
		.filter(({ id, changed }) => id !== '' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(changed))
		.sort((a, b) => (a.changed < b.changed ? -1 : 1))[0];
}

const dutch = (date: string) => date.slice(0, 10).split('-').reverse().join('-');

function dayBefore(date: string): string {
	return new Date(Date.parse(`${date.slice(0, 10)}T12:00:00Z`) - 86_400_000).toISOString();
}

/** Asks for a range that ends on the day of the change, and for changes since exactly its minute, as it is written. */
async function rangeEdges(context: Context, id: string, changed: string): Promise<Finding> {
	const only = (condition: string) => where(context, `id=${id};audittrail.gewijzigddatumtijd${condition}`);
	const until = rowsOf(await only(`=${dutch(dayBefore(changed))},${dutch(changed)}`));
	const since = rowsOf(await only(`>=${dutch(changed)} ${changed.slice(11, 16)}`));
	if (!until) return unknown('A09', 'a range of dates together with id is not accepted');
	if (until.length > 0) return refuted('A09', 'inclusiveEnd', 'a range that ends on the day of a change contains it');
	if (!since)
		return unknown('A09', 'the end of a range is exclusive; a time of day is not accepted, so the zone stays open');
	if (since.length === 0)
		return refuted('A09', 'utc', 'the end of a range is exclusive; times are not compared as they are written');
	return confirmed(
		'A09',
		'a range that ends on the day of a change does not contain it; times are compared as they are written',
	);
}
