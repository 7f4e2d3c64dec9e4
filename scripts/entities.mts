import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { GLOSSARY_PAGE, glossaryPage } from './docs/glossary.mts';
import { builtDescriptions } from './entities/built.mts';
import { PAGE, resourcesPage } from './entities/page.mts';
import { PARAMETERS_PAGE, parametersPage } from './entities/parameters.mts';
import { schemaFile, SCHEMAS, schemas } from './entities/schemas.mts';

// `npm run entities`: writes what is made from the table of entities.
const folder = join(projectRoot, SCHEMAS);
rmSync(folder, { recursive: true, force: true });
for (const [path, schema] of schemas()) {
	const file = join(folder, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, schemaFile(schema));
}
writeFileSync(join(projectRoot, PAGE), resourcesPage());
writeFileSync(join(projectRoot, GLOSSARY_PAGE), glossaryPage());
writeFileSync(join(projectRoot, PARAMETERS_PAGE), parametersPage(builtDescriptions()));
