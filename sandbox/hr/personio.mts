import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Employee, HrFlags } from '../control/types.mts';
import { retryAfter, writeDate } from './flags.mts';
import { QueryError, readCount, readParameters } from './odata.mts';
import type { HrSystem, HrWorld } from './system.mts';

const client = { clientId: 'papi-demo-client', clientSecret: 'papi-demo-secret' };
/** Keys of the attributes that a customer makes; every customer has other numbers. */
const keys = {
	dateAttribute: 'dynamic_180883',
	placeAttribute: 'dynamic_2417305',
	numberAttribute: 'dynamic_2417301',
} as const;
/** Seconds that a token lives (vendor documentation). */
const LIFETIME = 86_400;

interface Attribute {
	key: string;
	label: string;
	type: 'integer' | 'standard' | 'date';
	universalId: string | null;
	birth: boolean;
	value(employee: Employee, id: number, flags: HrFlags): unknown;
}

const standard = (key: string, label: string, value: Attribute['value']): Attribute => ({
	key,
	label,
	type: 'standard',
	universalId: key,
	birth: false,
	value,
});
const attributes: readonly Attribute[] = [
	{ key: 'id', label: 'ID', type: 'integer', universalId: 'id', birth: false, value: (_employee, id) => id },
	standard('first_name', 'First name', (e) => e.firstName),
	standard('last_name', 'Last name', (e) => [e.prefix, e.lastName].filter(Boolean).join(' ')),
	standard('email', 'Email', (e) => e.email),
	standard('status', 'Status', (e) => (e.inService ? 'active' : 'inactive')),
	{
		key: 'termination_date',
		label: 'Termination date',
		type: 'date',
		universalId: 'termination_date',
		birth: false,
		value: (e) => (e.inService ? null : '2025-12-31T00:00:00+01:00'),
	},
	{
		key: keys.numberAttribute,
		label: 'Personalnummer',
		type: 'standard',
		universalId: null,
		birth: false,
		value: (e) => e.number,
	},
	{
		key: keys.dateAttribute,
		label: 'Birthday',
		type: 'date',
		universalId: 'date_of_birth',
		birth: true,
		value: (e, _id, flags) => writeDate(flags, e.dateOfBirth, 'date'),
	},
	{
		key: keys.placeAttribute,
		label: 'Geburtsort',
		type: 'standard',
		universalId: null,
		birth: true,
		value: (e) => e.placeOfBirth,
	},
];

/**
 * Personio's ids: the number itself when it is written as a plain whole number and is the first of its kind, else an
 * id of Personio's own. So a customer whose ExternId is Personio's id needs one call, and one who uses letters or leading
 * zeros has to search the attribute with the personnel number.
 */
function personioIds(employees: readonly Employee[]): number[] {
	const taken = new Set<string>();
	return employees.map(({ number }, index) => {
		if (!/^[1-9]\d{0,8}$/.test(number) || taken.has(number)) return 7_100_000 + index;
		taken.add(number);
		return Number(number);
	});
}

/**
 * Personio, version 1 of the personnel data API. Flag beside the common ones: `hideBirthFields` (the attributes are not
 * ticked as readable for the credential, so they are missing without a word). Sources: docs/hr-systems.md.
 */
