import { describe } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';
import { personMembers } from '../../sandbox/coachview/entities.mts';
import { isRefusal, SOURCE } from './creating.mts';
import { etagOf, etagSteps, forms, moving, putAnswer, remark, telling } from './stored.mts';
import { firstPut, ok, put, read, writable } from './testPerson.mts';

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

/** `before` holds texts that nobody ever set; `after` one that was sent as an empty text. */
function empties(before: Row, after: Row): Finding {
	const never = before.tel2 === '' ? 'an empty text' : 'null';
	const sent = after.tel2 === '' ? 'an empty text' : 'null';
	const evidence = `a text never set comes back as ${never}, an empty text sent as ${sent}`;
	if (never !== 'null') return refuted('A30', 'emptyReturned', evidence);
	return sent === 'null' ? confirmed('A30', evidence) : refuted('A30', 'emptyKept', evidence);
}
