import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { readSample } from '../../hosts/n8n/samples.mts';
import type { RunningN8n } from '../../hosts/n8n/start.mts';
import type { Sandbox } from '../../sandbox/start.mts';
import type { Host } from './host.mts';
import { until } from './waiting.mts';
import { settings } from './workflows/adapters.mts';
import { install } from './workflows/calling.mts';
import { adapterFor, chosen, installAdapter, installMain } from './workflows/library.mts';

const TABLE = 'coachview_inbox';
const FOLLOW_UP = 'coachview_follow_up';
/** Longer than any run on any machine: what a dead run holds comes free when the test says so, and not by the clock. */
const CALM = { leaseMinutes: 60 };
/** Of the one that runs by itself: few rows in one run, so that runs overlap. */
const FAST = { ...CALM, atMost: 8 };
/** In seconds, for a machine that has much else to do. */
const SLOW = 300;
/** So many events come at the same moment; more of them, and a busy machine answers too late for their sender. */
const AT_ONCE = 25;
const LONG_AGO = '2000-01-01T00:00:00.000Z';
const FAR_AWAY = '2100-01-01T00:00:00.000Z';

export const placeOf = (number: string) => `Dorp ${number}`;

type Rows = Array<Record<string, unknown>>;

/** The two workflows of the inbox in a running n8n, with the main workflow and an adapter behind them. */
export interface Inbox {
	columns: string[];
	/** Somebody without birth data whom HR knows. @returns the person's id */
	person(number: string, more?: object): Promise<string>;
	/** Gives people the category, and waits until the events are rows. */
	send(ids: string[]): Promise<void>;
	/** Runs the work once, from its trigger, while it is not published. */
	run(): Promise<void>;
	/** From now on it runs by itself, every two seconds: runs overlap. */
	publish(): Promise<void>;
	rows(): Promise<Rows>;
	followUp(): Promise<Rows>;
	/** Empties both tables. */
	forget(): Promise<void>;
	/** Waits as long as a slow machine takes. */
	until(what: string, happened: () => Promise<boolean>): Promise<void>;
	/** Waits until no run holds a row. */
	free(): Promise<void>;
	/** Lets time pass for the rows, or for those of one person. */
	dueNow(personId?: string, more?: Record<string, string>): Promise<void>;
	/** Only the first rows are due now, by their IDs; the time of the others has not come. */
	dueUpTo(id: number): Promise<void>;
	/** Lets time pass for what runs hold that had begun before n8n was killed. */
	leasesEnd(killedAt: number): Promise<void>;
	/** How many PUTs have reached each person. */
	puts(): Promise<Map<string, number>>;
	/** The same inbox in an n8n that was started again. */
	at(n8n: RunningN8n): Inbox;
}

