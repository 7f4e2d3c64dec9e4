import { describe, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';
import { SOURCE } from './creating.mts';

/** Sends a whole record to the test person, wherever PUT wants the id. */
export async function put({ api, seen }: Context, record: Row, headers: Record<string, string> = {}): Promise<Answer> {
	const { id, idInBody } = seen.test!;
	const answer = await api.call('PUT', idInBody ? 'Personen' : `Personen/${id}`, { body: record, headers });
	if (answer.status === 400) seen.refusals.push(answer);
	return answer;
}

/** The test person as it is now. @throws Error when the record is not that of the test person: nothing more is written */
export async function read({ api, seen }: Context): Promise<Row> {
	const { json } = await api.call('GET', `Personen/${seen.test!.id}`);
	const record = json as Row | undefined;
	if (record === undefined || record === null || record.externSource !== SOURCE) throw new Error('the test person could not be read back');
	return record;
}

/** A record as it may be written: without what Coachview keeps itself. */
export function writable({ auditTrail: _auditTrail, ...record }: Row): Row {
	return record;
}

const ok = ({ status }: Answer) => status >= 200 && status <= 299;

/** How PUT works: all on the test person. */
export const replacing: Probe[] = [
	{
		assumptions: ['A19', 'A21', 'A30', 'A31'], title: 'Write the test person', requests: 5, writes: true,
		async run(context) {
			const before = await read(context);
			const full: Row = { ...writable(before), tel1: '000', tel2: '' };
			const { answer, place, strict } = await firstPut(context, full);
			if (!ok(answer)) return [place, unknown('A21', describe(answer)), unknown('A30', 'nothing was written'), unknown('A31', 'nothing was written')];
			const after = await read(context);
			const form = answer.text === '' ? refuted('A21', 'noContent', `PUT: HTTP ${answer.status}, empty body`) : confirmed('A21', `PUT: HTTP ${answer.status} with a body`);
			const stored = 'n8nContractCheck' in after;
			const member = strict ?? (stored ? refuted('A31', 'stored', 'an invented member was accepted and came back') : confirmed('A31', 'an invented member was accepted and did not come back'));
			return [place, form, empties(before, after), member];
		},
	},
	{
		assumptions: ['A20', 'S01'], title: 'Leave a member out', requests: 4, writes: true,
		async run(context) {
			const before = await read(context);
			const { tel1: _left, ...shortened } = before;
			const audit = { ...(before.auditTrail as Row | undefined), aangemaaktDoor: 'n8n.contract.check' };
			let answer = await put(context, { ...shortened, auditTrail: audit });
			const rejected = answer.status === 400;
			if (rejected) answer = await put(context, writable(shortened));
			if (!ok(answer)) return [unknown('A20', describe(answer)), unknown('S01', describe(answer))];
			const after = await read(context);
			const gone = after.tel1 === null || after.tel1 === '' || after.tel1 === undefined;
			const creator = (after.auditTrail as Row | undefined)?.aangemaaktDoor;
			return [
				gone ? confirmed('A20', 'a member left out of PUT is empty afterwards') : refuted('A20', 'merge', 'a member left out of PUT keeps its value'),
				rejected ? refuted('S01', 'rejected', 'PUT with auditTrail: HTTP 400, without it accepted')
					: creator === 'n8n.contract.check' ? refuted('S01', 'stored', 'auditTrail of the body was taken over') : confirmed('S01', 'auditTrail of the body was ignored'),
			];
		},
	},
	{
		assumptions: ['A28', 'A29'], title: 'Values of enumerations', requests: 2, writes: true,
		async run(context) {
			const findings: Finding[] = [];
			const { seen } = context;
			for (const [id, member] of [['A28', 'geslacht'], ['A29', 'optInOut']] as const) {
				const { status } = await put(context, { ...seen.test!.record, [member]: 'N8nContractCheck' });
				const evidence = `an invented value of ${member}: HTTP ${status}`;
				findings.push(status === 400 ? refuted(id, 'closed', evidence) : status >= 200 && status <= 299 ? confirmed(id, evidence) : unknown(id, evidence));
			}
			return findings;
		},
	},
	{
		assumptions: ['A27'], title: 'Version numbers', requests: 2, writes: true,
		async run(context) {
			const { seen } = context;
			const byHeader = (await put(context, seen.test!.record, { 'If-Match': '"0"' })).status;
			if (byHeader === 412 || byHeader === 409) return [refuted('A27', 'ifMatch', `PUT with another version in If-Match: HTTP ${byHeader}`)];
			const inBody = (await put(context, { ...seen.test!.record, auditTrail: { etag: 0 } })).status;
			const evidence = `PUT with another version in If-Match: HTTP ${byHeader}, in auditTrail.etag: HTTP ${inBody}`;
			if (inBody === 409 || inBody === 412) return [refuted('A27', 'bodyEtag', evidence)];
			return [byHeader === 200 || byHeader === 204 ? (inBody === 400 ? unknown('A27', evidence) : confirmed('A27', evidence)) : unknown('A27', evidence)];
		},
	},
];

/** The first PUT tells the address (A19); a refusal may be about the invented member (A31), so it is repeated without. */
async function firstPut(context: Context, full: Row): Promise<{ answer: Answer; place: Finding; strict?: Finding }> {
	const test = context.seen.test!;
	let answer = await put(context, { ...full, n8nContractCheck: 'x' });
	let place = confirmed('A19', `PUT Personen/{id}: HTTP ${answer.status}`);
	if (answer.status === 404 || answer.status === 405) {
		const first = answer.status;
		test.idInBody = true;
		answer = await put(context, { ...full, n8nContractCheck: 'x' });
		place = refuted('A19', answer.status === 404 || answer.status === 405 ? undefined : 'idInBody', `PUT Personen/{id}: HTTP ${first}, PUT Personen: HTTP ${answer.status}`);
	}
	let strict: Finding | undefined;
	if (answer.status === 400) {
		answer = await put(context, full);
		if (ok(answer)) strict = refuted('A31', 'rejected', 'an invented member: HTTP 400; without it accepted');
	}
	if (!ok(answer) && place.verdict === 'confirmed') place = unknown('A19', `PUT Personen/{id}: HTTP ${answer.status}`);
	test.record = full;
	return { answer, place, strict };
}

/** `before` holds texts that nobody ever set; `after` one that was sent as an empty text. */
function empties(before: Row, after: Row): Finding {
	const never = before.tel2 === '' ? 'an empty text' : 'null';
	const sent = after.tel2 === '' ? 'an empty text' : 'null';
	const evidence = `a text never set comes back as ${never}, an empty text sent as ${sent}`;
	if (never !== 'null') return refuted('A30', 'emptyReturned', evidence);
	return sent === 'null' ? confirmed('A30', evidence) : refuted('A30', 'emptyKept', evidence);
}
