import type { IDataObject } from 'n8n-workflow';
import { byId, byKey, members, pieterId, useStage, type Output } from '../../harness/stage.mts';

// The chain of the card: Get with Simplify off, directly followed by Update from that record.
const stage = useStage();
const control = () => stage.sandbox.control;
const calls = async () =>
	(await control().requests.list({ server: 'coachview', path: 'Personen' })).map(({ method }) => method);
const stored = async (name: string) => members(await control().people.text(pieterId)).get(name);
const fromItem = { person: byId(pieterId), options: { currentRecord: 'item' } };

const get = async () => (await stage.person('get', { person: byId(pieterId), simplify: false }))[0] as Output;
const update = async (titel: string, carried?: Output) =>
	(
		await stage.person(
			'update',
			{ ...(carried ? fromItem : { person: byId(pieterId) }), fields: { titel } },
			carried && [carried],
		)
	)[0] as Output;

/** What is learned of answers belongs to one API client; another one starts from nothing. */
async function asAnotherClient(clientId: string): Promise<void> {
	const { clientSecret } = await control().clients.put({ clientId });
	for (const values of stage.credential().stored.values()) Object.assign(values, { clientId, clientSecret });
}

describe("Rule 12: the card's chain stays cheap", () => {
	it('Get and Update from its record take two requests when all is quiet', async () => {
		for (const titel of ['ing.', 'ir.', 'dr.']) {
			await control().requests.clear();
			expect(await update(titel, await get())).toMatchObject({
				outcome: 'updated',
				verified: true,
				verifiedBy: 'answer',
				requests: 1,
				overlap: false,
			});
			expect(await calls()).toEqual(['GET', 'PUT']);
			expect(await stored('titel')).toBe(`"${titel}"`);
		}
	});

	it('Get and Update from its record take three requests while the proof of answers is outstanding, and two after it', async () => {
		await asAnotherClient('chain');
		// Which members only flags show is learned by the first read of a client.
		await get();
		await control().requests.clear();
		expect(await update('ing.', await get())).toMatchObject({ outcome: 'updated', verifiedBy: 'read', requests: 2 });
		expect(await calls()).toEqual(['GET', 'PUT', 'GET']);
		await control().requests.clear();
		expect(await update('ir.', await get())).toMatchObject({ outcome: 'updated', verifiedBy: 'answer', requests: 1 });
		expect(await calls()).toEqual(['GET', 'PUT']);
	});

	it('the very first chain of a client costs the reads for members that only flags show, once', async () => {
		await asAnotherClient('first');
		expect(await update('ing.', await get())).toMatchObject({ outcome: 'updated', verifiedBy: 'read', requests: 2 });
		expect(await calls()).toEqual(['GET', 'GET', 'GET', 'GET', 'PUT', 'GET']);
	});

	it('Update alone takes two requests, three with a look-up by key', async () => {
		expect(await update('ing.')).toMatchObject({ outcome: 'updated', verifiedBy: 'answer', requests: 2 });
		expect(await calls()).toEqual(['GET', 'PUT']);
		expect((await stage.person('update', { person: byKey('HR/10023'), fields: { titel: 'ir.' } }))[0]).toMatchObject({
			outcome: 'updated',
			requests: 3,
		});
	});

	it('a record that says what was wanted is believed as long as it is fresh: one request in all', async () => {
		expect(await update('ing.', { ...(await get()) })).toMatchObject({ outcome: 'updated' });
		const carried = await get();
		await control().requests.clear();
		expect(await update('ing.', carried)).toMatchObject({ outcome: 'unchanged', requests: 0 });
		expect(await calls()).toEqual([]);
	});

	it('a batch of the chain takes two requests for each person', async () => {
		const ids = (await control().people.list()).slice(0, 6).map(({ id }) => id);
		const items = ids.map((personId) => ({ personId }));
		const records = await stage.person(
			'get',
			{ person: byId('={{ $json.personId }}'), simplify: false } as never,
			items,
		);
		const parameters = { ...fromItem, person: byId('={{ $json.id }}'), fields: { titel: 'ing.' } };
		expect(
			(await stage.person('update', parameters as never, records as IDataObject[])).map(({ outcome }) => outcome),
		).toEqual(ids.map(() => 'updated'));
		expect((await calls()).length).toBe(2 * ids.length);
	});

	it('Look Again After Writing adds one request', async () => {
		const [receipt] = await stage.person(
			'update',
			{
				...fromItem,
				fields: { titel: 'ing.' },
				options: { currentRecord: 'item', concurrency: 'lookAgain', lookAgainAfter: 0.05 },
			},
			[await get()],
		);
		expect(receipt).toMatchObject({ outcome: 'updated', verifiedBy: 'read', overlap: false, requests: 2 });
		expect(await calls()).toEqual(['GET', 'PUT', 'GET']);
	});
});
