import { members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const newcomer = { externId: '77001', externSource: 'HR', lastName: 'Jansen' };
const control = () => stage.sandbox.control;
const stored = async (externId: string) => await control().people.find(externId, 'HR');
const posts = async () => await control().requests.list({ server: 'coachview', method: 'POST', path: 'Personen' });

describe('Person: Create', () => {
	it('sends only what was given', async () => {
		const [receipt] = await stage.person('create', { ...newcomer, fields: { voornaam: 'Eva', email1: '' } });
		expect(receipt).toMatchObject({
			externId: '77001',
			externSource: 'HR',
			outcome: 'created',
			verified: true,
			verifiedBy: 'read',
			requests: 5,
		});
		expect((await posts()).map(({ body }) => body)).toEqual([
			'{"externId":"77001","externSource":"HR","voornaam":"Eva","achternaam":"Jansen"}',
		]);
		expect(receipt?.personId).toBe((await stored('77001'))?.id);
	});

	it('asks for a last name before anything is sent', async () => {
		await expect(stage.person('create', { ...newcomer, lastName: '  ' })).rejects.toThrow("'Last Name' is empty");
		expect(await control().requests.list()).toHaveLength(0);
	});

	it('refuses an external key that exists', async () => {
		await expect(stage.person('create', { ...newcomer, externId: '10023' })).rejects.toThrow(
			'already has a person with this External ID',
		);
	});

	it('writes nothing in a dry run', async () => {
		const [receipt] = await stage.person('create', { ...newcomer, options: { dryRun: true } });
		expect(receipt).toMatchObject({ outcome: 'dryRun', requests: 0 });
		expect(await posts()).toHaveLength(0);
	});

	it.each([
		['an answer that is lost after the person was made', { kind: 'drop', handle: true }, 1],
		['a 500 after the person was made', { kind: 'status', status: 500, handle: true }, 1],
		['a connection that breaks before', { kind: 'drop', handle: false }, 2],
		['half an answer', { kind: 'truncatedJson' }, 1],
	] as const)('makes exactly one person in spite of %s', async (_, fault, expectedPosts) => {
		await control().faults.add({ ...fault, match: { method: 'POST', path: 'Personen' } });
		const [receipt] = await stage.person('create', newcomer);
		expect(receipt).toMatchObject({ outcome: 'created', verified: true });
		expect(await posts()).toHaveLength(expectedPosts);
		expect((await control().people.list()).filter(({ text }) => text.includes('"77001"'))).toHaveLength(1);
	});

	it('does not repeat a creation without an external key, and says so', async () => {
		await control().faults.add({ kind: 'drop', handle: true, match: { method: 'POST', path: 'Personen' } });
		await expect(stage.person('create', { lastName: 'Jansen' })).rejects.toThrow('not known whether the person exists');
		expect(await posts()).toHaveLength(1);
	});
});

describe('Person: Create or Update', () => {
	it('creates, and changes nothing when repeated', async () => {
		const parameters = { ...newcomer, fields: { voornaam: 'Eva' } };
		const [first] = await stage.person('upsert', parameters);
		const [second] = await stage.person('upsert', parameters);
		// Two of them show that look-ups by key can be believed, before a person is made.
		expect(first).toMatchObject({ outcome: 'created', requests: 5 });
		expect(second).toMatchObject({ outcome: 'unchanged', personId: first?.personId, requests: 2 });
	});

	it('updates the person that exists and keeps the rest', async () => {
		const before = members(await control().people.text(pieterId));
		const [receipt] = await stage.person('upsert', {
			externId: '10023',
			externSource: 'HR',
			lastName: 'Pietersen',
			fields: { geboorteplaats: 'Gouda' },
		});
		expect(receipt).toMatchObject({ outcome: 'updated', personId: pieterId, changedFields: ['geboorteplaats'] });
		const after = members(await control().people.text(pieterId));
		for (const [name, raw] of before) if (name !== 'geboorteplaats') expect(after.get(name)).toBe(raw);
	});

	it('tells apart the same External ID under another External Source', async () => {
		const [receipt] = await stage.person('upsert', {
			externId: '10023',
			externSource: 'Debiteuren',
			lastName: 'Pietersen',
		});
		expect(receipt).toMatchObject({ outcome: 'unchanged', externSource: 'Debiteuren' });
		expect(receipt?.personId).not.toBe(pieterId);
	});

	it('makes one person of two items with the same key', async () => {
		const receipts = await stage.person('upsert', newcomer, [{}, {}]);
		expect(receipts.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged']);
	});

	it('makes one person when two executions run at once', async () => {
		const receipts = await Promise.all([stage.person('upsert', newcomer), stage.person('upsert', newcomer)]);
		expect(
			receipts
				.flat()
				.map(({ outcome }) => outcome)
				.sort(),
		).toEqual(['created', 'unchanged']);
	});
});
