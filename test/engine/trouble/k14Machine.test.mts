import * as workflow from 'n8n-workflow';

// The oldest supported n8n-workflow has no such engine, and no limit.
const { safeRegex } = workflow as { safeRegex?: { test(pattern: string, input: string): boolean } };

it('K14.8 a slow machine fails no test: the engine of the tests does not time regular expressions by the clock', () => {
	// A pattern that takes longer than the quarter of a second that n8n allows, on this machine, whatever its speed.
	const pattern = '^(a+)+$';
	const input = (length: number) => `${'a'.repeat(length)}b`;
	let length = 18;
	for (let ms = 0; ms < 300; length += 1) {
		const started = performance.now();
		new RegExp(pattern).test(input(length));
		ms = performance.now() - started;
	}
	expect(safeRegex?.test(pattern, input(length)) ?? false).toBe(false);
});
