import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Employee, HrFlags } from '../control/types.mts';
import { AfasFilterError, readJson, readLists, type AfasRow } from './afasFilter.mts';
import { retryAfter, writeDate } from './flags.mts';
import type { HrSystem, HrWorld } from './system.mts';

/** The token's XML; a real one belongs to one environment and one user. */
const afasToken =
	'<token><version>1</version><data>DEMO0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789AB</data></token>';
/** The view that an administrator makes for this purpose: number, birth date, place of birth, in service. Nothing else. */
const afasConnector = 'Coachview_Medewerker';

interface Column {
	id: string;
	type: 'string' | 'date' | 'boolean';
	length: number;
	label: string;
	/** Part of what the flag `hideBirthFields` takes away. */
	birth: boolean;
	value(employee: Employee, flags: HrFlags): string | boolean | null;
}

// Dates carry a Z although they are Amsterdam's (vendor documentation): only the first ten characters mean something.
const columns: readonly Column[] = [
	{ id: 'Medewerker', type: 'string', length: 15, label: 'Medewerker', birth: false, value: (e) => e.number },
	{
		id: 'Geboortedatum',
		type: 'date',
		length: 0,
		label: 'Geboortedatum',
		birth: true,
		value: (e, flags) => writeDate(flags, e.dateOfBirth, 'utc'),
	},
	{
		id: 'Geboorteplaats',
		type: 'string',
		length: 50,
		label: 'Geboorteplaats',
		birth: true,
		value: (e) => e.placeOfBirth,
	},
	{ id: 'In_dienst', type: 'boolean', length: 0, label: 'In dienst', birth: false, value: (e) => e.inService },
];

const parameters = ['filterfieldids', 'filtervalues', 'operatortypes', 'orderbyfieldids', 'filterjson', 'skip', 'take'];
/** Longest parameter string; beyond it AFAS answers 404 (vendor documentation). */
const LONGEST = 2049;

/**
 * AFAS Profit as a GetConnector over REST. Flags beside the common ones: `hideBirthFields` (the columns are missing,
 * because the connector's user may not see them), `addressRefused`, `connectorRefused`. No limit on the number of calls
 * is documented; the answer to `rateLimited` is an assumption.
 */
export const afas: HrSystem = {
	name: 'afas',
	basePath: '/ProfitRestServices',
	headers: { Authorization: `AfasToken ${Buffer.from(afasToken).toString('base64')}` },
	hints: {
		connector: afasConnector,
		numberField: 'Medewerker',
		dateField: 'Geboortedatum',
		placeField: 'Geboorteplaats',
	},
	answers: {
		unavailable: (reply, seconds) =>
			refuse(reply, 503, 'The environment is not available at the moment.', { retry_after: seconds }),
		rateLimited: (reply, seconds) => refuse(retryAfter(reply, seconds), 429, 'There are too many requests.'),
		tokenExpired: (reply) => refuse(reply, 401, 'The token is not valid.'),
		forbidden: (reply) => refuse(reply, 403, 'The user may not use this connector.'),
	},
	register(app: FastifyInstance, world: HrWorld): void {
		app.get<{ Params: { connector: string } }>(
			'/ProfitRestServices/connectors/:connector',
			(request, reply) => admitted(request, reply, world, request.params.connector) ?? connector(request, reply, world),
		);
		app.get<{ Params: { connector: string } }>(
			'/ProfitRestServices/metainfo/get/:connector',
			(request, reply) => admitted(request, reply, world, request.params.connector) ?? metainfo(request, reply, world),
		);
	},
};

const refuse = (reply: FastifyReply, status: number, externalMessage: string, more: object = {}) =>
	reply.code(status).send({ errorNumber: status, externalMessage, profitLogReference: reply.request.id, ...more });

