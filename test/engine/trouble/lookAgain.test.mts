import { byId, pieterId } from '../../harness/stage.mts';
import { calls, colleague, control, old, onPut, options, stage, stored, update } from './lookAgainStage.mts';

/** Another API client, of which nothing is learned yet but what only flags show. */
async function asAnotherClient(clientId: string, choices = {}): Promise<void> {
	await control().assumptions.set(choices);
	const { clientSecret } = await control().clients.put({ clientId });
	for (const values of stage.credential().stored.values()) Object.assign(values, { clientId, clientSecret });
	await stage.person('get', { person: byId(pieterId), simplify: false });
	await control().requests.clear();
}

describe('Look Again After Writing', () => {
	it('writes again what another process has undone, beside what that process has changed', async () => {
		await colleague({ ...old, tel2: '06-11111111' });
		expect(await update({ titel: 'ing.' })).toMatchObject({
			outcome: 'updated',
			changedFields: ['titel'],
			verified: true,
			verifiedBy: 'read',
			overlap: true,
			requests: 5,
		});
		expect(await stored('titel', 'tel2')).toEqual(['ing.', '06-11111111']);
		expect(await calls()).toBe('GET PUT GET PUT GET');
	});

	it('does the same when the change is gone already at the first verifying read', async () => {
		await asAnotherClient('unproven');
		await colleague({ ...old, tel2: '06-11111111' });
		expect(await update({ titel: 'ing.', opmerking: 'van ons' }, { options: { maxWait: 2 } })).toMatchObject({
			outcome: 'updated',
			changedFields: ['opmerking', 'titel'],
			verified: true,
			overlap: true,
		});
		expect(await stored('titel', 'tel2', 'opmerking')).toEqual(['ing.', '06-11111111', 'van ons']);
	});

	it.each([{ A68: 'absent' }, { A21: 'noContent' }, { A21: 'noContent', A68: 'absent' }])(
		'does so also where nothing tells who wrote last: %j',
		async (choices) => {
			await asAnotherClient(`untold-${JSON.stringify(choices)}`, choices);
			await colleague({ ...old, tel2: '06-11111111' });
			expect(await update({ titel: 'ing.' }, { options: { maxWait: 3 } })).toMatchObject({
				outcome: 'updated',
				changedFields: ['titel'],
				overlap: true,
				unverifiedFields: expect.arrayContaining(['tel2']),
			});
			expect(await stored('titel', 'tel2')).toEqual(['ing.', '06-11111111']);
		},
	);

	it('a server that does not store a value is still told: after some writes it is an error', async () => {
		await asAnotherClient('deaf', { A21: 'noContent', A68: 'absent' });
		await colleague(old, { count: 0 });
		await expect(update({ titel: 'ing.' }, { options: { maxWait: 9 } })).rejects.toThrow(
			/did not store these fields as sent/,
		);
		expect((await calls()).match(/PUT/g)?.length).toBeLessThanOrEqual(4);
	});

	it('without the option such a change is an error that says what to do', async () => {
		await asAnotherClient('without');
		await colleague(old);
		await expect(update({ titel: 'ing.' }, { options: { concurrency: 'none', maxWait: 2 } })).rejects.toThrow(
			/somebody else wrote the person right afterwards/,
		);
	});

	it('a third value is a later decision and stays; the receipt names the field', async () => {
		await colleague({ titel: 'prof.' });
		expect(await update({ titel: 'ing.', opmerking: 'van ons' })).toMatchObject({
			outcome: 'updated',
			unverifiedFields: expect.arrayContaining(['titel']),
			overlap: true,
			requests: 3,
		});
		expect(await stored('titel', 'opmerking')).toEqual(['prof.', 'van ons']);
	});

	it('undone in part: only that part is written again, and a third value beside it stays', async () => {
		await colleague({ ...old, opmerking: 'derde' });
		const receipt = await update({ titel: 'ing.', opmerking: 'van ons', tel1: '070-1234567' });
		expect(receipt).toMatchObject({ outcome: 'updated', changedFields: ['tel1', 'opmerking', 'titel'], overlap: true });
		expect(receipt.unverifiedFields).toContain('opmerking');
		expect(await stored('titel', 'opmerking', 'tel1')).toEqual(['ing.', 'derde', '070-1234567']);
	});

	it('undone again and again: an error and no receipt, after a bounded number of writes', async () => {
		await colleague(old, { count: 0 });
		await expect(update({ titel: 'ing.' }, { options: { lookAgainAfter: 0.01 } })).rejects.toThrow(
			/each time somebody else put the old values back/,
		);
		expect((await calls()).match(/PUT/g)?.length).toBe(6);
	});

	it('undone twice and then left alone: updated', async () => {
		await colleague(old, { count: 2 });
		expect(await update({ titel: 'ing.' }, { options: { lookAgainAfter: 0.01 } })).toMatchObject({
			outcome: 'updated',
			overlap: true,
		});
		expect(await stored('titel')).toEqual(['ing.']);
	});

	it('an edit of somebody else before the second look stays', async () => {
		await colleague({ ...old, tel2: '06-11111111' });
		await colleague({ tel1: '070-7654321' }, { side: 'before', match: { ...onPut, method: 'GET' }, skip: 1 });
		await update({ titel: 'ing.' });
		expect(await stored('titel', 'tel1', 'tel2')).toEqual(['ing.', '070-7654321', '06-11111111']);
	});

	it('Only If Empty, a cleared field and Replace are repeated as they were decided', async () => {
		await colleague({ geboorteplaats: null });
		expect(await update({ geboorteplaats: 'Delft' }, { policy: 'onlyIfEmpty' })).toMatchObject({
			outcome: 'updated',
			keptFields: [],
			overlap: true,
		});
		await colleague({ tel1: '+31 70 0000 123' });
		expect(await update({}, { clearFields: ['tel1'] })).toMatchObject({
			outcome: 'updated',
			changedFields: ['tel1'],
			overlap: true,
		});
		const { text } = (await stage.person('get', { person: byId(pieterId), simplify: false }))[0]?._record as {
			text: string;
		};
		await colleague({ geboorteplaats: 'Delft', tel2: '06-11111111' });
		const recordJson = text.replace('"geboorteplaats":"Delft"', '"geboorteplaats":"Den Haag"');
		expect((await stage.person('replace', { person: byId(pieterId), recordJson, options }))[0]).toMatchObject({
			outcome: 'updated',
			changedFields: ['geboorteplaats'],
			overlap: true,
		});
		expect(await stored('geboorteplaats', 'tel1', 'tel2')).toEqual(['Den Haag', null, '06-11111111']);
	});

	it('Create or Update looks again at the person that it found', async () => {
		await colleague(old);
		const parameters = {
			externId: '10023',
			externSource: 'HR',
			lastName: 'Pietersen',
			fields: { titel: 'ing.' },
			options,
		};
		expect((await stage.person('upsert', parameters))[0]).toMatchObject({
			outcome: 'updated',
			changedFields: ['titel'],
			overlap: true,
		});
		expect(await stored('titel')).toEqual(['ing.']);
	});

	it('a new key that is undone together with a field is written again', async () => {
		await colleague({ ...old, externId: '10023' });
		expect(await update({ titel: 'ing.', externId: '77001' })).toMatchObject({
			outcome: 'updated',
			externId: '77001',
			overlap: true,
		});
		expect(await stored('titel', 'externId')).toEqual(['ing.', '77001']);
	});
});
