import { byId, pieterId } from '../../harness/stage.mts';
import { calls, colleague, control, old, onPut, options, stage, stored, update } from './lookAgainStage.mts';

describe('Look Again After Writing', () => {
	it('with Verify off it looks all the same', async () => {
		await colleague(old);
		expect(await update({ titel: 'ing.' }, { options: { verify: false } })).toMatchObject({
			outcome: 'updated',
			verified: false,
			overlap: true,
		});
		expect(await stored('titel')).toEqual(['ing.']);
	});

	it('nothing written means nothing to look at: unchanged, conflict and Dry Run take no wait', async () => {
		const began = Date.now();
		const slow = { options: { lookAgainAfter: 10 } };
		expect(await update({ voornaam: 'Pieter' }, slow)).toMatchObject({ outcome: 'unchanged', requests: 1 });
		expect(await update({ voornaam: 'Klaas' }, { ...slow, policy: 'onlyIfEmpty' })).toMatchObject({
			outcome: 'conflict',
			requests: 1,
		});
		expect(await update({ voornaam: 'Klaas' }, { options: { ...slow.options, dryRun: true } })).toMatchObject({
			outcome: 'dryRun',
			requests: 1,
		});
		expect(Date.now() - began).toBeLessThan(9_000);
	});

	it('a batch shares the wait, also when one of its items fails', async () => {
		const ids = (await control().people.list()).slice(0, 10).map(({ id }) => id);
		const items = [...ids.slice(0, 5), '00000000-0000-4000-8000-000000000000', ...ids.slice(5)].map((id) => ({ id }));
		await control().colleague.script(
			...ids.map(
				(personId) =>
					({
						kind: 'edit',
						personId,
						members: { opmerking: 'weg' },
						side: 'before',
						match: { ...onPut, method: 'GET' },
						skip: 14,
					}) as never,
			),
		);
		const began = Date.now();
		const run = await stage.run(
			'update',
			{
				person: byId('={{ $json.id }}'),
				fields: { opmerking: 'van ons' },
				options: { ...options, lookAgainAfter: 1 },
			} as never,
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		const [done = [], failed = []] = run.outputs;
		expect([done.length, failed.length]).toEqual([10, 1]);
		// One by one it would take eleven waits of a second and more.
		expect(Date.now() - began).toBeLessThan(9_000);
		expect(await calls()).toMatch(/( GET){10}$/);
	});

	it('items of one batch for one person: the later ones decide, and nothing is taken for an undoing', async () => {
		const items = [{ titel: 'ing.' }, { titel: 'ir.' }, { titel: '' }];
		const clear = '={{ $json.titel === "" ? ["titel"] : [] }}';
		const parameters = { person: byId(pieterId), fields: { titel: '={{ $json.titel }}' }, clearFields: clear, options };
		const receipts = await stage.person('update', parameters as never, items);
		expect(
			receipts.map(({ outcome, overlap, unverifiedFields }) => [
				outcome,
				overlap,
				(unverifiedFields as string[]).includes('titel'),
			]),
		).toEqual(Array(3).fill(['updated', false, false]));
		expect(await calls()).toBe('GET PUT GET PUT GET PUT GET');
		expect(await stored('titel')).toEqual([null]);
	});

	it('a change of form alone is written again too, but not against a Coachview that keeps its own form', async () => {
		await colleague({ tel1: '+31 70 0000 123' });
		expect(await update({ tel1: '+31700000123' })).toMatchObject({
			outcome: 'updated',
			changedFields: ['tel1'],
			overlap: true,
		});
		expect(await stored('tel1')).toEqual(['+31700000123']);
	});

	it('a later execution of the same process decides; a part of an address counts as well', async () => {
		const slow = { options: { lookAgainAfter: 0.6 } };
		const adres = (plaats: string) => ({ otherFields: { field: [{ name: 'adres.plaats', value: plaats }] } });
		const first = update({ titel: 'ing.' }, { ...slow, ...adres('Delft') });
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(await update({}, { options: { concurrency: 'none' }, clearFields: ['titel'] })).toMatchObject({
			outcome: 'updated',
			overlap: false,
		});
		expect(await update({}, { options: { concurrency: 'none' }, ...adres('Leiden') })).toMatchObject({
			outcome: 'updated',
			overlap: false,
		});
		expect(await first).toMatchObject({ outcome: 'updated', overlap: false });
		expect(await stored('titel', 'adres')).toEqual([null, expect.objectContaining({ plaats: 'Leiden' })]);
		expect((await calls()).match(/PUT/g)?.length).toBe(3);
	});

	it('a Dry Run or an update of another field in between changes nothing about the second look', async () => {
		await colleague(old);
		const first = update({ titel: 'ing.' }, { options: { lookAgainAfter: 0.6 } });
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(await update({ titel: 'dr.' }, { options: { concurrency: 'none', dryRun: true } })).toMatchObject({
			outcome: 'dryRun',
		});
		expect(await update({ opmerking: 'van ons' }, { options: { concurrency: 'none' } })).toMatchObject({
			outcome: 'updated',
		});
		expect(await first).toMatchObject({ outcome: 'updated', overlap: true });
		expect(await stored('titel', 'opmerking')).toEqual(['ing.', 'van ons']);
	});

	it('a copy of the data that lags behind is no undoing, and is no base of a write', async () => {
		await control().assumptions.set({ A69: 'twoReads' });
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'updated', overlap: false, requests: 5 });
		expect(await calls()).toBe('GET PUT GET GET GET');
		expect(await stored('titel')).toEqual(['ing.']);
	});
});
