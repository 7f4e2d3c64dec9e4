import { randomUUID } from 'node:crypto';
import { until } from '../waiting.mts';
import { ADDRESSES, mailboxCredential, startMailbox, type Mailbox } from '../workflows/mailbox.mts';
import { emptyTable, importJob, rowsOf, type Job } from './job.mts';

const TABLE = 'coachview_renewals';
const definition = '44444444-4444-4444-8444-4444444444d1';
const monthsAgo = (months: number) => new Date(Date.now() - months * 30.44 * 86_400_000).toISOString().slice(0, 10);

/** 8: results that expire come on a list, and become a draft of a web request when somebody says so. */
export function renewals(job: Job): void {
	let mailbox: Mailbox | undefined;
	job.after(async () => await mailbox?.stop());

	job.it('who expires is told of once; a decision makes one draft; who is planned in again is left out', async () => {
		const { control, rest } = job.host;
		await control.reset({ keep: ['clients'] });
		for (const path of ['Resultaten', 'Opleidingsvragen'])
			for (const { id } of await control.records(path).list()) await control.records(path).remove(id);
		const someone = async (achternaam: string, months: number, isPlannedAgain = false) => {
			const persoonId = await control.people.put({ voornaam: 'Nora', achternaam, email1: 'nora@example.org' });
			const enrol = async (opleidingsvraagStatusId: string) =>
				await control
					.records('Opleidingsvragen')
					.put({ id: randomUUID(), persoonId, opleidingssoortId: definition, opleidingsvraagStatusId });
			const opleidingsvraagId = await enrol('Afgerond');
			if (isPlannedAgain) await enrol('Ingepland');
			const resultId = await control
				.records('Resultaten')
				.put({ id: randomUUID(), opleidingsvraagId, datum: monthsAgo(months), scoreCode: 'V' });
			return { persoonId, resultId };
		};
		const expires = await someone('Verloopt', 23);
		await someone('Geldig', 3);
		await someone('Opnieuw', 23, true);
		await someone('Vergeten', 60);

		mailbox = await startMailbox();
		const smtp = await rest.createCredential('Mailbox', 'smtp', mailboxCredential(mailbox));
		const id = await importJob(job.host, 'expiring-certificates', {
			credentials: [smtp],
			parameters: { Tell: ADDRESSES },
		});
		await emptyTable(job.host, TABLE);
		await rest.run(id, 'Try it out');
		await until('the mail is there', async () => mailbox!.messages.length === 1);
		expect(mailbox.messages[0]).toContain('1 certificates expire');
		expect(mailbox.messages[0]).not.toMatch(/Verloopt|nora@/);
		expect(await rowsOf(job.host, TABLE)).toMatchObject([
			{ resultId: expires.resultId, personId: expires.persoonId, definitionId: definition },
		]);

		const before = (await control.records('Webaanvragen').list()).length;
		const drafts = async () => (await control.records('Webaanvragen').list()).length - before;
		const table = await rest.findDataTable(TABLE);
		const { id: project } = await rest.call<{ id: string }>('GET', '/rest/projects/personal');
		const decide = async () =>
			await rest.call('PATCH', `/rest/projects/${project}/data-tables/${table}/rows`, {
				filter: { type: 'and', filters: [{ columnName: 'resultId', condition: 'eq', value: expires.resultId }] },
				data: { decision: 'yes' },
			});
		const morning = async (decision: string) => {
			await rest.run(id, 'Every morning');
			await until('the row tells', async () => (await rowsOf(job.host, TABLE))[0]?.decision === decision);
		};
		await decide();
		await morning('drafted');
		expect(await drafts()).toBe(1);
		const text = (await control.records('Webaanvragen').list()).at(-1)!.text;
		expect(JSON.parse(text)).toMatchObject({
			referentieNrKlant: `renew-${expires.resultId}`,
			aanvraag: {
				aanvraagIsOrder: false,
				opleidingen: [{ opleidingssoortId: definition }],
				contactpersoon: { persoonId: expires.persoonId, achternaam: 'Verloopt' },
			},
		});
		expect(text).not.toMatch(/geboorte/);
		// Decided once more by mistake, and a second Monday: nothing new.
		await decide();
		await morning('drafted');
		await rest.run(id, 'Every Monday');
		await new Promise((resolve) => setTimeout(resolve, 2000));
		expect([await drafts(), mailbox.messages.length, (await rowsOf(job.host, TABLE)).length]).toEqual([1, 1, 1]);
	});
}
