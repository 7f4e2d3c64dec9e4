import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { writeFigures, type SuiteResult } from './figures.mts';
import { floorEngine, runJest } from './jest.mts';
import { pack } from './pack.mts';
import { suites, type Suite } from './suites.mts';
import { TroubleTally, type NamedResults } from './trouble.mts';

// `npm test`: every suite in turn, also after a failing one. Options: --long (more seeds), --only engine,host.
const option = (name: string) => process.argv[process.argv.indexOf(name) + 1];
const only = process.argv.includes('--only') ? option('--only').split(',') : undefined;
const long = process.argv.includes('--long');
if (long) process.env.COACHVIEW_LONG = '1';
const limitMs = (long ? 120 : 40) * 60_000;

const reports = join(projectRoot, 'reports');
mkdirSync(reports, { recursive: true });
if (!only) rmSync(join(reports, 'parts'), { recursive: true, force: true });

const results: SuiteResult[] = [];
const trouble = new TroubleTally();
for (const suite of suites.filter(
	({ name }) => !only || only.some((wanted) => name === wanted || name.startsWith(`${wanted} `)),
)) {
	console.log(`\n=== ${suite.name}: ${suite.heading}`);
	const began = Date.now();
	const counts = await run(suite).catch((error: Error) => failure(error.message));
	const seconds = Math.round((Date.now() - began) / 100) / 10;
	results.push({ name: suite.name, ...counts, seconds });
	console.log(`--- ${suite.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
}

if (!only) results.push(troubleResult());
await writeFigures(join(reports, 'figures.json'), results, !only);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log('\nFigures: reports/figures.json');
if (results.length === 0) console.log(`Nothing ran. Suites: ${suites.map(({ name }) => name).join(', ')}`);
for (const result of results.filter((one) => one.failed > 0)) console.log(`FAILED ${result.name}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

type Counts = Pick<SuiteResult, 'passed' | 'failed'>;

async function run(suite: Suite): Promise<Counts> {
	if ('command' in suite)
		return (await command(suite.command)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
	if ('jest' in suite) return await jest(suite, { ...suite.env, ...(suite.floor && (await floorEngine())) });
	const { size, files } = await pack();
	console.log(`${files.length} files, ${(size / 1000).toFixed(1)} kB packed`);
	return { passed: 1, failed: 0 };
}

async function command(args: string[]): Promise<number> {
	const path = `${join(projectRoot, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
	const child = spawn(process.execPath, args, {
		cwd: projectRoot,
		env: { ...process.env, PATH: path },
		stdio: ['ignore', 'inherit', 'inherit'],
		timeout: limitMs,
	});
	return await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

/** After a complete run each case of trouble must be shown by a test; one that is not counts as failed. */
function troubleResult(): SuiteResult {
	const { passed: shown, total, open } = trouble.verdict();
	mkdirSync(join(reports, 'parts'), { recursive: true });
	writeFileSync(join(reports, 'parts', 'trouble.json'), `${JSON.stringify({ passed: shown, total })}\n`);
	console.log(
		`\n=== trouble: ${shown} of ${total} cases are shown by tests${open.length > 0 ? `; not so ${open.join(', ')}` : ''}`,
	);
	// Its tests are counted in their own suites already.
	return { name: 'trouble', passed: 0, failed: open.length, seconds: 0 };
}

interface JestReport extends NamedResults {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
}

async function jest(
	{ jest: project, leaveOut, paths = [] }: Extract<Suite, { jest: string }>,
	env: Record<string, string>,
): Promise<Counts> {
	const file = join(reports, `jest-${process.pid}.json`);
	// The host tests share one sandbox, so they take turns.
	// Most engine tests wait for the node's own pauses, so that more of them than cores go side by side.
	const turns = project === 'host' ? ['--runInBand'] : ['--maxWorkers=3'];
	const narrower = leaveOut ? ['--testPathIgnorePatterns', leaveOut] : [];
	const status = await runJest(
		[...paths, '--selectProjects', project, '--ci', '--json', `--outputFile=${file}`, ...turns, ...narrower],
		env,
		limitMs,
	);
	if (!existsSync(file)) return failure(`Jest ended with status ${status} and without a report.`);
	const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
	rmSync(file);
	trouble.add(report);
	const skipped = report.numPendingTests + report.numTodoTests;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	const counts = { passed: report.numPassedTests, failed };
	// A test that does not run proves nothing, so it counts as a failure here.
	if (skipped > 0) return failure(`${skipped} test(s) were skipped.`, { ...counts, failed: failed + skipped });
	if (counts.passed + failed === 0) return failure(`The suite "${project}" has no tests.`);
	return status !== 0 && failed === 0 ? failure(`Jest ended with status ${status}.`, counts) : counts;
}

function failure(sentence: string, counts: Counts = { passed: 0, failed: 0 }): Counts {
	console.log(sentence);
	return { passed: counts.passed, failed: Math.max(1, counts.failed) };
}
