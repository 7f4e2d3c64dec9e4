import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import type * as Table from '../../../nodes/Coachview/entities/index.ts';
import { resourcesPage } from '../../../scripts/entities/page.mts';
import { parametersPage } from '../../../scripts/entities/parameters.mts';
import { schemas } from '../../../scripts/entities/schemas.mts';
import { byId, useStage } from '../../harness/stage.mts';
import { listSearch } from '../../harness/engine.mts';
import type * as OneFile from './vehicle.ts';
import { vehicle } from './vehicle.ts';

// The one line of a new entity; the one file is vehicle.ts. Everything below appears by itself.
jest.mock('../../../nodes/Coachview/entities', () => {
	const { ENTITIES } = jest.requireActual<typeof Table>('../../../nodes/Coachview/entities');
	return { ENTITIES: [...ENTITIES, jest.requireActual<typeof OneFile>('./vehicle').vehicle] };
});

const { description, methods } = new Coachview();
const choicesOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
const namesIn = ({ options = [] }: INodeProperties) => options.map(({ name }) => name);

/** @returns the parameter of this name as an operation of vehicles shows it */
function shown(name: string, operation: string): INodeProperties {
	const found = description.properties.filter(({ name: own, displayOptions }) => {
		const { show = {} } = displayOptions ?? {};
		return own === name && show.resource?.includes('vehicle') && (show.operation?.includes(operation) ?? true);
	});
	expect(found).toHaveLength(1);
	return found[0]!;
}

describe('in the editor', () => {
	it('stands in the drop-downs', () => {
		const [resource] = description.properties.filter(({ name }) => name === 'resource');
		expect(choicesOf(resource!)).toContainEqual({ name: 'Vehicle (Lesvoertuig)', value: 'vehicle' });
		expect(choicesOf(shown('operation', '')).map(({ value, action }) => [value, action])).toEqual([
			['create', 'Create a vehicle'],
			['delete', 'Delete a vehicle'],
			['get', 'Get a vehicle'],
			['getAll', 'Get many vehicles'],
			['update', 'Update a vehicle'],
		]);
	});
	it('has a picker with its look-ups and a list search', () => {
		const { modes = [], displayName, description: text } = shown('vehicle', 'update');
		expect([displayName, text]).toEqual(['Vehicle', 'The vehicle (Lesvoertuig) to work with']);
		expect(modes.map(({ name }) => name)).toEqual(['list', 'id', 'plate']);
		expect(modes[0]?.typeOptions?.searchListMethod).toBe('searchVehicles');
		expect(methods.listSearch).toHaveProperty('searchVehicles');
	});
	it('has its fields, filters, order and what can be cleared', () => {
		const fields = ['elektrisch', 'kenteken', 'keuring', 'merk', 'stalling', 'zitplaatsen'];
		expect(namesIn(shown('fields', 'update')).sort()).toEqual(fields);
		expect(namesIn(shown('filters', 'getAll'))).toEqual([
			'changedFrom',
			'changedTo',
			'elektrisch',
			'ids',
			'kenteken',
			'where',
		]);
		expect(JSON.stringify(shown('sort', 'getAll'))).toContain('"default":"kenteken"');
		const cleared = choicesOf(shown('clearFields', 'update')).map(({ value }) => value);
		expect(cleared.sort()).toEqual(['keuring', 'merk', 'stalling', 'zitplaatsen']);
	});
});

describe('on paper', () => {
	it('stands in docs/resources.md', () => {
		const page = resourcesPage();
		expect(page).toContain(
			'| Vehicle | Lesvoertuigen | Fahrzeuge | `Lesvoertuigen` | `Lesvoertuigen.Lezen` `Lesvoertuigen.Schrijven` |',
		);
		expect(page).toContain('| Number Plate | Kenteken | `kenteken` | text | inferred | required; filter |');
		expect(page).toContain('| Garage: Hall | Hal | `stalling.hal` | text | inferred |');
	});
	it('stands in docs/parameters.md', () => {
		expect(parametersPage([description])).toContain(
			'| Vehicle (Lesvoertuig) | `vehicle` | Create `create`, Delete `delete`, Get `get`',
		);
	});
	it('has schemas of what comes out', () => {
		const made = schemas();
		const members = (operation: string) => Object.keys(made.get(`v1.0.0/vehicle/${operation}.json`)?.properties ?? {});
		expect(members('get')).toEqual(expect.arrayContaining(['id', 'kenteken', 'stalling', 'lesuren', 'auditTrail']));
		expect(members('update').slice(0, 3)).toEqual(['outcome', 'summary', 'vehicleId']);
		expect(members('delete')).toEqual([
			'outcome',
			'summary',
			'vehicleId',
			'environment',
			'requests',
			'rateLimitRemaining',
		]);
	});
});

