import type { Answer } from '../api.mts';
import { safeName } from '../shapes.mts';
import { confirmed, refuted, unknown, type Finding, type Row } from '../types.mts';
import { isSame, SOURCE } from './creating.mts';

/** Values that a Coachview may store in another form; what each shows is one assumption. */
export const telling: Row = {
	email1: 'N8N-Contract-Check@Example.org',
	tel3: '+31 (0)70 000 00 00',
	externSource: 'N8N-Contract-Check',
	geboortedatum: '1980-01-02',
};

/** A remark with blanks around it, a decomposed letter, both kinds of line end, and a mark to know it by. */
export const remark = (mark: string) => ` e\u0301\r\n${mark} `;

/** What became of the telling values: assumptions A58 to A63 and A65. `before` is a record without a birth date. */
export function forms(before: Row, after: Row): Finding[] {
	const text = (name: string) => String(after[name] ?? '');
	const form = (
		id: string,
		isAsSent: boolean,
		ways: Array<[alternative: string, holds: boolean]>,
		what: string,
	): Finding => {
		if (isAsSent) return confirmed(id, `${what}: as sent`);
		const way = ways.find(([, holds]) => holds)?.[0];
		return refuted(id, way, `${what}: in another form${way === undefined ? '' : ` (${way})`}`);
	};
	const [opmerking, date, id] = [text('opmerking'), text('geboortedatum'), text('externId')];
	const never = String(before.geboortedatum ?? '');
	return [
		form(
			'A58',
			text('externSource') === telling.externSource,
			[
				['lower', id !== '' && id === id.toLowerCase()],
				['sourceLower', text('externSource') === SOURCE],
			],
			'an External Source with capitals',
		),
		form(
			'A59',
			text('email1') === telling.email1,
			[['lower', text('email1') === String(telling.email1).toLowerCase()]],
			'an e-mail address with capitals',
		),
		form(
			'A60',
			/^\s.*\s$/s.test(opmerking),
			[['trimmed', opmerking.trim() === opmerking]],
			'a text with blanks around it',
		),
		form(
			'A61',
			text('tel3') === telling.tel3,
			[['regrouped', text('tel3') === '+31070000000' || text('tel3') === '+310700000000']],
			'a telephone number in groups',
		),
		form(
			'A62',
			opmerking.includes('e\u0301\r\n'),
			[
				['nfc', opmerking.includes('é\r\n')],
				['lf', opmerking.includes('e\u0301\n')],
			],
			'a decomposed letter and a carriage return with a line feed',
		),
		form(
			'A63',
			date === telling.geboortedatum,
			[
				['midnight', date.endsWith('T00:00:00')],
				['minutes', date.endsWith('T00:00')],
				['blank', date.endsWith(' 00:00:00')],
			],
			'a birth date',
		),
		never === ''
			? confirmed('A65', 'a birth date never set is empty')
			: refuted(
					'A65',
					never.startsWith('0001-01-01') ? 'yearOne' : undefined,
					'a birth date never set is shown as a date',
				),
		'titel' in before
			? confirmed('A81', 'members without a value are shown')
			: refuted('A81', 'omitted', 'members without a value are not shown'),
	];
}

/** Whether the answer to PUT is the record that a read shows afterwards (assumption A54). */
export function putAnswer({ json }: Answer, sent: Row, after: Row): Finding {
	if (json === null || typeof json !== 'object' || !('externId' in json))
		return unknown('A54', 'the answer to PUT holds no record');
	const answer = json as Row;
	if (answer.tel1 !== sent.tel1 && after.tel1 === sent.tel1)
		return refuted('A54', 'old', 'the answer to PUT shows the record as it was before; a read shows the change');
	const repeated = Object.keys(sent).filter((name) => !same(sent[name], after[name]) && same(sent[name], answer[name]));
	if (repeated.length > 0)
		return refuted(
			'A54',
			'echo',
			`the answer to PUT shows what was sent, where a read shows something else (${repeated.map(safeName).join(', ')})`,
		);
	return confirmed('A54', 'the answer to PUT and a read show the same');
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Members that moved by themselves (assumption A66): during a write that was not about them, and between two reads. */
export function moving(write: { before: Row; after: Row; asked: string[] } | undefined, later: Row): Finding {
	if (!write) return unknown('A66', 'nothing was written');
	const changed = (a: Row, b: Row) => Object.keys(b).filter((name) => name !== 'auditTrail' && !same(a[name], b[name]));
	const [betweenReads, byWrite] = [
		changed(write.after, later),
		changed(write.before, write.after).filter((name) => !write.asked.includes(name)),
	];
	if (betweenReads.length > 0)
		return refuted('A66', 'onRead', `changed between two reads: ${betweenReads.map(safeName).join(', ')}`);
	if (byWrite.length > 0)
		return refuted('A66', 'onWrite', `changed by a write that was not about them: ${byWrite.map(safeName).join(', ')}`);
	return confirmed('A66', 'nothing but what was written, and auditTrail, changed');
}

/** The version number of a record. */
export const etagOf = (record: Row): number | undefined => {
	const { etag } = (record.auditTrail ?? {}) as { etag?: unknown };
	return typeof etag === 'number' ? etag : undefined;
};

/** Steps of the version number over writes (assumption A68). */
export function etagSteps(steps: Array<number | undefined>): Finding {
	if (steps.length === 0) return unknown('A68', 'nothing was written');
	if (steps.includes(undefined)) return refuted('A68', 'absent', 'auditTrail.etag is not shown as a number');
	const evidence = `auditTrail.etag went up by ${steps.join(' and ')}`;
	if (new Set(steps).size > 1) return refuted('A68', 'random', evidence);
	return steps[0] === 1 ? confirmed('A68', evidence) : refuted('A68', steps[0] === 10 ? 'ten' : undefined, evidence);
}

/** Whether a record is that of the test person. */
export const isTestPerson = (record: unknown): record is Row =>
	record !== null && typeof record === 'object' && isSame((record as Row).externSource, SOURCE);
