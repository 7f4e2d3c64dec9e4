import { changed, useThousand, type Item } from './thousand.mts';

jest.setTimeout(300_000);

const bench = useThousand();

it('ends cleanly when the requests of the day run out', async () => {
	const { control } = bench.sandbox;
	const ids = await bench.ids();
	const before = await bench.stored();
	await bench.update([{ id: ids[0] as string, title: 'warm' }]);
	const { clientId } = (await control.clients.list()).at(-1)!;
	await control.rateLimit.set({ clientId, remaining: 300 });
	const { outputs, requests } = await bench.update(ids.map((id, index) => ({ id, title: `q${index}` })));
	const after = await bench.stored();
	expect(requests.length).toBeLessThanOrEqual(300);
	expect(requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
	const done = outputs.filter(({ outcome }) => outcome === 'updated').length;
	expect(done).toBeGreaterThan(270);
	ids.forEach((id, index) => {
		const output = outputs[index]!;
		const isStored = after.get(id)!.get('titel') === `"q${index}"`;
		expect([output.outcome ?? output.reason, isStored]).toEqual(
			output.outcome ? ['updated', true] : ['quotaExhausted', false],
		);
		if (index > 0) expect(changed(before.get(id)!, after.get(id)!)).toEqual(isStored ? ['titel'] : []);
	});
});

describe('a node that stops at the first failure', () => {
	it('has done everything before a bad item, and nothing after it', async () => {
		const ids = await bench.ids();
		const items: Item[] = ids.map((id) => ({ id, title: 'x' }));
		items[500] = { id: ids[500] as string, title: 'x', born: 'never' };
		const { error } = await bench.update(items, {}, {});
		expect(error).toMatchObject({ context: { itemIndex: 500 } });
		const after = await bench.stored();
		ids.forEach((id, index) => expect([index, after.get(id)!.get('titel') === '"x"']).toEqual([index, index < 500]));
	});

	it('names the first failing item, and starts nothing more', async () => {
		const ids = (await bench.ids()).slice(0, 300);
		const items: Item[] = ids.map((id) => ({ id, title: 'x' }));
		items[100] = { id: '99999999-1111-4111-8111-111111111111', title: 'x' };
		const { error } = await bench.update(items, {}, {});
		expect(error).toMatchObject({ context: { itemIndex: 100 }, httpCode: '404' });
		const after = await bench.stored();
		const stored = ids.filter((id) => after.get(id)!.get('titel') === '"x"').length;
		expect(ids.slice(0, 100).every((id) => after.get(id)!.get('titel') === '"x"')).toBe(true);
		expect(stored).toBeLessThan(100 + 200);
	});
});
