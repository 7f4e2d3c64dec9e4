import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { projectRoot } from '../../hosts/cache.mjs';

const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
/** Below node_modules, so that `require('n8n-workflow')` finds the development copy. */
const folder = join(projectRoot, 'node_modules', '.cache', 'coachview', 'built');

/**
 * The nodes are CommonJS that Node cannot load as it is, so they are compiled first.
 *
 * @returns descriptions of the nodes; @throws Error when the compiler complains, which it does on the screen
 */
export function builtDescriptions(): INodeTypeDescription[] {
	rmSync(folder, { recursive: true, force: true });
	const { status } = spawnSync(
		process.execPath,
		[compiler, '-p', join(projectRoot, 'tsconfig.json'), '--outDir', folder],
		{
			stdio: 'inherit',
		},
	);
	if (status !== 0) throw new Error('The nodes do not compile');
	const load = createRequire(import.meta.url);
	return ['Coachview', 'CoachviewTrigger', 'CoachviewPollingTrigger'].map((name) => {
		const file = load(join(folder, 'nodes', 'Coachview', `${name}.node.js`)) as Record<string, new () => INodeType>;
		const type = file[name];
		if (!type) throw new Error(`${name}.node.js has no ${name}`);
		return new type().description;
	});
}
