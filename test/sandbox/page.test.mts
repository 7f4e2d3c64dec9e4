import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { html } from '../../sandbox/page/html.mts';
import { switches } from '../../sandbox/page/faults.mts';
import { pieterId, startSandbox, type Sandbox } from '../../sandbox/start.mts';

const zoe = '99999999-9999-4999-8999-999999999901';
let sandbox: Sandbox;
let receiver: Server | undefined;

beforeAll(async () => {
	sandbox = await startSandbox({ page: 0, people: 12 });
});
afterAll(async () => {
	receiver?.close();
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.control.webhooks.clear();
	await press('/reset');
});

const look = async (path = '/') => {
	const answer = await fetch(sandbox.pageUrl + path);
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const press = async (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
	await fetch(sandbox.pageUrl + path, {
		method: 'POST',
		body: new URLSearchParams(form),
		redirect: 'manual',
		headers,
	});
/** The text of a part of the page, without markup. */
const textOf = (page: string, id: string) =>
	(new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</${id === 'story' ? 'p' : 'section'}>`).exec(page)?.[1] ?? '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');

test('everything that comes from data is text', () => {
	const name = '<img src=x onerror="a()">';
	expect(html`<p title="${name}">${[name, html`<b>${"'&"}</b>`, null, false]}</p>`.text).toBe(
		'<p title="&lt;img src=x onerror=&quot;a()&quot;&gt;">&lt;img src=x onerror=&quot;a()&quot;&gt;<b>&#39;&amp;</b></p>',
	);
});

test('a name in the records cannot become markup', async () => {
	await sandbox.control.people.patch(pieterId, { achternaam: '<script>alert(1)</script>', geboorteplaats: '"><b>' });
	const { text, headers } = await look();
	expect(text).toContain('&lt;script&gt;alert(1)');
	expect(text).not.toContain('<script>alert');
	expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('shows the people, who was chosen, and what HR has', async () => {
	const first = (await look()).text;
	expect(textOf(first, 'people')).toContain('Pieter Pietersen 10023 · HR Geslaagd – ');
	expect(textOf(first, 'people')).toContain('Show all 12');
	expect(textOf((await look('/?show=all')).text, 'people')).toContain('Show fewer');
	expect(textOf(first, 'hr')).toContain('10023 1987-04-12 &#39;s-Gravenhage yes');
	const { text } = await look(`/?person=${zoe.toUpperCase()}`);
	expect(textOf(text, 'person')).toContain('Zoë Groß');
	expect(textOf(text, 'hr')).toContain('10024');
});

test('marks what changed, what was lost, and who else changed', async () => {
	expect(textOf((await look()).text, 'story')).toBe('Nothing of Pieter Pietersen has changed yet.');
	await sandbox.control.people.patch(pieterId, { geboortedatum: '1987-04-12' });
	const { text } = await look();
	expect(text).toMatch(
		/<tr class="changed">[\s\S]*<em>empty<\/em>[\s\S]*<mark>1987-04-12<\/mark>\s*<strong>changed<\/strong>/,
	);
	expect(textOf(text, 'story')).toMatch(
		/^Pieter Pietersen: Date of Birth changed\. \d+ other fields are as they were, none was lost\. No other person changed\.$/,
	);
	await sandbox.control.people.patch(pieterId, { email1: null });
	await sandbox.control.people.patch(zoe, { tel1: '1' });
	const worse = (await look()).text;
	expect(textOf(worse, 'story')).toContain('LOST: email1. Other people that changed: 1.');
	expect(worse).toContain('<strong>lost</strong>');
	await sandbox.control.people.remove(pieterId);
	expect(textOf((await look()).text, 'story')).toBe('Pieter Pietersen was removed.');
});

test('the buttons are forms: pass sends the event each time, remove takes the category away', async () => {
	const events: string[] = [];
	receiver = createServer((request, response) => {
		request.on('data', (chunk) => events.push(String(chunk)));
		request.on('end', () => response.writeHead(events.length === 1 ? 200 : 403).end());
	});
	await new Promise<void>((resolve) => receiver!.listen(0, '127.0.0.1', resolve));
	const { port } = receiver!.address() as AddressInfo;
	await sandbox.control.webhooks.register({ url: `http://127.0.0.1:${port}/hook` });
	const pass = await press(`/pass?person=${zoe}`, { person: pieterId });
	expect([pass.status, pass.headers.get('location')]).toEqual([303, `/?person=${zoe}#person`]);
	await sandbox.control.webhooks.deliveries();
	await press('/pass', { person: pieterId });
	await sandbox.control.webhooks.deliveries();
	expect(events.map((body) => (JSON.parse(body) as { PersoonId: string }).PersoonId)).toEqual([pieterId, pieterId]);
	const { text } = await look();
	expect(textOf(text, 'people')).toContain('Geslaagd, Extragegevens');
	expect(textOf(text, 'webhooks')).toContain(`http://127.0.0.1:${port}/hook`);
	expect(textOf(text, 'webhooks')).toMatch(/Pieter Pietersen 403 refused , \d+ ms[\s\S]*200 accepted/);
	await press('/remove', { person: pieterId });
	expect((await sandbox.control.categories.of(pieterId)).map(({ naam }) => naam)).toEqual(['Geslaagd']);
});

test('requests are told with their meaning, and the gauge shows what is left', async () => {
	await fetch(`${sandbox.coachviewUrl}/api/v1/Personen/${pieterId}`);
	await fetch(`${sandbox.hrUrl}/ProfitRestServices/connectors/x`);
	await sandbox.control.rateLimit.set({ remaining: 1234 });
	const { text } = await look();
	expect(textOf(text, 'requests')).toMatch(
		/1,234 of 5,000[\s\S]*reads the whole person GET \/api\/v1\/Personen\/\S+ 401/,
	);
	expect(text).toMatch(/<meter[^>]*\svalue="1234"/);
	expect(textOf(text, 'hr')).toContain('GET /ProfitRestServices/connectors/x 401');
});

test('each fault goes on and off, and leaves those from elsewhere alone', async () => {
	await sandbox.control.faults.add({ kind: 'outage', match: { path: 'elsewhere' } });
	for (const { name } of switches) await press('/fault', { fault: name });
	expect(await sandbox.control.faults.list()).toHaveLength(switches.length + 1);
	expect((await look()).text.match(/aria-pressed="true"/g)).toHaveLength(switches.length);
	for (const { name } of switches) await press('/fault', { fault: name });
	expect(await sandbox.control.faults.list()).toEqual([{ kind: 'outage', match: { path: 'elsewhere' } }]);
	expect(textOf((await look()).text, 'faults')).toContain('1 more from the control port.');
});

test('the faults are what they say', async () => {
	const status = async (method: string, path = `/api/v1/Personen/${pieterId}`) =>
		await fetch(sandbox.coachviewUrl + path, { method }).then(
			(answer) => `${answer.status} ${answer.headers.get('retry-after') ?? ''}`,
			() => 'cut',
		);
	await press('/fault', { fault: 'put500' });
	expect([await status('GET'), await status('PUT'), await status('PUT')]).toEqual(['401 ', '500 ', '401 ']);
	await press('/fault', { fault: 'lostAnswer' });
	expect([await status('PUT'), await status('PUT')]).toEqual(['cut', '401 ']);
	await press('/fault', { fault: 'busy' });
	expect([await status('GET'), await status('GET')]).toEqual(['429 2', '401 ']);
	await press('/fault', { fault: 'slow' });
	const began = Date.now();
	expect(await status('GET')).toBe('401 ');
	expect(Date.now() - began).toBeGreaterThan(2900);
	await press('/fault', { fault: 'hrDown' });
	const hr = async () => (await fetch(`${sandbox.hrUrl}/ProfitRestServices/connectors/x`)).status;
	expect([await hr(), await hr()]).toEqual([503, 503]);
});

test('reset brings data and faults back, and keeps who listens', async () => {
	await sandbox.control.webhooks.register({ url: 'http://127.0.0.1:9/' });
	await sandbox.control.people.patch(pieterId, { geboorteplaats: 'Breda' });
	await press('/fault', { fault: 'slow' });
	expect((await press('/reset')).status).toBe(303);
	expect(textOf((await look()).text, 'story')).toBe('Nothing of Pieter Pietersen has changed yet.');
	expect(await sandbox.control.faults.list()).toEqual([]);
	expect(await sandbox.control.webhooks.list()).toEqual([{ url: 'http://127.0.0.1:9/' }]);
});

test('what happens is sent to the open page, part by part', async () => {
	const answer = await fetch(`${sandbox.pageUrl}/live`);
	expect(answer.headers.get('content-type')).toContain('text/event-stream');
	const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
	let got = '';
	const until = async (pattern: RegExp) => {
		while (!pattern.test(got)) {
			const { value, done } = await reader.read();
			if (done) throw new Error(`The page was sent no ${pattern}`);
			got += value;
		}
		got = '';
	};
	await until(/"id":"faults-live"/);
	await sandbox.control.people.patch(pieterId, { geboorteplaats: 'Breda' });
	await until(/"id":"story","content":"Pieter Pietersen: Place of Birth changed/);
	await press('/fault', { fault: 'slow' });
	await until(/"id":"faults-live","content":"[^\n]*aria-pressed=\\"true\\"/);
	await reader.cancel();
});

test('other sites can neither read the page nor press its buttons, and nonsense is told in a sentence', async () => {
	const { port } = new URL(sandbox.pageUrl!);
	expect((await press('/pass', { person: pieterId }, { origin: 'https://elsewhere.example' })).status).toBe(403);
	expect((await press('/pass', { person: pieterId }, { origin: `http://127.0.0.1:${port}` })).status).toBe(303);
	expect((await press('/pass', { person: 'nobody' })).status).toBe(400);
	expect(await (await press('/fault', { fault: 'x' })).text()).toContain('There is no such fault.');
	expect((await look('/nowhere')).status).toBe(404);
	expect(textOf((await look('/?person=nobody')).text, 'person')).toContain('There is no such person');
});

test('there is no page unless it is asked for', async () => {
	const plain = await startSandbox({ people: 8 });
	expect(plain.pageUrl).toBeUndefined();
	await plain.stop();
});
