import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { Coachview } from '../../nodes/Coachview/Coachview.node.ts';
import { CoachviewPollingTrigger } from '../../nodes/Coachview/CoachviewPollingTrigger.node.ts';
import { CoachviewTrigger } from '../../nodes/Coachview/CoachviewTrigger.node.ts';
import { PAGE, resourcesPage } from '../../scripts/entities/page.mts';
import { PARAMETERS_PAGE, parametersPage } from '../../scripts/entities/parameters.mts';
import { GLOSSARY_PAGE, glossaryPage } from '../../scripts/docs/glossary.mts';
import { TROUBLESHOOTING_PAGE, troubleshootingPage } from '../../scripts/docs/troubleshooting.mts';
import { schemaFile, SCHEMAS, schemas } from '../../scripts/entities/schemas.mts';

// What differs here is mended by `npm run entities`.
const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');

test('docs/resources.md says what the table of entities says', () => expect(read(PAGE)).toBe(resourcesPage()));

test('docs/glossary.md has the words of the table of entities', () => expect(read(GLOSSARY_PAGE)).toBe(glossaryPage()));

test('docs/parameters.md says what the nodes offer', () => {
	const page = parametersPage([
		new Coachview().description,
		new CoachviewTrigger().description,
		new CoachviewPollingTrigger().description,
	]);
	expect(read(PARAMETERS_PAGE)).toBe(page);
});

test('docs/troubleshooting.md has the sentences that the nodes say (npm run troubleshooting:doc)', () =>
	expect(read(TROUBLESHOOTING_PAGE)).toBe(troubleshootingPage()));

test('schemas are those of the table of entities', () => {
	const folder = join(projectRoot, SCHEMAS);
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
		statSync(join(folder, path)).isFile(),
	);
	const made = [...schemas()].map(([path, schema]) => [path, schemaFile(schema)]);
	expect(files.map((path) => [path.replaceAll('\\', '/'), read(SCHEMAS, path)]).sort()).toEqual(made.sort());
});
