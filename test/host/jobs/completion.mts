import { randomUUID } from 'node:crypto';
import { readSample } from '../../../hosts/n8n/samples.mts';
import type { WorkflowJson } from '../../../hosts/n8n/workflow.mts';
import { chosen } from '../workflows/library.mts';
import { startServer, type PlayedServer } from './played.mts';
import { until } from '../waiting.mts';
import { emptyTable, importJob, rowsOf, type Job } from './job.mts';

const TABLE = 'coachview_completions';
const done = '44444444-4444-4444-8444-444444444612';

/** What a user makes: tells somebody of each completion, and gives back those that were taken. */
function receiver(url: string): WorkflowJson {
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		name: `Receiver ${randomUUID()}`,
		nodes: [
			{
				...base,
				id: randomUUID(),
				name: 'Start',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'passthrough' },
			},
			{
				...base,
				id: randomUUID(),
				name: 'Tell',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: { method: 'POST', url, sendBody: true, specifyBody: 'json', jsonBody: '={{ $json }}', options: {} },
			},
		],
		connections: { Start: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } },
		settings: readSample('completion-to-hr-or-certificate').settings,
	};
}

/** 6: whoever has passed is handed over once, and what is not taken comes again. */
export function completion(job: Job): void {
	let hr: PlayedServer | undefined;
	job.after(async () => await hr?.stop());

	job.it('passed: handed over once; not passed: not at all; a failing sub-workflow loses nothing', async () => {
		const { control, rest } = job.host;
		await control.reset({ keep: ['clients'], records: 3 });
		let works = false;
		hr = await startServer(({ body }) =>
			works ? { body: { enrolmentId: (JSON.parse(body) as { enrolmentId: string }).enrolmentId } } : { status: 500 },
		);
		const sub = await rest.importWorkflow(receiver(hr.url));
		await rest.publish(sub.id);
		const id = await importJob(job.host, 'completion-to-hr-or-certificate', {
			parameters: { 'Hand over': chosen(sub.id) },
		});
		await rest.run(id, 'Prepare');
		await until('the table is there', async () => (await rest.findDataTable(TABLE)) !== undefined);
		await emptyTable(job.host, TABLE);
		const states = async () =>
			Object.fromEntries((await rowsOf(job.host, TABLE)).map(({ enrolmentId, state }) => [enrolmentId, state]));
		// One of those whose course part has no mark yet: the status alone is no pass.
		const open = await control.records('Opleidingsvragen').put({
			...(JSON.parse(await control.records('Opleidingsvragen').text(done)) as object),
			id: randomUUID(),
		});
		const look = async () => {
			await control.requests.clear();
			await rest.run(id, 'Completed enrolments');
			await until('Coachview is asked', async () => (await control.requests.list({ path: 'vragen' })).length > 0);
		};
		const handOver = async (happened: () => Promise<boolean>, what: string) => {
			await rest.run(id, 'Every 15 minutes');
			await until(what, happened);
		};

		await look();
		await until('both are kept', async () => (await rowsOf(job.host, TABLE)).length === 2);
		expect(await states()).toEqual({ [done]: 'waiting', [open]: 'waiting' });
		await handOver(async () => hr!.requests.length === 1 && !(await states())[open], 'the first is tried');
		expect(await states()).toEqual({ [done]: 'waiting' });

		works = true;
		await handOver(async () => (await states())[done] === 'done', 'it is handed over');
		expect(JSON.parse(hr.requests.at(-1)!.body)).toMatchObject({
			enrolmentId: done,
			status: 'Afgerond',
			presencePercentage: 100,
			passPercentage: 100,
		});
		expect(hr.requests.at(-1)!.body).not.toMatch(/Zoë|Groß|geboorte/);

		const before = hr.requests.length;
		await look();
		await until('the other one is looked at again', async () => (await states())[open] === 'waiting');
		await handOver(async () => !(await states())[open], 'nothing is left');
		expect([hr.requests.length, await states()]).toEqual([before, { [done]: 'done' }]);
		await rest.unpublish(sub.id);
	});
}
