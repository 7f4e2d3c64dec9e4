import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../hosts/cache.mjs';
import type { INodeParameters } from 'n8n-workflow';
import { register } from '../../../sandbox/assumptions/register.mts';
import { creatingScenarios } from './creatingScenarios.mts';
import { alternatives, combination, Lab, seeded } from './lab.mts';
import { readingScenarios } from './readingScenarios.mts';
import type { Scenario } from './scenario.mts';
import { scenarios } from './scenarios.mts';
import { troubles } from './troubles.mts';
import { webhookScenarios } from './webhooks.mts';

// Whichever way the unknowns of Coachview turn out: the right result, or one clear error before anything was written.

const all = [...webhookScenarios, ...scenarios, ...creatingScenarios, ...readingScenarios, ...troubles];
const mainJobs = all.filter(({ name }) => name.startsWith('main job'));
const lab = new Lab();
/** The whole matrix runs once; with another engine or time zone a part of it has to do. */
const isMain = !process.env.COACHVIEW_ENGINE && (process.env.TZ ?? 'UTC') === 'UTC';
jest.setTimeout(600_000);
const SEED = 20_260;
const GROUP = 10;
const combinations = process.env.COACHVIEW_LONG === '1' ? 2_000 : isMain ? 200 : 20;
const figures = {
	assumptions: register.filter(({ id }) => id.startsWith('A')).length,
	alternatives: 0,
	combinations: 0,
	runs: 0,
	lost: 0,
	beyondReach: [
		'A34 = erased: free fields that Coachview does not show',
		'A56 = …Cleared where flags have no effect (A13): members that Coachview does not show',
	],
};

const isWebhook = (id: string) => /^A4[1-9]$/.test(id);

async function problemsOf(
	scenario: Scenario,
	choices: Record<string, string>,
	label: string,
	options?: INodeParameters,
): Promise<string[]> {
	const { problems, lost } = await lab.run(scenario, choices, options);
	figures.runs += 1;
	figures.lost += lost;
	return problems.map((problem) => `${label}, ${scenario.name}: ${problem}`);
}

afterAll(async () => {
	await lab.stop();
	if (!isMain || figures.combinations < combinations) return;
	const folder = join(projectRoot, 'reports', 'parts');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'unknowns.json'), `${JSON.stringify(figures)}\n`);
});

describe('as assumed', () => {
	it.each(all.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
		expect(await problemsOf(scenario, {}, 'as assumed')).toEqual([]);
	});
});

describe('one assumption turns out differently', () => {
	it.each(alternatives)('%s is %s', async (id, value) => {
		const problems: string[] = [];
		// What webhooks look like is nothing to the operations; with another engine or zone the main job has to do.
		for (const scenario of isMain && !isWebhook(id) ? all : mainJobs)
			problems.push(...(await problemsOf(scenario, { [id]: value }, `${id}=${value}`)));
		figures.alternatives += 1;
		expect(problems).toEqual([]);
	});
});

describe('the setting that the contract check names', () => {
	it('Free Fields: Leave Out, where Coachview refuses them', async () => {
		const problems: string[] = [];
		for (const scenario of all)
			problems.push(...(await problemsOf(scenario, { A34: 'rejected' }, 'A34=rejected', { freeFields: 'leaveOut' })));
		expect(problems).toEqual([]);
	});
});

describe('combinations that once went wrong', () => {
	it.each([
		[
			'main job: read a person, add birth date and place (escapes and an extended address)',
			{ A80: 'shared', A81: 'omitted' },
		],
		['get many, changed in a period', { A06: 'error50', A73: 'ignored' }],
		['update that clears fields', { A20: 'merge', A56: 'relationsCleared', A75: 'successFalse', S01: 'rejected' }],
	])('%s under %j', async (name, choices) => {
		const scenario = all.find((one) => one.name === name)!;
		expect(await problemsOf(scenario, choices, JSON.stringify(choices))).toEqual([]);
	});
});

describe('everything turns out differently', () => {
	const groups = Array.from({ length: combinations / GROUP }, (_, group) => group);
	it.each(groups)(`combinations ${GROUP} × %i`, async (group) => {
		const problems: string[] = [];
		for (let index = group * GROUP; index < (group + 1) * GROUP; index += 1) {
			const random = seeded(SEED + index);
			const choices = combination(random, seeded(-SEED - index));
			const label = `combination ${index} (${Object.entries(choices)
				.map((pair) => pair.join('='))
				.join(' ')})`;
			const picked = [mainJobs[index % mainJobs.length]!, ...Array.from({ length: 5 }, () => all[random(all.length)]!)];
			for (const scenario of picked) problems.push(...(await problemsOf(scenario, choices, label)));
			figures.combinations += 1;
		}
		expect(problems).toEqual([]);
	});
});
