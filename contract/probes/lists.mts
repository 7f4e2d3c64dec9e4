import { describe, rowsOf } from '../api.mts';
import { personMembers } from '../../sandbox/coachview/entities.mts';
import { confirmed, refuted, unknown, type Finding, type Probe, type Row } from '../types.mts';

const defaults: Record<number, string> = { 25: 'rows25', 10: 'rows10' };

/** Sizes of pages, totals, flags. */
export const lists: Probe[] = [
	{
		assumptions: ['A12'],
		title: 'Count=true',
		requests: 1,
		async run({ api, seen }) {
			const answer = await api.people({ Count: 'true', take: '5' });
			const count = answer.headers.get('rowcount');
			const rows = rowsOf(answer);
			if (count !== null && /^\d+$/.test(count)) seen.total = Number(count);
			if (!rows) return [unknown('A12', describe(answer))];
			if (count === null) return [refuted('A12', 'noHeader', `Count=true: ${rows.length} rows, no header RowCount`)];
			if (rows.length === 0 && seen.total! > 0)
				return [refuted('A12', 'emptyBody', 'Count=true: empty list, header RowCount')];
			return [confirmed('A12', `Count=true: ${rows.length} rows, header RowCount`)];
		},
	},
	{
		assumptions: ['A04', 'A05'],
		title: 'Sizes of pages',
		requests: 2,
		async run({ api, seen }) {
			const large = await api.people({ take: '150' });
			const plain = await api.people({});
			const [many, few] = [rowsOf(large) ?? [], rowsOf(plain) ?? []];
			const length = Math.min(many.length, few.length);
			seen.unsorted = length > 2 && idsOf(many.slice(0, length)).join() !== idsOf(few.slice(0, length)).join();
			seen.rows = rowsOf(large) ?? rowsOf(plain) ?? [];
			if ((rowsOf(plain)?.length ?? 0) > seen.rows.length) seen.rows = rowsOf(plain)!;
			const total = Math.max(seen.total ?? 0, seen.rows.length);
			const [most, usual] = [rowsOf(large)?.length, rowsOf(plain)?.length];
			return [maximum(large.status, most, total), usualSize(usual, most, total)];
		},
	},
	{
		assumptions: ['A06'],
		title: 'High skip',
		requests: 2,
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
		assumptions: ['A71', 'A72'],
		title: 'Order of lists',
		requests: 3,
		async run({ api, seen }) {
			// Nearly everybody is equal in this member.
			const sorted = async (orderby: string) => await api.people({ orderby, take: '50' });
			const [first, second, both] = [
				await sorted('inactief asc'),
				await sorted('inactief asc'),
				await sorted('inactief asc,id desc'),
			];
			if (both.status === 400) seen.refusals.push(both);
			return [orderOfEquals(rowsOf(first), rowsOf(second), seen.unsorted), severalFields(both.status, rowsOf(both))];
		},
	},
	{
		assumptions: ['A13', 'A56', 'A70'],
		title: 'Inclusief… flags',
		requests: 3,
		async run({ api, seen }) {
			const row = longest(seen.rows);
			const id = String(row?.id ?? '');
			if (!row || id === '')
				return [unknown('A13', 'nobody to read'), unknown('A56', 'nobody to read'), unknown('A70', 'nobody to read')];
			const list = rowsOf(await api.people({ take: '100', InclusiefExtraVelden: 'true' })) ?? [];
			const plain = ((await api.call('GET', `Personen/${id}`)).json ?? {}) as Row;
			const flags = { InclusiefDirecteRelaties: 'true', InclusiefExtraVelden: 'true', InclusiefVrijevelden: 'true' };
			const flagged = await api.call('GET', `Personen/${id}`, { query: flags });
			const added = (value: unknown) => Object.keys((value ?? {}) as object).filter((name) => !(name in plain));
			const [inList, byId] = [added(list.find((one) => one.id === row.id)), added(flagged.json)];
			const hidden = byId.filter((name) => personMembers.has(name));
			if (byId.length > 0) seen.flagged = Object.keys((flagged.json ?? {}) as object);
			if (hidden.length > 0)
				seen.hidden = { way: hidden.some((name) => inList.includes(name)) ? 'extra' : 'relations', names: hidden };
			return [
				flagsById(inList.length, byId.length, describe(flagged)),
				onlyWithFlags(hidden, byId.length),
				rowAndRecord(row, plain),
			];
		},
	},
];

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => String(id));

