import { compare } from '../../../contract/openapi/compare.mts';
import { readDocument } from '../../../contract/openapi/document.mts';
import { define } from '../../../nodes/Coachview/entities/entity.ts';
import { keyOf, reading } from './stage.mts';

/** A small table, so that documents written by hand stay small. */
const ship = define({
	name: 'ship',
	path: 'Schepen',
	words: {
		title: 'Ship',
		one: 'ship',
		many: 'ships',
		dutch: { one: 'Schip', many: 'Schepen' },
		german: { one: 'Schiff', many: 'Schiffe' },
	},
	verbs: { get: 'seen', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{ name: 'lengte', label: 'Length', dutch: 'Lengte', kind: 'number' },
		{ name: 'soort', label: 'Type', dutch: 'Soort', kind: 'choice', values: ['Sleper', 'Pont'] },
	],
	label: ['naam'],
	simple: ['id', 'naam'],
	sort: 'naam',
	freeFields: 'none',
});

const id = { type: 'string', format: 'uuid' };
const whole = { naam: { type: 'string' }, lengte: { type: 'number' }, soort: { type: 'string' }, id };

interface Shape {
	/** Schema of one ship. */
	ship?: object;
	/** Schema of the list's answer. */
	list?: object;
	schemas?: object;
	prefix?: string;
	more?: object;
}

const ref = { $ref: '#/components/schemas/Schip' };
const answering = (schema: object) => ({ 200: { description: 'OK', content: { 'application/json': { schema } } } });
const document = ({ ship: one, list, schemas, prefix = '/api/v1', more }: Shape = {}) => ({
	openapi: '3.0.1',
	info: { title: 't', version: '1' },
	paths: {
		[`${prefix}/Schepen`]: { get: { responses: answering(list ?? { type: 'array', items: ref }) } },
		[`${prefix}/Schepen/{id}`]: {
			parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
			get: { responses: answering(ref) },
		},
		...more,
	},
	components: { schemas: { Schip: one ?? { type: 'object', properties: whole }, ...schemas } },
});

/** Parameters are not what these documents are about. */
async function differences(json: unknown): Promise<string[]> {
	return compare(await reading(json), [ship])
		.filter(({ verdict, aspect }) => verdict !== 'right' && aspect !== 'parameter')
		.map(keyOf);
}

