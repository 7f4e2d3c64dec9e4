import type { Choices } from '../../assumptions/register.mts';
import type { World } from '../../world.mts';
import { modelsOf, type Model, type ModelCall } from './model.mts';
import { planted, type Plant } from './plants.mts';
import { refTo, schemasOf, singleOf, type Form } from './schemas.mts';

/** How the description is written, and in what it is wrong. */
export interface DescriptionOptions {
	form?: Form;
	/** Names of members with a capital, as a server without camel case has them. */
	pascalCase?: boolean;
	plants?: readonly Plant[];
}

type Json = Record<string, unknown>;

/**
 * The description of this sandbox in the shape in which Swashbuckle writes one.
 * @throws Error for a plant that does not fit
 */
export function description(world: World): Json {
	const { form = 'openapi30', pascalCase = false, plants = [] } = world.description;
	const { choices } = world;
	const models = planted(modelsOf(world), plants);
	const writer = { form, choices, pascalCase };
	const schemas = schemasOf(models, form, pascalCase);
	const paths = Object.assign({}, ...models.map((model) => pathsOf(model, writer))) as Json;
	const scopes = Object.fromEntries(
		['api', ...models.flatMap((model) => [...model.scopes])].map((scope) => [scope, scope]),
	);
	const info = { title: 'Coachview sandbox', version: 'v1' };
	const tenant = choices.basePath === 'underPath' ? '/tenant' : '';
	const flow = { tokenUrl: `${tenant}/auth/connect/token`, scopes };
	if (form === 'swagger2')
		return {
			swagger: '2.0',
			info,
			...(tenant && { basePath: tenant }),
			paths,
			definitions: schemas,
			securityDefinitions: { oauth2: { type: 'oauth2', flow: 'application', ...flow } },
		};
	return {
		openapi: form === 'openapi31' ? '3.1.1' : '3.0.1',
		info,
		...(tenant && { servers: [{ url: tenant }] }),
		paths,
		components: {
			schemas,
			securitySchemes: { oauth2: { type: 'oauth2', flows: { clientCredentials: flow } } },
		},
	};
}

interface Writer {
	form: Form;
	choices: Choices;
	pascalCase: boolean;
}

function pathsOf(model: Model, writer: Writer): Json {
	const { path, calls, hasFreeFields } = model;
	const base = `/api/v1/${path}`;
	const putsToList = writer.choices.putAddress === 'idInBody' && path === 'Personen';
	const at = (entries: ReadonlyArray<[string, ModelCall]>) =>
		Object.fromEntries(
			entries.flatMap(([method, call]) => (calls.has(call) ? [[method, operation(model, call, writer)]] : [])),
		);
	const paths: Array<[string, Json]> = [
		[base, at([['get', 'GET list'], ['post', 'POST'], ...(putsToList ? ([['put', 'PUT']] as const) : [])] as never)],
		[
			`${base}/{id}`,
			at([
				['get', 'GET'],
				...(putsToList ? [] : ([['put', 'PUT']] as const)),
				['patch', 'PATCH'],
				['delete', 'DELETE'],
			] as never),
		],
		...(hasFreeFields
			? ([[`${base}/Vrijevelden`, { get: { tags: [path], responses: { 200: { description: 'Success' } } } }]] as const)
			: []),
	] as Array<[string, Json]>;
	return Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0));
}

function operation(model: Model, call: ModelCall, writer: Writer): Json {
	const { form } = writer;
	const query = call === 'GET list' ? model.listParameters : call === 'GET' ? model.idParameters : new Map();
	const byId = call === 'GET' || call === 'DELETE' || call === 'PATCH' || call === 'PUT';
	const inPath = byId && !(call === 'PUT' && writer.choices.putAddress === 'idInBody' && model.path === 'Personen');
	const single = (schema: Json) => (form === 'swagger2' ? schema : { schema });
	const parameters: Json[] = [
		...(inPath ? [{ name: 'id', in: 'path', required: true, ...single(singleOf('uuid')) }] : []),
		...[...query].map(([name, type]) => ({ name, in: 'query', ...single(singleOf(type)) })),
	];
	const body = refTo(`${model.path}${call === 'POST' && model.sends ? 'Nieuw' : 'Invoer'}`, form);
	const sends = call === 'POST' || call === 'PUT' || call === 'PATCH';
	return {
		tags: [model.path],
		...(form === 'swagger2' && sends
			? { parameters: [...parameters, { name: 'body', in: 'body', schema: body }] }
			: { parameters }),
		...(form !== 'swagger2' && sends && { requestBody: { content: content(body) } }),
		responses: responses(model, call, writer),
	};
}

/** Swashbuckle names these three for each body. */
const content = (schema: Json) => ({
	'text/plain': { schema },
	'application/json': { schema },
	'text/json': { schema },
});

/** Assumptions A12, A21 and A22. */
function responses({ path }: Model, call: ModelCall, { form, choices }: Writer): Json {
	const record = refTo(path, form);
	const good = (status: number, schema?: Json, headers?: Json) => ({
		[status]: {
			description: 'Success',
			...(headers && { headers }),
			...(schema && (form === 'swagger2' ? { schema } : { content: content(schema) })),
		},
	});
	switch (call) {
		case 'GET list': {
			const total = form === 'swagger2' ? { type: 'integer' } : { schema: { type: 'integer' } };
			return good(
				200,
				{ type: 'array', items: record },
				choices.rowCount === 'noHeader' ? undefined : { RowCount: total },
			);
		}
		case 'POST':
			if (choices.postAnswer === 'location') return good(201);
			if (choices.postAnswer === 'idOnly') return good(200, singleOf('uuid'));
			return good(choices.postAnswer === 'ok' ? 200 : 201, record);
		case 'PUT':
			return choices.putAnswer === 'noContent' ? good(204) : good(200, record);
		case 'DELETE':
			return good(204);
		default:
			return good(200, record);
	}
}
