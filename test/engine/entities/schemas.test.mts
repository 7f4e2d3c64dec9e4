import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { registry } from '../../../nodes/Coachview/actions/registry.ts';
import { anyEntity } from '../../../nodes/Coachview/entities/anyEntity.ts';
import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import { SCHEMAS, type Schema } from '../../../scripts/entities/schemas.mts';
import { courseId } from '../../../sandbox/seed/courseRecords.mts';
import { misfitsOf } from '../../harness/schemaMisfits.mts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';
import { requiredParameters, run, stored, typedValue } from './tableStage.mts';

// What n8n shows before the first run is what really comes out, operation by operation.

const stage = useStage();
const schemaOf = (resource: string, operation: string) =>
	JSON.parse(
		readFileSync(join(import.meta.dirname, '../../..', SCHEMAS, 'v1.0.0', resource, `${operation}.json`), 'utf8'),
	) as Schema;
const READS = ['get', 'getAll'];
const operations = registry.resources.flatMap(({ value, operations: offered }) =>
	offered.map((operation) => [value, operation.value] as const),
);
const known = new Map<string, Entity>(ENTITIES.map((entity) => [entity.name, entity]));
/** The path that stands for any. */
const any = { ...anyEntity('Personen'), verbs: {} };

/** What operations that are no verbs ask for. */
const SPECIALS: Readonly<Record<string, INodeParameters>> = {
	'freeField.getValues': { valuesOf: 'person', valuesRecordId: pieterId },
	'webRequest.create': {
		reference: 'proef-schema',
		courses: { row: [{ courseId, definitionId: '' }] },
		contactLastName: 'Voorbeeld',
	},
};

const required = (entity: Entity) =>
	Object.fromEntries(requiredParameters(entity).map(([name, field]) => [name, typedValue(field)])) as INodeParameters;

async function outputs(resource: string, operation: string): Promise<object[]> {
	const entity = known.get(resource) ?? any;
	// Coachview's people cannot be deleted; links to categories can.
	const typed = known.get(operation === 'delete' ? 'personCategory' : 'person')!;
	const entityPath = resource === 'record' ? { entity: typed.path } : {};
	const act = async (parameters: INodeParameters) =>
		await run(stage, entity, operation, { ...entityPath, ...parameters });
	const special = SPECIALS[`${resource}.${operation}`];
	if (special) return await act(special);
	if (operation === 'getAll') return [...(await act({})), ...(await act({ simplify: false }))];
	const [row] = [...(await stored(stage, resource === 'record' ? typed : entity)).values()];
	const one = { [resource]: byId(String(row?.id)) };
	const other = { opmerking: 'Nieuw' };
	const otherFields = { field: [{ name: 'opmerking', type: 'string', value: 'Nieuw' }] };
	switch (operation) {
		case 'get':
			return [...(await act(one)), ...(await act({ ...one, simplify: false }))];
		case 'create':
			return await act({
				...(resource === 'record'
					? { otherFields: { field: [{ name: 'achternaam', type: 'string', value: 'Proef' }] } }
					: required(entity)),
			});
		case 'upsert':
			return await act({ externId: 'T-9', externSource: 'Proef', ...required(entity) });
		case 'update':
			return await act(resource === 'record' ? { ...one, otherFields } : { ...one, fields: other });
		case 'replace': {
			const [whole] = await run(stage, entity, 'get', { ...entityPath, ...one, simplify: false });
			return await act({ ...one, recordJson: (whole?._record as { text: string }).text });
		}
		default:
			return await act(one);
	}
}

/** A number that JavaScript would write in another way (7.50) comes out as text; nothing else may. */
function withNumbers(item: object, { properties = {} }: Schema): object {
	const number = (name: string, value: unknown) =>
		properties[name]?.type === 'number' &&
		typeof value === 'string' &&
		String(Number(value)) !== value &&
		value.trim() !== ''
			? Number(value)
			: value;
	return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, number(name, value)]));
}

beforeEach(async () => void (await stage.sandbox.control.categories.add(pieterId, 'Nieuwsbrief')));

it.each(operations.filter(([resource]) => known.has(resource) || resource === 'record'))(
	'%s.%s gives what its schema says',
	async (resource, operation) => {
		const schema = schemaOf(resource, operation);
		const found = await outputs(resource, operation);
		expect(found.length).toBeGreaterThan(0);
		expect([...new Set(found.flatMap((item) => misfitsOf(withNumbers(item, schema), schema, resource)))]).toEqual([]);
		const names = Object.keys(schema.properties ?? {});
		if (READS.includes(operation)) expect(names).toEqual(expect.arrayContaining(['id']));
		else for (const item of found) expect(Object.keys(item).sort()).toEqual([...names].sort());
	},
);

it('Get API Usage too', async () => {
	const { outputs: items } = await stage.run('get', { resource: 'account' });
	const schema = schemaOf('account', 'get');
	expect(Object.keys(items[0]?.[0]?.json ?? {})).toEqual(Object.keys(schema.properties ?? {}));
	expect(misfitsOf(items[0]?.[0]?.json, schema, 'account')).toEqual([]);
});

it('every operation has one', () => {
	for (const [resource, operation] of operations) expect(schemaOf(resource, operation).type).toBe('object');
});
