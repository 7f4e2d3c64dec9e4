import { randomUUID } from 'node:crypto';
import { connect, installSample, type InstalledSample } from './host.mts';

jest.setTimeout(120_000);

// n8n before 2.41.4 answered some webhooks without the random part of their address (CVE-2026-110852: those with a parameter in
// their path). The pinned n8n is older than that, so it shows whether ours is among them.
const host = connect();
const event = JSON.stringify({ event: 'something.else' });
const post = async (path: string) => await fetch(`${host.n8nUrl}/webhook/${path}`, { method: 'POST', body: event });
let sample: InstalledSample;

beforeAll(async () => {
	sample = await installSample(host, 'complete-person-from-hr-afas-compact');
});
afterAll(async () => {
	await host.rest.unpublish(sample.id);
	await host.control.reset({ keep: ['clients'] });
});

test('the address of the trigger is answered, and without its random part it is unknown', async () => {
	const { pathname } = new URL(String(sample.webhookUrl));
	const [, , id = '', ...rest] = pathname.split('/');
	expect(id).toMatch(/^[0-9a-f-]{36}$/);
	expect((await post(`${id}/${rest.join('/')}`)).status).not.toBe(404);
	const guesses = [
		rest.join('/'),
		`/${rest.join('/')}`,
		`${randomUUID()}/${rest.join('/')}`,
		`${id.slice(0, -1)}/${rest.join('/')}`,
	];
	for (const guess of guesses) expect([guess, (await post(guess)).status]).toEqual([guess, 404]);
});
