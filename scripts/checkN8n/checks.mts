import { setTimeout as sleep } from 'node:timers/promises';
import { createCredentials, fillingFor, readSample, type SandboxAddresses } from '../../hosts/n8n/samples.mts';
import type { StoredCredential } from '../../hosts/n8n/rest.mts';
import { fillWorkflow } from '../../hosts/n8n/workflow.mts';
import { comparePerson } from '../../sandbox/control/compare.mts';
import { pieterId } from '../../sandbox/start.mts';
import { OWN_NODES } from '../workflows/lint.mts';
import type { Door } from './doors.mts';

/** The package's name in n8n, and what it brings. */
const PACKAGE = 'n8n-nodes-coachview';
const CREDENTIALS = ['coachviewOAuth2Api', 'coachviewWebhookApi'];
const SAMPLE = 'complete-person-from-hr-afas';

/** What the checks work with. */
export interface Stage {
	url: string;
	door: Door;
	/** Absent with --no-sandbox. */
	sandbox?: SandboxAddresses;
	/** How long n8n may take from the event to the person; 90 s when left out. */
	patienceMs?: number;
}

/** What a check has shown. */
export interface Finding {
	check: string;
	verdict: 'ok' | 'NOT OK' | 'not run';
	/** Of what was found, or why it could not run. */
	says: string;
}

class NotRun extends Error {}
const CHECKS: Array<[name: string, check: (stage: Stage, made: Made) => Promise<string>]> = [
	['n8n answers', answers],
	['package is loaded', loaded],
	['node types and their versions', nodeTypes],
	['credential types', credentialTypes],
	['Test button of the credential', testButton],
	['main job, from the webhook to the completed person', mainJob],
];

/** What was made in that n8n, to be removed again. */
interface Made {
	credentials: StoredCredential[];
	workflows: string[];
}

/**
 * Runs every check, also after a failing one, and removes what they made.
 * @returns a finding for each, the last one about the removal
 */
export async function runChecks(stage: Stage): Promise<Finding[]> {
	const made: Made = { credentials: [], workflows: [] };
	const findings: Finding[] = [];
	for (const [check, run] of CHECKS) findings.push(await finding(check, () => run(stage, made)));
	findings.push(await finding('nothing is left behind', () => removed(stage.door, made)));
	return findings;
}

async function finding(check: string, run: () => Promise<string>): Promise<Finding> {
	try {
		return { check, verdict: 'ok', says: await run() };
	} catch (error) {
		return { check, verdict: error instanceof NotRun ? 'not run' : 'NOT OK', says: (error as Error).message };
	}
}

async function answers({ url, door }: Stage): Promise<string> {
	const health = await fetch(`${url}/healthz`);
	if (!health.ok) throw new Error(`/healthz: ${health.status}`);
	const version = await door.version?.();
	return version ? `n8n ${version}` : 'it tells its version to people who are signed in only';
}

async function loaded({ door }: Stage): Promise<string> {
	if (!door.types) throw new NotRun('the public API shows no types; the main job needs the package all the same');
	const own = (await door.types('nodes')).filter(({ name }) => name.startsWith(`${PACKAGE}.`));
	if (own.length === 0)
		throw new Error(
			`n8n has no node of ${PACKAGE}. In n8n 3 a package that n8n has not verified is loaded only with N8N_UNVERIFIED_PACKAGES_ENABLED=true.`,
		);
	const listed = (await door.packages?.().catch(() => []))?.find(({ packageName }) => packageName === PACKAGE);
	return listed ? `version ${listed.installedVersion}` : "not through n8n's own list, so it tells no version";
}

async function nodeTypes({ door }: Stage): Promise<string> {
	if (!door.types) throw new NotRun('the public API shows no types');
	const all = await door.types('nodes');
	const versions = (type: string) => all.filter(({ name }) => name === type).flatMap(({ version = [] }) => version);
	const missing = Object.entries(OWN_NODES).flatMap(([type, wanted]) =>
		wanted.filter((version) => !versions(type).includes(version)).map((version) => `${type} ${version}`),
	);
	if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
	return Object.keys(OWN_NODES)
		.map((type) => `${type} ${[...new Set(versions(type))].sort().join(' and ')}`)
		.join(', ');
}

