import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { reportFigures } from '../test/harness/report.mts';
import { FIGURES, GROUPS, type Group } from './figures.mts';
import { runGroup } from './groups.mts';
import { readOptions } from './options.mts';
import { shown, writePage, writeProfile } from './page.mts';
import { profileEvents } from './profile/run.mts';
import { cpuOf, lines, machine, msOf, type Result } from './result.mts';
import type { Round } from './rounds.mts';
import { aliveInSmallHeap } from './rows/listing.mts';
import { startStage } from './stage.mts';

// `npm run bench`: everything beside what people build without this package, in one real n8n. --only listing,events for parts,
// --rounds N, --short to see that it runs, --latency MS and --tls for another network,
// --profile for where n8n's time goes instead. Only a complete run is written down.
const LEAST_ROUNDS = 5;
const began = Date.now();
const told = (line: string) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s ${line}`);

// What runs beside this process ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const { groups, size, isShort, latency, tls, profile } = readOptions(process.argv.slice(2));
if (profile) {
	const found = await profileEvents(size, told);
	if (!isShort) writeProfile(found, size);
	process.exit(0);
}
const { stage, n8nVersion, stop } = await startStage(size, latency, told);
const measured = new Map<Group, Round[]>();
let failed = 0;
try {
	for (const group of groups) {
		const on = tls && stage.secure ? { ...stage.secure, secure: stage.secure } : stage;
		const rounds = await runGroup(on, group).catch((error: Error) => void told(`FAILED ${group}: ${error.message}`));
		if (rounds) measured.set(group, rounds);
		else failed += 1;
	}
} finally {
	await stop();
}
const alive = groups.includes('listing') && !isShort ? await aliveInSmallHeap(stage) : undefined;

const byGroup = <T,>(look: (rounds: Round[]) => T) =>
	Object.fromEntries([...measured].map(([group, rounds]) => [group, look(rounds)]));
const result: Result = {
	at: new Date().toISOString(),
	short: isShort,
	tls,
	latency,
	seconds: Math.round((Date.now() - began) / 1000),
	size,
	machine: machine(n8nVersion),
	figures: lines(measured),
	ms: byGroup(msOf),
	cpu: byGroup(cpuOf),
	...(alive && { alive }),
};
const reports = join(projectRoot, 'reports');
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'bench.json'), `${JSON.stringify(result, null, '\t')}\n`);

for (const { title, unit, measured: found, kept } of result.figures)
	told(
		`${title.padEnd(52)} ${shown(found.min)} / ${shown(found.median)} / ${shown(found.max)} ${unit}${kept === false ? '   NOT KEPT' : ''}`,
	);
if (!stage.cpu) told("This system does not tell the processor's time of n8n, so those columns are empty.");
const isComplete = !isShort && !tls && latency === 0 && failed === 0 && groups.length === GROUPS.length;
if (isComplete && size.rounds >= LEAST_ROUNDS) {
	writePage(result);
	const figures = result.figures.map(({ id, measured: { min, median, max }, kept }) => [
		id,
		{ min, median, max, kept },
	]);
	reportFigures('bench', { machine: result.machine, ...alive, ...(Object.fromEntries(figures) as object) });
	told('docs/benchmarks.md and its plot are written.');
} else told('Only a complete run of five rounds is written down in docs/benchmarks.md.');
told(`reports/bench.json, ${result.figures.length} of ${FIGURES.length} figures, ${result.seconds} s`);
process.exit(failed > 0 ? 1 : 0);
