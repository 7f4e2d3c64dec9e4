import { byId, members, pieterId, useBench } from '../../harness/bench.mts';

const bench = useBench();
const control = () => bench.sandbox.control;
const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const freeFields = async () => Object.fromEntries((await control().snapshot()).freeFields);
const sent = async () => members((await control().requests.list({ method: 'PUT', path: 'Personen' })).at(-1)?.body ?? '{}');
const dieet = `${pieterId}/VrijveldDieet`;
const medisch = `${pieterId}/VrijveldMedisch`;

describe('free fields in an update', () => {
	it('go back as they came, the confidential one that is shown empty excepted', async () => {
		const before = await freeFields();
		const [receipt] = await bench.person('update', { person: byId(pieterId), fields: birth });
		expect(receipt).toMatchObject({ outcome: 'updated', verified: true, requests: 2 });
		expect([...(await sent()).keys()].filter((name) => name.startsWith('vrijveld'))).toEqual(['vrijveldDieet']);
		expect(await freeFields()).toEqual(before);
		expect(before[medisch]).toBeDefined();
	});

	it('stay where Coachview empties those that are left out (A34: erased)', async () => {
		await control().assumptions.set({ A34: 'erased' });
		const before = await freeFields();
		await bench.person('update', { person: byId(pieterId), fields: birth });
		expect((await freeFields())[dieet]).toBe(before[dieet]);
	});

	it('stay there too when the record comes from the input item', async () => {
		await control().assumptions.set({ A34: 'erased' });
		const before = await freeFields();
		const [whole] = await bench.person('get', { person: byId(pieterId), simplify: false });
		const [receipt] = await bench.person('update', { person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } }, [whole ?? {}]);
		expect(receipt).toMatchObject({ outcome: 'updated', requests: 1 });
		expect((await freeFields())[dieet]).toBe(before[dieet]);
	});

	it.each(['ignored', 'flattened'])('are unchanged where they are %s', async (A34) => {
		await control().assumptions.set({ A34, A35: 'returned' });
		const before = await freeFields();
		await bench.person('update', { person: byId(pieterId), fields: birth });
		expect(await freeFields()).toEqual(before);
	});

	it('are no obstacle where Coachview refuses them: nothing is written, and the option is named', async () => {
		await control().assumptions.set({ A34: 'rejected' });
		const before = await control().people.text(pieterId);
		const run = await bench.run('update', { person: byId(pieterId), fields: birth });
		expect(run.error?.description).toContain('set the option Free Fields to Leave Out');
		expect(await control().people.text(pieterId)).toBe(before);
		const [receipt] = await bench.person('update', { person: byId(pieterId), fields: birth, options: { freeFields: 'leaveOut' } });
		expect(receipt).toMatchObject({ outcome: 'updated', verified: true });
	});

	it('are not carried by rows of a list, which Update therefore does not take as a whole person', async () => {
		const [row] = await bench.person('getAll', { limit: 1, simplify: false });
		expect(row).not.toHaveProperty('_record');
		await expect(bench.person('update', { person: byId(String(row?.id)), fields: birth, options: { currentRecord: 'item' } }, [row ?? {}])).rejects.toThrow('does not carry the whole person');
	});
});
