import { N8nRest } from '../hosts/n8n/rest.mts';
import { startN8n } from '../hosts/n8n/start.mts';
import { pack } from './pack.mts';
import { lintTemplates } from './templates/all.mts';
import { readTemplates } from './templates/texts.mts';
import { exportFrom } from './workflows/exporting.mts';
import { readWorkflows } from './workflows/files.mts';
import { writeGenerated } from './workflows/generated.mts';
import { lintWorkflow } from './workflows/lint.mts';
import { readNodeVersions, writeNodeVersions } from './workflows/nodeVersions.mts';
import { takePictures } from './workflows/pictures.mts';
import { ZIP, zipWorkflows } from './workflows/zip.mts';

// The workflows of this project. `lint` checks them, `code` inserts the rules of the Coachview node into their Code nodes, `versions` writes the list of node versions anew, `export` writes
// the files from an n8n, `pictures` makes the images of docs/workflows.md, `zip` packs the committed files for a release.
const commands: Record<string, () => Promise<void>> = {
	async lint() {
		const files = readWorkflows();
		const findings = [
			...files.flatMap(({ name, workflow }) =>
				lintWorkflow(workflow, readNodeVersions()).map((finding) => `${name}: ${finding}`),
			),
			...lintTemplates(readTemplates(), files).map((finding) => `template ${finding}`),
		];
		findings.forEach((finding) => console.log(finding));
		console.log(findings.length === 0 ? 'Nothing to complain about.' : `${findings.length} finding(s).`);
		if (findings.length > 0) process.exitCode = 1;
	},
	async code() {
		const changed = writeGenerated();
		console.log(
			changed.length === 0 ? 'Every Code node has the rules as they are now.' : `Written anew: ${changed.join(', ')}`,
		);
	},
	/** `--url http://127.0.0.1:5678`: from that n8n (the one of `npm start`); without it from a fresh one, as a round trip. */
	async export() {
		const at = process.argv.indexOf('--url');
		const changed =
			at > 0
				? await withSession(process.argv[at + 1] ?? '', exportFrom)
				: await withN8n(async (rest) => {
						for (const { workflow } of readWorkflows()) await rest.importWorkflow(workflow);
						return await exportFrom(rest);
					});
		console.log(changed.length === 0 ? 'Every file is as n8n writes it.' : `Written anew: ${changed.join(', ')}`);
	},
	/** Names of workflows behind it: only those. */
	async pictures() {
		const only = process.argv.slice(3);
		console.log(`docs/images: ${(await withN8n(async (rest) => await takePictures(rest, only))).join(', ')}`);
	},
	async zip() {
		zipWorkflows();
		console.log(ZIP);
	},
	async versions() {
		console.log(
			`${Object.keys(await writeNodeVersions()).length} node types written to scripts/workflows/nodeVersions.json.`,
		);
	},
};

async function withSession<T>(url: string, work: (rest: N8nRest) => Promise<T>): Promise<T> {
	const rest = new N8nRest(url.replace(/\/+$/, ''));
	await rest.signIn();
	return await work(rest);
}

async function withN8n<T>(work: (rest: N8nRest) => Promise<T>): Promise<T> {
	const n8n = await startN8n({ tarball: (await pack()).tarball });
	try {
		return await work(n8n.rest);
	} finally {
		await n8n.stop();
	}
}

const command = commands[process.argv[2] ?? ''];
if (command) await command();
else {
	console.error(`Which one? ${Object.keys(commands).join(', ')}`);
	process.exitCode = 2;
}
