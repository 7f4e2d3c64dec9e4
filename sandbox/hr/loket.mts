import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Employee } from '../control/types.mts';
import { retryAfter, writeDate } from './flags.mts';
import { createOAuth } from './oauth.mts';
import { QueryError, readCount, readFilter, readParameters, type Fields, type Row } from './odata.mts';
import type { HrSystem, HrWorld } from './system.mts';

const client = {
	clientId: 'loket-demo-client',
	clientSecret: 'loket-demo-secret',
	refreshToken: 'loket-demo-refresh-token',
};
/** The employer whose employees are shown; a payroll bureau has many, and a number means something within one only. */
const employerId = 'e1a6b0c2-3d4e-4f50-8a61-72839405a6b7';
const otherEmployerId = 'e1a6b0c2-3d4e-4f50-8a61-72839405a6b8';
/** The version that the header asks for (vendor's description of the endpoint). */
const accept = 'application/json;version=2018-01-01';

const fields: Fields = {
	id: 'text',
	employeeNumber: 'number',
	'personalDetails.lastName': 'text',
	'personalDetails.firstName': 'text',
	'personalDetails.initials': 'text',
	'personalDetails.dateOfBirth': 'date',
	'personalDetails.placeOfBirth': 'text',
	'personalDetails.dateOfDeath': 'date',
};

/**
 * Loket.nl, employees of an employer. Flag beside the common ones: `hideBirthFields` (date and place are left out;
 * whether Loket hides single fields at all is not confirmed). `extra.dateOfDeath` of an employee is shown. The
 * employee number is a whole number; who has none that fits gets one of Loket's own. Sources: docs/hr-systems.md.
 */
export const loket: HrSystem = {
	name: 'loket',
	basePath: '/v2',
	tokenPath: '/token',
	authorizePath: '/authorize',
	headers: { Accept: accept },
	hints: { employerId, otherEmployerId, ...client },
	answers: {
		unavailable: (reply, seconds) => refuse(retryAfter(reply, seconds), 503, 'Service unavailable'),
		rateLimited: (reply, seconds) => refuse(retryAfter(reply, seconds), 429, 'Too many requests'),
		tokenExpired: (reply) =>
			refuse(reply.header('www-authenticate', 'Bearer error="invalid_token"'), 401, 'The access token is not valid'),
		forbidden: (reply) => refuse(reply, 403, 'The user has no rights for this action'),
	},
	register(app: FastifyInstance, world: HrWorld): void {
		const oauth = createOAuth({ ...client, lifetime: 3600, formOnly: false }, () => world.clock);
		app.get('/authorize', oauth.authorize);
		app.post('/token', oauth.token);
		const guarded =
			(handle: (request: FastifyRequest, reply: FastifyReply, world: HrWorld) => FastifyReply) =>
			(request: FastifyRequest, reply: FastifyReply) => {
				if (oauth.judge(request.headers.authorization) !== 'valid') return this.answers.tokenExpired(reply);
				const wanted = request.headers.accept ?? '';
				if (/\bversion=/.test(wanted) && !/version=2018-01-01\b/.test(wanted))
					return refuse(reply, 406, 'The version is not known');
				if (!/application\/json/.test(wanted))
					return refuse(reply, 406, 'The header Accept must ask for application/json');
				try {
					return handle(request, reply, world);
				} catch (error) {
					if (error instanceof QueryError) return refuse(reply, 400, error.message);
					throw error;
				}
			};
		app.get('/v2/providers/employers', guarded(employers));
		app.get('/v2/providers/employers/:employerId/employees', guarded(employees));
		app.get('/v2/providers/employers/employees/:employeeId', guarded(one));
	},
};

const refuse = (reply: FastifyReply, status: number, userMessage: string) =>
	reply.code(status).send({ code: status, userMessage, developerMessage: userMessage, traceId: reply.request.id });

