// The tests that mutants are run against: one project, because Stryker measures coverage test by test in one only.
import { fileURLToPath } from 'node:url';
import base from '../../jest.config.mjs';

const domain = base.projects.find(({ displayName }) => displayName === 'domain');

export default {
	...domain,
	rootDir: fileURLToPath(new URL('../..', import.meta.url)),
	displayName: undefined,
	testTimeout: base.testTimeout,
	// They measure time, which a mutant's instruments take as well.
	testPathIgnorePatterns: ['/node_modules/', '/trouble/k12', '/trouble/k14'],
};
