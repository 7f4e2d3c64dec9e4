import { byId, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const text = async () => await stage.sandbox.control.people.text(pieterId);

describe('Person: Update', () => {
	describe('the current record from the input item', () => {
		it('takes the output of Get as its base: two requests in all', async () => {
			const [whole] = await stage.person('get', { person: byId(pieterId), simplify: false });
			await stage.sandbox.control.requests.clear();
			const [receipt] = await stage.person(
				'update',
				{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
				[whole],
			);
			expect(receipt).toMatchObject({ outcome: 'updated', verified: true, requests: 1 });
			expect(members(await text()).get('kaartnummer')).toBe('1234567890123456789');
			expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(1);
		});

		it('reads again when the item is old', async () => {
			const [whole] = await stage.person('get', { person: byId(pieterId), simplify: false });
			const old = { ...whole, _record: { ...(whole?._record as object), readAt: '2020-01-01T00:00:00Z' } };
			await stage.sandbox.control.people.patch(pieterId, { opmerking: 'meanwhile' });
			const [receipt] = await stage.person(
				'update',
				{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
				[old],
			);
			expect(receipt).toMatchObject({ outcome: 'updated', requests: 2 });
			expect(members(await text()).get('opmerking')).toBe('"meanwhile"');
		});

		it.each(['simplified', 'partial', 'of another person', 'broken'])(
			'refuses a %s record before anything is sent',
			async (kind) => {
				const [simple] = await stage.person('get', { person: byId(pieterId), simplify: true });
				const [whole] = await stage.person('get', { person: byId(pieterId), simplify: false });
				const items = {
					simplified: simple,
					partial: { id: pieterId, achternaam: 'Pietersen' },
					'of another person': {
						...whole,
						_record: { text: '{"id":"44444444-4444-4444-8444-444444444444"}', readAt: new Date().toISOString() },
					},
					broken: { ...whole, _record: { text: '{"id":', readAt: new Date().toISOString() } },
				};
				await stage.sandbox.control.requests.clear();
				const run = stage.person(
					'update',
					{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
					[items[kind as 'partial'] ?? {}],
				);
				await expect(run).rejects.toThrow(/does not carry the whole person|another ID than the one expected/);
				expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(0);
			},
		);
	});
});
