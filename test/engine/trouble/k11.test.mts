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

const idsOf = (rows: Row[]) => rows.map(({ id }) => id);
const sortBy = (field: string, direction: string) => ({ sort: { by: { field, direction } } });
const person = (id: string, more: Partial<Row> = {}): Row => ({
	id: `${id}-0000-4000-8000-000000000000`,
	achternaam: 'Nieuw',
	...more,
});

describe('K11 Lists', () => {
	it.each([100, 25, 10])(
		'K11.1 one person created in front while paging 250: nobody twice, nobody missing (%i rows a page)',
		async (cap) => {
			server.fill(250);
			server.cap = cap;
			const before = idsOf(server.rows);
			server.before = (request) => request === 2 && server.rows.unshift(person('00000000'));
			const ids = idsOf(await list({}));
			expect(ids.filter((id) => before.includes(id)).sort()).toEqual(before);
			expect(new Set(ids).size).toBe(ids.length);
		},
	);

	it('K11.2 exactly 100 people and one insert: a list of 100, or 101 when it was seen', async () => {
		server.fill(100);
		const before = idsOf(server.rows);
		server.before = (request) => request === 2 && server.rows.unshift(person('00000000'));
		expect(idsOf(await list({}))).toEqual(before);
	});

	it('K11.3 equal last names in an unstable order: everybody once, sorted', async () => {
		server.fill(250, () => ({ achternaam: 'Jansen' }));
		server.rows[7]!.achternaam = 'Aalders';
		server.unstable = true;
		const rows = await list(sortBy('achternaam', 'asc'));
		expect(new Set(idsOf(rows)).size).toBe(250);
		expect(rows).toHaveLength(250);
		expect(rows[0]).toMatchObject({ achternaam: 'Aalders' });
	});

	it('K11.3 a limited list in an unstable order: says that it cannot be trusted; one page of it is fine', async () => {
		server.fill(250, () => ({ achternaam: 'Jansen' }));
		server.unstable = true;
		await expect(list({ returnAll: false, limit: 200, ...sortBy('achternaam', 'asc') })).rejects.toThrow(
			/changed while it was read|sorts people with the same value differently/,
		);
		expect(await list({ returnAll: false, limit: 100, ...sortBy('achternaam', 'asc') })).toHaveLength(100);
	});

	const changed = (nr: number) => `2026-01-01T10:00:${String(nr % 60).padStart(2, '0')}.${String(nr).padStart(3, '0')}`;

	it.each([{ returnAll: true }, { returnAll: false, limit: 300 }])(
		'K11.4 newest change first, and somebody is edited meanwhile: he is in the list (%j)',
		async (amount) => {
			server.fill(250, (nr) => ({ auditTrail: { gewijzigdDatumTijd: changed(nr) } }));
			const before = idsOf(server.rows);
			const edited = server.rows[5]!;
			server.before = (request) => {
				if (request === 2) edited.auditTrail = { gewijzigdDatumTijd: '2026-02-02T10:00:00' };
			};
			const ids = idsOf(await list({ ...amount, ...sortBy('auditTrail.gewijzigdDatumTijd', 'desc') }));
			expect([...ids].sort()).toEqual(before);
		},
	);

	it('K11.4 the same where the server ignores the order and has its newest change in front', async () => {
		server.fill(250);
		const before = idsOf(server.rows);
		server.ignoresOrder = true;
		server.before = (request) => request === 2 && server.rows.unshift(...server.rows.splice(200, 1));
		expect(idsOf(await list({})).sort()).toEqual(before);
	});

	it('K11.4 Return All sorts as asked, also by a name in another case, newest first', async () => {
		server.fill(130, (nr) => ({ auditTrail: { gewijzigdDatumTijd: changed((nr * 37) % 130) } }));
		const wanted = [...server.rows].sort((a, b) =>
			JSON.stringify(a.auditTrail) < JSON.stringify(b.auditTrail) ? 1 : -1,
		);
		expect(idsOf(await list(sortBy('audittrail.gewijzigddatumtijd', 'desc')))).toEqual(idsOf(wanted));
	});

	it.each([0, 50, 99, 100, 249])(
		'K11.5 the person at place %i is deleted while paging: nobody else is missed',
		async (place) => {
			server.fill(250);
			const gone = server.rows[place]!.id;
			const before = idsOf(server.rows).filter((id) => id !== gone);
			server.before = (request) => {
				if (request === 2) server.rows = server.rows.filter(({ id }) => id !== gone);
			};
			const ids = idsOf(await list({}));
			expect(ids.filter((id) => id !== gone)).toEqual(before);
		},
	);

	it('K11.5 a hundred deleted and somebody created at each request', async () => {
		server.fill(450);
		const stays = idsOf(server.rows).slice(200);
		server.before = (request) => {
			if (request === 3) server.rows.splice(0, 100);
			server.rows.unshift(person(`0000${String(request + 1000)}`));
		};
		const ids = idsOf(await list({}));
		expect(stays.filter((id) => !ids.includes(id))).toEqual([]);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('K11.3 a server that sorts by nothing: read once more, or a sentence', async () => {
		server.fill(250);
		server.refusesOrder = ['id'];
		expect(await list({})).toHaveLength(250);
		expect(await list(sortBy('achternaam', 'asc'))).toHaveLength(250);
		server.refusesOrder = [];
		server.ignoresOrder = true;
		server.before = () => server.rows.sort(() => Math.random() - 0.5);
		await expect(list({})).rejects.toThrow('in another order at each request');
	});

	it('a field to sort by that the rows do not show is left to Coachview', async () => {
		server.fill(150);
		expect(await list(sortBy('nergens', 'desc'))).toHaveLength(150);
		server.refusesOrder = ['nergens'];
		await expect(list(sortBy('nergens', 'desc'))).rejects.toThrow('did not accept the request');
	});

	it('K11.7 Keep in Reserve is honoured inside one list', async () => {
		server.fill(1000);
		server.remaining = 103;
		await expect(list({ options: { reserve: 100 } })).rejects.toThrow('Only 100 Coachview requests are left');
		expect(server.remaining).toBe(100);
	});

	it.each([
		['externId', '3', ['Naam3']],
		['externSource', 'hr', ['Naam0', 'Naam1', 'Naam2', 'Naam3', 'Naam4']],
		['email1', 'JO@example.org', ['Naam4']],
		['achternaam', 'näAM2', ['Naam2']],
		['inactief', true, ['Naam1']],
		['inactief', 'false', ['Naam0', 'Naam2', 'Naam3', 'Naam4', 'Naam5']],
	])('K11.8 a server that ignores the filter %s=%s: only those who fit', async (field, value, names) => {
		server.fill(6, (nr) => ({
			email1: nr === 4 ? 'jo@Example.org' : null,
			inactief: nr === 1 ? true : nr === 2 ? null : false,
			externSource: nr === 5 ? 'AFAS' : 'HR',
		}));
		server.ignoresWhere = true;
		for (const amount of [{}, { returnAll: false, limit: 50 }]) {
			expect((await list({ filters: { [field]: value }, ...amount })).map(({ achternaam }) => achternaam)).toEqual(
				names,
			);
		}
	});

	it('K11.8 a limit counts those who fit', async () => {
		server.fill(300, (nr) => ({ externSource: nr % 3 === 0 ? 'AFAS' : 'HR' }));
		server.ignoresWhere = true;
		expect(await list({ filters: { externSource: 'AFAS' }, returnAll: false, limit: 60 })).toHaveLength(60);
	});

	it('K11.8 nobody fits in the first page: the filter is called ignored, and no more is read', async () => {
		server.fill(1000);
		server.ignoresWhere = true;
		await expect(list({ filters: { externId: 'X1', externSource: 'HR' } })).rejects.toMatchObject({
			message: expect.stringContaining('nobody who fits the filter (External ID, External Source)'),
			description: expect.stringContaining('ignore this filter'),
		});
		expect(server.asked).toHaveLength(1);
	});

	it('K11.8 a list that does not show the member cannot be checked', async () => {
		server.fill(5);
		for (const row of server.rows) delete row.email1;
		server.ignoresWhere = true;
		await expect(list({ filters: { email1: 'jo@example.org' } })).rejects.toThrow('does not show Email');
		expect(await list({ filters: { where: 'email1=jo@example.org' } })).toHaveLength(5);
	});
});
