import { randomUUID } from 'node:crypto';
import { startServer, type PlayedServer } from './played.mts';
import { quiet, until } from '../waiting.mts';
import { emptyTable, importJob, rowsOf, type Job } from './job.mts';

const TABLE = 'coachview_to_crm';
const FOLLOW_UP = 'coachview_follow_up';
interface Contact {
	idProperty: string;
	id: string;
	properties: Record<string, string | null>;
}

/** 5: a new enrolment makes or changes one contact in the CRM, keyed by Coachview's ID. */
export function crm(job: Job): void {
	let server: PlayedServer | undefined;
	job.after(async () => await server?.stop());

	job.it('one contact for each person, an outage of the CRM loses nothing, no birth data leaves', async () => {
		const { control, rest } = job.host;
		await control.reset({ keep: ['clients'], records: 3 });
		const contacts = new Map<string, Contact['properties']>();
		let status = 503;
		server = await startServer(({ body }) => {
			if (status !== 200) return { status };
			for (const { idProperty, id, properties } of (JSON.parse(body) as { inputs: Contact[] }).inputs)
				contacts.set(`${idProperty} ${id}`, properties);
			return { status };
		});
		const header = await rest.createCredential('CRM', 'httpHeaderAuth', { name: 'X-Key', value: 'x' });
		const id = await importJob(job.host, 'registration-to-crm', {
			credentials: [header],
			parameters: { 'Create or update in CRM': { url: server.url } },
		});
		await rest.run(id, 'Prepare');
		await until('the tables are there', async () => (await rest.findDataTable(TABLE)) !== undefined);
		for (const table of [TABLE, FOLLOW_UP]) await emptyTable(job.host, table);

		const person = await control.people.put({
			voornaam: 'Nora',
			tussenvoegsels: 'van',
			achternaam: 'Nieuw',
			email1: 'nora@example.org',
			geboortedatum: '1990-06-15',
			geboorteplaats: 'Weert',
		});
		for (const { id: old } of await control.records('Opleidingsvragen').list())
			await control.records('Opleidingsvragen').remove(old);
		const enrolments = [randomUUID(), randomUUID()];
		for (const enrolment of enrolments)
			await control.records('Opleidingsvragen').put({
				id: enrolment,
				persoonId: person,
				opleidingId: null,
				opleidingsvraagStatusId: 'Wachtlijst',
			});
		await rest.run(id, 'New enrolments');
		await until('both are kept', async () => (await rowsOf(job.host, TABLE)).length === 2);

		await rest.run(id, 'Every 15 minutes');
		await until('the list has them', async () => (await rowsOf(job.host, FOLLOW_UP)).length > 0);
		expect(await rowsOf(job.host, FOLLOW_UP)).toMatchObject([{ personId: person, outcome: 'crmRefused' }]);
		expect(await rowsOf(job.host, TABLE)).toHaveLength(2);

		status = 200;
		await quiet(control);
		await rest.run(id, 'Every 15 minutes');
		await until('the list is empty', async () => (await rowsOf(job.host, FOLLOW_UP)).length === 0);
		expect(await rowsOf(job.host, TABLE)).toEqual([]);
		expect([...contacts.keys()]).toEqual([`coachview_id ${person}`]);
		expect([...contacts.values()][0]).toMatchObject({
			firstname: 'Nora',
			lastname: 'van Nieuw',
			email: 'nora@example.org',
			coachview_status: 'Wachtlijst',
		});
		expect(JSON.stringify(server.requests)).not.toMatch(/1990-06-15|Weert/);
		// Two enrolments, twice each: an answer is no reason to send again.
		expect(server.requests).toHaveLength(4);
	});
}
