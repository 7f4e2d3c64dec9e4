// A test in the editor: whatever is left out says why beside the output, hands nothing on, and a browser gets a page.
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { runNode } from '../../harness/engine.mts';
import { runWebhook } from '../../harness/webhook.mts';
import { body, parameters } from './fixtures.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
	PACE.lookAgain = 50;
});
afterAll(async () => await sandbox.stop());

type Setup = Omit<Parameters<typeof runWebhook>[0], 'delivery'>;
const credential = () => ({
	environment: 'custom',
	customUrl: sandbox.coachviewUrl,
	clientId: 'demo',
	clientSecret: 'demo-secret',
});

let count = 0;

/** One delivery in a test, and the run that it starts: what the editor shows. */
async function tried(setup: Setup, delivery: object = {}, mode: 'manual' | 'webhook' = 'manual') {
	// A workflow of its own each time: a published one counts what it leaves out.
	const all = { ...setup, workflowId: `tried-${++count}`, parameters: { ...parameters, ...setup.parameters } };
	const { response, workflowData, failures } = await runWebhook({ ...all, mode, delivery: { body, ...delivery } });
	expect(failures).toEqual([]);
	if (!workflowData) return { status: response.status, text: response.body, ran: undefined, hints: [] as string[] };
	const run = await runNode({ type: 'coachviewTrigger', ...all, items: workflowData });
	expect(run.error).toBeUndefined();
	return {
		status: response.status,
		text: response.body,
		ran: run.outputs[0]?.map(({ json }) => json.category ?? json),
		hints: run.hints.map(({ message }) => message),
	};
}

test.each<[string, object, object, RegExp]>([
	[
		'another category: both spellings are shown',
		{ categories: 'Extra gegevens' },
		body,
		/did not run. The category of the event is "Extragegevens"; Categories lets through "Extra gegevens"\.$/,
	],
	['another source', { externSources: 'Nmbrs, HR' }, body, /is "AFAS"; External Sources lets through "Nmbrs", "HR"\.$/],
	[
		'another event',
		{},
		{ ...body, event: 'persoon.gewijzigd' },
		/The event is "persoon.gewijzigd"; this trigger waits for "persoon.categorie.toegevoegd"/,
	],
	['no category at all', { categories: 'X' }, { ...body, Categorie: null }, /The category of the event is not given;/],
])('%s', async (_name, more, sent, why) => {
	expect(await tried({ parameters: more as never }, { body: sent })).toEqual({
		status: 200,
		text: '',
		ran: [],
		hints: [expect.stringMatching(why)],
	});
	// A published workflow gets nothing of this.
	expect(await tried({ parameters: more as never }, { body: sent }, 'webhook')).toMatchObject({
		status: 200,
		ran: undefined,
	});
});

test('what an event holds is no markup', async () => {
	const { hints } = await tried(
		{ parameters: { categories: 'X' } },
		{ body: { ...body, Categorie: '<img src=x onerror=y>' } },
	);
	expect(hints).toEqual([expect.stringContaining('"img src=x onerror=y"')]);
});

test('of several events some run, and the others say why', async () => {
	const sent = [body, { ...body, Categorie: 'Diploma' }, { ...body, Categorie: 'Diploma' }];
	expect(await tried({ parameters: { categories: 'Extragegevens' } }, { body: sent })).toMatchObject({
		ran: ['Extragegevens'],
		hints: [expect.stringContaining('"Diploma"')],
	});
});

test('a refused delivery says why, with the status that the sender hears', async () => {
	expect(await tried({}, { body: { hello: 'world' } })).toMatchObject({
		status: 400,
		ran: [],
		hints: [expect.stringMatching(/^A delivery was refused with 400. The body holds no person ID/)],
	});
	expect(await tried({ webhookCredential: { urlSecret: 'kX7-unguessable-2031' } })).toEqual({
		status: 404,
		text: '',
		ran: [],
		hints: [expect.stringMatching(/refused with 404. The URL Key is missing or wrong: the URL must end with \?key=/)],
	});
	expect(await tried({ parameters: { options: { allowedAddresses: '192.0.2.1' } } })).toMatchObject({
		status: 403,
		hints: [expect.stringContaining('Allowed Addresses')],
	});
});

test('settings that cannot be used', async () => {
	expect(await tried({ parameters: { categories: '={{ null }}' } })).toMatchObject({
		status: 503,
		ran: [],
		hints: [expect.stringContaining('Categories is no list of names')],
	});
});

describe('what Coachview does not confirm', () => {
	const person = (id: string, more: object = {}) => ({
		body: { ...body, PersoonId: id, ExternId: '', ExternSource: '', ...more },
	});
	const host = () => new URL(sandbox.coachviewUrl).host;
	beforeEach(async () => await sandbox.control.reset());

	test('no such person: the environment is named', async () => {
		expect(await tried({ credential: credential() }, person('99999999-9999-4999-8999-999999999999'))).toEqual({
			status: 200,
			text: '',
			ran: [],
			hints: [
				`An event did not run. Coachview (${host()}) has no person with this ID. The ID may be mistyped, or of the other environment.`,
			],
		});
	});
	test('another key', async () => {
		const { hints } = await tried({ credential: credential() }, person(pieterId, { ExternId: '1' }));
		expect(hints).toEqual([expect.stringContaining('has another External ID or External Source than the event')]);
	});
	test('a wrong secret, and no scope', async () => {
		const wrong = { ...credential(), clientSecret: 'wrong' };
		expect((await tried({ credential: wrong }, person(pieterId))).hints).toEqual([
			expect.stringContaining('does not accept the credential'),
		]);
		await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		expect((await tried({ credential: credential() }, person(pieterId))).hints).toEqual([
			expect.stringContaining('Personen.Lezen'),
		]);
	});
	test('out of reach: it runs, and says that it was not confirmed', async () => {
		PACE.maxWait = 1;
		const { ran, hints } = await tried(
			{ credential: { ...credential(), customUrl: 'http://127.0.0.1:9' } },
			person(pieterId),
		);
		expect(ran).toEqual(['Extragegevens']);
		expect(hints).toEqual([
			'An event ran unconfirmed. Coachview (127.0.0.1:9) could not be asked: it is out of reach or answers with an error.',
		]);
	});
	test('a true one: no hint, and the item tells where it was confirmed', async () => {
		const { workflowData } = await runWebhook({
			parameters,
			credential: credential(),
			mode: 'manual',
			delivery: person(pieterId),
		});
		expect(workflowData?.map(({ json }) => [json.confirmed, json.environment])).toEqual([[true, host()]]);
		expect((await tried({ credential: credential() }, person(pieterId))).hints).toEqual([]);
	});
});

test('with Always Output Data nothing starts: n8n would run the next nodes with an empty item', async () => {
	const setup = { parameters: { categories: 'X' }, settings: { alwaysOutputData: true } };
	expect(await tried(setup)).toMatchObject({ status: 200, ran: undefined });
});
