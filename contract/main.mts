import { join, relative } from 'node:path';
import { ArgumentError, readArguments, USAGE } from './arguments.mts';
import { AccessError } from './api.mts';
import { check, plan } from './check.mts';
import { listen } from './listen.mts';
import { runDescription } from './openapi/run.mts';
import { prompt } from './prompt.mts';
import { markdown, writeReport } from './report.mts';

const folder = join(import.meta.dirname, '..', 'reports');

try {
	const { host, write, yes, port, ...mode } = readArguments(process.argv.slice(2), process.env);
	if (mode.help) console.log(USAGE);
	else if (mode.openapi !== undefined)
		await runDescription({ from: mode.openapi, drafts: mode.drafts, folder, say: console.log });
	else if (mode.listen) await listen({ port, folder, say: console.log });
	else await ask(host, write, yes);
} catch (error) {
	const known = error instanceof ArgumentError || error instanceof AccessError || error instanceof Error;
	console.error(known ? (error as Error).message : String(error));
	if (error instanceof ArgumentError) console.error(`\n${USAGE}`);
	process.exitCode = 1;
}

async function ask(host: string, write: boolean, yes: boolean): Promise<void> {
	const clientId = process.env.COACHVIEW_CLIENT_ID || (await prompt('Client ID: '));
	const clientSecret = process.env.COACHVIEW_CLIENT_SECRET || (await prompt('Client secret (is not shown): ', true));
	announce(host, write);
	if (!yes && process.stdin.isTTY && !/^y/i.test(await prompt('Start? (y/n) '))) return;
	const report = await check({ host, clientId, clientSecret, write, progress: (title) => console.log(`  ${title}`) });
	const path = writeReport(folder, 'contract', markdown(report), report);
	console.log(
		`\n${report.confirmed} as assumed, ${report.refuted} different, ${report.unknown} could not be told (${report.requests} requests).`,
	);
	for (const { id, statement, setting } of report.entries.filter(({ verdict }) => verdict === 'refuted'))
		console.log(`  ${id} turned out differently: ${statement}\n      ${setting}`);
	report.left.forEach((line) => console.log(line));
	console.log(
		`\nReport: ${relative(process.cwd(), path)}.md and .json. It holds names of fields, types and status codes, nothing about people.`,
	);
}

function announce(host: string, write: boolean): void {
	const { requests } = plan(write);
	console.log(`This asks ${host} how its API works. It takes at most ${requests} of the 5,000 requests of the day.`);
	if (!write) return console.log('It only reads. Add --write to also find out how writing works, on a test person.');
	console.log(
		'It makes one test person ("n8n contract check", ExternSource n8n-contract-check), tries to make a second one with the',
	);
	console.log('same key, changes the test person several times, and tries to delete it. It changes nobody else.');
}
