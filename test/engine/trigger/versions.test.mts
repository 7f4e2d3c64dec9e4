// Version 2 is version 1 without one expression that n8n evaluates for nodes of version 1; workflows of either go on working.
import { CoachviewTrigger } from '../../../nodes/Coachview/CoachviewTrigger.node.ts';
import { runWebhook, type Delivery } from '../../harness/webhook.mts';
import { body, parameters, personId } from './fixtures.mts';

test('a new node is of version 2, and version 1 is still there', () => {
	const { version, defaultVersion, properties } = new CoachviewTrigger().description;
	expect([version, defaultVersion]).toEqual([[1, 2], 2]);
	expect(JSON.stringify(properties)).not.toContain('@version');
});

const typed = (type: string, sent: unknown): Delivery => ({ body: sent, headers: { 'content-type': type } });
const text = JSON.stringify(body);
const xml = `<Webhook><PersoonId>${personId}</PersoonId><Categorie>Extragegevens</Categorie></Webhook>`;

// n8n leaves bodies of other types than these unread at version 2, so that the node has to read them itself.
test.each<[string, Delivery, number, boolean]>([
	['JSON', typed('application/json; charset=utf-8', text), 200, true],
	['JSON as text', typed('text/plain', text), 200, true],
	['JSON of a type of its own', typed('application/vnd.coachview+json', text), 200, true],
	['JSON without a type', typed('', text), 200, true],
	['JSON as bytes', typed('application/octet-stream', text), 200, true],
	['a form', typed('application/x-www-form-urlencoded', new URLSearchParams(body).toString()), 200, true],
	['XML', typed('application/xml', xml), 200, true],
	['an empty body', typed('application/json', ''), 400, false],
	['a picture', typed('image/png', Buffer.from([0x89, 0x50])), 400, false],
	['70 kB of bytes', typed('application/octet-stream', 'x'.repeat(70_000)), 413, false],
])('%s: both versions give the same', async (_name, delivery, status, runs) => {
	const [one, two] = await Promise.all(
		[1, 2].map(async (typeVersion) => await runWebhook({ parameters, settings: { typeVersion }, delivery })),
	);
	const told = ({ response, workflowData, failures }: typeof one) => [
		response.status,
		response.body,
		workflowData?.map(({ json: { receivedAt: _moment, ...json } }) => json),
		failures,
	];
	expect(told(two)).toEqual(told(one));
	expect([two.response.status, two.workflowData?.length]).toEqual([status, runs ? 1 : undefined]);
});
