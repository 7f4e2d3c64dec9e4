import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../harness/engine.mts';
import { ListServer, type Row } from './listServer.mts';

let server: ListServer;

beforeEach(async () => {
	server = new ListServer();
	await server.start();
});
afterEach(async () => await server.stop());

async function list(parameters: INodeParameters): Promise<Row[]> {
	const run = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', operation: 'getAll', returnAll: true, ...parameters },
		credential: server.credential,
	});
	if (run.error) throw Object.assign(new Error(run.error.message), run.error);
	return (run.outputs[0] ?? []).map(({ json }) => json as Row);
}
const sortBy = (field: string, direction: string) => ({ sort: { by: { field, direction } } });

describe('K13.4 Days in filters', () => {
	it.each([
		['changedFrom', '2024-13-01', 'Changed From', 'does not exist'],
		['changedTo', '2024-02-30', 'Changed To', 'does not exist'],
		['changedFrom', '={{ "" }}', 'Changed From', 'is empty'],
		['changedFrom', 'yesterday', 'Changed From', 'YYYY-MM-DD'],
		['changedFrom', '01-02-2024', 'Changed From', 'ambiguous'],
		['changedTo', '2024-05-01T22:30:00Z', 'Changed To', 'a moment in UTC'],
		['changedTo', '={{ new Date(0) }}', 'Changed To', ''],
		['changedTo', '={{ 20240501 }}', 'Changed To', ''],
		['changedTo', '9999-12-31', 'Changed To', 'outside the years'],
		['changedTo', '={{ DateTime.fromISO("x") }}', 'Changed To', ''],
	])('K13.4 %s = %s is refused by name', async (name, value, label, why) => {
		await expect(list({ filters: { [name]: value } })).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`'${label}'.*${why}`)),
			description: expect.stringContaining('Nothing was sent'),
		});
		expect(server.asked).toEqual([]);
	});

	it('K13.4 From after To is refused', async () => {
		await expect(list({ filters: { changedFrom: '2024-05-02', changedTo: '2024-05-01' } })).rejects.toThrow(
			"'Changed From' lies after 'Changed To'",
		);
	});

	it.each([
		'2024-05-01',
		'2024-05-01T00:00:00',
		'2024-05-01T00:00:00Z',
		'={{ DateTime.fromISO("2024-05-01T22:30:00", { zone: "Europe/Amsterdam" }) }}',
		'2024-05-01T22:30:00.000+02:00',
	])('K13.4 %s means that day', async (day) => {
		server.fill(1);
		server.ignoresWhere = true;
		await list({ filters: { changedFrom: day, changedTo: day } });
		expect(server.asked[0]?.get('where')).toBe('audittrail.gewijzigddatumtijd=30-04-2024,03-05-2024');
	});
});

describe('K4.2 Parameters of Get Many', () => {
	it.each([
		[{ returnAll: 'maybe' }, 'Return All'],
		[{ returnAll: false, limit: 0 }, 'Limit'],
		[{ returnAll: false, limit: '={{ "" }}' }, 'Limit'],
		[{ returnAll: false, limit: 2.5 }, 'Limit'],
		[{ simplify: 'sometimes' }, 'Simplify'],
		[{ filters: { externId: '={{ $json.missing }}' } }, 'External ID'],
		[{ filters: { externId: '={{ 1234567890123456789 }}' } }, 'External ID'],
		[{ filters: { achternaam: 'undefined' } }, 'Last Name'],
		[{ filters: { inactief: 'perhaps' } }, 'Inactive'],
		[{ filters: { where: ' ' } }, 'Where'],
		[sortBy('achternaam; drop', 'asc'), 'Field'],
		[sortBy('achternaam', 'up'), 'Direction'],
	])('K4.2 %j is refused by name before anything is sent', async (parameters, label) => {
		await expect(list(parameters as INodeParameters)).rejects.toMatchObject({
			message: expect.stringContaining(`'${label}'`),
		});
		expect(server.asked).toEqual([]);
	});

	it('K4.2 texts from expressions mean what they say', async () => {
		server.fill(120);
		expect(await list({ returnAll: '={{ "false" }}', limit: '7' })).toHaveLength(7);
		expect(await list({ returnAll: 'TRUE ' })).toHaveLength(120);
		expect(Object.keys((await list({ returnAll: false, limit: 1, simplify: 'false' }))[0]!)).toContain('auditTrail');
	});
});
