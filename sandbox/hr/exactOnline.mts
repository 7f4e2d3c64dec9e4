import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Employee } from '../control/types.mts';
import { blocked, count, createExactLimits, limitHeaders } from './exactOnlineLimits.mts';
import { retryAfter, writeDate } from './flags.mts';
import { createOAuth } from './oauth.mts';
import { QueryError, readCount, readFilter, readParameters, readSelect, type Fields, type Row } from './odata.mts';
import type { HrSystem, HrWorld } from './system.mts';

/** Number of the company whose employees are shown; any other is refused. */
const exactDivision = '3512345';
const client = {
	clientId: 'exact-demo-client',
	clientSecret: 'exact-demo-secret',
	refreshToken: 'exact-demo-refresh-token',
};
const path = '/api/v1/:division/payroll/Employees';
/** Rows of one answer (vendor documentation). */
const PAGE = 60;

const fields: Fields = {
	ID: 'guid',
	EmployeeHID: 'number',
	HID: 'number',
	Code: 'text',
	BirthDate: 'date',
	BirthPlace: 'text',
	FirstName: 'text',
	MiddleName: 'text',
	LastName: 'text',
	Country: 'text',
	StartDate: 'date',
	EndDate: 'date',
	IsActive: 'boolean',
	Division: 'number',
};
const parameters = ['$select', '$filter', '$top', '$skip', '$skiptoken', '$orderby', '$inlinecount'];

/**
 * Exact Online, employees of the payroll part over OData. Flags beside the common ones: `hideBirthFields` (the user has
 * none of the roles: birth data come back as null without a word, and so does `Country` of the address, which everybody
 * has otherwise), `bareList` (`d` is the list itself instead of
 * `d.results`; a client in use reads both), `strictTokens` (a second refresh within 570 seconds is refused).
 * An employee number that is not a number gets an `EmployeeHID` of its own and keeps its text in `Code`.
 * Sources and what is not confirmed: docs/hr-systems.md.
 */
export const exactOnline: HrSystem = {
	name: 'exactonline',
	basePath: `/api/v1/${exactDivision}`,
	tokenPath: '/api/oauth2/token',
	authorizePath: '/api/oauth2/auth',
	headers: { Accept: 'application/json' },
	hints: { division: exactDivision, ...client },
	answers: {
		unavailable: (reply, seconds) => refuse(retryAfter(reply, seconds), 503, 'The service is not available'),
		rateLimited: (reply, seconds) => refuse(retryAfter(reply, seconds), 429, 'API rate limit exceeded'),
		tokenExpired: (reply) => refuse(reply, 401, 'Unauthorized'),
		forbidden: (reply) => refuse(reply, 403, 'Forbidden'),
	},
	register(app: FastifyInstance, world: HrWorld): void {
		const oauth = createOAuth({ ...client, lifetime: 600, expiresInAsText: true, formOnly: true }, () => world.clock);
		const limits = () => world.memory(createExactLimits);
		app.get(this.authorizePath!, oauth.authorize);
		app.post(this.tokenPath!, (request, reply) => {
			if (!world.flags().strictTokens) return oauth.token(request, reply);
			const last = limits().lastToken;
			limits().lastToken = world.clock.now();
			return world.clock.now() - last < 570_000
				? reply.code(400).send({ error: 'Rate limit exceeded: access_token not expired' })
				: oauth.token(request, reply);
		});
		// Ahead of the flags, so that the answers they give count as errors too.
		app.addHook('onRequest', async (request, reply) => {
			if (!request.url.includes('/payroll/')) return undefined;
			const refusal = blocked(limits(), world.clock.now());
			void limitHeaders(reply, limits(), world.clock.now());
			return refusal ? refuse(reply, 429, refusal) : undefined;
		});
		app.addHook('onResponse', async (request, reply) => {
			if (request.url.includes('/payroll/')) count(limits(), reply.statusCode, world.clock.now());
		});
		app.get<{ Params: { division: string } }>(path, (request, reply) => {
			if (oauth.judge(request.headers.authorization) !== 'valid') return refuse(reply, 401, 'Unauthorized');
			if (request.params.division !== exactDivision) return refuse(reply, 403, 'Forbidden');
			return answer(request, reply, world);
		});
	},
};

const refuse = (reply: FastifyReply, status: number, value: string) =>
	reply.code(status).send({ error: { code: '', message: { lang: '', value } } });

