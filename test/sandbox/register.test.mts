import { choose, register } from '../../sandbox/assumptions/register.mts';

describe('assumptions register', () => {
	it('holds A01 to A99 once each, complete', () => {
		const ids = register.map(({ id }) => id).filter((id) => id.startsWith('A'));
		expect(ids).toEqual(Array.from({ length: 99 }, (_, index) => `A${String(index + 1).padStart(2, '0')}`));
		for (const assumption of register) {
			expect(assumption.statement).toMatch(/\.$/);
			expect(assumption.alternatives.length).toBeGreaterThan(1);
			expect(assumption.default).toBe(assumption.alternatives[0]!.value);
			expect(new Set(assumption.alternatives.map(({ value }) => value)).size).toBe(assumption.alternatives.length);
			expect(assumption.switchable || assumption.reason.length > 0).toBe(true);
		}
	});

	it('gives every id a value, and takes changes on top', () => {
		const all = choose({ A20: 'merge' });
		expect(Object.keys(all).length).toBe(register.length);
		expect(all.putMissing).toBe('merge');
		expect(choose({ A21: 'noContent' }, all)).toMatchObject({ putMissing: 'merge', putAnswer: 'noContent' });
	});

	it.each([
		[{ A199: 'x' }, 'A199'],
		[{ A20: 'other' }, 'merge'],
		[{ A36: 'other' }, 'cannot be switched'],
	])('refuses %j', (choices, words) => {
		expect(() => choose(choices)).toThrow(words);
	});

	it('takes names and ids alike, and its type knows every alternative', () => {
		expect(choose({ putMissing: 'merge' })).toEqual(choose({ A20: 'merge' }));
		expect(register.map(({ name }) => name).sort()).toEqual(Object.keys(choose()).sort());
		// @ts-expect-error a misspelt alternative does not compile
		expect(choose().putMissing === 'mrege').toBe(false);
		// @ts-expect-error nor does a misspelt name
		expect(choose().putMising).toBeUndefined();
	});
});
