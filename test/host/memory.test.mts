import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import { pack } from '../../scripts/pack.mts';
import { reportFigures } from '../harness/report.mts';

jest.setTimeout(300_000);

const ROWS = 50_000;
/** Bytes of a person as in the report of 50,000 people with 54 MB. */
const BYTES = 1080;

let server: Server;
let n8n: RunningN8n;
let done = false;
let jsonBytes = 0;
const samples = join(tmpdir(), `coachview-memory-${process.pid}.jsonl`);

beforeAll(async () => {
	server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json; charset=utf-8');
		const url = new URL(request.url ?? '/', 'http://coachview');
		if (url.pathname.endsWith('/token'))
			return void response.end('{"access_token":"t","expires_in":3600,"token_type":"Bearer"}');
		if (url.pathname.endsWith('/done')) {
			done = true;
			return void response.end('{}');
		}
		const skip = Number(url.searchParams.get('skip'));
		const rows = Array.from(
			{ length: Math.max(0, Math.min(100, Number(url.searchParams.get('take')), ROWS - skip)) },
			(_, index) => person(skip + index),
		);
		response.end(`[${rows.join(',')}]`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const env = { NODE_OPTIONS: `--require ${join(__dirname, 'memory-sampler.cjs')}`, COACHVIEW_MEMORY_FILE: samples };
	n8n = await startN8n({ tarball: (await pack()).tarball, env });
});

afterAll(async () => {
	await n8n?.stop();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	rmSync(samples, { force: true });
});

test('K11.6 50,000 people in a real n8n take less than three times their JSON', async () => {
	const { rest } = n8n;
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const credential = await rest.createCredential('Coachview', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: url,
		clientId: 'demo',
		clientSecret: 's',
	});
	const { id } = await rest.importWorkflow(workflow(`${url}/done`), { credentials: [credential] });
	await rest.publish(id);
	jsonBytes = Array.from({ length: ROWS }, (_, nr) => Buffer.byteLength(person(nr))).reduce(
		(sum, bytes) => sum + bytes,
		0,
	);
	await sleep(4000);
	const started = Date.now();
	const before = read().filter(({ at }) => at > started - 3000);
	const base = Math.min(...before.map(({ used }) => used));

	await fetch(await rest.webhookUrl(id, 'Start'), { method: 'POST' });
	for (const end = Date.now() + 240_000; !done && Date.now() < end; ) await sleep(100);
	expect(done).toBe(true);
	const seconds = (Date.now() - started) / 1000;
	await sleep(1500);

	const during = read().filter(({ at }) => at > started);
	const peak = Math.max(...during.map(({ used }) => used)) - base;
	expect(during.length).toBeGreaterThan(5);
	const over = (bytes: number) => Math.round((bytes / jsonBytes) * 100) / 100;
	reportFigures('memory', { rows: ROWS, jsonBytes, peakOverJson: over(peak), seconds });
	expect(over(peak)).toBeLessThan(3);
});

const read = () =>
	readFileSync(samples, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { at: number; used: number });

function person(nr: number): string {
	const at = `2025-01-01T09:10:07.${nr}`;
	const start = JSON.stringify({
		id: `${String(nr).padStart(8, '0')}-0000-4000-8000-000000000000`,
		titel: null,
		voorletters: 'J.',
		voornaam: `Johanna ${nr}`,
		tussenvoegsels: null,
		achternaam: `Achternaam ${nr}`,
		geslacht: 'Vrouw',
		geboortedatum: '1987-04-12',
		geboorteplaats: "'s-Gravenhage",
		inactief: false,
		adres: {
			adres1: `Kerkstraat ${nr}`,
			adres2: null,
			adres3: null,
			adres4: null,
			postcode: '2514 EA',
			plaats: "'s-Gravenhage",
			landCode: 'NL',
		},
		factuurAdres: null,
		email1: `johanna.achternaam${nr}@example.org`,
		email2: null,
		tel1: '+31 70 0000 123',
		tel2: null,
		externId: String(nr),
		externSource: 'HR',
		bedrijfId: '66666666-6666-4666-8666-666666666666',
		functieId: '77777777-7777-4777-8777-777777777777',
		kaartnummer: 1,
		auditTrail: {
			aangemaaktDatumTijd: at,
			aangemaaktDoor: 'demo.beheerder',
			gewijzigdDatumTijd: at,
			gewijzigdDoor: 'demo.beheerder',
			etag: nr,
		},
	}).slice(0, -1);
	// A number that must become text, and letters that make every text of the answer two bytes wide.
	const end = '"bonus":1.10}';
	const remark =
		`,"opmerking":"❄ ${'Parkeert achter het gebouw en komt met de trein als het sneeuwt. '.repeat(10)}`.slice(
			0,
			BYTES - start.length - end.length - 4,
		);
	return `${start}${remark}",${end}`;
}

function workflow(doneUrl: string): WorkflowJson {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: Record<string, unknown>,
		more: object = {},
	) => ({ id: name, name, type, typeVersion, position: [0, 0] as [number, number], parameters, ...more });
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: 'Everybody',
		nodes: [
			node(
				'Start',
				'n8n-nodes-base.webhook',
				2,
				{ path: 'everybody', httpMethod: 'POST', responseMode: 'onReceived' },
				{ webhookId: '5d5b52a8-1a0a-4f0e-9d5c-6f1b5a0c9e11' },
			),
			node(
				'Everybody',
				'n8n-nodes-coachview.coachview',
				1,
				{ resource: 'person', operation: 'getAll', returnAll: true, simplify: false },
				{ credentials: { coachviewOAuth2Api: { id: null, name: 'Coachview' } } },
			),
			node('Done', 'n8n-nodes-base.httpRequest', 4.2, { url: doneUrl }, { executeOnce: true }),
		],
		connections: { Start: to('Everybody'), Everybody: to('Done') },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
}
