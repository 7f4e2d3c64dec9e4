import { person } from '../../../nodes/Coachview/entities/person';
import { updateRecord } from '../../../nodes/Coachview/domain/write/update';
import { Trust } from '../../../nodes/Coachview/domain/write/trust';
import { MemoryCoachview, personPort } from '../../harness/memory.mts';
import { again, busy, ID, list, lost, play, START, type Scene } from './updateStage.mts';

describe('what is sent', () => {
	const bodies = async (scene: Scene) => (await play(scene)).memory.writes.map(({ body }) => body);

	it('is the record with the change; nulls that nobody asked for and what Coachview keeps stay out', async () => {
		expect(await bodies({})).toEqual(
			[{ ...START, id: ID, tel1: '2', titel: undefined, opmerking: undefined }].map((one) =>
				JSON.parse(JSON.stringify(one)),
			),
		);
	});

	it('holds a null that was asked for, or that this Coachview wants', async () => {
		expect((await bodies({ wish: { tel1: null, titel: null } }))[0]).toMatchObject({ tel1: null });
		const known = { trust: new Trust(), nullsNeeded: new Set(['titel']), calculated: new Set<string>() };
		const [body] = await bodies({ request: { known } });
		expect(body).toMatchObject({ titel: null });
		expect(body).not.toHaveProperty('opmerking');
	});

	it('is made anew from what is there after a wait', async () => {
		expect((await bodies({ fates: [busy], edits: [[3, 'tel2', '6']] })).map(({ tel2 }) => tel2)).toEqual(['5', '6']);
		expect((await bodies({ fates: [lost], edits: [[3, 'tel2', '6']] })).map(({ tel2 }) => tel2)).toEqual(['5', '6']);
		expect((await bodies({ fates: [again], edits: [[3, 'tel2', '6']] })).map(({ tel2 }) => tel2)).toEqual(['5', '6']);
	});
});

it('an answer is believed after the first one has agreed with a read', async () => {
	const trust = new Trust();
	expect((await play({ trust })).result).toMatchObject({ verified: 'read' });
	const second = await play({ trust });
	expect(second.result).toMatchObject({ verified: 'answer', outcome: 'updated' });
	expect(second.memory.requests).toBe(2);
	expect((await play({ trust, wish: { opmerking: 'x'.repeat(60) } })).result).toMatchObject({ verified: 'read' });
	expect((await play({ trust, fates: [lost] })).result).toMatchObject({ verified: 'read' });
});

it('an answer that shows that a value was not stored is looked at again', async () => {
	const trust = new Trust();
	await play({ trust, manners: { forms: 'cut' } });
	expect((await play({ trust, manners: { forms: 'cut' }, wish: { opmerking: 'x'.repeat(30) } })).fault).toMatchObject({
		reason: 'notStored',
		fields: ['opmerking'],
	});
});

it('a step of the version number that is larger than usual is told', async () => {
	const memory = new MemoryCoachview();
	memory.add(ID, START);
	const known = { trust: new Trust(), nullsNeeded: new Set<string>(), calculated: new Set<string>() };
	const update = async (tel1: string) =>
		(
			await updateRecord(personPort(memory, ID), {
				entity: person,
				changes: list({ tel1 }),
				policy: 'overwrite',
				expected: {},
				readOnly: ['auditTrail'],
				dryRun: false,
				verify: true,
				rereadBeforeWrite: false,
				known,
			})
		).overlap;
	expect([await update('2'), await update('3'), await update('4')]).toEqual([false, false, false]);
	memory.plan([], [{ at: 2, id: ID, path: ['tel2'], value: '9' }]);
	expect(await update('5')).toBe(true);
	expect(await update('6')).toBe(false);
	memory.plan([{ kind: 'takenUnclear' }], [{ at: 2, id: ID, path: ['tel2'], value: '8' }]);
	expect(await update('7')).toBe(true);
});

it('the result carries the record as it was before and as it is', async () => {
	const { result } = await play({});
	expect([JSON.parse(result?.before?.text ?? ''), JSON.parse(result?.record.text ?? '')]).toMatchObject([
		{ tel1: '1' },
		{ tel1: '2' },
	]);
	expect(result?.keys).toEqual({ id: ID, externId: '1001', externSource: 'HR' });
	expect((await play({ wish: { tel1: '1' } })).result?.before).toBeUndefined();
});