describe('against the sandbox, which plays it as well', () => {
	const stage = useStage();
	const run = async (operation: string, parameters: INodeParameters = {}) =>
		await stage.person(operation, { resource: 'vehicle', ...parameters });

	it('is listed, simplified, with filters', async () => {
		const list = await run('getAll', { returnAll: true });
		expect(list.length).toBeGreaterThan(1);
		expect(new Set(list.flatMap((row) => Object.keys(row)))).toEqual(new Set(vehicle.simple));
		const electric = await run('getAll', { returnAll: true, simplify: false, filters: { elektrisch: true } });
		const others = await run('getAll', { returnAll: true, simplify: false, filters: { elektrisch: false } });
		expect(electric.length + others.length).toBe(list.length);
		expect(electric.every(({ elektrisch }) => elektrisch === true)).toBe(true);
	});
	it('is got by ID and by its look-up', async () => {
		const [first] = await run('getAll', { limit: 1 });
		const { id, kenteken, lesuren } = first!;
		expect(lesuren).toEqual(expect.any(Number));
		const pick = (mode: string, value: unknown) => ({ vehicle: { __rl: true, mode, value: String(value) } });
		expect(await run('get', pick('id', id))).toEqual([first]);
		await run('update', { ...pick('id', id), fields: { kenteken: '12-ABC-3' } });
		expect(await run('get', pick('plate', '12-ABC-3'))).toEqual([{ ...first, kenteken: '12-ABC-3' }]);
		const [whole] = await run('get', { ...pick('id', id), simplify: false });
		expect(whole).toMatchObject({ id, lesuren, _record: { text: expect.stringContaining('"auditTrail"') } });
		expect(kenteken).not.toBe('12-ABC-3');
	});
	it('is made, changed and deleted, with receipts in its own words', async () => {
		const [made] = await run('create', { numberPlate: 'AB-12-CD', fields: { zitplaatsen: 5, elektrisch: true } });
		expect(made).toMatchObject({ outcome: 'created', verified: true });
		const id = String(made!.vehicleId);
		const [changed] = await run('update', {
			vehicle: byId(id),
			fields: { keuring: '2031-04-01', stalling: { value: { hal: 'B' } } },
		});
		expect(changed).toMatchObject({ vehicleId: id, outcome: 'updated', changedFields: ['keuring', 'stalling.hal'] });
		expect(changed).not.toHaveProperty('externId');
		const stored: unknown = JSON.parse(await stage.sandbox.control.records('Lesvoertuigen').text(id));
		expect(stored).toMatchObject({
			kenteken: 'AB-12-CD',
			zitplaatsen: 5,
			elektrisch: true,
			keuring: expect.stringContaining('2031-04-01'),
			stalling: { hal: 'B' },
		});
		expect(await run('delete', { vehicle: byId(id) })).toMatchObject([{ vehicleId: id, outcome: 'deleted' }]);
		await expect(run('get', { vehicle: byId(id) })).rejects.toThrow('vehicle');
	});
	it('is found by what is typed into the picker', async () => {
		await run('create', { numberPlate: 'ZZ-99-ZZ', fields: { merk: 'Testa' } });
		const { results } = await listSearch('searchVehicles', {
			credential: stage.credential(),
			filter: 'zz-99',
			parameters: { resource: 'vehicle' },
			path: 'parameters.vehicle',
		});
		expect(results).toEqual([{ name: 'ZZ-99-ZZ Testa', value: expect.any(String) }]);
	});
	it('is refused without its scope, which the message names', async () => {
		const { clientId } = stage.credentialValues();
		await stage.sandbox.control.clients.put({ clientId, scopes: ['api', 'Personen.Lezen'] });
		await expect(run('getAll')).rejects.toMatchObject({
			message: 'The Coachview client may not read Lesvoertuigen',
			description: expect.stringContaining('Lesvoertuigen.Lezen'),
		});
	});
});
