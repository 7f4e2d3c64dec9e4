import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Employee } from '../control/types.mts';
import { retryAfter, writeDate } from './flags.mts';
import { QueryError, readCount, readFilter, readParameters, type Fields, type Row } from './odata.mts';
import type { HrSystem, HrWorld } from './system.mts';

const company = 'kraaidemo';
const apiKey = 'bamboo-demo-key';
/** Fields for most of what one asks (vendor documentation). */
const MOST_FIELDS = 400;
/** Key of the field that the customer made for the place of birth; BambooHR has none of its own. */
const placeField = 'customPlaceofbirth';

const fields: Fields = {
	employeeNumber: 'text',
	firstName: 'text',
	lastName: 'text',
	workEmail: 'text',
	status: 'text',
	dateOfBirth: 'date',
	terminationDate: 'date',
	[placeField]: 'text',
};

/**
 * BambooHR: one employee by BambooHR's own id, and the employee dataset with a filter, which finds an employee by
 * number. The addresses with the gateway and those of the company's own host are both played. Flag beside the common
 * ones: `hideBirthFields` (fields without permission are left out), `status503` (too many calls are answered 503, as they
 * were until 16 September 2026, instead of 429). Names in the dataset are the account's to look up.
 * Sources: docs/hr-systems.md.
 */
export const bambooHr: HrSystem = {
	name: 'bamboohr',
	basePath: '/api',
	headers: { Accept: 'application/json', Authorization: `Basic ${Buffer.from(`${apiKey}:x`).toString('base64')}` },
	hints: { company, apiKey, placeField, numberField: 'employeeNumber', dateField: 'dateOfBirth', dataset: 'employee' },
	answers: {
		unavailable: (reply, seconds) => refuse(retryAfter(reply, seconds), 503, 'Service unavailable'),
		rateLimited: (reply, seconds, flags) =>
			refuse(retryAfter(reply, seconds), flags.status503 ? 503 : 429, 'Limit exceeded'),
		tokenExpired: (reply) => refuse(reply, 401, 'Invalid API key'),
		forbidden: (reply) => refuse(reply, 403, 'You do not have permission'),
	},
	register(app: FastifyInstance, world: HrWorld): void {
		const guarded =
			(handle: (request: FastifyRequest, reply: FastifyReply, world: HrWorld) => FastifyReply) =>
			(request: FastifyRequest, reply: FastifyReply) => {
				const asked = (request.params as { company?: string }).company;
				if (asked !== undefined && asked !== company) return refuse(reply, 404, 'There is no such company');
				const [user] = Buffer.from(/^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '', 'base64')
					.toString('utf8')
					.split(':');
				// The password is not looked at (vendor documentation).
				if (user !== apiKey) return refuse(reply, 401, 'Invalid API key');
				if (!/\bjson\b/.test(request.headers.accept ?? ''))
					return reply.type('text/xml').send('<?xml version="1.0"?><employee/>');
				try {
					return handle(request, reply, world);
				} catch (error) {
					if (error instanceof QueryError) return refuse(reply, 400, error.message);
					throw error;
				}
			};
		for (const base of ['/api/gateway.php/:company', '/api']) {
			app.get(`${base}/v1/employees/:id`, guarded(one));
			app.get(`${base}/v1/employees/directory`, guarded(directory));
			app.get(`${base}/v1/meta/fields`, guarded(describe));
			app.post(`${base}/v2/datasets/:name/data`, guarded(dataset));
		}
	},
};

/** The text of an error is in a header; the body is empty (vendor documentation). */
const refuse = (reply: FastifyReply, status: number, message: string) =>
	reply.code(status).header('x-bamboohr-error-message', message).send('');

/** BambooHR's own id, which has nothing to do with the number. */
const idOf = (index: number) => String(4_201 + index);

function valuesOf(employee: Employee, world: HrWorld): Row {
	const birth = { dateOfBirth: employee.dateOfBirth, [placeField]: employee.placeOfBirth };
	return {
		employeeNumber: employee.number,
		firstName: employee.firstName,
		lastName: [employee.prefix, employee.lastName].filter(Boolean).join(' '),
		workEmail: employee.email,
		status: employee.inService ? 'Active' : 'Inactive',
		terminationDate: employee.inService ? null : '2025-12-31',
		...(world.flags().hideBirthFields ? {} : birth),
	};
}