/** Answers a refusal, or undefined when the caller may go on. */
function admitted(
	request: FastifyRequest,
	reply: FastifyReply,
	world: HrWorld,
	name: string,
): FastifyReply | undefined {
	const flags = world.flags();
	if (flags.addressRefused) return refuse(reply, 403, 'The address of the caller is not allowed.');
	const encoded = /^AfasToken ([A-Za-z0-9+/=]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
	if (Buffer.from(encoded, 'base64').toString('utf8') !== afasToken)
		return refuse(reply, 401, 'The token is not valid.');
	if ((request.url.split('?')[1] ?? '').length > LONGEST) return reply.code(404).send('');
	if (name.toLowerCase() !== afasConnector.toLowerCase()) return refuse(reply, 404, 'There is no such connector.');
	if (flags.connectorRefused) return refuse(reply, 403, 'The user may not use this connector.');
	return undefined;
}

const visible = (world: HrWorld) => columns.filter((column) => !(column.birth && world.flags().hideBirthFields));

function metainfo(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	if (request.url.includes('?')) return refuse(reply, 400, 'A parameter is not known.');
	const fields = visible(world).map(({ id, type, length, label }) => ({
		id,
		fieldId: id,
		dataType: type,
		label,
		length,
		controlType: 1,
		decimals: 0,
	}));
	return reply.send({ name: afasConnector, description: 'Employees for Coachview', fields });
}

function connector(request: FastifyRequest, reply: FastifyReply, world: HrWorld): FastifyReply {
	try {
		const query = readQuery(request.url);
		const shown = visible(world);
		const ids = shown.map(({ id }) => id);
		const passes = readFilter(query, ids);
		const rows = world
			.employees()
			.map(
				(employee) => Object.fromEntries(shown.map(({ id, value }) => [id, value(employee, world.flags())])) as AfasRow,
			)
			.filter(passes);
		sort(rows, query.get('orderbyfieldids'), ids);
		const [skip, take] = [readNumber(query, 'skip', 0), readNumber(query, 'take', 100)];
		const all = skip === -1 && take === -1;
		return reply.send({
			skip,
			take,
			rows: all ? rows : rows.slice(Math.max(0, skip), Math.max(0, skip) + Math.max(0, take)),
		});
	} catch (error) {
		if (error instanceof AfasFilterError) return refuse(reply, 400, error.message);
		throw error;
	}
}

function readQuery(url: string): Map<string, string> {
	const query = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(url.split('?')[1] ?? '')) {
		const key = name.toLowerCase();
		if (!parameters.includes(key)) throw new AfasFilterError('A parameter is not known');
		if (query.has(key)) throw new AfasFilterError('A parameter occurs twice');
		query.set(key, value);
	}
	return query;
}

function readFilter(query: Map<string, string>, ids: readonly string[]): (row: AfasRow) => boolean {
	const [fields, values, json] = [query.get('filterfieldids'), query.get('filtervalues'), query.get('filterjson')];
	if (json !== undefined) {
		if (fields !== undefined) throw new AfasFilterError('Two kinds of filter at once');
		return readJson(json, ids);
	}
	if (fields === undefined) {
		if (values !== undefined || query.has('operatortypes')) throw new AfasFilterError('Values without fields');
		return () => true;
	}
	return readLists(fields, values ?? '', query.get('operatortypes'), ids);
}

function readNumber(query: Map<string, string>, name: string, fallback: number): number {
	const text = query.get(name) ?? String(fallback);
	if (!/^(-1|\d{1,6})$/.test(text)) throw new AfasFilterError(`${name} is not a number`);
	return Number(text);
}

/** `orderbyfieldids`: names with a minus for descending (general knowledge about AFAS). */
function sort(rows: AfasRow[], text: string | undefined, ids: readonly string[]): void {
	if (text === undefined) return;
	const keys = text
		.split(',')
		.map((part) => ({ name: part.replace(/^-/, ''), direction: part.startsWith('-') ? -1 : 1 }));
	for (const { name } of keys)
		if (!ids.includes(name)) throw new AfasFilterError('The order names a field that the connector does not have');
	rows.sort((a, b) => {
		for (const { name, direction } of keys) {
			const [x, y] = [String(a[name] ?? ''), String(b[name] ?? '')];
			if (x !== y) return x < y ? -direction : direction;
		}
		return 0;
	});
}
