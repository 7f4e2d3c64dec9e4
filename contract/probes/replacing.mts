import { describe, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';
import { personMembers } from '../../sandbox/coachview/entities.mts';
import { isRefusal, SOURCE } from './creating.mts';
import { etagOf, etagSteps, forms, isTestPerson, moving, putAnswer, remark, telling } from './stored.mts';

/** Sends a whole record to the test person, wherever PUT wants the id. */
export async function put({ api, seen }: Context, record: Row, headers: Record<string, string> = {}): Promise<Answer> {
	const { id, idInBody } = seen.test!;
	const answer = await api.call('PUT', idInBody ? 'Personen' : `Personen/${id}`, { body: record, headers });
	if (answer.status === 400) seen.refusals.push(answer);
	return answer;
}

const LOOKS = 3;

/**
 * The test person as it is now.
 * @param mark text that the remark must hold: without it the look may have come too early (assumption A69)
 * @throws Error when the record is not that of the test person: nothing more is written
 */
export async function read({ api, seen }: Context, mark = '', query: Record<string, string> = {}): Promise<Row> {
	let record: unknown;
	for (let look = 0; look < LOOKS; look += 1) {
		record = (await api.call('GET', `Personen/${seen.test!.id}`, { query })).json;
		if (!isTestPerson(record) || !String(record.opmerking ?? '').includes(mark)) continue;
		seen.lag = Math.max(seen.lag ?? 0, look);
		return record;
	}
	if (!isTestPerson(record)) throw new Error('the test person could not be read back');
	return record;
}

/** A record as it may be written: without what Coachview keeps itself. */
export function writable({ auditTrail: _auditTrail, ...record }: Row): Row {
	return record;
}

const ok = (answer: Answer) => answer.status >= 200 && answer.status <= 299 && !isRefusal(answer);

const MARKS = ['n8n contract check 1', 'n8n contract check 2'] as const;
const FORMS = ['A58', 'A59', 'A60', 'A61', 'A62', 'A63', 'A65', 'A81'];

/** How PUT works: all on the test person. */
export const replacing: Probe[] = [
	{
		assumptions: ['A19', 'A21', 'A30', 'A31', ...FORMS, 'A54', 'A69'],
		title: 'Write the test person',
		requests: 9,
		writes: true,
		async run(context) {
			const { seen } = context;
			const before = await read(context);
			const [first] = seen.hidden?.names ?? [];
			// A member that only a flag shows gets a value, so that it can be seen what the next write does to it.
			const hidden =
				first === undefined ? {} : { [first]: personMembers.get(first) === 'group' ? { plaats: 'x' } : 'x' };
			const full: Row = {
				...writable(before),
				...telling,
				...hidden,
				tel1: '000',
				tel2: '',
				opmerking: remark(MARKS[0]),
			};
			const { answer, place, strict, sent } = await firstPut(context, full);
			if (!ok(answer))
				return [
					place,
					...['A21', 'A30', 'A31', ...FORMS, 'A54', 'A69'].map((id) =>
						unknown(id, id === 'A21' ? describe(answer) : 'nothing was written'),
					),
				];
			const after = await read(context, MARKS[0]);
			seen.steps.push(stepOf(before, after));
			seen.written = {
				before,
				after,
				asked: Object.keys(sent).filter((name) => JSON.stringify(sent[name]) !== JSON.stringify(before[name])),
			};
			const form =
				answer.text === ''
					? refuted('A21', 'noContent', `PUT: HTTP ${answer.status}, empty body`)
					: confirmed('A21', `PUT: HTTP ${answer.status} with a body`);
			const stored = 'n8nContractCheck' in after;
			const member =
				strict ??
				(stored
					? refuted('A31', 'stored', 'an invented member was accepted and came back')
					: confirmed('A31', 'an invented member was accepted and did not come back'));
			const told = putAnswer(answer, sent, after);
			seen.echoes = told.alternative === 'echo';
			return [
				place,
				form,
				empties(before, after),
				member,
				...forms(before, after),
				told,
				lag(seen.lag, String(after.opmerking).includes(MARKS[0])),
			];
		},
	},
	{
		assumptions: ['A20', 'A84', 'S01', 'A56', 'A66', 'A68'],
		title: 'Leave a member out',
		requests: 7,
		writes: true,
		async run(context) {
			const { seen } = context;
			const before = await read(context, MARKS[0]);
			const { tel1: _left, ...others } = before;
			const shortened: Row = { ...others, externSource: SOURCE, opmerking: MARKS[1] };
			const audit = { ...(before.auditTrail as Row | undefined), aangemaaktDoor: 'n8n.contract.check' };
			let answer = await put(context, { ...shortened, auditTrail: audit });
			const rejected = answer.status === 400 || isRefusal(answer);
			if (rejected) answer = await put(context, writable(shortened));
			// A refusal that stays may be about the member that is missing.
			const isDemanded = answer.status === 400 || isRefusal(answer);
			if (isDemanded) answer = await put(context, writable({ ...before, externSource: SOURCE, opmerking: MARKS[1] }));
			if (!ok(answer)) return ['A20', 'A84', 'S01', 'A56', 'A66', 'A68'].map((id) => unknown(id, describe(answer)));
			const flags =
				seen.hidden === undefined
					? {}
					: { [seen.hidden.way === 'extra' ? 'InclusiefExtraVelden' : 'InclusiefDirecteRelaties']: 'true' };
			const after = await read(context, MARKS[1], flags);
			seen.steps.push(stepOf(before, after));
			const gone = after.tel1 === null || after.tel1 === '' || after.tel1 === undefined;
			const creator = (after.auditTrail as Row | undefined)?.aangemaaktDoor;
			const demand = isDemanded
				? refuted('A84', 'required', 'PUT without a member: refused, with it accepted')
				: confirmed('A84', 'PUT without a member: accepted');
			if (isDemanded)
				return [
					unknown('A20', 'a PUT without a member is refused'),
					demand,
					unknown('S01', 'a PUT without a member is refused'),
					...hiddenMember(seen, after),
					moving(seen.written, before),
					etagSteps(seen.steps),
				];
			return [
				demand,
				gone
					? confirmed('A20', 'a member left out of PUT is empty afterwards')
					: refuted('A20', 'merge', 'a member left out of PUT keeps its value'),
				rejected
					? refuted('S01', 'rejected', 'PUT with auditTrail: refused, without it accepted')
					: creator === 'n8n.contract.check'
						? refuted('S01', 'stored', 'auditTrail of the body was taken over')
						: confirmed('S01', 'auditTrail of the body was ignored'),
				...hiddenMember(seen, after),
				moving(seen.written, before),
				etagSteps(seen.steps),
			];
		},
	},
	{
		assumptions: ['A28', 'A29'],
		title: 'Values of enumerations',
		requests: 2,
		writes: true,
		async run(context) {
			const findings: Finding[] = [];
			const { seen } = context;
			for (const [id, member] of [
				['A28', 'geslacht'],
				['A29', 'optInOut'],
			] as const) {
				const answer = await put(context, { ...seen.test!.record, [member]: 'N8nContractCheck' });
				const { status } = answer;
				const evidence = `an invented value of ${member}: HTTP ${status}`;
				findings.push(
					status === 400 || isRefusal(answer)
						? refuted(id, 'closed', evidence)
						: status >= 200 && status <= 299
							? confirmed(id, evidence)
							: unknown(id, evidence),
				);
			}
			return findings;
		},
	},
	{
		assumptions: ['A27'],
		title: 'Version numbers',
		requests: 2,
		writes: true,
		async run(context) {
			const { seen } = context;
			const byHeader = (await put(context, seen.test!.record, { 'If-Match': '"0"' })).status;
			if (byHeader === 412 || byHeader === 409)
				return [refuted('A27', 'ifMatch', `PUT with another version in If-Match: HTTP ${byHeader}`)];
			const inBody = (await put(context, { ...seen.test!.record, auditTrail: { etag: 0 } })).status;
			const evidence = `PUT with another version in If-Match: HTTP ${byHeader}, in auditTrail.etag: HTTP ${inBody}`;
			if (inBody === 409 || inBody === 412) return [refuted('A27', 'bodyEtag', evidence)];
			return [
				byHeader === 200 || byHeader === 204
					? inBody === 400
						? unknown('A27', evidence)
						: confirmed('A27', evidence)
					: unknown('A27', evidence),
			];
		},
	},
];

function stepOf(before: Row, after: Row): number | undefined {
	const [a, b] = [etagOf(before), etagOf(after)];
	return a === undefined || b === undefined ? undefined : b - a;
}

/** How many looks a write took to be seen (assumption A69). */
function lag(looks: number | undefined, isSeen: boolean): Finding {
	if (!isSeen || looks === undefined)
		return unknown('A69', 'the remark of the test person is not shown as it was written');
	if (looks === 0) return confirmed('A69', 'a read right after a write shows it');
	return refuted('A69', looks === 1 ? 'oneRead' : 'twoReads', `a write was seen from look ${looks + 1} on`);
}

/** What a PUT that left out a member that only a flag shows did to it (assumption A56). */
function hiddenMember({ hidden }: Context['seen'], after: Row): Finding[] {
	const [name] = hidden?.names ?? [];
	if (!hidden || name === undefined) return [];
	const value = after[name] as Row | string | null | undefined;
	const kept =
		value !== null && value !== undefined && value !== '' && (typeof value === 'string' || Boolean(value.plaats));
	return [
		refuted(
			'A56',
			`${hidden.way}${kept ? 'Kept' : 'Cleared'}`,
			`only a flag shows ${hidden.names.join(', ')}; a PUT without ${name} ${kept ? 'keeps' : 'empties'} it`,
		),
	];
}

/** The first PUT tells the address (A19); a refusal may be about the invented member (A31), so it is repeated without. */
async function firstPut(
	context: Context,
	full: Row,
): Promise<{ answer: Answer; place: Finding; strict?: Finding; sent: Row }> {
	const test = context.seen.test!;
	let answer = await put(context, { ...full, n8nContractCheck: 'x' });
	let place = confirmed('A19', `PUT Personen/{id}: HTTP ${answer.status}`);
	if (answer.status === 404 || answer.status === 405) {
		const first = answer.status;
		test.idInBody = true;
		answer = await put(context, { ...full, n8nContractCheck: 'x' });
		place = refuted(
			'A19',
			answer.status === 404 || answer.status === 405 ? undefined : 'idInBody',
			`PUT Personen/{id}: HTTP ${first}, PUT Personen: HTTP ${answer.status}`,
		);
	}
	let strict: Finding | undefined;
	if (answer.status === 400 || isRefusal(answer)) {
		answer = await put(context, full);
		if (ok(answer)) strict = refuted('A31', 'rejected', 'an invented member: HTTP 400; without it accepted');
	}
	if (!ok(answer) && place.verdict === 'confirmed') place = unknown('A19', `PUT Personen/{id}: HTTP ${answer.status}`);
	test.record = { ...full, externSource: SOURCE };
	return { answer, place, strict, sent: strict ? full : { ...full, n8nContractCheck: 'x' } };
}

/** `before` holds texts that nobody ever set; `after` one that was sent as an empty text. */
function empties(before: Row, after: Row): Finding {
	const never = before.tel2 === '' ? 'an empty text' : 'null';
	const sent = after.tel2 === '' ? 'an empty text' : 'null';
	const evidence = `a text never set comes back as ${never}, an empty text sent as ${sent}`;
	if (never !== 'null') return refuted('A30', 'emptyReturned', evidence);
	return sent === 'null' ? confirmed('A30', evidence) : refuted('A30', 'emptyKept', evidence);
}
