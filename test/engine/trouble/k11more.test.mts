import { runNode } from '../../harness/engine.mts';
import { ListServer } from './listServer.mts';

const server = new ListServer();
beforeAll(async () => await server.start());
afterAll(async () => await server.stop());

it('K11.2 an import that creates somebody behind the last row at each request does not keep the list from ending', async () => {
	server.fill(230);
	const known = server.rows.map(({ id }) => id);
	server.before = (request) => {
		server.rows.push({
			id: `ff000000-0000-4000-8000-${String(request).padStart(12, '0')}`,
			achternaam: 'Nieuw',
			auditTrail: null,
		});
	};
	const run = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', operation: 'getAll', returnAll: true, simplify: true },
		credential: server.credential,
	});
	const got = (run.outputs[0] ?? []).map(({ json }) => json.id);
	expect(new Set(got).size).toBe(got.length);
	expect(got).toEqual(expect.arrayContaining(known));
	expect(server.asked.length).toBeLessThan(16);
});
