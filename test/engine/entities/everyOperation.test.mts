import type { INodeParameters } from 'n8n-workflow';
import { registry } from '../../../nodes/Coachview/actions/registry.ts';
import type { Entity, Verb } from '../../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import { pieterId } from '../../../sandbox/start.mts';
import { reportFigures } from '../../harness/report.mts';
import { byId, useStage } from '../../harness/stage.mts';
import {
	furtherFields,
	requiredParameters,
	run,
	stored,
	storedValue,
	typedValue,
	withoutTrail,
	type Row,
} from './tableStage.mts';

// Every operation that the table offers, for every entity, against the sandbox; what counts is what its store holds afterwards.

const stage = useStage();
const withVerb = (verb: Verb) =>
	ENTITIES.filter(({ verbs }) => verb in verbs).map((entity) => [entity.words.title, entity] as const);
const pick = ({ name }: Entity, id: string): INodeParameters => ({ [name]: byId(id) });
const first = async (entity: Entity): Promise<Row> => [...(await stored(stage, entity)).values()][0]!;
const receiptId = (entity: Entity, receipt: Record<string, unknown> | undefined) =>
	String(receipt?.[`${entity.name}Id`]);
const required = (entity: Entity) =>
	Object.fromEntries(requiredParameters(entity).map(([name, field]) => [name, typedValue(field)])) as INodeParameters;
const further = (entity: Entity) =>
	Object.fromEntries(furtherFields(entity).map((field) => [field.name, typedValue(field)])) as INodeParameters;
/** What a record must hold after all its fields were given. */
const expected = (entity: Entity) =>
	Object.fromEntries(
		[...requiredParameters(entity).map(([, field]) => field), ...furtherFields(entity)].map((field) => [
			field.name,
			storedValue(field),
		]),
	);

afterAll(() => {
	reportFigures('entities', ENTITIES.length);
	reportFigures(
		'operations',
		registry.resources.reduce((sum, { operations }) => sum + operations.length, 0),
	);
});

test('operations that are no verbs are told of in the table', () => {
	const offered = registry.resources.flatMap(({ value, operations }) =>
		operations.map((one) => `${value}.${one.value} ${one.name}`),
	);
	const told = ENTITIES.flatMap(({ name, specials }) => specials.map((one) => `${name}.${one.value} ${one.name}`));
	expect(offered).toEqual(expect.arrayContaining(told));
	const verbs = ENTITIES.reduce((sum, entity) => sum + Object.keys(entity.verbs).length, 0);
	const others = registry.resources.filter(({ value }) => !ENTITIES.some(({ name }) => name === value));
	expect(offered.length).toBe(verbs + told.length + others.reduce((sum, { operations }) => sum + operations.length, 0));
});

describe('Get Many', () => {
	it.each(withVerb('getMany'))('%s: all of them, simplified and whole', async (_title, entity) => {
		const rows = await stored(stage, entity);
		expect(rows.size).toBeGreaterThan(0);
		const simple = await run(stage, entity, 'getAll', { returnAll: true });
		expect(simple.map(({ id }) => id).sort()).toEqual([...rows.keys()].sort());
		for (const row of simple) expect(Object.keys(row).sort()).toEqual([...entity.simple].sort());
		const whole = await run(stage, entity, 'getAll', { returnAll: true, simplify: false });
		const calculated = entity.fields.filter((field) => field.calculated).map(({ name }) => name);
		for (const row of whole) {
			const kept = Object.entries(withoutTrail(rows.get(String(row.id))!)).filter(
				([name]) => !calculated.includes(name),
			);
			// Numbers that JavaScript cannot hold come as texts.
			const fits = kept.filter(([, value]) => typeof value !== 'number' && typeof value !== 'object');
			expect(row).toMatchObject(Object.fromEntries(fits));
			expect(Object.keys(row)).toEqual(expect.arrayContaining(kept.map(([name]) => name)));
		}
		expect(await run(stage, entity, 'getAll', { limit: 1 })).toHaveLength(1);
	});

	it.each(
		ENTITIES.flatMap((entity) =>
			entity.fields
				.filter(({ filter }) => filter)
				.map((field) => [entity.words.title, field.label, entity, field] as const),
		),
	)('%s: filter by %s', async (_title, _label, entity, { name }) => {
		const rows = [...(await stored(stage, entity)).values()];
		const value = rows
			.map((row) => row[name])
			.find((one) => one !== null && one !== undefined && !/[,;]/.test(String(one)));
		expect(value).toBeDefined();
		const fitting = rows.filter((row) => String(row[name]).toLowerCase() === String(value).toLowerCase());
		const found = await run(stage, entity, 'getAll', { returnAll: true, filters: { [name]: value as string } });
		expect(found.map(({ id }) => id).sort()).toEqual(fitting.map(({ id }) => id).sort());
	});
});

