import { lintWorkflow } from './workflows/lint.mts';
import { readWorkflows } from './workflows/files.mts';
import { readNodeVersions, writeNodeVersions } from './workflows/nodeVersions.mts';

// The workflows of this project. `lint` checks them, `versions` writes the list of node versions anew.
const commands: Record<string, () => Promise<void>> = {
	async lint() {
		const findings = readWorkflows().flatMap(({ name, workflow }) => lintWorkflow(workflow, readNodeVersions()).map((finding) => `${name}: ${finding}`));
		findings.forEach((finding) => console.log(finding));
		console.log(findings.length === 0 ? 'Nothing to complain about.' : `${findings.length} finding(s).`);
		if (findings.length > 0) process.exitCode = 1;
	},
	async versions() {
		console.log(`${Object.keys(await writeNodeVersions()).length} node types written to scripts/workflows/node-versions.json.`);
	},
};

const command = commands[process.argv[2] ?? ''];
if (command) await command();
else {
	console.error(`Which one? ${Object.keys(commands).join(', ')}`);
	process.exitCode = 2;
}
