import { Fault } from '../../../nodes/Coachview/domain/fault';
import { readInFixedOrder } from '../../../nodes/Coachview/domain/query/fixedOrder';
import { readInServerOrder } from '../../../nodes/Coachview/domain/query/serverOrder';
import { Ids, Model } from './model';

const CAPS = [2, 10, 25, 100];
const SEEDS = 300;

/** @returns the IDs, or the reason of the fault */
async function fixed(model: Model, limit?: number): Promise<string[] | string> {
	const ids = new Ids(limit);
	return await readInFixedOrder(model, ids).then(() => ids.ids, reasonOf);
}

async function inOrder(model: Model, limit?: number): Promise<string[] | string> {
	return await readInServerOrder(model, () => new Ids(limit)).then(({ ids }) => ids, reasonOf);
}

const reasonOf = (error: unknown) => (error instanceof Fault ? error.reason : `no fault: ${String(error)}`);

/** What a colleague may do. */
const DEEDS = [
	(model: Model) => model.create(),
	(model: Model) => model.remove(),
	(model: Model) => model.rename(),
	(model: Model) => model.createInFront(),
];
const doSomething = (model: Model) => DEEDS[Math.floor(model.dice() * DEEDS.length)]?.(model);

const missing = (model: Model, ids: string[]) => model.throughout().filter((id) => !ids.includes(id));

describe('reading in a fixed order', () => {
	it.each(CAPS)(
		'gives everybody who was there all the time exactly once, whatever happens in between (at most %i rows a page)',
		async (cap) => {
			let faults = 0;
			for (let seed = 1; seed <= SEEDS; seed++) {
				const model = new Model(seed, Math.floor(seed % 13 === 0 ? seed % 5 : 20 + ((seed * 7) % (cap * 4))));
				model.cap = cap;
				const busy = (seed % 4) / 3;
				let quietAfter = 60;
				model.meanwhile = () => {
					const { dice } = model;
					// Nobody creates people for ever, and a page of two rows would never catch up.
					if (quietAfter-- <= 0) return;
					for (let edits = Math.floor(dice() * 4 * busy); edits > 0; edits--) doSomething(model);
					if (dice() < busy / 20)
						for (let many = 0; many < 120; many++) {
							if (seed % 2 === 0) model.createInFront();
							else model.remove(0);
						}
				};
				const ids = await fixed(model);
				if (typeof ids === 'string') {
					expect(ids).toMatch(/^(concurrentChange|unexpectedAnswer)$/);
					faults++;
					continue;
				}
				expect([seed, missing(model, ids), ids.length - new Set(ids).size]).toEqual([seed, [], 0]);
			}
			expect(faults / SEEDS).toBeLessThan({ 2: 0.6, 10: 0.3 }[cap] ?? 0.05);
		},
	);

	it('asks one request more than there are pages when nothing happens', async () => {
		for (const [size, requests] of [
			[0, 1],
			[1, 2],
			[2, 2],
			[100, 2],
			[101, 3],
			[250, 4],
		] as const) {
			const model = new Model(1, size);
			expect([await fixed(model), model.requests]).toEqual([[...model.throughout()].sort(), requests]);
		}
	});

	it('stops at the limit', async () => {
		const model = new Model(1, 250);
		expect(await fixed(model, 150)).toEqual(model.throughout().sort().slice(0, 150));
		expect(model.requests).toBe(2);
	});

	it.each([1, 2, 3])('never passes over somebody in a list that has no order at all (seed %i)', async (seed) => {
		const model = new Model(seed, 250, 1);
		model.by = 'name';
		expect(await fixed(model)).toBe('unexpectedAnswer');
	});

	it('never passes over somebody where a few change places', async () => {
		for (let seed = 1; seed <= SEEDS; seed++) {
			const model = new Model(seed, 130, 10 + (seed % 400));
			model.by = 'name';
			model.cap = 25;
			const ids = await fixed(model);
			if (typeof ids !== 'string') expect([seed, missing(model, ids), ids.length]).toEqual([seed, [], 130]);
		}
	});

	it('is not deceived by a server that ignores the order but happens to list people by ID: who is edited jumps to the front', async () => {
		for (let seed = 1; seed <= SEEDS; seed++) {
			const model = new Model(seed, 250);
			model.people.sort((a, b) => (a.id < b.id ? -1 : 1));
			model.ignoresOrder = true;
			model.meanwhile = () => {
				if (model.requests % 5 === seed % 5)
					model.people.unshift(...model.people.splice(Math.floor(model.dice() * 250), 1));
			};
			const ids = await fixed(model);
			if (typeof ids !== 'string') expect([seed, missing(model, ids), ids.length]).toEqual([seed, [], 250]);
		}
	});

	it('ends with a sentence when the server gives the same page for ever', async () => {
		const model = new Model(1, 100);
		const page = await model.page(0, 100);
		await expect(
			readInFixedOrder({ idOf: ({ id }) => id, fromTheEnd: async () => [], page: async () => page }, new Ids()),
		).rejects.toMatchObject({ reason: 'unexpectedAnswer', message: expect.stringContaining('same page') });
	});

	it('ends with a sentence when the server never gives more than one row, or new people for ever', async () => {
		const model = new Model(1, 5);
		model.cap = 1;
		expect(await fixed(model)).toBe('unexpectedAnswer');
		let count = 0;
		const endless = {
			idOf: ({ id }: { id: string }) => id,
			fromTheEnd: async () => [],
			page: async () => Array.from({ length: 100 }, () => ({ id: String(count++), name: '' })),
		};
		await expect(readInFixedOrder(endless, new Ids())).rejects.toMatchObject({ reason: 'unexpectedAnswer' });
	});

	it('gives a row that the server doubles once', async () => {
		const rows = ['a', 'b', 'b', 'c', 'c', 'd', 'd'].map((id) => ({ id, name: '' }));
		for (const cap of [2, 3, 100]) {
			const ids = new Ids();
			await readInFixedOrder(
				{
					idOf: ({ id }) => id,
					fromTheEnd: async () => [],
					page: async (skip, take) => rows.slice(skip, skip + Math.min(take, cap)),
				},
				ids,
			);
			expect(ids.ids).toEqual(['a', 'b', 'c', 'd']);
		}
	});
});

