import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { projectRoot } from '../../hosts/cache.mjs';

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}
interface Workflow {
	name: string;
	on: Record<string, unknown>;
	permissions: unknown;
	jobs: Record<string, { permissions?: Record<string, string>; steps: Step[]; 'timeout-minutes'?: number }>;
}

const folder = join(projectRoot, '.github');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const list = (path: string) => readdirSync(join(folder, path)).filter((name) => name.endsWith('.yml'));
const files = list('workflows');

/** The only right to write that a job may have, and why; anything else needs a line here first. */
const WRITES: Record<string, string> = {
	'codeql.yml analyze security-events': 'stores what was found',
	'scorecard.yml analysis security-events': 'stores what was found',
	'scorecard.yml analysis id-token': 'signs the published result',
	'publish.yml publish id-token': "npm's trusted publishing",
	'publish.yml release contents': 'attaches the samples to the release',
	'release-files.yml attach contents': 'attaches files to a release',
};

test('every YAML file under .github can be read, without a key that stands twice', () => {
	const all = [
		'dependabot.yml',
		...files.map((name) => `workflows/${name}`),
		...list('ISSUE_TEMPLATE').map((name) => `ISSUE_TEMPLATE/${name}`),
	];
	expect(all.length).toBeGreaterThan(9);
	expect(all.flatMap((path) => parseDocument(read(path)).errors.map(({ message }) => `${path}: ${message}`))).toEqual(
		[],
	);
});

describe.each(files)('%s', (file) => {
	const text = read('workflows', file);
	const workflow = parse(text) as Workflow;
	const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

	test('names each action by the hash of a commit, with the version beside it', () => {
		const used = steps.flatMap(({ uses }) => uses ?? []);
		expect(used.length).toBeGreaterThan(0);
		expect(used.filter((action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
		const commented = text.match(/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm) ?? [];
		expect(commented.length).toBe(used.length);
	});

	test('may read the contents at most, and each job writes only what is listed', () => {
		expect(Object.keys(workflow)).toContain('permissions');
		const top = Object.entries((workflow.permissions ?? {}) as Record<string, string>);
		const rights = [
			...top.map(([right, level]) => ['*', right, level]),
			...Object.entries(workflow.jobs).flatMap(([job, { permissions = {} }]) =>
				Object.entries(permissions).map(([right, level]) => [job, right, level]),
			),
		];
		const beyond = rights.filter(([, right, level]) => !(level === 'read' && right === 'contents'));
		expect(beyond.map(([job, right]) => `${file} ${job} ${right}`).filter((one) => !(one in WRITES))).toEqual([]);
	});

	test('leaves no token behind in the clone, ends by itself, and pastes nothing that a stranger writes into a shell', () => {
		const clones = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(clones.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
		for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
		expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
		expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
		expect(Object.keys(workflow.on)).not.toContain('workflow_run');
	});

	test('installs dependencies without their scripts, and tools by exact version', () => {
		const commands = steps.flatMap(({ run }) => run ?? []).filter((run) => /\bnpm (ci|install|i)\b/.test(run));
		expect(
			commands.filter((run) => !run.includes('--ignore-scripts') && !/--global [\w@/-]+@\d+\.\d+\.\d+$/.test(run)),
		).toEqual([]);
	});
});

test('the same action has the same hash everywhere', () => {
	const used = files.flatMap((file) => [...read('workflows', file).matchAll(/uses: (\S+?)@(\S+)/g)]);
	const byName = new Map<string, Set<string>>();
	// CodeQL's parts are folders of one repository.
	for (const [, name = '', hash = ''] of used) {
		const repository = name.split('/').slice(0, 2).join('/');
		byName.set(repository, (byName.get(repository) ?? new Set()).add(hash));
	}
	expect([...byName].filter(([, hashes]) => hashes.size > 1).map(([name]) => name)).toEqual([]);
});

test('every folder with a lock is watched', () => {
	const { updates } = parse(read('dependabot.yml')) as {
		updates: Array<{ directory?: string; directories?: string[]; groups: object; 'package-ecosystem': string }>;
	};
	const npm = updates.filter((one) => one['package-ecosystem'] === 'npm');
	const watched = npm.flatMap(({ directory, directories = [] }) => [...directories, ...(directory ? [directory] : [])]);
	const hosts = readdirSync(join(projectRoot, 'hosts'), { withFileTypes: true })
		.filter(
			(entry) =>
				entry.isDirectory() && readdirSync(join(projectRoot, 'hosts', entry.name)).includes('package-lock.json'),
		)
		.map(({ name }) => `/hosts/${name}`);
	expect(watched.sort()).toEqual(['/', ...hosts].sort());
	expect(updates.filter(({ groups }) => Object.keys(groups ?? {}).length === 0)).toEqual([]);
	expect(updates.map((one) => one['package-ecosystem'])).toContain('github-actions');
});

test('each form warns of personal data before anything can be written', () => {
	const forms = list('ISSUE_TEMPLATE').filter((name) => name !== 'config.yml');
	expect(forms.length).toBeGreaterThanOrEqual(3);
	for (const form of forms) {
		const { body } = parse(read('ISSUE_TEMPLATE', form)) as {
			body: Array<{ type: string; attributes: { value: string } }>;
		};
		expect([form, body[0]?.type, body[0]?.attributes.value]).toEqual([
			form,
			'markdown',
			expect.stringContaining('Everybody can read this'),
		]);
	}
	expect(read('PULL_REQUEST_TEMPLATE.md').slice(0, 200)).toContain('no personal data');
	expect(parse(read('ISSUE_TEMPLATE', 'config.yml'))).toMatchObject({ blank_issues_enabled: false });
});
