import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Employee, HrFlags } from '../control/types.mts';
import { retryAfter, writeDate } from './flags.mts';
import { QueryError, readCount, readFilter, readParameters, readSelect, type Fields, type Row } from './odata.mts';
import { createSapTokens, sapClient, type SapTokens } from './sapSuccessFactorsTokens.mts';
import type { HrSystem, HrWorld } from './system.mts';

/** Rows of one answer at most (vendor documentation). */
const PAGE = 1000;
const parameters = ['$select', '$filter', '$top', '$skip', '$format', '$inlinecount', 'fromDate', 'toDate', 'asOfDate'];

interface Entity {
	name: string;
	/** Names of the key, in their order. */
	key: readonly string[];
	fields: Fields;
	row(employee: Employee, flags: HrFlags): Row;
}

// The person and the employment carry numbers of their own: personIdExternal is not always what people call the employee number.
const entities: readonly Entity[] = [
	{
		name: 'PerPerson',
		key: ['personIdExternal'],
		fields: {
			personIdExternal: 'text',
			dateOfBirth: 'date',
			placeOfBirth: 'text',
			countryOfBirth: 'text',
			regionOfBirth: 'text',
			perPersonUuid: 'text',
		},
		row: (employee, flags) => ({
			personIdExternal: employee.personNumber,
			perPersonUuid: employee.key.toUpperCase(),
			...(flags.hideBirthFields
				? {}
				: {
						dateOfBirth: employee.dateOfBirth,
						placeOfBirth: employee.placeOfBirth,
						countryOfBirth: employee.countryOfBirth,
						regionOfBirth: null,
					}),
		}),
	},
	{
		name: 'EmpEmployment',
		key: ['personIdExternal', 'userId'],
		fields: { personIdExternal: 'text', userId: 'text', startDate: 'date', endDate: 'date' },
		row: (employee) => ({
			personIdExternal: employee.personNumber,
			userId: employee.number,
			startDate: '2015-03-01',
			endDate: employee.inService ? null : '2025-12-31',
		}),
	},
];

/**
 * SAP SuccessFactors, OData version 2: `PerPerson` (birth data) and `EmpEmployment` (from `userId` to the person).
 * `personIdExternal` is the employee's `personNumber`, `userId` the `number`. Flags beside the common ones:
 * `hideBirthFields` (the properties are left out; whether they come back empty instead is not confirmed), `assertionRefused` (no token any
 * more). A token that ran out is answered 403, as is a missing right: only the message tells. Sources: docs/hr-systems.md.
 */
export const sapSuccessFactors: HrSystem = {
	name: 'sapsuccessfactors',
	basePath: '/odata/v2',
	tokenPath: '/oauth/token',
	headers: { Accept: 'application/json' },
	hints: { ...sapClient, grantType: 'urn:ietf:params:oauth:grant-type:saml2-bearer' },
	answers: {
		unavailable: (reply, seconds) =>
			refuse(retryAfter(reply, seconds), 503, 'SERVICE_UNAVAILABLE', 'The suite is under scheduled maintenance'),
		rateLimited: (reply, seconds) =>
			refuse(retryAfter(reply, seconds), 429, 'TOO_MANY_REQUESTS', 'There are too many requests'),
		tokenExpired: (reply) =>
			refuse(reply, 403, 'TOKEN_REJECTED', '[LGN0022]The access token is either rejected or expired'),
		forbidden: (reply) =>
			refuse(reply, 403, 'ODATA_ADMIN_PERM_REQUIRED', '[LGN0002]The user has no permission for the OData API'),
	},
	register(app: FastifyInstance, world: HrWorld): void {
		const tokens = createSapTokens(() => world.clock);
		app.post('/oauth/token', (request, reply) => tokens.give(request, reply, world.flags().assertionRefused === true));
		app.get('/odata/v2/*', (request, reply) => admitted(request, reply, tokens) ?? answer(request, reply, world));
	},
};

function refuse(reply: FastifyReply, status: number, code: string, value: string): FastifyReply {
	if (asksJson(reply.request)) return reply.code(status).send({ error: { code, message: { lang: 'en-US', value } } });
	const body = `<error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code>${code}</code><message lang="en-US">${value.replace(/[<&]/g, ' ')}</message></error>`;
	return reply.code(status).type('application/xml').send(body);
}

const asksJson = (request: FastifyRequest) =>
	/[?&](%24|\$)format=json\b/i.test(request.url) || /\bjson\b|\*\/\*/.test(request.headers.accept ?? '');

