import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { listSearch, runNode } from '../../harness/engine.mts';
import { A, B, pick, useEntityServer } from './entityServer.mts';

const stage = useEntityServer();

describe('Course', () => {
	it('gets one, simplified with what is worked out', async () => {
		expect(await stage.run({ resource: 'course', course: pick(A) })).toEqual([
			{
				id: A,
				code: 'C1',
				naam: 'Excel',
				opleidingStatusId: 'Definitief',
				publicatie: true,
				opleidingssoortId: null,
				startDatum: '2031-05-01T09:00:00',
				eindDatum: null,
				aantalPlaatsenVrij: 3,
			},
		]);
		expect(stage.asked).toEqual([`GET Opleidingen/11?InclusiefExtraVelden=true`]);
	});
	it('gets one whole, with related records on request', async () => {
		const [whole] = await stage.run({ resource: 'course', course: pick(A), simplify: false });
		expect(whole).toMatchObject({ startDatum: '2031-05-01T09:00:00', _record: expect.anything() });
		expect(whole).not.toHaveProperty('opleidingssoort');
		const [more] = await stage.run({
			resource: 'course',
			course: pick(A),
			simplify: false,
			options: { includeRelations: true },
		});
		expect(more).toMatchObject({ opleidingssoort: { naam: 'Office' }, _record: expect.anything() });
	});
	it('lists with filters, sort and flags', async () => {
		const list = await stage.run({
			resource: 'course',
			operation: 'getAll',
			filters: { opleidingStatusId: 'Afgerond', publicatie: false },
			simplify: true,
		});
		expect(list).toEqual([]);
		stage.asked = [];
		const all = await stage.run({
			resource: 'course',
			operation: 'getAll',
			returnAll: true,
			sort: { by: {} },
			simplify: false,
			options: { includeRelations: true, includeFreeFields: true },
		});
		expect(all.map(({ code, opleidingssoort }) => [code, opleidingssoort])).toEqual([
			['C1', { naam: 'Office' }],
			['C2', { naam: 'Office' }],
		]);
	});
	it('filters by the period of change', async () => {
		const list = await stage.run({
			resource: 'course',
			operation: 'getAll',
			filters: { changedFrom: '2031-02-01', changedTo: '2031-03-01' },
		});
		expect(list.map(({ code }) => code)).toEqual(['C2']);
	});
	it('has a picker', async () => {
		const found = await listSearch('searchCourses', {
			credential: stage.server.credential,
			parameters: { resource: 'course' },
			path: 'parameters.course',
		});
		expect(found.results).toEqual([
			{ name: 'C1 Excel', value: A },
			{ name: 'C2 Word', value: B },
		]);
		expect(stage.asked[0]).toBe('GET Opleidingen?orderby=code asc&skip=0&take=50');
		expect(
			(
				await listSearch('searchCourses', {
					credential: stage.server.credential,
					filter: 'wor',
					parameters: { resource: 'course' },
					path: 'parameters.course',
				})
			).results,
		).toEqual([{ name: 'C2 Word', value: B }]);
	});
	it('is read only', async () => {
		await expect(stage.run({ resource: 'course', operation: 'update', course: pick(A) })).rejects.toThrow();
	});
});