/** Installs everything as a user has it; the tables are made by the workflow. */
export async function installInbox(sandbox: Sandbox, n8n: RunningN8n): Promise<Inbox> {
	const host: Host = {
		...sandbox,
		n8nUrl: n8n.url,
		session: n8n.rest.session,
		dataDir: n8n.dataDir,
		rest: n8n.rest,
		followUpTable: '',
	};
	const main = await installMain(host, await installAdapter(host, adapterFor('hr-adapter-afas')));
	const collectId = await install(host, 'inbox-collect', {});
	const work = async (values: Record<string, number>) =>
		await n8n.rest.importWorkflow(readSample('inbox-work'), {
			credentials: main.credentials,
			parameters: {
				...settings('inbox-work', values),
				'Every minute': { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
				'Complete person from HR': chosen(main.id),
			},
		});
	const { id: workId } = await work(CALM);
	const { id: fastId } = await work(FAST);
	await n8n.rest.run(workId, 'Try it out');
	const isThere = async (name: string) => (await n8n.rest.findDataTable(name)) !== undefined;
	await until('the tables are there', async () => (await isThere(TABLE)) && (await isThere(FOLLOW_UP)));
	await sandbox.control.webhooks.register({ url: await n8n.rest.webhookUrl(collectId, 'Coachview Trigger') });
	return inboxAt(sandbox, n8n, workId, fastId);
}

function inboxAt(sandbox: Sandbox, { rest }: RunningN8n, workId: string, fastId: string): Inbox {
	const { control } = sandbox;
	const rowsOf = async (name: string) => await rest.dataTableRows((await rest.findDataTable(name)) ?? '');
	const change = async (filters: object[], data: Record<string, string>) => {
		const { id: project } = await rest.call<{ id: string }>('GET', '/rest/projects/personal');
		const path = `/rest/projects/${project}/data-tables/${await rest.findDataTable(TABLE)}/rows`;
		await rest.call('PATCH', path, { filter: { type: 'and', filters }, data });
	};
	const whose = (columnName: string, condition: string, value: unknown) => [{ columnName, condition, value }];
	const inbox: Inbox = {
		columns: readFileSync(join(projectRoot, 'workflows', `${TABLE}.csv`), 'utf8')
			.trim()
			.split(','),
		async person(number, more = {}) {
			const name = { number, firstName: 'Cor', lastName: 'Val' };
			await control.hr.put({ ...name, dateOfBirth: '1984-02-29', placeOfBirth: placeOf(number) });
			const empty = { geboortedatum: null, geboorteplaats: null };
			const keys = { externId: number, externSource: 'HR' };
			return await control.people.put({
				achternaam: 'Val',
				opmerking: 'Blijft',
				kaart: 12,
				...keys,
				...empty,
				...more,
			});
		},
		async send(ids) {
			const before = (await inbox.rows()).length;
			for (let sent = 0; sent < ids.length; sent += AT_ONCE) {
				for (const id of ids.slice(sent, sent + AT_ONCE)) {
					await control.categories.add(id, 'Extragegevens');
					await control.categories.remove(id, 'Extragegevens');
				}
				await control.webhooks.deliveries();
				const rows = before + Math.min(sent + AT_ONCE, ids.length);
				await inbox.until('every event is a row', async () => (await inbox.rows()).length === rows);
			}
		},
		run: async () => void (await rest.run(workId, 'Every minute')),
		publish: async () => await rest.publish(fastId),
		rows: async () => await rowsOf(TABLE),
		followUp: async () => await rowsOf(FOLLOW_UP),
		async forget() {
			for (const name of [TABLE, FOLLOW_UP]) await rest.emptyDataTable((await rest.findDataTable(name)) ?? '');
		},
		until: async (what, happened) => await until(what, happened, SLOW),
		free: async () =>
			await inbox.until('no run holds a row', async () => (await inbox.rows()).every(({ lease }) => lease === '')),
		dueNow: async (personId, more = {}) =>
			await change(personId ? whose('personId', 'eq', personId) : whose('id', 'gte', 0), {
				nextTry: LONG_AGO,
				...more,
			}),
		async dueUpTo(id) {
			await change(whose('id', 'gt', id), { nextTry: FAR_AWAY });
			await change(whose('id', 'lte', id), { nextTry: LONG_AGO });
		},
		async leasesEnd(killedAt) {
			const leases = new Set((await inbox.rows()).map(({ lease }) => String(lease)));
			// A run's name ends with the moment of its beginning.
			for (const lease of leases)
				if (lease && Number(lease.split('-')[1]) < killedAt)
					await change(whose('lease', 'eq', lease), { leasedUntil: LONG_AGO });
		},
		async puts() {
			const counts = new Map<string, number>();
			for (const { path, body } of await control.requests.list({ server: 'coachview', method: 'PUT' })) {
				const id = /Personen\/([^/?]+)/.exec(path)?.[1] ?? (JSON.parse(body) as { id: string }).id;
				counts.set(id, (counts.get(id) ?? 0) + 1);
			}
			return counts;
		},
		at: (n8n) => inboxAt(sandbox, n8n, workId, fastId),
	};
	return inbox;
}
