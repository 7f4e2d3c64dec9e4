import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../hosts/cache.mjs';
import { assumptionsPage, PAGE } from '../../../scripts/assumptionsDoc.mts';
import { register } from '../../../sandbox/assumptions/register.mts';
import { tolerance } from '../../../sandbox/assumptions/tolerance.mts';

describe('register of the unknowns', () => {
	it('has A01 to A99, each with all that a reader needs', () => {
		const unknowns = register.filter(({ id }) => id.startsWith('A'));
		expect(unknowns.map(({ id }) => id)).toEqual(
			Array.from({ length: 99 }, (_, index) => `A${String(index + 1).padStart(2, '0')}`),
		);
		for (const entry of register) {
			expect(entry.grade).toMatch(/^[VCIU]$/);
			expect(entry.statement.length).toBeGreaterThan(10);
			expect(entry.default).toBe(entry.alternatives[0]?.value);
			expect(entry.alternatives.length).toBeGreaterThan(1);
			for (const { value, meaning } of entry.alternatives)
				expect([value, meaning].every((text) => text.length > 1)).toBe(true);
			if (!entry.switchable) expect(entry.reason.length).toBeGreaterThan(10);
		}
	});

	it('says for each how the nodes cope, and for nothing else', () => {
		expect(Object.keys(tolerance).sort()).toEqual(register.map(({ id }) => id));
		for (const { id, tolerance: text } of register) expect(`${id} ${text}`).toMatch(/^[AS]\d\d .{8,}\.$/);
	});

	it('is what docs/assumptions.md shows; run `npm run assumptions:doc` when this fails', () => {
		expect(readFileSync(join(projectRoot, PAGE), 'utf8')).toBe(assumptionsPage());
	});
});