function admitted(request: FastifyRequest, reply: FastifyReply, tokens: SapTokens): FastifyReply | undefined {
	const header = request.headers.authorization;
	if (header === undefined) return refuse(reply, 403, 'CREDENTIALS_MISSING', '[LGN0003]Credentials are required');
	if (/^Basic /i.test(header))
		return refuse(
			reply,
			403,
			'BASIC_AUTH_OR_IP_DISABLED',
			'[LGN0010]Basic authentication is disabled for this company',
		);
	const worth = tokens.judge(header);
	if (worth === 'expired') return sapSuccessFactors.answers.tokenExpired(reply);
	return worth === 'valid' ? undefined : refuse(reply, 403, 'TOKEN_INVALID', '[LGN0007]The OAuth token is not valid');
}

function answer(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	const resource = decodeURIComponent(request.url.split('?')[0]!.slice('/odata/v2/'.length));
	const [, name = '', key] = /^([A-Za-z]+)(?:\((.*)\))?$/s.exec(resource) ?? [];
	const entity = entities.find((one) => one.name === name);
	if (!entity) return refuse(reply, 400, 'COE_ENTITY_NOT_FOUND', '[COE0007]The entity name is not valid');
	try {
		const query = readParameters(request.url, parameters);
		if (query.has('$format') && !/^json$/i.test(query.get('$format')!))
			throw new QueryError('The format is not supported here');
		const names = readSelect(query.get('$select'), Object.keys(entity.fields));
		const rows = world.employees().map((employee) => entity.row(employee, world.flags()));
		const found = key === undefined ? list(rows, entity, query) : rows.filter(matching(key, entity)).slice(0, 1);
		if (key !== undefined && found.length === 0)
			return refuse(reply, 404, 'NOT_FOUND', 'There is no entity with this key');
		const results = found.map((row) => shown(row, entity, names, world.flags(), request));
		if (!asksJson(request))
			return reply
				.type('application/atom+xml')
				.send('<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" />');
		return reply.send({ d: key === undefined ? { results } : results[0] });
	} catch (error) {
		if (error instanceof QueryError) return refuse(reply, 400, 'COE_PROPERTY_NOT_FOUND', error.message);
		throw error;
	}
}

function list(rows: readonly Row[], entity: Entity, query: Map<string, string>): Row[] {
	const passes = query.has('$filter') ? readFilter(query.get('$filter')!, entity.fields, ['in']) : () => true;
	const skip = readCount(query, '$skip', 0, 1_000_000) ?? 0;
	const top = Math.min(PAGE, readCount(query, '$top', 0, 1_000_000) ?? PAGE);
	return rows.filter(passes).slice(skip, skip + top);
}

const unquote = (text: string) => text.slice(1, -1).replaceAll("''", "'");

/** `('1')` for a single key, `(a='1',b='2')` for any. */
function matching(key: string, { key: names }: Entity): (row: Row) => boolean {
	if (names.length === 1 && /^'(?:[^']|'')*'$/.test(key)) return (row) => row[names[0]!] === unquote(key);
	const pairs = [...key.matchAll(/(\w+)=('(?:[^']|'')*')(?:,|$)/g)].map(
		([, name, value]) => [name!, unquote(value!)] as const,
	);
	const whole = pairs.map(([name, value]) => `${name}='${value.replaceAll("'", "''")}'`).join(',') === key;
	if (!whole || pairs.length !== names.length || !pairs.every(([name]) => names.includes(name)))
		throw new QueryError('The key is not valid');
	return (row) => pairs.every(([name, value]) => row[name] === value);
}

function shown(row: Row, entity: Entity, names: readonly string[], flags: HrFlags, request: FastifyRequest): Row {
	const quoted = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`;
	const key =
		entity.key.length === 1
			? quoted(row[entity.key[0]!])
			: entity.key.map((name) => `${name}=${quoted(row[name])}`).join(',');
	const uri = `http://${request.headers.host ?? 'localhost'}/odata/v2/${entity.name}(${key})`;
	const values = names
		.filter((name) => name in row)
		.map((name) => [
			name,
			entity.fields[name] === 'date' ? writeDate(flags, row[name] as string | null, 'odata') : row[name],
		]);
	return { __metadata: { uri, type: `SFOData.${entity.name}` }, ...Object.fromEntries(values) };
}