export const personio: HrSystem = {
	name: 'personio',
	basePath: '/v1',
	tokenPath: '/v1/auth',
	headers: { Accept: 'application/json' },
	hints: { ...client, ...keys },
	answers: {
		unavailable: (reply, seconds) => refuse(retryAfter(reply, seconds), 503, 'Service unavailable'),
		rateLimited: (reply, seconds) => refuse(retryAfter(reply, seconds), 429, 'Too many requests'),
		tokenExpired: (reply) => refuse(reply, 401, 'The token is expired'),
		forbidden: (reply) => refuse(reply, 403, 'Access denied'),
	},
	register(app: FastifyInstance, world: HrWorld): void {
		const tokens = new Map<string, number>();
		app.post('/v1/auth', (request, reply) => auth(request, reply, tokens, world));
		const admitted = (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
			const token = /^Bearer (papi-.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
			if ((tokens.get(token) ?? 0) <= world.clock.now())
				return refuse(reply, 401, tokens.has(token) ? 'The token is expired' : 'Wrong credentials');
			// The token in use comes back with the answer (vendor documentation).
			void reply.header('authorization', `Bearer ${token}`);
			return undefined;
		};
		const guarded =
			(handle: (request: FastifyRequest, reply: FastifyReply, world: HrWorld) => FastifyReply) =>
			(request: FastifyRequest, reply: FastifyReply) => {
				const refusal = admitted(request, reply);
				if (refusal) return refusal;
				try {
					return handle(request, reply, world);
				} catch (error) {
					if (error instanceof QueryError) return refuse(reply, 400, error.message);
					throw error;
				}
			};
		app.get('/v1/company/employees', guarded(list));
		app.get('/v1/company/employees/attributes', guarded(describe));
		app.get('/v1/company/employees/custom-attributes', guarded(describe));
		app.get('/v1/company/employees/:id', guarded(one));
	},
};

const refuse = (reply: FastifyReply, status: number, message: string) =>
	reply.code(status).send({ success: false, error: { code: status, message } });

/** Takes JSON or a form; the same credential keeps its token for a day (vendor documentation). */
function auth(request: FastifyRequest, reply: FastifyReply, tokens: Map<string, number>, world: HrWorld): FastifyReply {
	const type = request.headers['content-type'] ?? '';
	let given: Record<string, unknown> = {};
	try {
		given = /json/.test(type)
			? (JSON.parse(String(request.body)) as Record<string, unknown>)
			: Object.fromEntries(new URLSearchParams(String(request.body ?? '')));
	} catch {
		return refuse(reply, 400, 'The body could not be read');
	}
	if (given.client_id !== client.clientId || given.client_secret !== client.clientSecret)
		return refuse(reply, 403, 'Wrong credentials');
	const now = world.clock.now();
	const [kept, until] = [...tokens].find(([, expires]) => expires > now && expires <= now + LIFETIME * 1000) ?? [
		`papi-${randomUUID()}`,
		now + LIFETIME * 1000,
	];
	tokens.set(kept, until);
	return reply.send({
		success: true,
		data: { token: kept, expires_in: Math.round((until - now) / 1000), scope: 'employees:read' },
	});
}

const readable = (world: HrWorld) => attributes.filter(({ birth }) => !(birth && world.flags().hideBirthFields));

function shown(employee: Employee, id: number, world: HrWorld, chosen?: readonly string[]): object {
	const entries = readable(world)
		.filter(({ key }) => chosen === undefined || key === 'id' || chosen.includes(key))
		.map(({ key, label, type, universalId, value }) => [
			key,
			{ label, value: value(employee, id, world.flags()), type, universal_id: universalId },
		]);
	return { type: 'Employee', attributes: Object.fromEntries(entries) };
}

function describe(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	readParameters(request.url, []);
	const data = readable(world).map(({ key, label, type, universalId }) => ({
		key,
		label,
		type,
		universal_id: universalId,
		options: [],
	}));
	return reply.send({ success: true, data });
}

function one(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	readParameters(request.url, []);
	const { id } = request.params as { id: string };
	if (!/^[1-9]\d*$/.test(id)) return refuse(reply, 404, 'Something went wrong');
	const all = world.employees();
	const index = personioIds(all).indexOf(Number(id));
	return index < 0
		? refuse(reply, 404, 'Something went wrong')
		: reply.send({ success: true, data: shown(all[index]!, Number(id), world) });
}

function list(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	const asked = new URLSearchParams(request.url.split('?')[1] ?? '');
	const chosen = asked.has('attributes[]') ? asked.getAll('attributes[]') : undefined;
	asked.delete('attributes[]');
	const query = readParameters(`?${asked.toString()}`, ['limit', 'offset', 'email']);
	// At most 100, 50 when left out (vendor documentation).
	const [limit, offset] = [readCount(query, 'limit', 1, 100) ?? 50, readCount(query, 'offset', 0, 1_000_000) ?? 0];
	const email = query.get('email')?.toLowerCase();
	const employees = world.employees();
	const ids = personioIds(employees);
	const all = employees
		.map((employee, index) => ({ employee, id: ids[index]! }))
		.filter(({ employee }) => email === undefined || employee.email?.toLowerCase() === email);
	const data = all.slice(offset, offset + limit).map(({ employee, id }) => shown(employee, id, world, chosen));
	const metadata = {
		total_elements: all.length,
		current_page: Math.floor(offset / limit),
		total_pages: Math.ceil(all.length / limit),
	};
	return reply.send({ success: true, metadata, offset, limit, data });
}
