import { byId, members, pieterId, useBench } from '../../harness/bench.mts';

const bench = useBench();
const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const text = async () => await bench.sandbox.control.people.text(pieterId);

describe('Person: Update', () => {
	describe('the current record from the input item', () => {
		it('takes the output of Get as its base: two requests in all', async () => {
			const [whole] = await bench.person('get', { person: byId(pieterId), simplify: false });
			await bench.sandbox.control.requests.clear();
			const [receipt] = await bench.person(
				'update',
				{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
				[whole],
			);
			expect(receipt).toMatchObject({ outcome: 'updated', verified: true, requests: 1 });
			expect(members(await text()).get('kaartnummer')).toBe('1234567890123456789');
			expect(await bench.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(1);
		});

		it('reads again when the item is old', async () => {
			const [whole] = await bench.person('get', { person: byId(pieterId), simplify: false });
			const old = { ...whole, _record: { ...(whole?._record as object), readAt: '2020-01-01T00:00:00Z' } };
			await bench.sandbox.control.people.patch(pieterId, { opmerking: 'meanwhile' });
			const [receipt] = await bench.person(
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
				const [simple] = await bench.person('get', { person: byId(pieterId), simplify: true });
				const [whole] = await bench.person('get', { person: byId(pieterId), simplify: false });
				const items = {
					simplified: simple,
					partial: { id: pieterId, achternaam: 'Pietersen' },
					'of another person': {
						...whole,
						_record: { text: '{"id":"44444444-4444-4444-8444-444444444444"}', readAt: new Date().toISOString() },
					},
					broken: { ...whole, _record: { text: '{"id":', readAt: new Date().toISOString() } },
				};
				await bench.sandbox.control.requests.clear();
				const run = bench.person(
					'update',
					{ person: byId(pieterId), fields: birth, options: { currentRecord: 'item' } },
					[items[kind as 'partial'] ?? {}],
				);
				await expect(run).rejects.toThrow(/does not carry the whole person|another ID than the one expected/);
				expect(await bench.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(0);
			},
		);
	});
});
