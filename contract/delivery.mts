import { register } from '../sandbox/assumptions/register.mts';
import type { ReportEntry } from './check.mts';
import { settingFor } from './settings.mts';
import { safeName, shapeOf } from './shapes.mts';
import { confirmed, refuted, unknown, type Finding, type Row } from './types.mts';

export interface RawDelivery {
	method: string;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** A delivery reduced to what says how webhooks look. */
export interface Recording {
	at: string;
	method: string;
	contentType: string;
	headerNames: string[];
	bytes: number;
	shape: unknown;
	entries: ReportEntry[];
}

/** Names of the event's members as vendor documentation spells them, in the order of the register's alternatives. */
const styles: Array<[name: string, members: string[]]> = [
	['flatPascal', ['PersoonId', 'PersooncategorieId', 'ExternId', 'ExternSource', 'Categorie']],
	['flatCamel', ['persoonId', 'persooncategorieId', 'externId', 'externSource', 'categorie']],
	['externsource', ['PersoonId', 'PersooncategorieId', 'ExternId', 'Externsource', 'Categorie']],
	['english', ['PersonId', 'PersoncategoryId', 'ExternId', 'Externsource', 'Category']],
];
const externKeys = ['externid', 'externsource'];

/** @returns names and types of one delivery, and what they say about assumptions A41–A49 */
export function recordDelivery({ method, headers, body }: RawDelivery): Recording {
	const contentType = String(headers['content-type'] ?? '');
	const value = read(body, contentType);
	const { data, envelope } = unwrap(value);
	const findings = [
		eventName(value, data, headers),
		envelopeOf(data, envelope),
		placeOf(value, envelope, headers),
		kindOf(method, contentType),
		signatureOf(headers),
		emptiness(data),
	];
	return {
		at: new Date().toISOString(),
		method,
		contentType: contentType.slice(0, 80),
		headerNames: Object.keys(headers).map(safeName).sort(),
		bytes: Buffer.byteLength(body),
		shape: shapeOf(value),
		entries: findings.map(({ id, verdict, alternative, evidence }): ReportEntry => {
			const { statement, alternatives } = register.find((entry) => entry.id === id)!;
			const other = alternatives.find((one) => one.value === alternative);
			return {
				id,
				statement,
				verdict,
				...(other && { alternative: other }),
				evidence,
				...(verdict === 'refuted' && { setting: settingFor(id, alternative) }),
			};
		}),
	};
}

function read(body: string, contentType: string): unknown {
	if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body));
	if (/xml/.test(contentType))
		return Object.fromEntries(
			[...body.matchAll(/<([A-Za-z][\w.-]*)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, text]),
		);
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

function unwrap(value: unknown): { data: Row; envelope: 'flat' | 'eventData' | 'notifications' } {
	const row = (value !== null && typeof value === 'object' ? value : {}) as Row;
	if (row.data !== null && typeof row.data === 'object') return { data: row.data as Row, envelope: 'eventData' };
	if (Array.isArray(row.Notifications)) return { data: (row.Notifications[0] ?? {}) as Row, envelope: 'notifications' };
	return { data: row, envelope: 'flat' };
}

const words = (text: unknown) => typeof text === 'string' && /^[a-z]+(\.[a-z]+)+$/i.test(text);
const eventHeader = (headers: RawDelivery['headers']) =>
	Object.entries(headers).find(([, text]) => words(text) && !String(text).includes('/'));
const eventMember = (row: Row) => Object.entries(row).find(([, text]) => words(text));

function eventName(value: unknown, data: Row, headers: RawDelivery['headers']): Finding {
	const name = (eventMember((value ?? {}) as Row) ?? eventMember(data) ?? eventHeader(omit(headers, 'host')))?.[1];
	return unknown(
		'A41',
		name === undefined ? 'this delivery does not name its event' : `this delivery is called ${String(name)}`,
	);
}

function envelopeOf(data: Row, envelope: string): Finding {
	const names = Object.keys(data);
	const evidence = `${envelope}, members ${names.map(safeName).join(', ')}`;
	if (envelope !== 'flat') return refuted('A42', envelope, evidence);
	// A member without a value may be left out (A49), so the spelling of those that are there decides.
	const all = styles.map(([style, members]) => [style, members.filter((name) => names.includes(name)).length] as const);
	const best = Math.max(...all.map(([, hits]) => hits));
	const style = best < 2 ? undefined : all.find(([, hits]) => hits === best)![0];
	return style === 'flatPascal' ? confirmed('A42', evidence) : refuted('A42', style, evidence);
}

function placeOf(value: unknown, envelope: string, headers: RawDelivery['headers']): Finding {
	const member = eventMember((value ?? {}) as Row);
	const header = eventHeader(omit(headers, 'host'));
	if (envelope !== 'flat') return unknown('A43', 'the envelope carries the event');
	if (member) return refuted('A43', 'bodyEvent', `the member ${safeName(member[0])} holds the event's name`);
	return header
		? refuted('A43', 'header', `the header ${safeName(header[0])} holds the event's name`)
		: confirmed('A43', 'neither a member nor a header holds an event’s name');
}

function kindOf(method: string, contentType: string): Finding {
	const evidence = `${method}, ${contentType.slice(0, 80)}`;
	if (method === 'POST' && /^application\/json/i.test(contentType)) return confirmed('A44', evidence);
	return refuted('A44', /xml/i.test(contentType) ? 'xml' : /form/i.test(contentType) ? 'form' : undefined, evidence);
}

function signatureOf(headers: RawDelivery['headers']): Finding {
	const found = Object.entries(headers).find(([name]) => /signature|hmac/i.test(name));
	if (!found) return confirmed('A45', 'no header looks like a signature');
	const length = String(found[1]).replace(/^\w+=/, '').length;
	return refuted(
		'A45',
		length === 128 ? 'hmacSha512' : undefined,
		`header ${safeName(found[0])} with ${length} characters`,
	);
}

function emptiness(data: Row): Finding {
	const values = externKeys.map((key) => Object.entries(data).find(([name]) => name.toLowerCase() === key)?.[1]);
	const evidence = `ExternId ${kind(values[0])}, ExternSource ${kind(values[1])}`;
	if (values.every((value) => typeof value === 'string' && value !== ''))
		return unknown('A49', `${evidence}; a person without an ExternId would tell`);
	if (values.includes('')) return confirmed('A49', evidence);
	return refuted('A49', values.includes(null) ? 'null' : 'absent', evidence);
}

const kind = (value: unknown) =>
	value === undefined ? 'absent' : value === null ? 'null' : value === '' ? 'empty' : 'filled';
const omit = (headers: RawDelivery['headers'], name: string) =>
	Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

/** The recording for people. */
export function recordingText({ method, contentType, headerNames, bytes, shape, entries }: Recording): string {
	const lines = entries.flatMap(({ id, statement, verdict, evidence, setting }) => [
		`- **${id}** ${verdict === 'unknown' ? 'could not tell' : verdict}: ${statement}`,
		...evidence.map((line) => `  - Seen: ${line}`),
		...(setting ? [`  - **What to change:** ${setting}`] : []),
	]);
	return [
		'# One webhook of Coachview',
		'',
		`${method}, ${contentType}, ${bytes} bytes.`,
		'',
		`Headers: ${headerNames.join(', ')}`,
		'',
		'```json',
		JSON.stringify(shape, null, 2),
		'```',
		'',
		...lines,
		'',
	].join('\n');
}