describe('what a description can look like', () => {
	it('has nothing to say of one that agrees', async () => {
		expect(await differences(document())).toEqual([]);
	});

	it('finds the parts of allOf, oneOf and anyOf, through references', async () => {
		const schemas = {
			Basis: { type: 'object', properties: { id, naam: whole.naam } },
			Maat: { type: 'object', properties: { lengte: whole.lengte } },
			Soort: { type: 'string', enum: ['Sleper', 'Pont', 'Veer'] },
		};
		const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });
		const soort = { type: 'object', properties: { soort: { oneOf: [at('Soort'), { type: 'null' }] } } };
		for (const key of ['allOf', 'oneOf', 'anyOf'])
			expect(await differences(document({ ship: { [key]: [at('Basis'), at('Maat'), soort] }, schemas }))).toEqual([
				'lacks | value | Schepen | soort: Veer',
			]);
	});

	it('reads types of version 3.1, and numbers that may come as texts', async () => {
		const json = document({
			ship: {
				type: ['object', 'null'],
				properties: { ...whole, naam: { type: ['string', 'null'] }, lengte: { type: ['integer', 'string', 'null'] } },
			},
		});
		expect(await differences({ ...json, openapi: '3.1.0' })).toEqual([]);
	});

	it('bears a circle', async () => {
		const ship = {
			type: 'object',
			properties: { ...whole, moeder: ref, moederId: id, kinderen: { type: 'array', items: ref } },
		};
		expect(await differences(document({ ship }))).toEqual([
			'lacks | member | Schepen | moederId',
			'lacks | member | Schepen | kinderen',
			'lacks | relation | Schepen | moeder',
		]);
	});

	it('says when a list is wrapped, and reads it all the same', async () => {
		const list = {
			type: 'object',
			properties: { totaal: { type: 'integer' }, rijen: { type: 'array', items: ref } },
		};
		expect(await differences(document({ list }))).toEqual(['wrong | call | Schepen | GET list']);
	});

	it('says nothing of members that are not described', async () => {
		const json = document({ list: {}, ship: {} });
		expect(await differences(json)).toEqual([]);
		const bare = { type: 'object', properties: { id, naam: {}, lengte: {}, soort: {} } };
		expect(await differences(document({ ship: bare }))).toEqual([]);
	});

	it.each(['/api/v1', '/api/v2', '/api/v{version}', '/tenant/api/v1', '/api', ''])(
		'finds entities below "%s"',
		async (prefix) => {
			expect(await differences(document({ prefix }))).toEqual([]);
		},
	);

	it('takes the path of a server in front of the others, and leaves addresses beside the API out', async () => {
		const servers = [{ url: 'https://school.example/tenant/api/v1' }];
		const json = { ...document({ prefix: '' }), servers };
		expect(await differences(json)).toEqual([]);
		expect((await reading(json)).before).toBe('/tenant');
		const more = { '/auth/connect/token': { post: { responses: { 200: { description: 'OK' } } } } };
		expect(await differences(document({ more }))).toEqual([]);
	});

	it('names further addresses below an entity', async () => {
		const more = { '/api/v1/Schepen/{id}/Reizen': { get: { responses: { 200: { description: 'OK' } } } } };
		expect(await differences(document({ more }))).toEqual(['lacks | path | Schepen | {id}/Reizen']);
	});

	it('takes names with capitals for what ASP.NET makes of them', async () => {
		const table = [
			{
				...ship,
				fields: [...ship.fields, { ...ship.fields[0]!, name: 'imoNummer' }, { ...ship.fields[0]!, name: 'btw' }],
			},
		];
		const properties = {
			ID: id,
			Naam: whole.naam,
			Lengte: whole.lengte,
			Soort: whole.soort,
			IMONummer: whole.naam,
			BTW: whole.naam,
		};
		const description = await reading(document({ ship: { type: 'object', properties } }));
		expect(description.pascalCase).toBe(true);
		expect([...description.entities[0]!.members.keys()]).toEqual(['id', 'naam', 'lengte', 'soort', 'imoNummer', 'btw']);
		const found = compare(description, table).filter(
			({ verdict, aspect }) => verdict !== 'right' && aspect !== 'parameter',
		);
		expect(found.map(keyOf)).toEqual(['wrong | spelling |  | PascalCase']);
	});

	it('names a few members with other capitals one by one', async () => {
		const { naam, ...rest } = whole;
		const ship = { type: 'object', properties: { ...rest, Naam: naam } };
		expect(await differences(document({ ship }))).toEqual(['wrong | spelling | Schepen | naam']);
	});

	it('reads a description that breaks a rule, and says so', async () => {
		const json = { ...document(), info: {} };
		const { remark, form } = await readDocument({ text: JSON.stringify(json), name: 'x.json' });
		expect([form, remark]).toEqual(['OpenAPI 3.0.1', expect.stringMatching(/breaks rules/)]);
		expect(await differences(json)).toEqual([]);
	});

	it('reads YAML, and JSON with the mark that Windows puts in front', async () => {
		const yaml =
			'swagger: "2.0"\ninfo: {title: t, version: "1"}\npaths:\n  /api/v1/Schepen:\n    get:\n      responses:\n        200: {description: OK}\n';
		expect((await readDocument({ text: yaml, name: 'x.yaml' })).form).toBe('Swagger 2.0');
		expect(
			(await readDocument({ text: `\uFEFF${JSON.stringify(document())}`, name: 'x.json' })).remark,
		).toBeUndefined();
	});
});

describe('what is no description gets one sentence', () => {
	it.each<[string, string, RegExp]>([
		['an empty text', ' \n', /^x is empty\.$/],
		[
			'a web page',
			'<!DOCTYPE html><title>Swagger UI</title>',
			/^x is a web page, not a description\. .*swagger\.json.*--openapi FILE\.$/,
		],
		['XML', '<?xml version="1.0"?><a/>', /^x is XML, not an OpenAPI description\.$/],
		['half a JSON', '{"openapi":"3.0.1",', /^x is neither JSON nor YAML that describes an API\.$/],
		['a list', '[1]', /neither JSON nor YAML/],
		['prose', 'just a sentence', /neither JSON nor YAML/],
		['another JSON', '{"naam":"Jan"}', /^x is not an OpenAPI description of version 2 or 3\.$/],
		['version 1', '{"swagger":"1.2","paths":{"/a":{}}}', /not an OpenAPI description of version 2 or 3/],
		['no paths', '{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{}}', /without any path/],
		[
			'a reference to nowhere',
			'{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/a":{"$ref":"#/components/schemas/Weg"}}}',
			/^x has references that lead nowhere: .*Weg.*\.$/,
		],
	])('%s', async (_what, text, sentence) => {
		await expect(readDocument({ text, name: 'x' })).rejects.toThrow(sentence);
	});

	it('never follows a reference out of the document', async () => {
		const out = { $ref: 'file:///etc/hostname' };
		const far = { $ref: 'http://127.0.0.1:9/else.json#/Schip' };
		const json = document({ ship: { type: 'object', properties: { ...whole, plek: out, bij: far } } });
		expect(await differences(json)).toEqual(['lacks | member | Schepen | plek', 'lacks | member | Schepen | bij']);
	});
});
