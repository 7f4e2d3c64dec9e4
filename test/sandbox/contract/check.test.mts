import { MAX_REQUESTS } from '../../../contract/api.mts';
import { check, plan, type Report } from '../../../contract/check.mts';
import { markdown } from '../../../contract/report.mts';
import { notVisible } from '../../../contract/settings.mts';
import { register } from '../../../sandbox/assumptions/register.mts';
import type { Changes, Snapshot } from '../../../sandbox/control/types.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.mts';

/** More than a page and a half, so that sizes of pages show. */
const PEOPLE = 160;
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: PEOPLE });
});
afterAll(async () => await sandbox.stop());

async function run(
	assumptions: Changes,
	write = true,
): Promise<{ report: Report; before: Snapshot; after: Snapshot; sent: number }> {
	const { control } = sandbox;
	await control.reset({ people: PEOPLE, assumptions });
	const before = await control.snapshot();
	const host = sandbox.coachviewUrl + (assumptions.A03 === 'underPath' ? '/tenant' : '');
	const report = await check({ host, clientId: 'demo', clientSecret: 'demo-secret', write });
	return {
		report,
		before,
		after: await control.snapshot(),
		sent: (await control.requests.list({ server: 'coachview' })).length,
	};
}

const refutedIn = (report: Report) =>
	report.entries
		.filter(({ verdict }) => verdict === 'refuted')
		.map(({ id, alternative }) => `${id}=${alternative?.value}`);
const isWebhook = (id: string) => /^A4[1-9]$/.test(id);
const hidden = (id: string, value: string) => id in notVisible || `${id}=${value}` in notVisible;
const all = register.flatMap((entry) =>
	entry.switchable && !isWebhook(entry.id)
		? entry.alternatives.filter(({ value }) => value !== entry.default).map(({ value }) => [entry.id, value] as const)
		: [],
);
const visible = all.filter(([id, value]) => !hidden(id, value));

/** Everybody who was there keeps every character; only the test person may be new. */
function expectOthersUntouched({ before, after }: { before: Snapshot; after: Snapshot }): void {
	for (const [id, text] of before.people) expect(after.people.get(id)).toBe(text);
	expect(after.categories).toEqual(before.categories);
	expect(after.records).toEqual(before.records);
	for (const [key, value] of before.freeFields) expect(after.freeFields.get(key)).toBe(value);
	const added = [...after.people].filter(([id]) => !before.people.has(id)).map(([, text]) => text);
	expect(added.length).toBeLessThanOrEqual(2);
	for (const text of added) expect(text).toMatch(/"externSource":"n8n-contract-check"/i);
}

/** Values of everybody in the sandbox that say something about a person. */
function personalValues({ people, freeFields }: Snapshot): string[] {
	const found = new Set<string>();
	const walk = (value: unknown): void => {
		if (typeof value === 'string' && value.length > 3) found.add(value);
		else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
	};
	for (const text of [...people.values(), ...freeFields.values()]) walk(JSON.parse(text));
	const harmless = ['Onbekend', 'AFAS', 'Vrouw', 'vrouw', 'demo.beheerder', 'api.hr'];
	return [...found].filter((value) => !harmless.includes(value));
}

describe('contract check', () => {
	it('finds nothing different in a Coachview that is as assumed, within the announced requests', async () => {
		const result = await run({});
		expect(refutedIn(result.report)).toEqual([]);
		expect(result.report.confirmed).toBeGreaterThanOrEqual(30);
		expect(result.sent).toBe(result.report.requests);
		expect(result.sent).toBeLessThanOrEqual(plan(true).requests);
		expect(plan(true).requests).toBeLessThanOrEqual(MAX_REQUESTS);
		expectOthersUntouched(result);
	});

	it.each(visible)('finds %s = %s, says what to change, and leaves everybody else alone', async (id, value) => {
		const result = await run({ [id]: value });
		expect(refutedIn(result.report)).toEqual([`${id}=${value}`]);
		const entry = result.report.entries.find((one) => one.id === id)!;
		expect(entry.setting!.length).toBeGreaterThan(20);
		expect(markdown(result.report)).toContain(entry.setting);
		expect(result.sent).toBeLessThanOrEqual(MAX_REQUESTS);
		expectOthersUntouched(result);
	});

	it.each(all.filter(([id, value]) => hidden(id, value)))(
		'does not claim to know %s, where %s does not show',
		async (id, value) => {
			const { report } = await run({ [id]: value });
			expect(refutedIn(report)).toEqual([]);
			expect(report.entries.find((entry) => entry.id === id)?.verdict).toBe('unknown');
		},
	);

	it('only reads without --write, and says what --write would show', async () => {
		const { control } = sandbox;
		const result = await run({}, false);
		expect([...result.after.people]).toEqual([...result.before.people]);
		const methods = (await control.requests.list({ server: 'coachview', path: '/api/' })).map(({ method }) => method);
		expect(new Set(methods)).toEqual(new Set(['GET']));
		expect(result.sent).toBeLessThanOrEqual(plan(false).requests);
		expect(result.report.entries.find(({ id }) => id === 'A20')).toMatchObject({
			verdict: 'unknown',
			evidence: ['only shows with --write'],
		});
	});

	it.each(
		register
			.filter(({ id }) => /^A(8[89]|9[0-2])$/.test(id))
			.flatMap(({ id, alternatives }) => alternatives.slice(1).map(({ value }) => [id, value] as const)),
	)('asks without --write for what is not confirmed: %s = %s', async (id, value) => {
		const { report } = await run({ [id]: value }, false);
		expect(refutedIn(report)).toEqual([`${id}=${value}`]);
		expect(report.entries.find((entry) => entry.id === id)!.setting!.length).toBeGreaterThan(20);
	});

	it('reports nothing that belongs to a person', async () => {
		const worlds: Changes[] = [{}, { A39: 'text', A17: 'sample', A34: 'rejected', A31: 'rejected' }, { A39: 'html' }];
		for (const assumptions of worlds) {
			const { report, before } = await run(assumptions);
			const text = JSON.stringify(report) + markdown(report);
			expect(personalValues(before).filter((value) => text.includes(value))).toEqual([]);
			expect(text).not.toMatch(/demo-secret|Bearer|[0-9a-f]{8}-[0-9a-f]{4}-4/);
		}
	});

	it('never takes more than the limit, whatever turns out differently', async () => {
		for (let round = 0; round < 12; round += 1) {
			const assumptions = Object.fromEntries(
				register
					.filter(({ switchable }) => switchable)
					.map(({ id, alternatives }, index) => [
						id,
						alternatives[(round * 7 + index * 3) % alternatives.length]!.value,
					]),
			);
			const result = await run(assumptions);
			expect(result.sent).toBeLessThanOrEqual(MAX_REQUESTS);
			expectOthersUntouched(result);
		}
	});

	it('explains a secret that is not accepted', async () => {
		await sandbox.control.reset();
		await expect(
			check({ host: sandbox.coachviewUrl, clientId: 'demo', clientSecret: 'wrong', write: false }),
		).rejects.toThrow(/invalid_client.*Check the client ID and secret/);
	});

	it('explains an address where nobody answers', async () => {
		await expect(
			check({ host: 'http://127.0.0.1:9', clientId: 'demo', clientSecret: 'x', write: false }),
		).rejects.toThrow(/Nobody answers at/);
	});
});
