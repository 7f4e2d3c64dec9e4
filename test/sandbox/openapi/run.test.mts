import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ArgumentError, readArguments } from '../../../contract/arguments.mts';
import { descriptionMarkdown } from '../../../contract/openapi/markdown.mts';
import { describe as report } from '../../../contract/openapi/report.mts';
import { runDescription } from '../../../contract/openapi/run.mts';
import { readSource } from '../../../contract/openapi/source.mts';
import { projectRoot } from '../../../hosts/cache.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/start.mts';

const PATH = '/swagger/v1/swagger.json';
const folder = mkdtempSync(join(tmpdir(), 'coachview-description-'));
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 20, assumptions: { A01: 'own' } });
});
afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => await sandbox.control.reset());

describe('npm run contract -- --openapi', () => {
	it('fetches one document without a token, and sends nothing else', async () => {
		await promisify(execFile)(
			process.execPath,
			['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'contract/main.mts', '--openapi', sandbox.coachviewUrl + PATH],
			{
				cwd: projectRoot,
				env: { ...process.env, COACHVIEW_CLIENT_ID: 'demo', COACHVIEW_CLIENT_SECRET: 'demo-secret' },
			},
		).then(({ stdout, stderr }) => {
			expect(stderr).toBe('');
			expect(stdout).toMatch(
				/OpenAPI 3\.0\.1, \d+ entities described\.[\s\S]*A01 is otherwise[\s\S]*Report: .*openapi-.*no data/,
			);
			const [, name] = /Report: (\S+)\.md/.exec(stdout)!;
			for (const ending of ['md', 'json']) rmSync(join(projectRoot, `${name}.${ending}`));
		});
		const sent = await sandbox.control.requests.list({ server: 'coachview' });
		expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([`GET ${PATH}`]);
		expect(Object.keys(sent[0]!.headers)).not.toContain('authorization');
	});

	it('writes a report of names, and drafts', async () => {
		await sandbox.control.reset({
			description: {
				form: 'swagger2',
				plants: [
					{ plant: 'addEntity', path: 'Lesvoertuigen' },
					{ plant: 'removeMember', path: 'Personen', name: 'geboorteplaats' },
				],
			},
		});
		const lines: string[] = [];
		const from = `${sandbox.coachviewUrl}${PATH}?key=secret`;
		await runDescription({ from, drafts: join(folder, 'drafts'), folder, say: (line) => lines.push(line) });
		const names = readdirSync(folder).filter((name) => name.startsWith('openapi-'));
		const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
		expect(names.map((name) => name.split('.').at(-1)).sort()).toEqual(['json', 'md']);
		for (const text of [...texts, lines.join('\n')]) {
			expect(text).toContain('Lesvoertuigen'.slice(0, text === lines.join('\n') ? 0 : undefined));
			expect(text).not.toContain('secret');
		}
		const markdown = texts[names.findIndex((name) => name.endsWith('.md'))]!;
		expect(markdown).toMatch(/## Wrong in the table\n\n### Personen\n\n- field `geboorteplaats` is not described/);
		expect(markdown).toMatch(/## Lacking in the table[\s\S]*### Lesvoertuigen\n\n- entity is described: GET list/);
		expect(markdown).toMatch(/\*\*A01\*\*[\s\S]*## Right in the table\n\n- /);
		expect(readdirSync(join(folder, 'drafts'))).toEqual(expect.arrayContaining(['lesvoertuigen.ts', 'person.ts']));
	});

	it('is served below the tenant as well, and not at all unless assumed', async () => {
		await sandbox.control.reset({ assumptions: { A01: 'own', A03: 'underPath' } });
		const { report: found } = await report(await readSource(`${sandbox.coachviewUrl}/tenant${PATH}`));
		expect(found.settled.filter(({ verdict }) => verdict === 'refuted').map(({ id }) => id)).toEqual(['A01', 'A03']);
		await sandbox.control.reset({ assumptions: { A01: 'none' } });
		await expect(readSource(sandbox.coachviewUrl + PATH)).rejects.toThrow(
			/^There is nothing at http:.* \(HTTP 404\)\. .*swagger\.json\.$/,
		);
	});

	it('shows foreign names as they are, and lets none of them be markup', async () => {
		const json = {
			openapi: '3.0.1',
			info: { title: 'Geheim', description: 'Geheim' },
			paths: {
				'/api/v1/Personen': { get: { responses: { 200: { description: 'Geheim' } } } },
				'/api/v1/<b>x</b>': { get: { summary: 'Geheim', responses: { 200: { description: 'Geheim' } } } },
			},
		};
		const { report: found } = await report({ text: JSON.stringify(json), name: 'x.json' });
		expect(descriptionMarkdown(found)).not.toMatch(/<b>|Geheim/);
		expect(JSON.stringify(found)).not.toContain('Geheim');
	});
});

describe('where there is no description', () => {
	let server: Server;
	let handler: RequestListener;
	let base: string;
	beforeAll(async () => {
		server = createServer((request, response) => handler(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	const answer = (status: number, body = '', headers: Record<string, string> = {}): RequestListener => {
		return (_request, response) => void response.writeHead(status, headers).end(body);
	};
	const failing = async (from: string, patience?: number) =>
		await readSource(from, patience)
			.then(async (source) => await report(source))
			.then(
				() => 'no error',
				(error: Error) => error.message,
			);

	it('the description of something else', async () => {
		handler = answer(200, JSON.stringify({ openapi: '3.0.1', info: {}, paths: { '/pets': { get: {} } } }));
		expect(await failing(base)).toMatch(/describes another API: none of its addresses is an entity of Coachview\.$/);
	});

	it.each<[string, number, string, RegExp]>([
		[
			'401',
			401,
			'',
			/wants a login \(HTTP 401\)\. Open it in a browser where you are logged in, save it, and give the file: --openapi FILE\.$/,
		],
		['403', 403, 'x', /wants a login \(HTTP 403\)/],
		['404', 404, '<html>', /^There is nothing at .*\(HTTP 404\)\./],
		['500', 500, '', /answers with HTTP 500 instead of a description\. Try again later\.$/],
		['204', 204, '', /answers with HTTP 204 instead of a description/],
		['a web page', 200, '<html><title>Swagger UI</title></html>', /is a web page, not a description\. .*swagger\.json/],
		['another JSON', 200, '{"ok":true}', /is not an OpenAPI description of version 2 or 3\.$/],
		['nothing', 200, '', /is empty\.$/],
	])('%s is explained in a sentence', async (_what, status, body, sentence) => {
		handler = answer(status, body);
		expect(await failing(`${base}/swagger/v1/swagger.json?token=secret`)).toMatch(sentence);
		expect(await failing(`${base}/swagger/v1/swagger.json?token=secret`)).not.toContain('secret');
	});

	it('a redirect is not followed', async () => {
		const asked: string[] = [];
		handler = (request, response) => {
			asked.push(request.url!);
			answer(302, '', { location: `${base}/login` })(request, response as never);
		};
		expect(await failing(`${base}/doc`)).toMatch(
			/sends on to another address \(HTTP 302\), perhaps to a login\. .*--openapi FILE\.$/,
		);
		expect(asked).toEqual(['/doc']);
	});

	it('a silent address, nobody, and an address that is none', async () => {
		handler = () => undefined;
		expect(await failing(base, 200)).toMatch(/did not answer within 1 seconds\. Try again, or save/);
		handler = (_request, response) => void response.writeHead(200).write('{');
		expect(await failing(base, 200)).toMatch(/did not answer within/);
		expect(await failing('http://127.0.0.1:9/x')).toBe(
			'Nobody answers at http://127.0.0.1:9. Check the address and the network.',
		);
		expect(await failing('http://')).toMatch(/^http:\/\/ is not an address\.$/);
		expect(await failing(Object.assign(new URL('https://example.org/x'), { username: 'u', password: 'p' }).href)).toBe(
			'The address holds a user name or a password. Give it without.',
		);
	});

	it('files: none, a folder, and a saved web page', async () => {
		expect(await failing(join(folder, 'none.json'))).toMatch(/^There is no file .*none\.json\.$/);
		expect(await failing(folder)).toMatch(/^This is a folder: /);
		writeFileSync(join(folder, 'page.json'), '<!doctype html><p>log in</p>');
		expect(await failing(join(folder, 'page.json'))).toMatch(/^page\.json is a web page/);
	});
});

describe('arguments', () => {
	it('need no environment, and no --live for any address', () => {
		const { host, openapi, drafts } = readArguments(
			['--openapi', 'https://secure.coachview.net/swagger.json', '--write-entities', 'drafts'],
			{ COACHVIEW_URL: 'https://school.coachview.com' },
		);
		expect({ host, openapi, drafts }).toEqual({
			host: '',
			openapi: 'https://secure.coachview.net/swagger.json',
			drafts: 'drafts',
		});
	});

	it.each([
		[['--write-entities', 'x']],
		[['--openapi', 'x', '--write']],
		[['--openapi', 'x', '--listen']],
		[['--openapi', 'x', '--environment', 'training']],
		[['--openapi', '']],
		[['--openapi']],
	])('%j is refused', (args) => {
		expect(() => readArguments(args, {})).toThrow(ArgumentError);
	});
});
