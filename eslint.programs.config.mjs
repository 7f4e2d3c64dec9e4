// The programs around the package (sandbox, hosts, demo, tests, scripts): ordinary Node code, so n8n's cloud rules
// do not apply. nodes/ and credentials/ are linted by `n8n-node lint` with the untouched strict configuration.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/**', 'reports/**', 'nodes/**', 'credentials/**', '**/*.ts', '**/node_modules/**'] },
	{
		files: ['**/*.{mts,mjs,js}'],
		extends: [js.configs.recommended, ...tseslint.configs.recommended],
		languageOptions: {
			globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', fetch: 'readonly' },
		},
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'no-duplicate-imports': 'error',
			'no-restricted-globals': ['error', '__dirname', '__filename', 'require'],
			eqeqeq: 'error',
			'prefer-const': 'error',
		},
	},
	{
		files: ['**/*.js'],
		rules: { '@typescript-eslint/no-require-imports': 'off', 'no-restricted-globals': 'off' },
	},
);
