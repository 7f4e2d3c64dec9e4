import type { INodeParameters } from 'n8n-workflow';
import {
	courseId,
	doneEnrolmentId,
	pieterEnrolmentId,
	waitingEnrolmentId,
} from '../../../sandbox/seed/courseRecords.mts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const progress = async (id: string, parameters: INodeParameters = {}) =>
	(await stage.person('getProgress', { resource: 'enrolment', enrolment: byId(id), ...parameters }))[0]!;
const executions = () => stage.sandbox.control.records('Opleidingsonderdeeluitvoeringen');
const mark = async (part: number, members: object) =>
	await executions().patch((await executions().list())[part]!.id, members);

describe('Get Progress', () => {
	it('tells not yet marked from absent', async () => {
		expect(await progress(pieterEnrolmentId)).toEqual({
			enrolmentId: pieterEnrolmentId,
			presencePercentage: 50,
			presenceRequired: 2,
			present: 1,
			absent: 0,
			presenceNotMarked: 1,
			passPercentage: 50,
			passRequired: 2,
			passed: 1,
			notPassed: 0,
			passNotMarked: 1,
			personId: pieterId,
			courseId,
			status: 'Ingepland',
			parts: 3,
			partsWithoutRow: 0,
			requests: expect.any(Number),
		});
		await mark(1, { aanwezig: false });
		expect(await progress(pieterEnrolmentId)).toMatchObject({
			presencePercentage: 50,
			absent: 1,
			presenceNotMarked: 0,
		});
	});

	it('is 100 where all is done, and where nothing is required', async () => {
		expect(await progress(doneEnrolmentId)).toMatchObject({ presencePercentage: 100, passPercentage: 100, absent: 0 });
		expect(await progress(waitingEnrolmentId)).toMatchObject({
			presencePercentage: 100,
			passPercentage: 100,
			parts: 0,
			courseId: '',
			status: 'Wachtlijst',
		});
	});

	it('gives no percentage when the course asks for something and no row says anything', async () => {
		for (const { id, text } of await executions().list())
			if (text.includes(pieterEnrolmentId)) await executions().remove(id);
		expect(await progress(pieterEnrolmentId)).toMatchObject({
			presencePercentage: null,
			passPercentage: null,
			parts: 0,
			partsWithoutRow: 3,
		});
	});

	it('counts a member that is left out as not yet marked, and nothing in a form that is not known', async () => {
		await stage.sandbox.control.assumptions.set({ A92: 'absent' });
		expect(await progress(pieterEnrolmentId)).toMatchObject({ present: 1, absent: 0, presenceNotMarked: 1 });
		await stage.sandbox.control.assumptions.set({ A92: 'codes' });
		await expect(progress(pieterEnrolmentId)).rejects.toMatchObject({
			message: expect.stringContaining('in a form that is not known'),
		});
	});

	it('does not call an enrolment done that is not there', async () => {
		await expect(progress('99999999-9999-4999-8999-000000000000')).rejects.toMatchObject({
			message: 'No enrolment in Coachview has this ID',
		});
	});

	it('reads the parts of a course once for all items, also from a list that shows less', async () => {
		const items = [pieterEnrolmentId, doneEnrolmentId].map((id) => ({ id }));
		const run = async () =>
			await stage.person(
				'getProgress',
				{ resource: 'enrolment', enrolment: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
				items,
			);
		const asked = async () =>
			(await stage.sandbox.control.requests.list({ path: 'Opleidingsonderdelen' })).map(({ path }) => path);
		expect(await run()).toMatchObject([{ presencePercentage: 50 }, { presencePercentage: 100 }]);
		expect((await asked()).filter((path) => path.endsWith('Opleidingsonderdelen')).length).toBeLessThanOrEqual(2);
		await stage.sandbox.control.assumptions.set({ A70: 'shortened' });
		// Such a list does not show whose rows it has, so that nothing is counted.
		await expect(run()).rejects.toMatchObject({ message: expect.stringContaining('does not show') });
	});
});
