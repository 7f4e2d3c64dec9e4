import { describe, rowsOf, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';

const where = async ({ api, seen }: Context, condition: string): Promise<Answer> => {
	const answer = await api.people({ where: condition, take: '1' });
	if (answer.status === 400) seen.refusals.push(answer);
	return answer;
};

/** What `where` understands. */
export const filters: Probe[] = [
	{
		assumptions: ['A07'], title: 'Operators', requests: 2,
		async run(context) {
			const unequal = await where(context, 'achternaam<>n8n-contract-check');
			const below = await where(context, 'geboortedatum<01-01-1901');
			const evidence = `<> gives HTTP ${unequal.status}, < gives HTTP ${below.status}`;
			if (unequal.status === 200 && below.status === 200) return [confirmed('A07', evidence)];
			return [unequal.status === 400 && below.status === 400 ? refuted('A07', 'evidenced', evidence) : refuted('A07', undefined, evidence)];
		},
	},
	{
		assumptions: ['A08'], title: 'Escaped separators', requests: 1,
		async run(context) {
			// Split at the semicolon, the second half is no condition.
			const { status } = await where(context, 'achternaam=n8n\\;contract');
			const evidence = `a value with \\; gives HTTP ${status}`;
			return [status === 400 ? confirmed('A08', evidence) : status === 200 ? refuted('A08', 'backslash', evidence) : unknown('A08', evidence)];
		},
	},
	{
		assumptions: ['A10'], title: 'Forms of dates', requests: 3,
		async run(context) {
			const statuses: number[] = [];
			for (const date of ['01-01-1901', '01.01.1901', '1901-01-01']) statuses.push((await where(context, `geboortedatum>=${date}`)).status);
			const evidence = `dd-MM-yyyy HTTP ${statuses[0]}, dd.MM.yyyy HTTP ${statuses[1]}, ISO HTTP ${statuses[2]}`;
			if (statuses.every((status) => status === 200)) return [confirmed('A10', evidence)];
			return [statuses[0] === 200 ? refuted('A10', statuses[1] !== 200 && statuses[2] !== 200 ? 'dutchOnly' : undefined, evidence) : unknown('A10', evidence)];
		},
	},
	{
		assumptions: ['A11'], title: 'An unknown field', requests: 1,
		async run(context) {
			const answer = await where(context, 'n8nContractCheck=1');
			if (answer.status === 400) return [confirmed('A11', 'where with an invented field: HTTP 400')];
			const rows = rowsOf(answer);
			return [rows && rows.length > 0 ? refuted('A11', 'ignore', 'where with an invented field: HTTP 200 with rows') : unknown('A11', describe(answer))];
		},
	},
	{
		assumptions: ['A09'], title: 'Edges of a date range', requests: 2,
		async run(context) {
			const row = oldest(context.seen.rows);
			if (!row) return [unknown('A09', 'no row shows auditTrail.gewijzigdDatumTijd')];
			return [await rangeEdges(context, row.id, row.changed)];
		},
	},
	{
		assumptions: ['A25'], title: 'Look-up by external key', requests: 1,
		async run(context) {
			const row = context.seen.rows.find(({ externId, externSource }) => [externId, externSource].every((part) => typeof part === 'string' && /^[^;,<>=]+$/.test(part)));
			if (!row) return [unknown('A25', 'no row shows both externId and externSource')];
			const answer = await where(context, `externId=${String(row.externId)};externSource=${String(row.externSource)}`);
			const found = rowsOf(answer);
			if (answer.status === 400) return [refuted('A25', 'error', 'where=externId=…;externSource=… of a person in a list: HTTP 400')];
			if (!found) return [unknown('A25', describe(answer))];
			const hit = found.some(({ id }) => id === row.id);
			const evidence = `where=externId=…;externSource=… of a person in a list: ${found.length} rows`;
			return [hit ? confirmed('A25', evidence) : refuted('A25', found.length === 0 ? 'empty' : undefined, evidence)];
		},
	},
	{
		assumptions: ['A52'], title: 'Ids in capitals', requests: 1,
		async run({ api, seen }) {
			const id = seen.rows.map((row) => String(row.id ?? '')).find((one) => /[a-f]/.test(one));
			if (id === undefined) return [unknown('A52', 'no id with a letter')];
			const { status } = await api.call('GET', `Personen/${id.toUpperCase()}`);
			const evidence = `GET by an id in capitals: HTTP ${status}`;
			return [status === 200 ? confirmed('A52', evidence) : status === 404 || status === 400 ? refuted('A52', 'sensitive', evidence) : unknown('A52', evidence)];
		},
	},
];

/** The person whose last change is longest ago: nobody is likely to change that one now. */
function oldest(rows: readonly Row[]): { id: string; changed: string } | undefined {
	return rows
		.map((row) => ({ id: String(row.id ?? ''), changed: String((row.auditTrail as Row | null | undefined)?.gewijzigdDatumTijd ?? '') }))
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
	if (!since) return unknown('A09', 'the end of a range is exclusive; a time of day is not accepted, so the zone stays open');
	if (since.length === 0) return refuted('A09', 'utc', 'the end of a range is exclusive; times are not compared as they are written');
	return confirmed('A09', 'a range that ends on the day of a change does not contain it; times are compared as they are written');
}
