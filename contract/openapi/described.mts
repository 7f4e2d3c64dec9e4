import { isObject, type Document, type Json } from './document.mts';
import { answerOf, bodyOf, parametersOf, type Answers, type Parameters } from './operation.mts';
import { readPath } from './paths.mts';
import { membersOf, rowsOf, wrappedRows, listOf, type SchemaMember } from './schema.mts';

/** The calls that the nodes make, or could make, of one entity. */
export type Call = 'DELETE' | 'GET' | 'GET list' | 'PATCH' | 'POST' | 'PUT';

export interface DescribedMember extends SchemaMember {
	/** Whether what is sent names it; undefined when the description shows nothing that is sent. */
	written?: boolean;
}

/** One entity as the description has it. */
export interface DescribedEntity {
	path: string;
	calls: Map<Call, Answers>;
	members: Map<string, DescribedMember>;
	/** Those that answers show, whatever is sent. */
	shown: Map<string, DescribedMember>;
	/** Whether PUT goes to the list's address, with the id in the body. */
	putsToList: boolean;
	listParameters: Parameters;
	idParameters: Parameters;
	/** The member that wraps the rows of a list. */
	wrapped?: string;
	/** Further addresses below the entity. */
	further: string[];
}

export interface Description {
	form: string;
	remark?: string;
	/** Path in front of the API's own. */
	before: string;
	/** Whether names of members begin with a capital. */
	pascalCase: boolean;
	entities: DescribedEntity[];
	/** Scopes that clients can ask for; empty when none are named. */
	scopes: string[];
}

const verbs: ReadonlyArray<[method: string, call: Call]> = [
	['get', 'GET'],
	['put', 'PUT'],
	['patch', 'PATCH'],
	['delete', 'DELETE'],
];

/** What a description says about the entities below `/api/v1/`, in one form for all versions of OpenAPI. */
export function describedBy({ form, json, remark }: Document): Description {
	const base = baseOf(json);
	const found = Object.entries(json.paths as Json).flatMap(([path, item]) => {
		const read = readPath(base + path);
		return read && isObject(item) ? [{ ...read, item }] : [];
	});
	// Where some addresses are those of the API, the others (token, health) are not.
	const isApi = found.some(({ isBelowApi }) => isBelowApi);
	const paths = found.filter(({ isBelowApi }) => isBelowApi || !isApi);
	const names = [...new Set(paths.map(({ entity }) => entity))];
	const entities = names.map((name) =>
		entityOf(
			name,
			paths.filter(({ entity }) => entity === name),
		),
	);
	const every = entities.flatMap(({ members }) => [...members.keys()]);
	const pascalCase = every.length > 0 && every.filter((name) => /^[A-Z]/.test(name)).length > every.length * 0.9;
	return {
		form,
		...(remark !== undefined && { remark }),
		before: paths.find(({ before }) => before !== '')?.before ?? '',
		pascalCase,
		entities: pascalCase ? entities.map(inCamelCase) : entities,
		scopes: scopesOf(json),
	};
}

type Found = { rest: readonly string[]; item: Json };

function entityOf(path: string, found: readonly Found[]): DescribedEntity {
	const calls: DescribedEntity['calls'] = new Map();
	const [collection, record] = [0, 1].map(
		(length) => found.find(({ rest }) => rest.length === length && rest.every((part) => part.startsWith('{')))?.item,
	);
	const at = (item: Json | undefined, method: string) => (isObject(item?.[method]) ? item[method] : undefined);
	const list = at(collection, 'get');
	if (list) calls.set('GET list', answerOf(list));
	const post = at(collection, 'post');
	if (post) calls.set('POST', answerOf(post));
	for (const [method, call] of verbs) {
		const operation = at(record, method) ?? (method === 'get' ? undefined : at(collection, method));
		if (operation) calls.set(call, answerOf(operation));
	}
	const put = at(record, 'put') ?? at(collection, 'put');
	const listSchema = calls.get('GET list')?.schema;
	const wrapped = rowsOf(listSchema) === undefined ? wrappedRows(listSchema) : undefined;
	const shown = [rowsOf(listSchema) ?? wrapped?.rows, calls.get('GET')?.schema];
	const shapes = shown.map((schema) => membersOf(schema));
	const sent = [post, put].flatMap((operation) => (operation ? [bodyOf(operation)] : []));
	return {
		path,
		calls,
		members: joined(
			shapes,
			sent.map((schema) => membersOf(rowsOf(schema) ?? schema)),
		),
		shown: joined(shapes, []),
		putsToList: put !== undefined && at(record, 'put') === undefined,
		listParameters: list ? parametersOf(collection!, list) : new Map(),
		idParameters: calls.has('GET') ? parametersOf(record!, at(record, 'get')!) : new Map(),
		...(wrapped && { wrapped: wrapped.name }),
		further: found.flatMap(({ rest }) => (rest.some((part) => !part.startsWith('{')) ? [rest.join('/')] : [])),
	};
}

type Members = Map<string, SchemaMember> | undefined;

/** What is shown and what is sent, as one; what is sent says what is required, the first body (POST) before the second. */
function joined(shown: readonly Members[], sent: readonly Members[]): Map<string, DescribedMember> {
	const bodies = sent.filter((members) => members !== undefined);
	const whole = new Map<string, DescribedMember>();
	for (const members of [...bodies, ...shown])
		members?.forEach((member, name) => {
			const before = whole.get(name);
			whole.set(name, { ...member, ...(before?.form !== 'any' && before), required: false });
		});
	if (bodies.length === 0) return whole;
	for (const [name, member] of whole) {
		const bodyMembers = bodies.flatMap((members) => members.get(name) ?? []);
		member.required = bodies[0]!.get(name)?.required ?? false;
		member.written = bodyMembers.some(({ readOnly }) => !readOnly);
	}
	return whole;
}

/** The rule by which ASP.NET makes camel case: leading capitals become small, but for the one that begins the next word. */
const camel = (name: string): string =>
	name.replace(/^[A-Z]+/, (capitals, _at, whole: string) =>
		capitals.length === 1 || capitals.length === whole.length
			? capitals.toLowerCase()
			: capitals.slice(0, -1).toLowerCase() + capitals.slice(-1),
	);

function inCamelCase(entity: DescribedEntity): DescribedEntity {
	const renamed = <Member extends SchemaMember>(members: ReadonlyMap<string, Member>): Map<string, Member> =>
		new Map(
			[...members].map(([name, member]) => [
				camel(name),
				{ ...member, ...(member.lines && { lines: renamed(member.lines) }) },
			]),
		);
	return { ...entity, members: renamed(entity.members), shown: renamed(entity.shown) };
}

/** The path of the first server (version 3) or of the base path (version 2), without a slash at its end. */
function baseOf(json: Json): string {
	const [server] = listOf(json.servers);
	const url = isObject(server) ? String(server.url ?? '') : typeof json.basePath === 'string' ? json.basePath : '';
	return url.replace(/^[a-z]+:\/\/[^/]+/i, '').replace(/\/+$/, '');
}

function scopesOf(json: Json): string[] {
	const components = isObject(json.components) ? json.components.securitySchemes : json.securityDefinitions;
	const schemes = isObject(components) ? Object.values(components).filter(isObject) : [];
	const flows = schemes.flatMap((scheme) => [
		scheme,
		...(isObject(scheme.flows) ? Object.values(scheme.flows).filter(isObject) : []),
	]);
	return [...new Set(flows.flatMap(({ scopes }) => (isObject(scopes) ? Object.keys(scopes) : [])))];
}