/** Only the names that are asked for and visible. */
function chosen(values: Row, names: readonly string[], world: HrWorld): Row {
	const text = (name: string) =>
		fields[name] === 'date' ? writeDate(world.flags(), values[name] as string | null, 'date') : values[name];
	return Object.fromEntries(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, text(name)]));
}

function one(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	const query = readParameters(request.url, ['fields', 'onlyCurrent']);
	const names = (query.get('fields') ?? 'firstName,lastName').split(',').map((name) => name.trim());
	if (names.length > MOST_FIELDS) throw new QueryError('There are too many fields');
	const { id } = request.params as { id: string };
	const employee = world.employees().find((_employee, index) => idOf(index) === id);
	// Unknown fields are left out, as are fields without permission.
	return employee
		? reply.send({ id, ...chosen(valuesOf(employee, world), names, world) })
		: refuse(reply, 404, 'The employee was not found');
}

/** The directory knows neither the number nor birth data (n8n's own node fills its list of fields from here). */
function directory(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	readParameters(request.url, []);
	const names = ['firstName', 'lastName', 'workEmail'];
	const employees = world
		.employees()
		.map((employee, index) => ({ employee, index }))
		.filter(({ employee }) => employee.inService)
		.map(({ employee, index }) => ({ id: idOf(index), ...chosen(valuesOf(employee, world), names, world) }));
	return reply.send({ fields: names.map((name) => ({ id: name, type: 'text', name })), employees });
}

function describe(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	readParameters(request.url, []);
	return reply.send(
		Object.entries(fields).map(([alias, type], index) => ({
			id: alias === placeField ? 4_301 : index + 1,
			name: alias,
			type,
			alias,
		})),
	);
}

interface DataRequest {
	fields?: unknown;
	filter?: unknown;
	page?: unknown;
	pageSize?: unknown;
}

function dataset(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	readParameters(request.url, []);
	if ((request.params as { name: string }).name !== 'employee') return refuse(reply, 404, 'There is no such dataset');
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
		return refuse(reply, 400, 'The content type must be application/json');
	const asked = readBody(request.body);
	const names = asked.fields;
	if (!Array.isArray(names) || names.length === 0 || names.length > MOST_FIELDS)
		throw new QueryError('The fields are missing');
	const visible = world.flags().hideBirthFields
		? Object.keys(fields).filter((name) => !['dateOfBirth', placeField].includes(name))
		: Object.keys(fields);
	// What the caller may not see is left out of the rows and unknown to the filter; not confirmed for a dataset.
	const unknown = (names as unknown[]).filter((name) => !Object.hasOwn(fields, String(name)));
	if (unknown.length > 0) throw new QueryError('A field is not known');
	const passes =
		asked.filter === undefined
			? () => true
			: readFilter(String(asked.filter), Object.fromEntries(visible.map((name) => [name, fields[name]!])));
	const numbers = new Map(
		Object.entries({ page: asked.page, pageSize: asked.pageSize })
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, String(value)]),
	);
	const [page, pageSize] = [
		readCount(numbers, 'page', 1, 1_000_000) ?? 1,
		readCount(numbers, 'pageSize', 1, 1000) ?? 100,
	];
	const rows = world
		.employees()
		.map((employee) => valuesOf(employee, world))
		.filter(passes);
	const data = rows
		.slice((page - 1) * pageSize, page * pageSize)
		.map((row) => ({ fields: chosen(row, names as string[], world) }));
	const totalPages = Math.max(1, Math.ceil(rows.length / pageSize));
	const link = (to: number) => `${request.url}?page=${to}`;
	const links = { ...(page > 1 && { prev: link(page - 1) }), ...(page < totalPages && { next: link(page + 1) }) };
	return reply.send({ data, links, meta: { page, pageSize, totalPages, totalItems: rows.length } });
}

function readBody(body: unknown): DataRequest {
	try {
		const asked = JSON.parse(String(body)) as DataRequest;
		const known = ['fields', 'filter', 'orderBy', 'page', 'pageSize'];
		if (Object.keys(asked).every((name) => known.includes(name))) return asked;
	} catch {
		throw new QueryError('The body is not JSON');
	}
	throw new QueryError('The body has an unknown member');
}
