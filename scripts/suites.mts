/** One line of `npm test`: a command with an exit status, or a Jest project in one environment. */
export type Suite = { name: string; heading: string } & (
	| { command: string[] }
	| { jest: string; env?: Record<string, string>; floor?: true; leaveOut?: string; paths?: string[] }
	| { pack: true }
);

const bin = (path: string) => `node_modules/${path}`;

const zones = ['UTC', 'Europe/Amsterdam', 'America/New_York', 'Pacific/Auckland'];

/** Thousands of generated cases that depend on neither the time zone nor the engine: once is enough. */
const longRuns = '/(fuzz|chaos|property)';

/** Every suite, in the order in which they run: the quick ones that fail for silly reasons first. */
export const suites: Suite[] = [
	{
		name: 'lint',
		heading: "n8n's own lint, strict (nodes, credentials, package.json)",
		command: [bin('@n8n/node-cli/bin/n8n-node.mjs'), 'lint'],
	},
	{
		name: 'lint:programs',
		heading: 'Lint of sandbox, demo, scripts and tests',
		command: [bin('eslint/bin/eslint.js'), '--config', 'eslint.programs.config.mjs', '.'],
	},
	{ name: 'format', heading: 'Prettier', command: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
	{
		name: 'knip',
		heading: 'Unused files and exports; dependencies unused or not declared',
		command: [bin('knip/bin/knip.js'), '--no-progress'],
	},
	{
		name: 'types',
		heading: 'Type check of the package',
		command: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'],
	},
	{
		name: 'types:programs',
		heading: 'Type check of sandbox, demo, scripts and tests',
		command: [bin('typescript/bin/tsc'), '-p', 'tsconfig.programs.json', '--noEmit'],
	},
	{ name: 'build', heading: 'Build and pack', pack: true },
	...zones.map(
		(zone): Suite => ({
			name: `domain ${zone}`,
			heading: `Domain, in the time zone ${zone}`,
			jest: 'domain',
			env: { TZ: zone },
			...(zone !== 'UTC' && { leaveOut: longRuns }),
		}),
	),
	{ name: 'sandbox', heading: 'Sandbox: does it play Coachview and HR as documented?', jest: 'sandbox' },
	{ name: 'engine', heading: 'Nodes in the engine of n8n 2.41, UTC', jest: 'engine', env: { TZ: 'UTC' } },
	{
		name: 'engine Auckland',
		heading: 'Nodes in the engine of n8n 2.41, Pacific/Auckland',
		jest: 'engine',
		env: { TZ: 'Pacific/Auckland' },
		leaveOut: longRuns,
	},
	...['Europe/Amsterdam', 'America/New_York'].map(
		(zone): Suite => ({
			name: `engine ${zone}`,
			heading: `Round trips in the engine of n8n 2.41, ${zone}`,
			jest: 'engine',
			env: { TZ: zone },
			paths: ['test/engine/roundTrip'],
		}),
	),
	{
		name: 'engine floor',
		heading: 'Nodes in the engine of n8n 1.120, the oldest supported one',
		jest: 'engine',
		floor: true,
		leaveOut: longRuns,
	},
	{ name: 'package', heading: 'The packed package', jest: 'package' },
	{ name: 'host', heading: 'Samples in a real n8n 2.41.1, and its editor in a browser', jest: 'host' },
];