function orderOfEquals(first: Row[] | undefined, second: Row[] | undefined, unsorted = false): Finding {
	if (unsorted) return refuted('A71', 'unsorted', 'two lists without orderby came in different orders');
	if (!first || !second) return unknown('A71', 'orderby=inactief asc is not accepted');
	if (first.length < 3) return unknown('A71', 'there are too few people to tell');
	const same = idsOf(first).join() === idsOf(second).join();
	return same
		? confirmed('A71', 'the same list twice, sorted by a field in which most are equal: the same order')
		: refuted('A71', 'unstable', 'the same list twice, sorted by a field in which most are equal: another order');
}

function severalFields(status: number, rows: Row[] | undefined): Finding {
	const evidence = `orderby=inactief asc,id desc gives HTTP ${status}`;
	if (status === 400) return confirmed('A72', evidence);
	const ids = idsOf((rows ?? []).filter(({ inactief }) => inactief === false));
	if (ids.length < 3) return unknown('A72', evidence);
	const falling = ids.join() === [...ids].sort().reverse().join();
	return refuted(
		'A72',
		falling ? 'several' : 'firstOnly',
		`${evidence}; the second field ${falling ? 'counts' : 'does not count'}`,
	);
}

/** The row with the longest text: there a list would cut. */
function longest(rows: readonly Row[]): Row | undefined {
	const length = (row: Row) =>
		Math.max(0, ...Object.values(row).map((value) => (typeof value === 'string' ? value.length : 0)));
	return [...rows].sort((a, b) => length(b) - length(a))[0];
}

function flagsById(inList: number, byId: number, flagged: string): Finding {
	if (inList === 0 && byId === 0) return unknown('A13', `the flags add nothing here (${flagged.split(' with')[0]})`);
	const evidence = `the flags add ${inList} members in a list and ${byId} by id`;
	return byId > 0 ? confirmed('A13', evidence) : refuted('A13', 'ignored', evidence);
}

function onlyWithFlags(hidden: string[], added: number): Finding {
	if (hidden.length > 0)
		return unknown('A56', `only flags show ${hidden.join(', ')}; what a PUT without them does shows with --write`);
	return added > 0
		? confirmed('A56', 'the flags show no member that a PUT writes, free fields aside')
		: unknown('A56', 'the flags have no effect');
}

/** Compares a row of a list with the same person by id. */
function rowAndRecord(row: Row, record: Row): Finding {
	const names = [...personMembers.keys()].filter((name) => name in record);
	const missing = names.filter((name) => !(name in row));
	if (missing.length > 0)
		return refuted('A70', 'shortened', `a row of a list lacks ${missing.length} members that a read by id shows`);
	const cut = (short: unknown, long: unknown) =>
		typeof short === 'string' && typeof long === 'string' && short.length < long.length && long.startsWith(short);
	const pairs = names.flatMap((name): Array<[unknown, unknown]> => {
		const [a, b] = [row[name], record[name]];
		return a !== null && b !== null && typeof a === 'object' && typeof b === 'object'
			? Object.keys(b).map((key) => [(a as Row)[key], (b as Row)[key]])
			: [[a, b]];
	});
	return pairs.some(([a, b]) => cut(a, b))
		? refuted('A70', 'cut', 'a text is shorter in a row of a list than by id')
		: confirmed('A70', 'a row of a list and a read by id show the same');
}

function maximum(status: number, rows: number | undefined, total: number): Finding {
	if (status === 400) return refuted('A05', 'reject', 'take=150: HTTP 400');
	if (rows === undefined) return unknown('A05', `take=150: HTTP ${status}`);
	if (rows > 100) return refuted('A05', 'uncapped', `take=150: ${rows} rows`);
	if (rows === 100 && total > 100) return confirmed('A05', 'take=150: 100 rows');
	if (rows < 100 && total > rows)
		return refuted('A05', rows === 25 ? 'cap25' : undefined, `take=150: ${rows} rows although there are more`);
	return unknown('A05', `take=150: ${rows} rows; there are too few people to tell`);
}

function usualSize(rows: number | undefined, most: number | undefined, total: number): Finding {
	if (rows === undefined) return unknown('A04', 'no list without take');
	if (rows === 100 && total > 100) return confirmed('A04', 'without take: 100 rows');
	if (rows === most && rows < 100) return unknown('A04', `without take: ${rows} rows, as many as with take=150`);
	if (total > rows) return refuted('A04', defaults[rows], `without take: ${rows} rows although there are more`);
	return unknown('A04', `without take: ${rows} rows; there are too few people to tell`);
}
