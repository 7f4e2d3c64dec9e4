import { startServer, type PlayedServer } from './played.mts';
import { quiet, until } from '../waiting.mts';
import { emptyTable, importJob, rowsOf, type Job } from './job.mts';

const REMEMBERED = 'coachview_hr_said';
const FOLLOW_UP = 'coachview_follow_up';
const id = (digit: string) => `${digit.repeat(8)}-aaaa-4aaa-8aaa-${digit.repeat(12)}`;
const [works, otherWorks, lab, sales] = [id('1'), id('2'), id('3'), id('4')] as const;
const settings = {
	externSource: 'HR',
	columns: {
		number: 'number',
		company: 'company',
		department: 'department',
		function: 'function',
		endDate: 'endDate',
	},
	companies: { Works: works, Other: otherWorks },
	departments: { Lab: lab, Sales: sales },
	functions: {},
	mostLeavers: 2,
};

/** 1: who moved gets company and department, who left is inactive, and what HR does not say changes nothing. */
export function hrMoves(job: Job): void {
	let hr: PlayedServer | undefined;
	let workflowId: string;
	let list: object[] = [];
	const people = () => job.host.control.people;

	job.after(async () => await hr?.stop());

	async function prepare(): Promise<void> {
		const { host } = job;
		await host.control.reset({ keep: ['clients'], people: 1 });
		await emptyTable(host, REMEMBERED);
		await emptyTable(host, FOLLOW_UP);
		hr = await startServer(() => ({ body: list }));
		const header = await host.rest.createCredential('HR', 'httpHeaderAuth', { name: 'X-Key', value: 'x' });
		workflowId = await importJob(host, 'leaver-and-mover-from-hr', {
			credentials: [header],
			parameters: { 'HR list': { url: hr.url }, Settings: { jsonOutput: JSON.stringify(settings) } },
		});
	}
	const somebody = async (externId: string, members: object = {}) =>
		await people().put({ achternaam: 'Proef', externId, externSource: 'HR', inactief: false, ...members });
	const stored = async (person: string) => {
		const { bedrijfId, afdelingId, inactief } = JSON.parse(await people().text(person)) as Record<string, unknown>;
		return { bedrijfId, afdelingId, inactief };
	};
	async function night(rows: object[], trigger = 'Every night'): Promise<number> {
		list = rows;
		const asked = hr?.requests.length ?? 0;
		await job.host.control.requests.clear();
		await job.host.rest.run(workflowId, trigger);
		await until('HR is asked', async () => (hr?.requests.length ?? 0) > asked);
		await quiet(job.host.control);
		return (await job.host.control.requests.list({ path: '^/api/' })).length;
	}
	const followUp = async () =>
		Object.fromEntries((await rowsOf(job.host, FOLLOW_UP)).map(({ externId, outcome }) => [externId, outcome]));

	job.it('moves and leavers are carried out once; unchanged rows cost nothing; Try it out writes nothing', async () => {
		await prepare();
		const mover = await somebody('81001', { bonus: '1.10', geboorteplaats: 'Weert' });
		const leaver = await somebody('81002', { bedrijfId: works });
		const rows = [
			{ number: 81001, company: 'Works', department: 'Lab', endDate: '' },
			{ number: '81002', company: 'Works', endDate: '2020-01-31' },
		];
		await night(rows, 'Try it out');
		expect([await stored(mover), (await stored(leaver)).inactief]).toEqual([
			{ bedrijfId: null, afdelingId: null, inactief: false },
			false,
		]);
		await night(rows);
		await until('both are remembered', async () => (await rowsOf(job.host, REMEMBERED)).length === 2);
		expect(await stored(mover)).toEqual({ bedrijfId: works, afdelingId: lab, inactief: false });
		expect(await stored(leaver)).toEqual({ bedrijfId: works, afdelingId: null, inactief: true });
		expect(JSON.parse(await people().text(mover))).toMatchObject({ bonus: '1.10', geboorteplaats: 'Weert' });
		expect(await night(rows)).toBe(0);
		// A move later on replaces what HR said before.
		await night([{ number: 81001, company: 'Other', department: 'Sales' }]);
		await until('the second move is remembered', async () =>
			(await rowsOf(job.host, REMEMBERED)).some(({ said }) => String(said).includes(otherWorks)),
		);
		expect(await stored(mover)).toEqual({ bedrijfId: otherWorks, afdelingId: sales, inactief: false });
		expect(await followUp()).toEqual({});
	});

	job.it('nobody is made inactive because HR lacks something; conflicts and riddles come on the list', async () => {
		await prepare();
		const names = ['missing', 'empty', 'unreadable', 'entered', 'late', 'many1', 'many2', 'many3'] as const;
		const ids = new Map<string, string>();
		for (const [index, name] of names.entries())
			ids.set(name, await somebody(String(82001 + index), name === 'entered' ? { afdelingId: sales } : {}));
		await night([
			{ number: '82002', endDate: null },
			{ number: '82003', endDate: 'left?' },
			{ number: '82004', department: 'Lab' },
			{ number: '82005', endDate: '2999-01-01' },
			...['82006', '82007', '82008'].map((number) => ({ number, endDate: '2020-01-31' })),
			{ number: '82009', department: 'Lab' },
			{ number: '82010', department: 'Nobody knows' },
			{ number: '82011' },
			{ number: '82011', endDate: '2020-01-31' },
		]);
		await until('the list is there', async () => Object.keys(await followUp()).length >= 8);
		expect(await followUp()).toEqual({
			'82003': 'incomplete',
			'82004': 'conflict',
			'82006': 'tooManyLeavers',
			'82007': 'tooManyLeavers',
			'82008': 'tooManyLeavers',
			'82009': 'notFound',
			'82010': 'incomplete',
			'82011': 'ambiguous',
		});
		for (const person of ids.values()) expect((await stored(person)).inactief).toBe(false);
		expect((await stored(ids.get('entered')!)).afdelingId).toBe(sales);
		expect(JSON.stringify(await rowsOf(job.host, FOLLOW_UP))).not.toMatch(/Proef|Lab|2020-01-31/);
	});
}
