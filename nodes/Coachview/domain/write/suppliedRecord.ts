import type { Entity } from '../../entities/entity';
import { birthDateAsWritten } from '../fields/birthDate';
import { Fault } from '../fault';
import { parseRaw, type RawNode } from '../json/parse';
import { rawRecord, type RawRecord } from '../json/record';
import { fieldLabel, fieldNamed, knownSpelling } from '../fields/label';
import { invalidInput } from '../settings/invalid';
import { jsonText } from '../settings/json';
import { whyDebris } from '../text';

/** What Get adds to a whole record: the record as text. It is no part of the record. */
const CARRIED = '_record';

/** @returns what the field of the record is called, e.g. `Person (JSON)` */
export function jsonLabel({ words }: Entity): string {
	return `${words.one.charAt(0).toUpperCase()}${words.one.slice(1)} (JSON)`;
}

/**
 * Reads the whole record that the user supplies to Replace.
 *
 * @param given JSON text, or an object such as an item of Get; what Get has added is taken out
 * @returns the record as it was given
 * @throws Fault `invalidInput` when it is not one JSON object, when a number was rounded by JavaScript, when two members
 *         differ in case only, and for debris and moments as birth dates, unless Coachview itself had that very value
 */
export function suppliedRecord(entity: Entity, given: unknown): RawRecord {
	if (
		given === null ||
		given === undefined ||
		(typeof given !== 'string' && (typeof given !== 'object' || Array.isArray(given)))
	)
		throw notAnObject(entity);
	const whole = recordOf(entity, typeof given === 'string' ? given : jsonText(given, jsonLabel(entity)));
	const record = withoutCarried(entity, whole);
	const seen = strings(carriedText(whole));
	checkMembers(entity, record.text, record.root, [], seen);
	return record;
}

function recordOf(entity: Entity, text: string): RawRecord {
	try {
		return rawRecord(text);
	} catch {
		throw notAnObject(entity);
	}
}

function withoutCarried(entity: Entity, record: RawRecord): RawRecord {
	const { text, root } = record;
	const kept = root.members.filter(({ key }) => key !== CARRIED);
	if (kept.length === root.members.length) return record;
	return recordOf(entity, `{${kept.map(({ keyStart, value }) => text.slice(keyStart, value.end)).join(',')}}`);
}

/** The record as Coachview gave it, when the item carries it; only used to tell old values from new ones. */
function carriedText({ text, root }: RawRecord): string {
	const carried = root.members
		.find(({ key }) => key === CARRIED)
		?.value.members.find(({ key }) => key === 'text')?.value;
	return carried?.kind === 'string' ? (JSON.parse(text.slice(carried.start, carried.end)) as string) : '{}';
}

/** @returns path and value of every text in the record, as one key */
function strings(text: string): ReadonlySet<string> {
	const found = new Set<string>();
	try {
		visit(text, parseRaw(text), [], (value, path) => found.add(keyOf(value, path)));
	} catch {
		// Not a record of Get: nothing is known of what Coachview had.
	}
	return found;
}

function keyOf(value: string, path: readonly string[]): string {
	return JSON.stringify([...path, value]);
}

function visit(
	text: string,
	node: RawNode,
	path: readonly string[],
	take: (value: string, path: readonly string[]) => void,
): void {
	if (node.kind === 'string') take(JSON.parse(text.slice(node.start, node.end)) as string, path);
	for (const item of node.items) visit(text, item, [...path, '[]'], take);
	for (const { key, value } of node.members) visit(text, value, [...path, key], take);
}

function checkMembers(
	entity: Entity,
	text: string,
	root: RawNode,
	path: readonly string[],
	seen: ReadonlySet<string>,
): void {
	refuseTwins(entity, root, path);
	visit(text, root, path, (value, at) => {
		if (value.trim() === '' || seen.has(keyOf(value, at))) return;
		const [top = ''] = at;
		const field = at.length === 1 ? fieldNamed(entity, top) : undefined;
		const label = at.length === 1 ? fieldLabel(entity, top) : at.filter((part) => part !== '[]').join('.');
		const why = whyDebris(value, { lines: field === undefined || field.lines === true });
		if (why !== undefined) throw invalidInput(label, why, `Look at where '${label}' comes from.`);
		if (field?.kind === 'birthDate') birthDateAsWritten(value, label);
	});
}

/** Two spellings of one member: which of them counts is anybody's guess. */
function refuseTwins(entity: Entity, node: RawNode, path: readonly string[]): void {
	const names = new Set<string>();
	for (const { key, value } of node.members) {
		const known = path.length === 0 ? knownSpelling(entity, key) : key;
		if (known !== key)
			throw invalidInput(jsonLabel(entity), `has '${known}' in another spelling`, `Write the member as ${known}.`);
		if (names.has(key.toLowerCase()))
			throw invalidInput(jsonLabel(entity), 'has a member twice, perhaps in two spellings', 'Give every member once.');
		names.add(key.toLowerCase());
		refuseTwins(entity, value, [...path, key]);
	}
	for (const item of node.items) refuseTwins(entity, item, [...path, '[]']);
}

function notAnObject(entity: Entity): Fault {
	return new Fault(
		'invalidInput',
		`'${jsonLabel(entity)}' is not a JSON object`,
		`Give the whole ${entity.words.one} as one JSON object. Nothing was sent to Coachview.`,
		{ fields: [jsonLabel(entity)] },
	);
}
