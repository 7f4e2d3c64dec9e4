import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../harness/engine.mts';
import { ListServer, type Row } from './listServer.mts';

let server: ListServer;
const FAR = 60;
const changed = (day: string) => ({ auditTrail: { gewijzigdDatumTijd: `${day}T10:00:00`, etag: 1 } });
/** Changes that lie ever closer together, the newest ones on a few days. */
const dayOf = (nr: number) =>
	new Date(Date.UTC(2020, 0, 1) + Math.sqrt(nr) * 120 * 86_400_000).toISOString().slice(0, 10);

beforeEach(async () => {
	server = new ListServer();
	await server.start();
	server.cap = 25;
	server.farSkip = FAR;
	server.fill(240, (nr) => changed(dayOf((nr * 97) % 240)));
});
afterEach(async () => await server.stop());

async function list(parameters: INodeParameters = {}): Promise<Row[]> {
	const run = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', operation: 'getAll', returnAll: true, ...parameters },
		credential: server.credential,
	});
	if (run.error) throw Object.assign(new Error(run.error.message), run.error);
	return (run.outputs[0] ?? []).map(({ json }) => json as Row);
}
const idsOf = (rows: Row[]) => rows.map(({ id }) => id);

describe('a list that is longer than Coachview can page (A06)', () => {
	it('is read in periods of change: everybody once, without another page that is too far', async () => {
		const ids = idsOf(await list());
		expect([...ids].sort()).toEqual(idsOf(server.rows).sort());
		const far = server.asked.filter((query) => Number(query.get('skip')) >= FAR);
		// The first one, and the client's repetitions of it.
		expect(far.length).toBeLessThanOrEqual(4);
		expect(new Set(far.map((query) => query.get('where'))).size).toBe(1);
	});
	it('whoever is edited or created meanwhile is there once too', async () => {
		const before = idsOf(server.rows);
		let nr = 0;
		server.before = (request) => {
			if (request < 6) return;
			Object.assign(server.rows[(nr = (nr + 53) % 240)]!, changed('2026-11-26'));
		};
		const ids = idsOf(await list());
		expect([...ids].sort()).toEqual(before.sort());
	});
	it('is sorted as asked, and a filter of its own still holds', async () => {
		for (const row of server.rows) row.achternaam = Number(row.externId) % 2 === 0 ? 'Even' : 'Oneven';
		const rows = await list({
			simplify: false,
			filters: { achternaam: 'even' },
			sort: { by: { field: 'externId', direction: 'desc' } },
		});
		expect(rows.map(({ externId }) => Number(externId))).toEqual(
			[...Array(120).keys()]
				.map((nr) => String(nr * 2))
				.sort((a, b) => (a < b ? 1 : -1))
				.map(Number),
		);
	});
	it('is not guessed at where no change moment is shown: the sentence of before', async () => {
		server.rows[3]!.auditTrail = null;
		await expect(list()).rejects.toThrow('Coachview could not answer (HTTP 500)');
	});
	it('neither where the filter is ignored, or a single day is too long; and few requests are spent on it', async () => {
		server.ignoresWhere = true;
		await expect(list()).rejects.toThrow('Coachview could not answer (HTTP 500)');
		expect(server.asked.length).toBeLessThan(60);
	});
	it('a filter that gives other people than there are is noticed', async () => {
		for (const row of server.rows.slice(0, 60)) row.auditTrail = { ...(row.auditTrail as object), hidden: true };
		const all = server.rows;
		server.before = () => {
			const isFiltered = server.asked.at(-1)?.get('where') !== null;
			server.rows = isFiltered ? all.filter((row) => !(row.auditTrail as { hidden?: boolean }).hidden) : all;
		};
		await expect(list()).rejects.toThrow("Coachview's filter by change date does not give all people");
	});
	it('a Limit in another order cannot be read in periods', async () => {
		const sort = { by: { field: 'achternaam', direction: 'asc' } };
		await expect(list({ returnAll: false, limit: 200, sort })).rejects.toThrow('HTTP 500');
		expect(await list({ returnAll: false, limit: 200 })).toHaveLength(200);
	});
});
