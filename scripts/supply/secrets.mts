import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Secrets that have a form of their own, so that a look at the text is enough. What has none (a password, a client secret) no
 * program can find for certain: gitleaks looks for those as well, over the whole history (.github/workflows/supply-chain.yml).
 */
const FORMS: Readonly<Record<string, RegExp>> = {
	'private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
	'GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/,
	'npm token': /\bnpm_[A-Za-z0-9]{36}\b/,
	'AWS key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
	'Google key': /\bAIza[\w-]{35}\b/,
	'Slack token or hook': /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+/,
	'signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
	'AFAS token': /\bAfasToken\s+[A-Za-z0-9+/]{24,}={0,2}/,
	'key of n8n': /\bn8n_api_[A-Za-z0-9]{20,}/,
	'address with a password': /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"`<>${}]+:[^\s:/@'"`<>${}]{3,}@[a-z0-9]/i,
	'line of an npmrc': /_(?:authToken|password)\s*=\s*[^\s$"'`]{8,}/,
};

/** Folders that are not part of the project, and lock files, which are full of checksums. */
const ELSEWHERE = new Set(['.git', 'node_modules', 'dist', 'reports', '.home']);
const PLAIN = /\.(?:m?ts|m?js|cjs|json|ya?ml|md|csv|css|svg|html|txt)$|^[^.]*$|^\.\w+$/;

/** @returns `form` for each form of a secret that the text contains */
export function secretsIn(text: string): string[] {
	return Object.entries(FORMS)
		.filter(([, form]) => form.test(text))
		.map(([name]) => name);
}

/**
 * Every text file of the project.
 * @param root absolute path
 * @yields path from the root, and the text
 */
export function* projectTexts(root: string, at = ''): Generator<[path: string, text: string]> {
	for (const entry of readdirSync(join(root, at), { withFileTypes: true })) {
		const path = at === '' ? entry.name : `${at}/${entry.name}`;
		if (entry.isDirectory() && !ELSEWHERE.has(entry.name)) yield* projectTexts(root, path);
		if (!entry.isFile() || !PLAIN.test(entry.name) || entry.name === 'package-lock.json' || ELSEWHERE.has(entry.name))
			continue;
		yield [path, readFileSync(join(root, path), 'utf8')];
	}
}
