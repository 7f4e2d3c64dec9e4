import { listSearch } from '../../harness/engine.mts';
import { ListServer } from './listServer.mts';

let server: ListServer;

beforeEach(async () => {
	server = new ListServer();
	await server.start();
});
afterEach(async () => await server.stop());

const search = async (filter?: string, paginationToken?: string) =>
	await listSearch('searchPeople', {
		type: 'coachview',
		credential: server.credential,
		parameters: { resource: 'person', operation: 'get' },
		filter,
		paginationToken,
	});

/** All that the list shows when it is scrolled to its end. */
async function all(filter?: string): Promise<string[]> {
	const values: string[] = [];
	let token: string | undefined;
	for (let page = 0; page < 30; page++) {
		const asked = server.asked.length;
		const { results, paginationToken } = await search(filter, token);
		expect(server.asked.length - asked).toBeLessThanOrEqual(4);
		values.push(...results.map(({ value }) => String(value)));
		token = paginationToken as string | undefined;
		if (token === undefined) return values;
	}
	throw new Error('The list has no end');
}

/** 300 people: everybody else, 120 namesakes, and a few with names of their own. */
function people(): void {
	server.fill(300, (nr) => ({
		achternaam: `${'BCDFGHKLMNPRSTVZ'[nr % 16]}akker${nr}`,
		voornaam: 'Eva',
		externId: `E${nr}`,
	}));
	for (let nr = 0; nr < 120; nr++)
		Object.assign(server.rows[nr]!, {
			achternaam: 'Jansen',
			voornaam: nr === 77 ? 'Jan Willem' : nr === 78 ? 'Jan' : 'Karin',
		});
	Object.assign(server.rows[200]!, {
		achternaam: 'Linden',
		tussenvoegsels: 'van der',
		voornaam: 'Wubbo',
		externId: '10023',
		email1: 'w.linden@example.org',
	});
	Object.assign(server.rows[201]!, {
		achternaam: 'Linden',
		tussenvoegsels: null,
		voornaam: 'Gerda',
		externId: '10023',
		externSource: 'AFAS',
	});
	Object.assign(server.rows[202]!, { achternaam: 'Óskarsdóttir', voornaam: 'Zoë', externId: 'a/7' });
	Object.assign(server.rows[203]!, { achternaam: 'de Vries', voornaam: 'Ot' });
}

const at = (...numbers: number[]) => numbers.map((nr) => server.rows[nr]!.id);

describe('K15.5 The record picker', () => {
	it.each([100, 25, 10])(
		'K15.5 shows all 120 people of one name, page by page, nobody twice (%i rows a page)',
		async (cap) => {
			people();
			server.cap = cap;
			const shown = await all('Jansen');
			expect([...shown].sort()).toEqual(at(...Array.from({ length: 120 }, (_, nr) => nr)).sort());
			expect(new Set(shown).size).toBe(120);
		},
	);

	it('K15.5 lists everybody when nothing is typed', async () => {
		people();
		expect(new Set(await all()).size).toBe(300);
		server.cap = 25;
		expect(new Set(await all('')).size).toBe(300);
	});

	const CASES: Array<[string, number[]]> = [
		['Lin', [200, 201]],
		['linden', [200, 201]],
		['Wub', [200]],
		['wubbo', [200]],
		['Jan Jansen', [77, 78]],
		['Jansen, Jan', [77, 78]],
		['Jan Willem Jansen', [77]],
		['van der Linden', [200]],
		['Van Der Lin', [200]],
		['Wubbo van der Linden', [200]],
		['van der Linden, Wubbo', [200]],
		['Linden, Wubbo van der', [200]],
		['W Linden', [200]],
		['Linden Gerda', [201]],
		['Óskars', [202]],
		['de Vries', [203]],
		['Ot de Vries', [203]],
		['10023', [200, 201]],
		['HR/10023', [200]],
		['afas / 10023', [201]],
		['a/7', [202]],
		['w.linden@example.org', [200]],
		['W.Linden@', [200]],
		['$200', [200]],
	];

	it.each(CASES)('K15.5 finds %s', async (text, numbers) => {
		people();
		expect((await all(text.replace('$200', server.rows[200]!.id.toUpperCase()))).sort()).toEqual(at(...numbers).sort());
	});

	// In a small Coachview nearly everything is found by looking through it.
	it.each([
		['Lin', [200, 201]],
		['linden', [200, 201]],
		['Wubbo', [200]],
		['Jan Jansen', [77, 78]],
		['van der Linden', [200]],
		['10023', [200, 201]],
		['HR/10023', [200]],
		['w.linden@example.org', [200]],
		['ubb', [200]],
		['oskarsdottir', [202]],
		['Zoe Oskarsdottir', [202]],
	] as Array<[string, number[]]>)('K15.5 finds %s where only = is taken for texts', async (text, numbers) => {
		people();
		const wanted = at(...numbers);
		server.rows = server.rows.filter((row, nr) => (nr >= 200 && nr < 260) || wanted.includes(row.id));
		server.refusesOperators = true;
		// The first text teaches that; it costs a request that later ones have for looking through the list.
		await search('x');
		expect((await all(text)).sort()).toEqual(wanted.sort());
	});

	it.each([
		',',
		';',
		'<',
		'>=',
		'=',
		'a;b',
		'a,b',
		'<script>',
		'%',
		'\u0000',
		'\ud83d',
		'{}',
		'/',
		'HR/',
		'/1',
		'@',
		'x'.repeat(5000),
		`${'y'.repeat(199)}😀`,
		"d'",
		'  ',
		'a b c d e f g',
	])('K15.5 never fails on %j', async (text) => {
		people();
		await expect(all(text)).resolves.toEqual(expect.any(Array));
	});

	it('K15.5 asks little of a day that is nearly used up', async () => {
		people();
		server.remaining = 150;
		expect(await all('Lin')).toHaveLength(2);
		expect(server.asked).toHaveLength(1);
	});

	it('tells namesakes apart by key or address', async () => {
		server.fill(3, (nr) => ({
			achternaam: 'Jansen',
			voornaam: 'Jan',
			externId: nr === 0 ? '1' : null,
			externSource: nr === 0 ? 'HR' : null,
			email1: nr === 1 ? 'j@example.org' : null,
		}));
		expect((await search('Jansen')).results.map(({ name }) => name)).toEqual([
			'Jan Jansen (HR/1)',
			'Jan Jansen (j@example.org)',
			'Jan Jansen',
		]);
	});
});
