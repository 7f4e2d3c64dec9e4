import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { pack, type Packed } from '../../scripts/pack.mts';

/**
 * Packs the package and unpacks it below node_modules, so that its `require('n8n-workflow')` finds the development copy.
 * @param name folder name, one for each test file
 */
export async function unpackPackage(name: string): Promise<Packed & { folder: string }> {
	const packed = await pack();
	const folder = join(projectRoot, 'node_modules', '.cache', 'coachview', name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', packed.tarball, '-C', folder, '--strip-components=1']);
	return { ...packed, folder };
}
