import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { PAGE, resourcesPage } from './entities/page.mts';
import { schemas } from './entities/schemas.mts';

// `npm run entities`: writes what is made from the table of entities.
const folder = join(projectRoot, 'nodes', 'Coachview', '__schema__');
rmSync(folder, { recursive: true, force: true });
for (const [path, schema] of schemas()) {
	const file = join(folder, 'v1.0.0', path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(schema)}\n`);
}
writeFileSync(join(projectRoot, PAGE), resourcesPage());