describe('Get', () => {
	it.each(withVerb('get'))('%s: simplified, and whole with what no table knows', async (_title, entity) => {
		const row = await first(entity);
		const [simple] = await run(stage, entity, 'get', pick(entity, row.id));
		expect(Object.keys(simple!).sort()).toEqual([...entity.simple].sort());
		const [whole] = await run(stage, entity, 'get', { ...pick(entity, row.id), simplify: false });
		expect(Object.keys(whole!)).toEqual(expect.arrayContaining(Object.keys(row)));
		for (const { name, kind } of entity.fields)
			if (kind !== 'number' && name in row) expect({ [name]: whole![name] }).toEqual({ [name]: row[name] });
	});

	it.each(withVerb('get'))('%s: nobody has the ID', async (_title, entity) => {
		await expect(run(stage, entity, 'get', pick(entity, '99999999-9999-4999-8999-000000000000'))).rejects.toMatchObject(
			{ message: expect.stringMatching(/has this ID|does not know this record/) },
		);
	});
});

describe('Create', () => {
	it.each(withVerb('create'))('%s: with every field that is offered', async (_title, entity) => {
		const before = await stored(stage, entity);
		const fields = further(entity);
		const [receipt] = await run(stage, entity, 'create', {
			...required(entity),
			...(Object.keys(fields).length > 0 ? { fields } : {}),
			...(entity.externalKey ? { externId: 'T-1', externSource: 'Proef' } : {}),
		});
		expect(receipt).toMatchObject({ outcome: 'created', verified: true });
		const after = await stored(stage, entity);
		const id = receiptId(entity, receipt);
		expect([...after.keys()].filter((one) => !before.has(one))).toEqual([id]);
		expect(after.get(id)).toMatchObject(expected(entity));
		for (const [other, row] of before) expect(after.get(other)).toEqual(row);
	});
});

describe('Create or Update', () => {
	it.each(withVerb('upsert'))('%s: makes one, then changes it', async (_title, entity) => {
		const key = { externId: 'T-2', externSource: 'Proef', ...required(entity) };
		const before = await stored(stage, entity);
		const [made] = await run(stage, entity, 'upsert', key);
		expect(made).toMatchObject({ outcome: 'created' });
		const [changed] = await run(stage, entity, 'upsert', { ...key, fields: { opmerking: 'Nieuw' } });
		const id = receiptId(entity, made);
		expect(changed).toMatchObject({ outcome: 'updated', changedFields: ['opmerking'] });
		const after = await stored(stage, entity);
		expect(after.size).toBe(before.size + 1);
		expect(after.get(id)).toMatchObject({ externId: 'T-2', externSource: 'Proef', opmerking: 'Nieuw' });
	});
});

describe('Update', () => {
	it.each(withVerb('update'))('%s: every field that is offered, and nothing else', async (_title, entity) => {
		const row = await first(entity);
		const others = await stored(stage, entity);
		const [receipt] = await run(stage, entity, 'update', { ...pick(entity, row.id), fields: further(entity) });
		expect(receipt).toMatchObject({ outcome: 'updated', verified: true });
		const after = await stored(stage, entity);
		const names = furtherFields(entity).map(({ name }) => name);
		for (const field of furtherFields(entity)) expect(after.get(row.id)![field.name]).toEqual(storedValue(field));
		const kept = Object.entries(withoutTrail(row)).filter(([name]) => !names.includes(name));
		expect(after.get(row.id)).toMatchObject(Object.fromEntries(kept));
		for (const [id, other] of others) if (id !== row.id) expect(after.get(id)).toEqual(other);
	});
});

describe('Replace', () => {
	it.each(withVerb('replace'))('%s: the whole record, of which one member is another', async (_title, entity) => {
		const row = await first(entity);
		const [whole] = await run(stage, entity, 'get', { ...pick(entity, row.id), simplify: false });
		const { text } = whole!._record as { text: string };
		const [name] = requiredParameters(entity).map(([, field]) => field.name) as [string];
		const recordJson = text.replace(JSON.stringify(row[name]), '"Anders"');
		const [receipt] = await run(stage, entity, 'replace', { ...pick(entity, row.id), recordJson });
		expect(receipt).toMatchObject({ outcome: 'updated', changedFields: [name], verified: true });
		const after = (await stored(stage, entity)).get(row.id)!;
		expect(withoutTrail(after)).toEqual({ ...withoutTrail(row), [name]: 'Anders' });
	});
});

describe('Delete', () => {
	it.each(withVerb('delete'))('%s: one, and no other', async (_title, entity) => {
		await stage.sandbox.control.categories.add(pieterId, 'Nieuwsbrief');
		const before = await stored(stage, entity);
		const row = await first(entity);
		expect(await run(stage, entity, 'delete', pick(entity, row.id))).toMatchObject([{ outcome: 'deleted' }]);
		const after = await stored(stage, entity);
		expect([...before.keys()].filter((id) => !after.has(id))).toEqual([row.id]);
	});
});
