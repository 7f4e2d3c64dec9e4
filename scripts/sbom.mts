import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';

// Writes reports/sbom: what the published package is made of, and what it is developed with, as CycloneDX (npm's own form of it).

const folder = join(projectRoot, 'reports', 'sbom');

interface Bom {
	components: object[];
	metadata: { component: { name: string; version: string } };
}

/** Lock and package.json are all that is read; nothing has to be installed. */
function bom(...leftOut: string[]): Bom {
	const options = ['--sbom-format', 'cyclonedx', '--package-lock-only', '--loglevel=error', ...leftOut];
	const text = execFileSync('npm', ['sbom', ...options], {
		cwd: projectRoot,
		encoding: 'utf8',
		maxBuffer: 64_000_000,
		// On Windows npm is a .cmd file, which only a shell can start.
		shell: process.platform === 'win32',
	});
	const made = JSON.parse(text) as Bom;
	// npm takes the name of the folder that it stands in.
	made.metadata.component.name = 'n8n-nodes-coachview';
	return made;
}

mkdirSync(folder, { recursive: true });
for (const [name, made] of Object.entries({
	// n8n-workflow is a peer: n8n brings its own.
	package: bom('--omit=dev', '--omit=peer'),
	// Some packages under n8n-core ask for peers that n8n overrules, which npm would call a broken tree.
	development: bom('--legacy-peer-deps'),
})) {
	writeFileSync(join(folder, `${name}.cdx.json`), `${JSON.stringify(made, null, 2)}\n`);
	console.log(`reports/sbom/${name}.cdx.json: ${made.components.length} components besides the package itself`);
}
