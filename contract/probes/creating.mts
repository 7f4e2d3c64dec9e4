import { describe, rowsOf, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe } from '../types.mts';
import { otherCase } from './filters.mts';

/** The name of the source system of the test person; nobody else has it. */
export const SOURCE = 'n8n-contract-check';

/** The test person. Nothing here belongs to anybody: the domain is reserved for examples. */
const testPerson = (externId: string) => ({ achternaam: 'n8n contract check', externId, externSource: SOURCE });
const EMAIL = 'n8n-contract-check@example.org';

/** A day of the month that a refusal may put into words. */
const BIRTH = '1980-04-12';

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

export const isSame = (a: unknown, b: string) => typeof a === 'string' && a.toLowerCase() === b.toLowerCase();

/** Making the test person, and a second one with the same key. */
export const creating: Probe[] = [
	{
		assumptions: ['A22', 'A23', 'A24', 'A55', 'A74', 'A75', 'A76', 'A79', 'A98'],
		title: 'Create a test person',
		requests: 6,
		writes: true,
		async run(context) {
			const { api, seen } = context;
			const person: Record<string, string> = testPerson(`Check-${Date.now()}`);
			let answer = await api.call('POST', 'Personen', { body: person });
			const required = needed(answer);
			if (answer.status === 400 || isRefusal(answer)) {
				seen.refusals.push(answer);
				person.email1 = EMAIL;
				answer = await api.call('POST', 'Personen', { body: person });
			}
			const findings = [required, ...answerForm(answer, person)];
			if (answer.status < 200 || answer.status > 303 || isRefusal(answer))
				return [
					unknown('A23', `creating a person with a last name, with and without an email address: ${describe(answer)}`),
					...rest('no test person'),
				];
			const id = idIn(answer) ?? (await lookUp(context, person.externId!));
			if (answer.status === 202)
				findings.push(
					refuted(
						'A76',
						id === undefined ? 'never' : 'later',
						`POST Personen: HTTP 202; the person is ${id === undefined ? 'not ' : ''}found by its key afterwards`,
					),
				);
			else findings.push(confirmed('A76', `POST Personen: HTTP ${answer.status}`));
			if (id === undefined)
				return [
					...findings,
					...rest('the test person was made, but its id is not told and it is not found by its key', [
						'A24',
						'A75',
						'A79',
						'A98',
					]),
				];
			seen.test = { id, idInBody: false, doubled: false, record: person };
			findings.push(moments(await api.call('GET', `Personen/${id}`)));
			// Where look-ups heed the case, it is worth knowing whether the check for doubles does too.
			const key = seen.heedsCase ? { externId: otherCase(person.externId!), externSource: otherCase(SOURCE) } : {};
			const second = { ...person, ...key, geboortedatum: BIRTH };
			const double = await api.call('POST', 'Personen', { body: second });
			seen.test.doubled = double.status >= 200 && double.status <= 299 && !isRefusal(double);
			return [...findings, ...doubles(double, seen), quotes(double, person, api.isTokenIn(double.text))];
		},
	},
];

const rest = (why: string, ids = ['A22', 'A24', 'A55', 'A75', 'A76', 'A79', 'A98']): Finding[] =>
	ids.map((id) => unknown(id, why));

/** A refusal in an answer that looks like success (assumption A75). */
export const isRefusal = ({ status, json }: Answer) =>
	status === 200 && (json as { success?: unknown } | null)?.success === false;

function needed(answer: Answer): Finding {
	const { status } = answer;
	if (status >= 200 && status <= 303 && !isRefusal(answer))
		return confirmed('A23', `a person with a last name and a key only: HTTP ${status}`);
	return status === 400 || isRefusal(answer)
		? refuted('A23', 'achternaamEmail1', 'without an email address: refused; with one it is accepted')
		: unknown('A23', `HTTP ${status}`);
}

function answerForm(answer: Answer, sent: Record<string, string>): Finding[] {
	const { status, json, text, headers } = answer;
	const isRecord = json !== null && typeof json === 'object' && 'id' in json;
	const evidence = `POST Personen: ${describe(answer).split(' with ')[0]}${isRecord ? ' with the record' : ''}${headers.has('location') ? ', header Location' : ''}`;
	if (status === 202 || status === 303) {
		return [
			unknown('A22', evidence),
			unknown('A55', evidence),
			...(status === 303 ? [refuted('A74', 'seeOther', evidence)] : []),
		];
	}
	if (!isRecord) {
		const way =
			typeof json === 'string' && GUID.test(json)
				? 'idOnly'
				: text === '' && headers.has('location')
					? 'location'
					: undefined;
		return [refuted('A22', way, evidence), unknown('A55', 'the answer holds no record')];
	}
	const more = Object.keys(json).some((name) => name !== 'id' && !(name in sent));
	return [
		status === 201 ? confirmed('A22', evidence) : refuted('A22', 'ok', evidence),
		more
			? confirmed('A55', 'the answer to POST shows members that were not sent')
			: refuted('A55', 'echo', 'the answer to POST shows what was sent, and nothing else but the id'),
	];
}

