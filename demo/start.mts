import { createInterface } from 'node:readline';
import { owner } from '../hosts/n8n/rest.mts';
import { sendAgain } from './again.mts';
import { openFolder, type DemoFolder } from './folder.mts';
import { readOptions, type Options } from './options.mts';
import { gatherCast, type Cast } from './cast.mts';
import { playStory, type Outcome } from './story.mts';
import { outcomeTable } from './table.mts';

// `npm start`: the main job in a real n8n, then everything stays up until Ctrl-C, and n8n's folder is kept.
// `npm start -- --once` ends after the story; with `--json` stdout carries one JSON object and nothing else.
let options: Options = { once: false, json: process.argv.includes('--json'), fresh: false };
const say = (line: string) => (options.json ? process.stderr : process.stdout).write(`${line}\n`);

let folder: DemoFolder | undefined;
let cast: Cast | undefined;
let stopping: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => void stop().then(() => process.exit(options.once ? 1 : 0)));

try {
	options = readOptions(process.argv.slice(2));
	folder = options.once ? undefined : openFolder(options.fresh);
	if (folder?.setAside) say(`What was kept is set aside in ${folder.setAside}.`);
	cast = await gatherCast(say, folder);
	const outcome = await tell(cast);
	if (options.json) process.stdout.write(`${JSON.stringify(report(cast, outcome))}\n`);
	process.exitCode = outcome?.ok ? 0 : 1;
	if (options.once) await stop();
	else invite(cast);
} catch (error) {
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(`Failed: ${message}\n`);
	if (folder?.kept)
		process.stderr.write('"npm start -- --fresh" begins with an empty n8n and sets the kept one aside.\n');
	if (options.json) process.stdout.write(`${JSON.stringify({ ok: false, error: message })}\n`);
	process.exitCode = 1;
	await stop();
}

/**
 * Plays the story and prints how it ended.
 * @returns undefined when nothing could be played, but there is something to look at
 * @throws Error when there is nothing to look at afterwards
 */
async function tell(set: Cast): Promise<Outcome | undefined> {
	if (!set.webhookUrl) {
		say('The workflow that was kept is not published, so no event is sent. Publish it in n8n and start again.');
		return undefined;
	}
	try {
		say('Coachview: the category Extragegevens is added to Pieter Pietersen …');
		const outcome = await playStory(set);
		outcomeTable(outcome).forEach(say);
		if (!outcome.ok) say(`Failed: ${outcome.reason}`);
		return outcome;
	} catch (error) {
		if (options.once) throw error;
		say(`Failed: ${(error as Error).message}`);
		return undefined;
	}
}

function report({ n8n, packageVersion }: Cast, outcome: Outcome | undefined) {
	if (!outcome) return { ok: false, n8nVersion: n8n.version, packageVersion };
	const { ok, personId, comparison, requests, seconds } = outcome;
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

function invite({ n8n, sandbox, workflowId }: Cast): void {
	say('Look around; everybody is invented, so the runs are saved:');
	say(`  Sandbox    ${sandbox.pageUrl}   people before and after, events, requests, faults`);
	say(`  n8n        ${n8n.url}/workflow/${workflowId}   the runs are under Executions`);
	say(`  E-mail     ${owner.email}`);
	say(`  Password   ${owner.password}`);
	say(`  Control    ${sandbox.controlUrl}   the sandbox for programs`);
	say('Enter sends the event again; r and Enter resets the people first; Ctrl-C stops everything.');
	if (folder) say(`What you build in n8n is kept in ${folder.path}.`);
	listenTo(sandbox.control);
}

/** Enter, and r with Enter. What is typed while an event is under way is left out. */
function listenTo(control: Cast['sandbox']['control']): void {
	let busy = false;
	createInterface({ input: process.stdin }).on('line', (line) => {
		const word = line.trim().toLowerCase();
		if (busy || stopping) return;
		if (word !== '' && word !== 'r')
			return void say('Enter sends the event again; r and Enter resets the people first.');
		busy = true;
		say(word === 'r' ? 'Everything goes back to the start; the event is sent …' : 'The event is sent again …');
		void sendAgain(control, word === 'r')
			.catch((error: Error) => `Failed: ${error.message}`)
			.then((result) => void (stopping ?? say(result)))
			.finally(() => (busy = false));
	});
}

async function stop(): Promise<void> {
	stopping ??= (async () => {
		if (cast && folder) say('Stopping …');
		await (cast ? cast.stop() : folder?.release());
		if (!cast || !folder) return;
		say(`Kept: what is in n8n, in ${folder.path}; "npm start" goes on with it, "npm start -- --fresh" begins anew.`);
		say('Not kept: what happened in the sandbox; its people are as at the start again.');
	})();
	await stopping;
}