/** What the service knows of an employee; `index` makes numbers for those who have none. */
function rowOf(employee: Employee, index: number, world: HrWorld): Row {
	const flags = world.flags();
	const hidden = flags.hideBirthFields === true;
	const hid = /^\d{1,9}$/.test(employee.number) ? Number(employee.number) : 900_001 + index;
	return {
		ID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
		EmployeeHID: hid,
		HID: hid,
		Code: employee.number,
		BirthDate: hidden ? null : employee.dateOfBirth,
		BirthPlace: hidden ? null : employee.placeOfBirth,
		FirstName: employee.firstName,
		MiddleName: employee.prefix,
		LastName: employee.lastName,
		Country: hidden ? null : 'NL',
		StartDate: '2015-03-01',
		EndDate: employee.inService ? null : '2025-12-31',
		IsActive: employee.inService,
		Division: Number(exactDivision),
	};
}

function answer(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	// Without a word about JSON the service speaks Atom.
	if (!/\bjson\b|\*\/\*/.test(request.headers.accept ?? ''))
		return reply
			.type('application/atom+xml')
			.send('<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" />');
	try {
		const query = readParameters(request.url, parameters);
		const select = query.get('$select');
		const top = readCount(query, '$top', 0, 10_000);
		if (select === undefined && top === undefined) throw new QueryError('Please choose fields with $select');
		const names = readSelect(select, Object.keys(fields));
		const filter = query.get('$filter');
		const passes = filter === undefined ? () => true : readFilter(filter, fields);
		const start =
			(readCount(query, '$skip', 0, 1_000_000) ?? 0) +
			(query.has('$skiptoken') ? tokenAt(query.get('$skiptoken')!) : 0);
		const all = sorted(
			world
				.employees()
				.map((employee, index) => rowOf(employee, index, world))
				.filter(passes),
			query.get('$orderby'),
		);
		const rows = all.slice(start, start + Math.min(PAGE, top ?? PAGE));
		const results = rows.map((row) => shown(row, names, request, world));
		if (world.flags().bareList) return reply.send({ d: results });
		const end = start + rows.length;
		const more = end < all.length && (top === undefined || rows.length < top);
		return reply.send({
			d: {
				results,
				...(query.get('$inlinecount') === 'allpages' && { __count: String(all.length) }),
				...(more && { __next: nextPage(request, end) }),
			},
		});
	} catch (error) {
		if (error instanceof QueryError) return refuse(reply, 400, error.message);
		throw error;
	}
}

const here = (request: FastifyRequest) => `http://${request.headers.host ?? 'localhost'}${request.url.split('?')[0]}`;

function shown(row: Row, names: readonly string[], request: FastifyRequest, world: HrWorld): Row {
	const date = (value: unknown) => writeDate(world.flags(), value as string | null, 'odata');
	const values = names.map((name) => [name, fields[name] === 'date' ? date(row[name]) : row[name]]);
	return {
		__metadata: { uri: `${here(request)}(guid'${String(row.ID)}')`, type: 'Exact.Web.Api.Models.Payroll.Employee' },
		...Object.fromEntries(values),
	};
}

function tokenAt(token: string): number {
	const found = /^guid'00000000-0000-4000-8000-(\d{12})'$/.exec(token);
	if (!found) throw new QueryError('The page token is not valid');
	return Number(found[1]);
}

function nextPage(request: FastifyRequest, at: number): string {
	const query = new URLSearchParams(request.url.split('?')[1] ?? '');
	for (const name of ['$skip', '$skiptoken']) query.delete(name);
	query.set('$skiptoken', `guid'00000000-0000-4000-8000-${String(at).padStart(12, '0')}'`);
	return `${here(request)}?${query.toString()}`;
}

function sorted(rows: Row[], order: string | undefined): Row[] {
	if (order === undefined) return rows;
	const [, name, direction = 'asc'] = /^(\w+)(?: (asc|desc))?$/.exec(order) ?? [];
	if (name === undefined || !Object.hasOwn(fields, name)) throw new QueryError('The order names an unknown property');
	const sign = direction === 'desc' ? -1 : 1;
	return rows.sort((a, b) =>
		String(a[name]) === String(b[name]) ? 0 : (a[name] as string) < (b[name] as string) ? -sign : sign,
	);
}
