import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';

/**
 * Leaves figures for reports/figures.json, where they appear under `name`.
 *
 * @param name e.g. `chaos`
 */
export function reportFigures(name: string, figures: object | number): void {
	const folder = join(projectRoot, 'reports', 'parts');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${name}.json`), JSON.stringify(figures));
}
