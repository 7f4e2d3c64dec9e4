import { byId, members, pieterId, useStage } from '../../harness/stage.mts';
import { runNode } from '../../harness/engine.mts';

const stage = useStage();
const control = () => stage.sandbox.control;
const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const freeFields = async () => Object.fromEntries((await control().snapshot()).freeFields);
const sent = async () =>
	members((await control().requests.list({ method: 'PUT', path: 'Personen' })).at(-1)?.body ?? '{}');
const dieet = `${pieterId}/VrijveldDieet`;
const medisch = `${pieterId}/VrijveldMedisch`;

describe('free fields in an update', () => {
	it('go back as they came, the confidential one that is shown empty excepted', async () => {
		const before = await freeFields();
		const [receipt] = await stage.person('update', { person: byId(pieterId), fields: birth });
		expect(receipt).toMatchObject({ outcome: 'updated', verified: true, requests: 2 });
		expect([...(await sent()).keys()].filter((name) => name.startsWith('vrijveld'))).toEqual(['vrijveldDieet']);
		expect(await freeFields()).toEqual(before);
		expect(before[medisch]).toBeDefined();
	});

	it('stay where Coachview empties those that are left out (A34: erased)', async () => {
		await control().assumptions.set({ A34: 'erased' });
		const before = await freeFields();
		await stage.person('update', { person: byId(pieterId), fields: birth });
		expect((await freeFields())[dieet]).toBe(before[dieet]);
	});

	it('stay there too when the record comes from the input item', async () => {
		await control().assumptions.set({ A34: 'erased' });
		const before = await freeFields();
		const [whole] = await stage.person('get', { person: byId(pieterId), simplify: false });
		const [receipt] = await stage.person(
			'update',
			{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
			[whole ?? {}],
		);
		expect(receipt).toMatchObject({ outcome: 'updated', requests: 1 });
		expect((await freeFields())[dieet]).toBe(before[dieet]);
	});

	it.each(['ignored', 'flattened'])('are unchanged where they are %s', async (A34) => {
		await control().assumptions.set({ A34, A35: 'returned' });
		const before = await freeFields();
		await stage.person('update', { person: byId(pieterId), fields: birth });
		expect(await freeFields()).toEqual(before);
	});

	it('are no obstacle where Coachview refuses them: nothing is written, and the option is named', async () => {
		await control().assumptions.set({ A34: 'rejected' });
		const before = await control().people.text(pieterId);
		const run = await stage.run('update', { person: byId(pieterId), fields: birth });
		expect(run.error?.description).toContain('set the option Free Fields to Leave Out');
		expect(await control().people.text(pieterId)).toBe(before);
		const [receipt] = await stage.person('update', {
			person: byId(pieterId),
			fields: birth,
			options: { freeFields: 'leaveOut' },
		});
		expect(receipt).toMatchObject({ outcome: 'updated', verified: true });
	});

	it('are learned anew for another API client, which may be shown others', async () => {
		const { control: door } = stage.sandbox;
		const other = {
			clientId: 'other',
			clientSecret: 'other-secret',
			name: 'Other',
			scopes: ['api', 'Personen.Lezen', 'Personen.Schrijven'],
			enabled: true,
			lifetime: 3600,
		};
		await door.clients.put(other);
		const credential = { ...stage.credentialValues(), clientId: other.clientId, clientSecret: other.clientSecret };
		const update = async () =>
			(
				await runNode({
					type: 'coachview',
					credential,
					parameters: { resource: 'person', operation: 'update', person: byId(pieterId), fields: { titel: 'ing.' } },
				})
			).outputs[0]?.[0]?.json.requests;
		// Four reads to learn, the write, and a read because no answer has proved itself yet.
		expect(await update()).toBe(6);
	});

	it('stay when the first person has none to show and a later one has', async () => {
		const { control: door } = stage.sandbox;
		// Where free fields without a value are not shown, the first person teaches nothing (all three are cut out of its answers).
		const credential = { ...stage.credentialValues(), clientId: 'third', clientSecret: 'third-secret' };
		await door.clients.put({
			clientId: 'third',
			clientSecret: 'third-secret',
			name: 'Third',
			scopes: ['api', 'Personen.Lezen', 'Personen.Schrijven'],
			enabled: true,
			lifetime: 3600,
		});
		await door.assumptions.set({ A34: 'erased' });
		const first = await door.people.put({ achternaam: 'Eerste' });
		const plain = await door.people.text(first);
		await door.faults.add({
			kind: 'status',
			status: 200,
			body: plain,
			headers: { 'content-type': 'application/json' },
			count: 2,
			match: { method: 'GET', path: first },
		});
		const update = async (id: string) =>
			await runNode({
				type: 'coachview',
				credential,
				parameters: { resource: 'person', operation: 'update', person: byId(id), fields: { titel: 'ing.' } },
			});
		expect((await update(first)).outputs[0]?.[0]?.json.outcome).toBe('updated');
		const before = await freeFields();
		expect((await update(pieterId)).outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', verified: true });
		expect((await freeFields())[dieet]).toBe(before[dieet]);
	});

	it('are not carried by rows of a list, which Update therefore does not take as a whole person', async () => {
		const [row] = await stage.person('getAll', { limit: 1, simplify: false });
		expect(row).not.toHaveProperty('_record');
		await expect(
			stage.person('update', { person: byId(String(row?.id)), fields: birth, options: { currentRecord: 'item' } }, [
				row ?? {},
			]),
		).rejects.toThrow('does not carry the whole person');
	});
});
