import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { readSample } from '../../hosts/n8n/samples.mts';

const write = join(projectRoot, 'nodes', 'Coachview', 'domain');

/** The members of a union type of texts, as its source has them. */
function members(file: string, type: string): string[] {
	const source = readFileSync(join(write, file), 'utf8');
	const union = new RegExp(`export type ${type} =([^;]+);`).exec(source)?.[1] ?? '';
	return [...union.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
}

const note = String(
	readSample('follow-up-list').nodes.find(({ name }) => name === 'What is on the list')?.parameters.content,
);
/** What only the samples say: of HR's answer, of their own settings, of a workflow that died, and of tries that came to an end. */
const own = ['nothingKnown', 'incomplete', 'otherNumber', 'noPermission', 'retryLater', 'unknownSource'];

test.each([
	...members('write/result.ts', 'Outcome'),
	...members('fault.ts', 'FaultReason'),
	...[...own, 'adapterFailed', 'overlap', 'crashed', 'givenUp'],
])('the note of the follow-up list says where %s goes', (outcome) => {
	expect(note).toMatch(new RegExp(`\\b${outcome}\\b`));
});

test('both types were read', () => {
	expect(members('write/result.ts', 'Outcome')).toContain('dryRun');
	expect(members('fault.ts', 'FaultReason')).toContain('identityMismatch');
});
