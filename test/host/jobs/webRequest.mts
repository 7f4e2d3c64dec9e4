import { randomUUID } from 'node:crypto';
import { until } from '../waiting.mts';
import { emptyTable, importJob, rowsOf, type Job } from './job.mts';

const TABLE = 'coachview_registrations';
const FOLLOW_UP = 'coachview_follow_up';
const course = '44444444-4444-4444-8444-444444444441';

/** 3: a form becomes one web request, also when Coachview is out of reach or its answer gets lost. */
export function webRequest(job: Job): void {
	let workflowId = '';
	let url = '';
	job.after(async () => {
		await job.host.control.faults.clear();
		await job.host.rest.unpublish(workflowId);
	});

	async function prepare(): Promise<void> {
		const { control, rest } = job.host;
		await control.reset({ keep: ['clients'] });
		const method = await control.records('Betaalwijzen').put({ code: 'ONLINE', naam: 'Online' });
		const path = `registration-${randomUUID()}`;
		workflowId = await importJob(job.host, 'web-request-from-form', {
			parameters: { 'Registration form': { path }, 'Web request': { debtor: { betaalwijzeId: method } } },
		});
		await rest.run(workflowId, 'Prepare');
		await until('the tables are there', async () => (await rest.findDataTable(TABLE)) !== undefined);
		for (const table of [TABLE, FOLLOW_UP]) await emptyTable(job.host, table);
		await rest.publish(workflowId);
		url = await rest.webhookUrl(workflowId, 'Registration form');
	}
	const before = new Set<string>();
	const requests = async () =>
		(await job.host.control.records('Webaanvragen').list())
			.filter(({ id }) => !before.has(id))
			.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
	async function registers(email: string, forCourse = course): Promise<Record<string, string>> {
		const form = new FormData();
		for (const [at, value] of ['Vera', 'Voorbeeld', email, 'Hoogwerk B.V.', forCourse].entries())
			form.set(`field-${at}`, value);
		const response = await fetch(url, { method: 'POST', body: form });
		return (await response.json()) as Record<string, string>;
	}
	const again = async (happened: () => Promise<boolean>, what: string) => {
		await job.host.rest.run(workflowId, 'Every 15 minutes');
		await until(what, happened);
	};
	const remember = async () => {
		before.clear();
		for (const { id } of await job.host.control.records('Webaanvragen').list()) before.add(id);
	};

	job.it('one web request and its payment page; twice the same form makes no second one', async () => {
		await prepare();
		await remember();
		expect((await (await fetch(`${url}?course=${course}`)).text()).includes('Register for a course')).toBe(true);
		const answer = await registers('vera@example.org');
		expect(answer.redirectURL).toMatch(/^https:\/\/betalen\.example\/W-/);
		expect(await registers(' Vera@example.org ')).toEqual(answer);
		const [sent, ...more] = await requests();
		expect(more).toEqual([]);
		expect(sent?.aanvraag).toMatchObject({
			aanvraagIsOrder: false,
			opleidingen: [{ opleidingId: course }],
			contactpersoon: { voornaam: 'Vera', achternaam: 'Voorbeeld', emailadres: 'vera@example.org' },
			bedrijf: { naam: 'Hoogwerk B.V.' },
		});
		expect(await rowsOf(job.host, TABLE)).toEqual([]);
	});

	job.it('Coachview is out of reach: thanked, kept, sent later; a lost answer makes no second order', async () => {
		const { control } = job.host;
		await prepare();
		await remember();
		await control.faults.add({ kind: 'outage', count: 0, match: { path: '^/api/' } });
		expect(await registers('uit@example.org')).toEqual({ formSubmittedText: expect.stringContaining('Thank you') });
		expect(await rowsOf(job.host, TABLE)).toMatchObject([{ email: 'uit@example.org', state: 'waiting' }]);
		await control.faults.clear();
		// Carried out, and the answer lost, with every look after it.
		await control.faults.add(
			{ kind: 'drop', handle: true, match: { method: 'POST', path: 'Webaanvragen' } },
			{ kind: 'outage', count: 0, skip: 2, match: { method: 'GET', path: 'Webaanvragen' } },
		);
		await again(async () => (await requests()).length === 1, 'it arrives');
		await control.faults.clear();
		await again(async () => (await rowsOf(job.host, TABLE)).length === 0, 'the row is gone');
		expect(await requests()).toHaveLength(1);
		expect(await rowsOf(job.host, FOLLOW_UP)).toEqual([]);
	});

	job.it('what Coachview refuses is not sent for ever: it stands on the list, without a name', async () => {
		await prepare();
		await remember();
		expect(await registers('fout@example.org', 'no-course')).toHaveProperty('formSubmittedText');
		await until('the list has it', async () => (await rowsOf(job.host, FOLLOW_UP)).length === 1);
		expect(await rowsOf(job.host, TABLE)).toMatchObject([{ state: 'refused' }]);
		const [line] = await rowsOf(job.host, FOLLOW_UP);
		expect(line).toMatchObject({ outcome: 'invalidInput', externSource: 'Registration form' });
		expect(JSON.stringify(line)).not.toMatch(/fout@example|Voorbeeld/);
		expect(await requests()).toEqual([]);
	});
}