describe('Any Entity', () => {
	const any = { resource: 'record', entity: 'Locaties' };
	it('gets, updates, replaces, creates and deletes', async () => {
		expect(await stage.run({ ...any, operation: 'get', record: pick(A) })).toEqual([
			{ id: A, code: 'C1', naam: 'Excel' },
		]);
		expect(
			await stage.run({
				...any,
				operation: 'update',
				record: pick(A),
				otherFields: {
					field: [
						{ name: 'naam', value: 'Access' },
						{ name: 'zaal', type: 'json', value: '[1,2]' },
					],
				},
			}),
		).toEqual([
			expect.objectContaining({
				recordId: A,
				outcome: 'updated',
				changedFields: ['naam', 'zaal'],
				verified: true,
				requests: expect.any(Number),
			}),
		]);
		expect(stage.puts.at(-1)).toContain('[1,2]');
		const receipt = await stage.run({
			...any,
			operation: 'update',
			record: pick(A),
			otherFields: { field: [{ name: 'naam', value: 'Outlook' }] },
		});
		expect(receipt[0]).not.toHaveProperty('externId');
		expect(
			await stage.run({
				...any,
				operation: 'replace',
				record: pick(B),
				allowClearing: true,
				recordJson: JSON.stringify({ id: B, code: 'C2', naam: 'Visio' }),
			}),
		).toEqual([expect.objectContaining({ recordId: B, outcome: 'updated' })]);
		expect(
			await stage.run({ ...any, operation: 'create', otherFields: { field: [{ name: 'code', value: 'C3' }] } }),
		).toEqual([expect.objectContaining({ recordId: '33333333-3333-4333-8333-333333333333', outcome: 'created' })]);
		expect(await stage.run({ ...any, operation: 'delete', record: pick(A) })).toEqual([
			{
				outcome: 'deleted',
				summary: 'Deleted the record.',
				recordId: A,
				environment: expect.any(String),
				// The first deletion of a client is looked at.
				requests: 2,
				rateLimitRemaining: 4000,
			},
		]);
		expect((await stage.run({ ...any, operation: 'getAll' })).map(({ code }) => code)).toEqual(['C2', 'C3']);
	});
	it.each([202, 204])('calls nothing deleted that is still there (%i)', async (status) => {
		stage.deletes = status;
		stage.keepsDeleted = true;
		await expect(stage.run({ ...any, operation: 'delete', record: pick(A), options: { maxWait: 0 } })).rejects.toThrow(
			'still there afterwards',
		);
	});
	it.each<[string, IDataObject]>([
		['nothing', {}],
		['an empty value', { otherFields: { field: [{ name: 'code', value: '' }] } }],
	])('makes no record of %s', async (_, given) => {
		await expect(stage.run({ ...any, operation: 'create', ...given } as INodeParameters)).rejects.toThrow(
			"'Other Fields' has no value, and no other field has one, so that an empty record would be made",
		);
		expect(stage.asked).toEqual([]);
	});
	it('says that such records cannot be deleted', async () => {
		stage.deletes = 405;
		await expect(stage.run({ ...any, operation: 'delete', record: pick(A) })).rejects.toThrow(
			'does not let programs delete',
		);
	});
	it.each([
		['https://training.example/api/v1/Locaties', 'is an address'],
		['/api/v1/Locaties', 'is an address'],
		['api/v1/Locaties', 'is an address'],
		['Locaties?take=1', 'is not the name of an entity'],
		['../Personen', 'is not the name of an entity'],
		['={{ "" }}', 'is empty'],
	])('refuses %s', async (entity, why) => {
		await expect(stage.run({ ...any, entity, operation: 'get', record: pick(A) })).rejects.toThrow(why);
		expect(stage.asked).toEqual([]);
	});
	it('has a picker that knows the typed path', async () => {
		const search = async (entity: string) =>
			await listSearch('searchRecords', {
				credential: stage.server.credential,
				parameters: { ...any, entity },
				path: 'parameters.record',
			});
		expect((await search('Locaties')).results).toEqual([
			{ name: 'C1 Excel', value: A },
			{ name: 'C2 Word', value: B },
		]);
		expect(stage.asked[0]).toBe('GET Locaties?orderby=id asc&skip=0&take=50');
		await expect(search('={{ 1 }}')).rejects.toThrow('is an expression');
	});
	it('takes an entity for each item', async () => {
		const result = await runNode({
			type: 'coachview',
			parameters: { resource: 'record', operation: 'get', entity: '={{ $json.e }}', record: pick(A) },
			credential: stage.server.credential,
			items: [{ e: 'Locaties' }, { e: 'Bedrijven' }, { e: 'x y' }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.outputs[0]?.map(({ json }) => json)).toEqual([
			{ id: A, code: 'C1', naam: 'Excel' },
			{ id: A, code: 'C1', naam: 'Excel' },
			{ error: expect.objectContaining({ reason: 'invalidInput', fields: ['Entity'] }) },
		]);
		expect(stage.asked).toEqual(['GET Locaties/11', 'GET Bedrijven/11']);
	});

	it.each([
		['geboortedatum', '1900-01-01', "'Date of Birth' is a placeholder"],
		['geboorteplaats', 'onbekend', "'Place of Birth'"],
		['Adres.Plaats.x', 'Gent', 'leads into a field that is a single value'],
	])('keeps the rules of Person where the typed path is Personen: %s', async (name, value, message) => {
		const typed = { resource: 'record', entity: 'personen', operation: 'update', record: pick(A) };
		await expect(stage.run({ ...typed, otherFields: { field: [{ name, value }] } })).rejects.toThrow(message);
		expect(stage.asked).toEqual([]);
	});
});
