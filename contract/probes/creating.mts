import { describe, rowsOf, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe } from '../types.mts';

/** The name of the source system of the test person; nobody else has it. */
export const SOURCE = 'n8n-contract-check';

/** The test person. Nothing here belongs to anybody: the domain is reserved for examples. */
export const testPerson = (externId: string) => ({ achternaam: 'n8n contract check', externId, externSource: SOURCE });
const EMAIL = 'n8n-contract-check@example.org';

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** Making the test person, and a second one with the same key. */
export const creating: Probe[] = [
	{
		assumptions: ['A22', 'A23', 'A24'], title: 'Create a test person', requests: 4, writes: true,
		async run(context) {
			const { api, seen } = context;
			const person: Record<string, string> = testPerson(`check-${Date.now()}`);
			let answer = await api.call('POST', 'Personen', { body: person });
			const required = needed(answer);
			if (answer.status === 400) {
				seen.refusals.push(answer);
				person.email1 = EMAIL;
				answer = await api.call('POST', 'Personen', { body: person });
			}
			if (answer.status < 200 || answer.status > 299) return [unknown('A22', describe(answer)), unknown('A23', `creating a person with a last name, with and without an email address: ${describe(answer)}`), unknown('A24', 'no test person')];
			const id = idIn(answer) ?? (await lookUp(context, person.externId!));
			if (id === undefined) return [answerForm(answer), required, unknown('A24', 'the test person was made, but its id is not told and it is not found by its key')];
			seen.test = { id, idInBody: false, doubled: false, record: person };
			const double = await api.call('POST', 'Personen', { body: person });
			seen.test.doubled = double.status >= 200 && double.status <= 299;
			return [answerForm(answer), required, doubles(double)];
		},
	},
];

function needed({ status }: Answer): Finding {
	if (status >= 200 && status <= 299) return confirmed('A23', `a person with a last name and a key only: HTTP ${status}`);
	return status === 400 ? refuted('A23', 'achternaamEmail1', 'without an email address: HTTP 400; with one it is accepted') : unknown('A23', `HTTP ${status}`);
}

function answerForm(answer: Answer): Finding {
	const { status, json, text, headers } = answer;
	const isRecord = json !== null && typeof json === 'object' && 'id' in json;
	const evidence = `POST Personen: ${describe(answer).split(' with ')[0]}${isRecord ? ' with the record' : ''}${headers.has('location') ? ', header Location' : ''}`;
	if (isRecord) return status === 201 ? confirmed('A22', evidence) : refuted('A22', 'ok', evidence);
	if (typeof json === 'string' && GUID.test(json)) return refuted('A22', 'idOnly', evidence);
	return refuted('A22', text === '' && headers.has('location') ? 'location' : undefined, evidence);
}

function doubles({ status }: Answer): Finding {
	const evidence = `a second person with the same key: HTTP ${status}`;
	if (status === 409) return confirmed('A24', evidence);
	if (status === 400) return refuted('A24', 'badRequest', evidence);
	return status >= 200 && status <= 299 ? refuted('A24', 'allowed', evidence) : refuted('A24', undefined, evidence);
}

function idIn({ json, headers }: Answer): string | undefined {
	if (json !== null && typeof json === 'object' && 'id' in json) return String(json.id);
	if (typeof json === 'string' && GUID.test(json)) return json;
	return GUID.exec(headers.get('location') ?? '')?.[0];
}

async function lookUp({ api }: Context, externId: string): Promise<string | undefined> {
	const rows = rowsOf(await api.people({ where: `externId=${externId};externSource=${SOURCE}`, take: '2' })) ?? [];
	// The key is checked here as well: a server that ignores the filter would hand out somebody else.
	const row = rows.find((one) => one.externId === externId && one.externSource === SOURCE);
	return typeof row?.id === 'string' ? row.id : undefined;
}