function doubles(answer: Answer, { heedsCase = false }: Context['seen']): Finding[] {
	const { status } = answer;
	const evidence = `a second person with the same key${heedsCase ? ' in letters of the other case' : ''}: HTTP ${status}`;
	if (isRefusal(answer))
		return [unknown('A24', evidence), refuted('A75', 'successFalse', `${evidence} with success false`)];
	const refused = status >= 400 && status <= 499 ? confirmed('A75', evidence) : unknown('A75', evidence);
	if (status === 409) return [confirmed('A24', evidence), refused];
	if (status === 400) return [refuted('A24', 'badRequest', evidence), refused];
	const isMade = status >= 200 && status <= 299;
	if (isMade && heedsCase) return [unknown('A24', evidence), refused, refuted('A78', 'exactUnique', evidence)];
	return [refuted('A24', isMade ? 'allowed' : undefined, evidence), refused];
}

/** Whether a refusal repeats something of what was sent (assumption A79); the words themselves go nowhere. */
function quotes(
	{ status, text, json }: Answer,
	{ achternaam = '', externId = '' }: Record<string, string>,
	hasToken: boolean,
): Finding {
	if (status < 400 || text === '') return unknown('A79', 'nothing was refused with words');
	if (hasToken) return refuted('A79', 'token', 'a refusal repeats the access token');
	const keys = Object.keys((json as { errors?: object } | undefined)?.errors ?? {});
	const evidence = 'a refusal repeats a value that was sent';
	if (keys.includes(achternaam) || keys.includes(externId))
		return refuted('A79', 'keys', `${evidence}, as the name of a complaint`);
	if (/\b12 \p{L}{3,}/u.test(text)) return refuted('A79', 'words', `${evidence}, a date in words`);
	if (text.includes(encodeURIComponent(achternaam))) return refuted('A79', 'html', `${evidence}, escaped`);
	if (text.includes(achternaam.toUpperCase())) return refuted('A79', 'upper', `${evidence}, in capitals`);
	if (text.includes(achternaam.slice(0, 14)))
		return refuted('A79', text.includes(achternaam) ? undefined : 'truncated', evidence);
	return confirmed('A79', 'a refusal repeats nothing of what was sent');
}

function idIn({ json, headers }: Answer): string | undefined {
	if (json !== null && typeof json === 'object' && 'id' in json) return String(json.id);
	if (typeof json === 'string' && GUID.test(json)) return json;
	return GUID.exec(headers.get('location') ?? '')?.[0];
}

/** Looks twice: a look may come too early (assumptions A69 and A76). */
async function lookUp({ api }: Context, externId: string): Promise<string | undefined> {
	for (let look = 0; look < 2; look += 1) {
		const rows = rowsOf(await api.people({ where: `externId=${externId};externSource=${SOURCE}`, take: '2' })) ?? [];
		// The key is checked here as well: a server that ignores the filter would hand out somebody else.
		const row = rows.find((one) => isSame(one.externId, externId) && isSame(one.externSource, SOURCE));
		if (typeof row?.id === 'string') return row.id;
	}
	return undefined;
}

/** The moments of a record that nobody has changed yet. */
function moments({ json }: Answer): Finding {
	const { auditTrail } = (json ?? {}) as { auditTrail?: Record<string, unknown> | null };
	if (!auditTrail) return unknown('A98', 'a new person shows no audit trail');
	const [made, changed] = [auditTrail.aangemaaktDatumTijd, auditTrail.gewijzigdDatumTijd];
	if (typeof made !== 'string') return refuted('A98', 'hidden', 'a new person shows no moment of its creation');
	if (typeof changed !== 'string') return refuted('A98', 'onlyCreated', 'a new person shows no moment of a change');
	return made === changed
		? confirmed('A98', 'a new person shows the same moment twice')
		: refuted('A98', 'later', 'a new person shows a moment of a change that is not that of its creation');
}
