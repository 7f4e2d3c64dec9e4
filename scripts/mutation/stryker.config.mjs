// Settings of `npm run mutation`; see scripts/mutation.mts. Paths are seen from the project's root.
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner', './scripts/mutation/sentences.mjs'],
	ignorers: ['sentences'],
	jest: { projectType: 'custom', configFile: 'scripts/mutation/jest.config.mjs', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	mutate: ['nodes/Coachview/domain/**/*.ts'],
	// Tables of names would each need all tests; what is wrong in them shows in the editor and in the contract check.
	ignoreStatic: true,
	incremental: true,
	incrementalFile: 'reports/mutation/incremental.json',
	reporters: ['progress-append-only', 'json'],
	jsonReporter: { fileName: 'reports/mutation/last.json' },
	tempDirName: 'reports/mutation/tmp',
	cleanTempDir: 'always',
	ignorePatterns: ['reports', 'dist', 'hosts', 'demo', 'docs', 'contract', 'icons', '.ci', 'host', 'package'].map(
		(name) => `/${name === 'host' || name === 'package' ? 'test/' : ''}${name}`,
	),
	concurrency: 2,
	timeoutMS: 20_000,
	// A runner that has loaded the tests many times over grows slow.
	maxTestRunnerReuse: 80,
	disableTypeChecks: false,
	checkers: [],
};
