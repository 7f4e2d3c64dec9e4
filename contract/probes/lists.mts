import { describe, rowsOf } from '../api.mts';
import { confirmed, refuted, unknown, type Finding, type Probe } from '../types.mts';

const defaults: Record<number, string> = { 25: 'rows25', 10: 'rows10' };

/** Sizes of pages, totals, flags. */
export const lists: Probe[] = [
	{
		assumptions: ['A12'], title: 'Count=true', requests: 1,
		async run({ api, seen }) {
			const answer = await api.people({ Count: 'true', take: '5' });
			const count = answer.headers.get('rowcount');
			const rows = rowsOf(answer);
			if (count !== null && /^\d+$/.test(count)) seen.total = Number(count);
			if (!rows) return [unknown('A12', describe(answer))];
			if (count === null) return [refuted('A12', 'noHeader', `Count=true: ${rows.length} rows, no header RowCount`)];
			if (rows.length === 0 && seen.total! > 0) return [refuted('A12', 'emptyBody', 'Count=true: empty list, header RowCount')];
			return [confirmed('A12', `Count=true: ${rows.length} rows, header RowCount`)];
		},
	},
	{
		assumptions: ['A04', 'A05'], title: 'Sizes of pages', requests: 2,
		async run({ api, seen }) {
			const large = await api.people({ take: '150' });
			const plain = await api.people({});
			seen.rows = rowsOf(large) ?? rowsOf(plain) ?? [];
			if ((rowsOf(plain)?.length ?? 0) > seen.rows.length) seen.rows = rowsOf(plain)!;
			const total = Math.max(seen.total ?? 0, seen.rows.length);
			const [most, usual] = [rowsOf(large)?.length, rowsOf(plain)?.length];
			return [maximum(large.status, most, total), usualSize(usual, most, total)];
		},
	},
	{
		assumptions: ['A06'], title: 'High skip', requests: 2,
		async run({ api }) {
			const near = await api.people({ skip: '50', take: '1' });
			const far = await api.people({ skip: '10000', take: '1' });
			const failed = ({ status }: { status: number }) => status === 0 || status >= 500;
			const evidence = `skip=50: HTTP ${near.status}; skip=10000: HTTP ${far.status}`;
			if (failed(near)) return [refuted('A06', 'error50', evidence)];
			return [failed(far) ? confirmed('A06', evidence) : refuted('A06', 'none', evidence)];
		},
	},
	{
		assumptions: ['A13'], title: 'Inclusief… flags', requests: 3,
		async run({ api, seen }) {
			const flags = { InclusiefDirecteRelaties: 'true', InclusiefExtraVelden: 'true', InclusiefVrijevelden: 'true' };
			const [row] = rowsOf(await api.people({ take: '1', ...flags })) ?? [];
			const id = String(row?.id ?? seen.rows[0]?.id ?? '');
			if (id === '') return [unknown('A13', 'nobody to read')];
			const plain = (await api.call('GET', `Personen/${id}`)).json;
			const flagged = await api.call('GET', `Personen/${id}`, { query: flags });
			const added = (value: unknown) => Object.keys((value ?? {}) as object).filter((name) => !(name in ((plain ?? {}) as object)));
			const [inList, byId] = [added(row), added(flagged.json)];
			if (inList.length === 0 && byId.length === 0) return [unknown('A13', `the flags add nothing here (${describe(flagged).split(' with')[0]})`)];
			const evidence = `the flags add ${inList.length} members in a list and ${byId.length} by id`;
			return [byId.length > 0 ? confirmed('A13', evidence) : refuted('A13', 'ignored', evidence)];
		},
	},
];

function maximum(status: number, rows: number | undefined, total: number): Finding {
	if (status === 400) return refuted('A05', 'reject', 'take=150: HTTP 400');
	if (rows === undefined) return unknown('A05', `take=150: HTTP ${status}`);
	if (rows > 100) return refuted('A05', 'uncapped', `take=150: ${rows} rows`);
	if (rows === 100 && total > 100) return confirmed('A05', 'take=150: 100 rows');
	if (rows < 100 && total > rows) return refuted('A05', rows === 25 ? 'cap25' : undefined, `take=150: ${rows} rows although there are more`);
	return unknown('A05', `take=150: ${rows} rows; there are too few people to tell`);
}

function usualSize(rows: number | undefined, most: number | undefined, total: number): Finding {
	if (rows === undefined) return unknown('A04', 'no list without take');
	if (rows === 100 && total > 100) return confirmed('A04', 'without take: 100 rows');
	if (rows === most && rows < 100) return unknown('A04', `without take: ${rows} rows, as many as with take=150`);
	if (total > rows) return refuted('A04', defaults[rows], `without take: ${rows} rows although there are more`);
	return unknown('A04', `without take: ${rows} rows; there are too few people to tell`);
}
