import { startSandbox } from '../sandbox/start.mts';
import { runChecks } from './checkN8n/checks.mts';
import { openDoor } from './checkN8n/doors.mts';
import { readOptions } from './checkN8n/options.mts';

// `npm run check:n8n -- --url …`: does the package work in that running n8n? docs/release.md has the options.

try {
	const options = readOptions(process.argv.slice(2), process.env);
	const { url, noSandbox, sandboxHost } = options;
	const door = await openDoor(options);
	console.log(`${url}, ${door.name}`);
	const sandbox = noSandbox ? undefined : await startSandbox({ reachedAs: sandboxHost });
	try {
		const findings = await runChecks({ url, door, sandbox });
		for (const { check, verdict, says } of findings) console.log(`${verdict.padEnd(7)}  ${check}: ${says}`);
		const bad = findings.filter(({ verdict }) => verdict === 'NOT OK').length;
		const not = findings.filter(({ verdict }) => verdict === 'not run').length;
		console.log(`${findings.length - bad - not} ok, ${bad} not ok, ${not} not run`);
		if (bad > 0) process.exitCode = 1;
	} finally {
		await sandbox?.stop();
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
}