describe('reading in the order of the server', () => {
	it.each(CAPS)('gives everybody once or says that it cannot (at most %i rows a page)', async (cap) => {
		let faults = 0;
		for (let seed = 1; seed <= SEEDS; seed++) {
			const model = new Model(seed, Math.floor((seed * 7) % (cap * 4)), 100_000);
			model.by = 'name';
			model.cap = cap;
			const busy = (seed % 4) / 10;
			model.meanwhile = () => {
				if (model.dice() < busy) doSomething(model);
			};
			const ids = await inOrder(model);
			if (typeof ids === 'string') {
				expect(ids).toMatch(/^(concurrentChange|unexpectedAnswer)$/);
				faults++;
				continue;
			}
			expect([seed, missing(model, ids), ids.length - new Set(ids).size]).toEqual([seed, [], 0]);
		}
		expect(faults / SEEDS).toBeLessThan(0.6);
	});

	it('reads one page once, and more of them twice', async () => {
		const model = new Model(1, 250, 1_000_000);
		model.by = 'name';
		expect(await inOrder(model, 100)).toHaveLength(100);
		expect(model.requests).toBe(1);
		expect(await inOrder(model, 150)).toHaveLength(150);
		expect(model.requests).toBe(1 + 4);
		const small = new Model(2, 30, 1_000_000);
		expect(await inOrder(small)).toHaveLength(30);
		expect(small.requests).toBe(2);
	});

	it('does not believe an order in which equal ones change places', async () => {
		const model = new Model(1, 250, 3);
		model.by = 'name';
		expect(await inOrder(model, 200)).toBe('concurrentChange');
	});
});
