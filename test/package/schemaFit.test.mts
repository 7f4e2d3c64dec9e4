import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { schemas, type Schema } from '../../scripts/entities/schemas.mts';
import { misfitsOf } from '../harness/schemaMisfits.mts';
import { openApi, type Api } from '../sandbox/api.mts';

let api: Api;
beforeAll(async () => {
	api = await openApi();
});
afterAll(() => api.stop());

// What Get gives is the record as Coachview shows it with its flags; n8n shows the schema before the first run.
describe.each(ENTITIES.map((entity) => [entity.name, entity] as const))('%s', (name, { path, fields }) => {
	const schema = schemas().get(`v1.0.0/${name}/get.json`);
	const answers = async () => {
		const list = (await api.api('GET', `${path}?take=50&InclusiefExtraVelden=true`)).json as Array<{ id: string }>;
		const one = await api.api('GET', `${path}/${list[0]?.id}?InclusiefExtraVelden=true`);
		return [one.json, ...list] as unknown[];
	};

	test('answers of the sandbox fit the schema', async () => {
		const misfits = (await answers()).flatMap((answer) => misfitsOf(answer, schema!, name));
		expect([...new Set(misfits)]).toEqual([]);
	});

	test('each field of the schema is a member of an answer, and nearly all are filled in one', async () => {
		const all = await answers();
		const names = fields.map((field) => field.name);
		expect(Object.keys(all[0] as object)).toEqual(expect.arrayContaining(names));
		const filled = new Set(all.flatMap((answer) => filledIn(answer)));
		expect(names.filter((one) => filled.has(one)).length).toBeGreaterThanOrEqual(names.length * 0.8);
	});
});

test('a misfit is noticed', () => {
	const wanted: Schema = {
		type: 'object',
		properties: { a: { type: 'string' }, b: { type: 'object', properties: {} } },
	};
	expect(misfitsOf({ a: 1, b: 'x' }, wanted, 'it')).toEqual(['it.a is number', 'it.b is string']);
	expect(misfitsOf({ a: null }, wanted, 'it')).toEqual([]);
});

function filledIn(answer: unknown): string[] {
	return Object.entries(answer as object).flatMap(([name, value]) => (value === null ? [] : [name]));
}
