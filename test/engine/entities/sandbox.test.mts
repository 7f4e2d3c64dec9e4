import type { INodeParameters } from 'n8n-workflow';
import { companyId } from '../../../sandbox/seed/special.mts';
import { courseId } from '../../../sandbox/seed/specialRecords.mts';
import { byId, members, useStage } from '../../harness/stage.mts';

// Course and Any Entity against the sandbox, which serves them from the table and with rules of its own.

const stage = useStage();
const company = { resource: 'record', entity: 'Bedrijven', record: byId(companyId) };
const set = (name: string, value: string): INodeParameters => ({ otherFields: { field: [{ name, value }] } });
const companies = () => stage.sandbox.control.records('Bedrijven');

describe('Course', () => {
	it('gets one with what is worked out, and lists them by their state', async () => {
		const [course] = await stage.person('get', { resource: 'course', course: byId(courseId), simplify: true });
		expect(course).toMatchObject({ code: 'VWH-2031-01', startDatum: '2031-03-05T09:00:00', aantalPlaatsenVrij: 5 });
		const list = await stage.person('getAll', {
			resource: 'course',
			returnAll: true,
			filters: { opleidingStatusId: 'Geannuleerd' },
		});
		expect(list.map(({ code }) => code)).toContain('EHBO-2032-01');
	});
});

describe('Any Entity', () => {
	it('updates one member and keeps all others, those that no table knows too', async () => {
		const before = members(await companies().text(companyId));
		const [receipt] = await stage.person('update', { ...company, ...set('tel1', '000') });
		expect(receipt).toMatchObject({ recordId: companyId, outcome: 'updated', verified: true });
		expect(members(await companies().text(companyId))).toEqual(before.set('tel1', '"000"'));
	});

	it('makes, and only removes where Coachview lets programs do so', async () => {
		const [made] = await stage.person('create', { ...company, ...set('naam', 'Nieuw B.V.') });
		expect(made).toMatchObject({ outcome: 'created', recordId: expect.any(String) });
		const record = byId(String(made!.recordId));
		await expect(stage.person('delete', { ...company, record })).rejects.toMatchObject({ message: expect.any(String) });
		expect((await companies().list()).map(({ id }) => id)).toContain(made!.recordId);
		await stage.sandbox.control.assumptions.set({ otherRemoval: 'allowed' });
		expect(await stage.person('delete', { ...company, record })).toMatchObject([{ outcome: 'deleted' }]);
		expect((await companies().list()).map(({ id }) => id)).not.toContain(made!.recordId);
	});

	it('writes nothing where the entity is absent or only read', async () => {
		const { records } = await stage.sandbox.control.snapshot();
		await expect(
			stage.person('update', {
				resource: 'record',
				entity: 'Opleidingen',
				record: byId(courseId),
				...set('naam', 'X'),
			}),
		).rejects.toThrow();
		await stage.sandbox.control.assumptions.set({ companies: 'absent' });
		await expect(stage.person('update', { ...company, ...set('tel1', '000') })).rejects.toThrow();
		expect((await stage.sandbox.control.snapshot()).records).toEqual(records);
	});
});