const idOf = (index: number) => `a0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

function rowOf(employee: Employee, index: number, world: HrWorld): Row {
	const birth = world.flags().hideBirthFields
		? {}
		: { dateOfBirth: employee.dateOfBirth, placeOfBirth: employee.placeOfBirth };
	return {
		id: idOf(index),
		employeeNumber: /^\d{1,9}$/.test(employee.number) ? Number(employee.number) : 900_001 + index,
		personalDetails: {
			lastName: employee.lastName,
			prefix: employee.prefix,
			firstName: employee.firstName,
			initials: `${employee.firstName.charAt(0)}.`,
			...birth,
			dateOfDeath: (employee.extra.dateOfDeath as string | undefined) ?? null,
			aowDate: null,
		},
		contactInformation: { emailAddress: employee.email },
	};
}

function shown(row: Row, world: HrWorld): Row {
	const details = row.personalDetails as Row;
	if (!('dateOfBirth' in details)) return row;
	return {
		...row,
		personalDetails: {
			...details,
			dateOfBirth: writeDate(world.flags(), details.dateOfBirth as string | null, 'date'),
		},
	};
}

/** One page in the form of every list. */
function page(rows: readonly unknown[], query: Map<string, string>): object {
	const [pageSize, pageNumber] = [
		readCount(query, 'pageSize', 1, 250) ?? 250,
		readCount(query, 'pageNumber', 1, 1_000_000) ?? 1,
	];
	return {
		version: '2018-01-01',
		currentPage: pageNumber,
		pageSize,
		totalPages: Math.max(1, Math.ceil(rows.length / pageSize)),
		totalSize: rows.length,
		_embedded: rows.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
	};
}

const parameters = ['filter', 'orderBy', 'pageNumber', 'pageSize'];

function employers(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const list = [
		{ id: employerId, companyName: 'Brouwerij De Halve Kraai B.V.', employerNumber: 1001 },
		{ id: otherEmployerId, companyName: 'Mouterij De Halm B.V.', employerNumber: 1002 },
	];
	const query = readParameters(request.url, parameters);
	const passes = query.has('filter')
		? readFilter(query.get('filter')!, { id: 'text', companyName: 'text', employerNumber: 'number' })
		: () => true;
	return reply.send(page(list.filter(passes), query));
}

function employees(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	const { employerId: asked } = request.params as { employerId: string };
	if (![employerId, otherEmployerId].includes(asked.toLowerCase()))
		return refuse(reply, 404, 'There is no such employer');
	const query = readParameters(request.url, parameters);
	const passes = query.has('filter') ? readFilter(query.get('filter')!, fields) : () => true;
	const all =
		asked.toLowerCase() === otherEmployerId
			? []
			: world
					.employees()
					.map((employee, index) => rowOf(employee, index, world))
					.filter(passes);
	return reply.send(
		page(
			sorted(all, query.get('orderBy')).map((row) => shown(row, world)),
			query,
		),
	);
}

function one(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	readParameters(request.url, []);
	const { employeeId } = request.params as { employeeId: string };
	const all = world.employees();
	const index = all.findIndex((_employee, at) => idOf(at) === employeeId.toLowerCase());
	return index < 0
		? refuse(reply, 404, 'There is no such employee')
		: reply.send({ version: '2018-01-01', content: shown(rowOf(all[index]!, index, world), world) });
}

/** `orderBy`: names with a minus for descending, separated by commas. */
function sorted(rows: Row[], order: string | undefined): Row[] {
	for (const part of (order ?? '').split(',').filter(Boolean).reverse()) {
		const name = part.replace(/^-/, '');
		if (!Object.hasOwn(fields, name)) throw new QueryError('The order names an unknown field');
		const value = (row: Row) => name.split('.').reduce<unknown>((at, key) => (at as Row)[key], row) as string;
		const sign = part.startsWith('-') ? -1 : 1;
		rows.sort((a, b) => (value(a) === value(b) ? 0 : value(a) < value(b) ? -sign : sign));
	}
	return rows;
}
