import { owner } from '../hosts/n8n/rest.mts';
import { setStage, type Stage } from './stage.mts';
import { playStory, type Outcome } from './story.mts';
import { outcomeTable } from './table.mts';

// `npm start`: the main job in a real n8n, then n8n stays up until Ctrl-C.
// `npm start -- --once` ends after the story; with `--json` stdout carries one JSON object and nothing else.
const once = process.argv.includes('--once');
const json = process.argv.includes('--json');
const say = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);

let stage: Stage | undefined;
let stopping: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => void stop().then(() => process.exit(once ? 1 : 0)));

try {
	stage = await setStage(say);
	say('Coachview: the category Extragegevens is added to Pieter Pietersen …');
	const outcome = await playStory(stage);
	outcomeTable(outcome).forEach(say);
	if (!outcome.ok) say(`Failed: ${outcome.reason}`);
	if (json) process.stdout.write(`${JSON.stringify(report(stage, outcome))}\n`);
	process.exitCode = outcome.ok ? 0 : 1;
	if (once) await stop();
	else invite(stage);
} catch (error) {
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(`Failed: ${message}\n`);
	if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: message })}\n`);
	process.exitCode = 1;
	await stop();
}

function report({ n8n, packageVersion }: Stage, { ok, personId, comparison, requests, seconds }: Outcome) {
	return {
		ok,
		n8nVersion: n8n.version,
		packageVersion,
		personId,
		fieldsChanged: comparison.changed,
		fieldsLost: comparison.lost,
		requests: requests.length,
		seconds,
	};
}

function invite({ n8n, sandbox, workflowId }: Stage): void {
	say('Look around in n8n:');
	say(`  Address   ${n8n.url}/workflow/${workflowId}`);
	say(`  E-mail    ${owner.email}`);
	say(`  Password  ${owner.password}`);
	say(`Sandbox control (people, requests, faults): ${sandbox.controlUrl}`);
	say('Ctrl-C stops everything.');
}

async function stop(): Promise<void> {
	stopping ??= stage?.stop() ?? Promise.resolve();
	await stopping;
}
