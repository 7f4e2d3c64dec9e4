import { filesOf } from '../../harness/zip.mts';
import { until } from '../waiting.mts';
import { ADDRESSES, mailboxCredential, startMailbox, type Mailbox } from '../workflows/mailbox.mts';
import { importJob, type Job } from './job.mts';

/** Cells of the first sheet, row by row, as texts. */
function cellsOf(xlsx: Buffer): string[][] {
	const files = filesOf(xlsx);
	const texts = (xml: string) =>
		xml
			.replaceAll(/<[^>]+>/g, '')
			.replaceAll('&apos;', "'")
			.replaceAll('&quot;', '"')
			.replaceAll('&amp;', '&');
	const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = '']) =>
		texts(si),
	);
	const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
	return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
		[...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, kind = '', value = '']) =>
			kind.includes('t="s"') ? (shared[Number(texts(value))] ?? '') : texts(value),
		),
	);
}

/** 4: who was there and who has passed, as a spreadsheet by mail. */
export function attendance(job: Job): void {
	let mailbox: Mailbox | undefined;
	job.after(async () => await mailbox?.stop());

	async function report(): Promise<{ rows: Array<Record<string, string>>; mail: string }> {
		const { rest } = job.host;
		mailbox = await startMailbox();
		const smtp = await rest.createCredential('Mailbox', 'smtp', mailboxCredential(mailbox));
		const id = await importJob(job.host, 'attendance-report', {
			credentials: [smtp],
			parameters: { Enrolments: { filters: {} }, 'Send report': ADDRESSES },
		});
		await rest.run(id, 'Try it out');
		await until('the mail is there', async () => (mailbox?.messages.length ?? 0) > 0);
		const [mail = ''] = mailbox.messages;
		// A zip begins with PK.
		const [base64 = ''] = /^UEsDB[\w+/=\n]+/m.exec(mail.replaceAll('\r', '')) ?? [];
		const [names = [], ...cells] = cellsOf(Buffer.from(base64, 'base64'));
		return { mail, rows: cells.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? '']))) };
	}

	job.it('one row for each enrolment, with percentages by the formula and what is not marked apart', async () => {
		const { control } = job.host;
		await control.reset({ keep: ['clients'], records: 3 });
		const { rows, mail } = await report();
		const enrolments = (await control.records('Opleidingsvragen').list()).map(({ id }) => id);
		expect(rows.map(({ enrolmentId }) => enrolmentId).sort()).toEqual(enrolments.sort());
		expect(rows.find(({ participant }) => participant === 'Pieter Pietersen')).toMatchObject({
			course: 'Veilig werken op hoogte, voorjaar',
			status: 'Ingepland',
			presencePercentage: '50',
			presenceNotMarked: '1',
			passPercentage: '50',
			passNotMarked: '1',
			problem: '',
		});
		expect(rows.find(({ participant }) => participant === 'Zoë Groß')).toMatchObject({
			presencePercentage: '100',
			passPercentage: '100',
		});
		expect(mail).toContain(`${enrolments.length} enrolments, 0 of them without percentages`);
		// The whole person came into the run with the relation; nothing but the name goes on.
		expect(JSON.stringify(rows)).not.toMatch(/1990-04-03|Malm|example\.org/);
	});

	job.it('an enrolment that cannot be counted stays in the report, with the reason', async () => {
		const { control } = job.host;
		await control.reset({ keep: ['clients'], records: 3 });
		await control.faults.add({ kind: 'status', status: 404, match: { path: '4612$' }, count: 0 });
		const { rows, mail } = await report();
		await control.faults.clear();
		const lost = rows.find(({ enrolmentId }) => enrolmentId?.endsWith('4612'));
		expect([lost?.presencePercentage, lost?.problem]).toEqual(['', expect.stringMatching(/./)]);
		expect(mail).toContain('3 enrolments, 1 of them without percentages');
	});
}
