/** Under which licences the project may use somebody's package. Nothing but our own code, MIT, is in the published one. */

/** SPDX ids that ask for no more than that the licence's text stays with the code, or for nothing at all. */
const ALLOWED: readonly string[] = [
	'0BSD',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'ISC',
	'MIT',
	'MIT-0',
	'PSF-2.0',
	'Python-2.0',
	'Unlicense',
	'Zlib',
];

/** Packages under other terms, each by name and with the reason; all of them are tools and stay out of what is published. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
	'axe-core': 'MPL-2.0: run unchanged by the tests of the sandbox page',
	'caniuse-lite': 'CC-BY-4.0: a table that a build tool reads',
	// Their package.json has the old list form "licenses", which a lock file leaves out; it says MIT.
	buildcheck: 'MIT, declared in the old form',
	'cpu-features': 'MIT, declared in the old form',
	ssh2: 'MIT, declared in the old form',
};

/** n8n's packages are under its Sustainable Use Licence: run for tests inside the project, never copied nor passed on. */
const N8N = /^(@n8n\/|@n8n_io\/|n8n$|n8n-(core|workflow|nodes-base|editor-ui)$)/;
const N8N_TERMS = ['SEE LICENSE IN LICENSE.md', 'LicenseRef-n8n-enterprise'];

/** What a lock file says of one package. */
export interface Locked {
	name: string;
	licence: string | undefined;
}

/**
 * @param lock content of a package-lock.json, version 3
 * @returns every package in it but the root
 */
export function lockedPackages(lock: string): Locked[] {
	const { packages } = JSON.parse(lock) as { packages: Record<string, { license?: string; name?: string }> };
	return Object.entries(packages)
		.filter(([path]) => path !== '')
		.map(([path, { license, name }]) => ({
			name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
			licence: license,
		}));
}

/**
 * Judges an SPDX expression: one of those joined by OR must be allowed, and all of those joined by AND.
 * @param expression such as `(MIT OR GPL-3.0-or-later)`; brackets inside brackets are not read, and so not allowed
 */
export function isAllowed(expression: string): boolean {
	const bare = expression.replace(/^\((.*)\)$/, '$1');
	if (/[()]/.test(bare) || (bare.includes(' OR ') && bare.includes(' AND '))) return false;
	if (bare.includes(' OR ')) return bare.split(' OR ').some((one) => ALLOWED.includes(one));
	return bare.split(' AND ').every((one) => ALLOWED.includes(one));
}

/** @returns `name: licence` of each package that is neither allowed nor an exception, without repetitions */
export function forbidden(packages: readonly Locked[]): string[] {
	const found = packages.filter(({ name, licence }) => {
		if (name in EXCEPTIONS) return false;
		if (N8N.test(name) && licence !== undefined && N8N_TERMS.includes(licence)) return false;
		return licence === undefined || !isAllowed(licence);
	});
	return [...new Set(found.map(({ name, licence }) => `${name}: ${licence ?? 'none told'}`))];
}
