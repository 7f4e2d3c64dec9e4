// One Jest for every suite. `.mts` files are compiled to CommonJS by swc, so no experimental loader is needed.
const shared = {
	transform: {
		'^.+\\.(ts|mts|mjs)$|json-schema-ref-parser/dist/.+\\.js$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
		],
	},
	// The parser of OpenAPI descriptions is made of modules, which Jest's `require` cannot take.
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/json-schema-ref-parser/dist/)'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json'],
	testEnvironment: 'node',
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/reports/'],
};

// COACHVIEW_ENGINE points at another installed n8n-core/n8n-workflow (the floor), see scripts/jest.mts.
const engine = process.env.COACHVIEW_ENGINE;
const engineModules = engine
	? { '^n8n-core$': `${engine}/node_modules/n8n-core`, '^n8n-workflow$': `${engine}/node_modules/n8n-workflow` }
	: {};

// A clock on a busy machine tells little: speed is measured when it is asked for, and in the long check.
const measuresSpeed = process.env.COACHVIEW_SPEED === '1' || process.env.COACHVIEW_LONG === '1';

export default {
	projects: ['domain', 'engine', 'sandbox', 'package', 'host'].map((name) => ({
		...shared,
		displayName: name,
		testMatch: [
			`<rootDir>/test/${name}/**/*.test.{ts,mts}`,
			...(measuresSpeed ? [`<rootDir>/test/${name}/**/*.speed.mts`] : []),
		],
		setupFiles: name === 'engine' ? ['<rootDir>/test/harness/setup.mts'] : [],
		// One sandbox and one n8n for all host tests; starting n8n takes longer than most of them.
		...(name === 'host' && {
			globalSetup: '<rootDir>/test/host/setup.mts',
			globalTeardown: '<rootDir>/test/host/teardown.mts',
		}),
		moduleNameMapper: name === 'engine' ? engineModules : {},
	})),
	testTimeout: 60_000,
};