async function credentialTypes({ door }: Stage): Promise<string> {
	if (!door.types) throw new NotRun('the public API shows no types');
	const all = new Set((await door.types('credentials')).map(({ name }) => name));
	const missing = CREDENTIALS.filter((name) => !all.has(name));
	if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
	return CREDENTIALS.join(', ');
}

async function credentialsOf({ door, sandbox }: Stage, made: Made): Promise<StoredCredential[]> {
	if (!sandbox) throw new NotRun('--no-sandbox');
	const createCredential: Door['createCredential'] = async (name, type, data) => {
		const created = await door.createCredential(`Check: ${name}`, type, data);
		made.credentials.push(created);
		return created;
	};
	if (made.credentials.length === 0) await createCredentials({ createCredential }, sandbox, 'afas');
	return made.credentials;
}

async function testButton(stage: Stage, made: Made): Promise<string> {
	const { door, sandbox } = stage;
	if (!sandbox) throw new NotRun('--no-sandbox');
	if (!door.testCredential) throw new NotRun('the public API has no Test button');
	const [credential] = await credentialsOf(stage, made);
	const [client] = await sandbox.control.clients.list();
	const good = { environment: 'custom', customUrl: sandbox.coachviewUrl, ...client };
	const right = await door.testCredential(credential!, good);
	if (right.status !== 'OK') throw new Error(`a client that works: ${right.message}`);
	const wrong = await door.testCredential(credential!, { ...good, clientSecret: 'something else' });
	if (wrong.status === 'OK') throw new Error('a wrong secret passes');
	return 'a client that works passes, a wrong secret does not';
}

async function mainJob(stage: Stage, made: Made): Promise<string> {
	const { url, door, sandbox, patienceMs = 90_000 } = stage;
	if (!sandbox) throw new NotRun('--no-sandbox');
	const { control } = sandbox;
	const credentials = await credentialsOf(stage, made);
	const sample = readSample(SAMPLE);
	// The follow-up list is a table that stays; this n8n may have one in use.
	const disabled = sample.nodes.filter(({ type }) => type === 'n8n-nodes-base.dataTable').map(({ name }) => name);
	const filling = await fillingFor(sample, sandbox, 'afas', credentials);
	const workflow = fillWorkflow(sample, { ...filling, disabled, name: 'Check: complete person from AFAS' });
	const id = await door.importWorkflow(workflow);
	made.workflows.push(id);
	await door.publish(id);
	const trigger = workflow.nodes.find(({ webhookId }) => webhookId !== undefined);
	await control.webhooks.register({ url: `${url}/webhook/${String(trigger?.webhookId)}/webhook` });
	const before = await control.snapshot();
	await control.categories.add(pieterId, 'Extragegevens');
	for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(250)) {
		const after = await control.snapshot();
		const { changed, lost, othersTouched } = comparePerson(before, after, pieterId);
		if (changed.length === 0) continue;
		if (changed.join() !== 'geboortedatum,geboorteplaats' || lost.length + othersTouched.length > 0)
			throw new Error(`changed ${changed.join(', ')}; lost ${lost.join(', ') || 'nothing'}`);
		return 'date and place of birth are filled in, and everything else is as it was';
	}
	const [delivery] = (await control.webhooks.deliveries()).slice(-1);
	throw new Error(
		`nothing was written within ${patienceMs / 1000} s; n8n answered ${delivery?.status ?? 'nothing'} to the event. Can that n8n reach ${sandbox.coachviewUrl} (--sandbox-host)?`,
	);
}

async function removed(door: Door, { credentials, workflows }: Made): Promise<string> {
	const kept: string[] = [];
	const away = async (what: string, remove: () => Promise<void>) =>
		await remove().catch((error: Error) => void kept.push(`${what} (${error.message.slice(0, 120)})`));
	for (const id of workflows) await away(`workflow ${id}`, () => door.deleteWorkflow(id));
	for (const { id, name } of credentials) await away(`credential "${name}"`, () => door.deleteCredential(id));
	if (kept.length > 0) throw new Error(`please remove by hand: ${kept.join(', ')}`);
	return `${workflows.length} workflow(s) and ${credentials.length} credential(s) were made and removed`;
}
