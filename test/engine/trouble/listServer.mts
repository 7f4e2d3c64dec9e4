// A second Coachview that only lists people: not written by the authors of the sandbox's lists, and with a colleague who
// works in it between any two requests.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Row = { id: string; achternaam: string; [member: string]: unknown };

export class ListServer {
	rows: Row[] = [];
	/** Queries of the lists, in order. */
	asked: URLSearchParams[] = [];
	cap = 100;
	/** Equal rows come in another order at each request. */
	unstable = false;
	ignoresWhere = false;
	ignoresOrder = false;
	/** Fields that `orderby` refuses with 400. */
	refusesOrder: string[] = [];
	refusesOperators = false;
	/** A page from this row on ends in a time-out. */
	farSkip = Infinity;
	remaining: number | undefined;
	/** What happens just before the list request with this number, counted from 1. */
	before: (request: number) => void = () => {};
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			response.setHeader('content-type', 'application/json');
			const url = new URL(request.url ?? '/', 'http://coachview');
			if (url.pathname.endsWith('/token'))
				return void response.end(JSON.stringify({ access_token: 't', expires_in: 3600, token_type: 'Bearer' }));
			if (this.remaining !== undefined) response.setHeader('X-Rate-Limit-Remaining', String(--this.remaining));
			if (Number(url.searchParams.get('skip')) >= this.farSkip) {
				this.asked.push(url.searchParams);
				response.statusCode = 500;
				return void response.end('{}');
			}
			const one = /\/Personen\/(.+)$/.exec(url.pathname)?.[1];
			const found = one === undefined ? this.list(url.searchParams) : this.rows.find(({ id }) => id === one);
			response.statusCode = Array.isArray(found) || found ? 200 : one === undefined ? 400 : 404;
			response.end(JSON.stringify(found ?? { title: 'Refused' }));
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get credential() {
		return {
			environment: 'custom',
			customUrl: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
			clientId: 'demo',
			clientSecret: 's',
			scope: '',
		};
	}

	/** As many people as asked for, `nr` counting from 0. */
	fill(count: number, row: (nr: number) => Partial<Row> = () => ({})): void {
		this.rows = Array.from({ length: count }, (_, nr) => ({
			id: `${String(nr + 1000)}0000-0000-4000-8000-000000000000`,
			achternaam: `Naam${nr}`,
			voornaam: 'Jo',
			externId: String(nr),
			externSource: 'HR',
			email1: null,
			inactief: false,
			auditTrail: null,
			...row(nr),
		}));
	}

	private list(query: URLSearchParams): Row[] | undefined {
		this.asked.push(query);
		this.before(this.asked.length);
		const conditions = (query.get('where') ?? '')
			.split(';')
			.filter((part) => part !== '')
			.map((part) => /^([\w.]+)(>=|=)(.*)$/.exec(part));
		if (conditions.some((condition) => !condition || (condition[2] === '>=' && this.refusesOperators)))
			return undefined;
		const passes = (row: Row) =>
			conditions.every((condition) =>
				condition![1] === 'audittrail.gewijzigddatumtijd'
					? isWithin(row, condition![3]!)
					: holds(String(row[condition![1]!] ?? '').toLowerCase(), condition![2]!, condition![3]!.toLowerCase()),
			);
		const rows = this.ignoresWhere ? [...this.rows] : this.rows.filter(passes);
		const order = /^([\w.]+) (asc|desc)$/.exec(query.get('orderby') ?? '');
		if (query.has('orderby') && (!order || this.refusesOrder.includes(order[1]!))) return undefined;
		if (order && !this.ignoresOrder) {
			const sign = order[2] === 'asc' ? 1 : -1;
			const keyed = rows.map((row) => ({
				row,
				key: String(at(row, order[1]!)).toLowerCase(),
				tie: this.unstable ? Math.random() : 0,
			}));
			keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : a.tie - b.tie));
			rows.splice(0, rows.length, ...keyed.map(({ row }) => row));
		}
		const skip = Number(query.get('skip') ?? 0);
		return rows.slice(skip, skip + Math.min(Number(query.get('take') ?? 100), this.cap));
	}
}

const at = (row: Row, path: string): unknown =>
	path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], row);
const holds = (value: string, operator: string, wanted: string) =>
	operator === '=' ? value === wanted : value >= wanted;
/** From the first day to the last one, which does not count. */
const isWithin = (row: Row, period: string) => {
	const [from = '', to = ''] = period.split(',').map((day) => day.split('-').reverse().join('-'));
	const moment = String(at(row, 'auditTrail.gewijzigdDatumTijd') ?? '');
	return moment >= from && moment < to;
};
