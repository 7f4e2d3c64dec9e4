import type { RawNode } from '../json/parse';

/** A value in its text. */
export interface Piece {
	text: string;
	node: RawNode;
}

/** @returns the characters of a value */
export function rawOf({ text, node }: Piece): string {
	return text.slice(node.start, node.end);
}

/** @returns whether the value stands for nothing: null, '', only spaces, and objects and lists of nothing else */
export function isNothing(piece: Piece): boolean {
	const { text, node } = piece;
	if (node.kind === 'object') return node.members.every(({ value }) => isNothing({ text, node: value }));
	if (node.kind === 'array') return node.items.every((item) => isNothing({ text, node: item }));
	const raw = rawOf(piece);
	return node.kind === 'string' ? (JSON.parse(raw) as string).trim() === '' : raw === 'null';
}

/** @returns the members by name; as in JSON.parse, the last of two counts */
export function membersOf({ text, node }: Piece): Map<string, Piece> {
	return new Map(node.members.map(({ key, value }) => [key, { text, node: value }]));
}

function itemsOf({ text, node }: Piece): Piece[] {
	return node.items.map((item) => ({ text, node: item }));
}

/**
 * Get turns numbers that JavaScript would change into text (toItem). Coming back as that text they are the stored number.
 *
 * @param stored the value in Coachview
 * @param wanted the value that was supplied
 * @returns JSON text of `wanted`, with such texts as the numbers they were; everything else keeps its characters
 */
export function withStoredNumbers(stored: Piece | undefined, wanted: Piece): string {
	const raw = rawOf(wanted);
	if (!stored) return raw;
	if (wanted.node.kind === 'string' && stored.node.kind === 'number')
		return JSON.parse(raw) === rawOf(stored) ? rawOf(stored) : raw;
	if (wanted.node.kind === 'object' && stored.node.kind === 'object') {
		const before = membersOf(stored);
		return `{${wanted.node.members
			.map(
				({ key, keyStart, value }) =>
					wanted.text.slice(keyStart, value.start) +
					withStoredNumbers(before.get(key), { text: wanted.text, node: value }),
			)
			.join(',')}}`;
	}
	if (wanted.node.kind !== 'array' || stored.node.kind !== 'array') return raw;
	const before = pairs(itemsOf(stored), itemsOf(wanted));
	return `[${itemsOf(wanted)
		.map((item, index) => withStoredNumbers(before[index], item))
		.join(',')}]`;
}

/**
 * @returns whether something that is filled in the stored list would be gone: fewer filled elements, an emptied member
 *          inside one, or no list at all. Another order, and another value in the place of one, are no loss
 */
export function losesInside(stored: Piece, wanted: Piece | undefined): boolean {
	if (isNothing(stored)) return false;
	if (!wanted || isNothing(wanted)) return true;
	if (stored.node.kind === 'object') {
		if (wanted.node.kind !== 'object') return true;
		const after = membersOf(wanted);
		return [...membersOf(stored)].some(([key, value]) => losesInside(value, after.get(key)));
	}
	if (stored.node.kind !== 'array') return false;
	if (wanted.node.kind !== 'array') return true;
	const before = itemsOf(stored).filter((item) => !isNothing(item));
	const after = itemsOf(wanted).filter((item) => !isNothing(item));
	if (after.length < before.length) return true;
	const partners = pairs(after, before);
	return before.some((item, index) => losesInside(item, partners[index]));
}

/** @returns for each of `items` its partner among `candidates`: an equal one, else one with the same id, else the next that is free */
function pairs(candidates: readonly Piece[], items: readonly Piece[]): Array<Piece | undefined> {
	const free = new Set(candidates.keys());
	const found = new Array<number | undefined>(items.length).fill(undefined);
	for (const mark of [shown, idOf]) {
		const places = new Map<string, number[]>();
		for (const index of [...free].reverse()) {
			const key = mark(candidates[index] as Piece);
			if (key === undefined) continue;
			const list = places.get(key);
			if (list) list.push(index);
			else places.set(key, [index]);
		}
		items.forEach((item, index) => {
			const key = found[index] === undefined ? mark(item) : undefined;
			const place = key === undefined ? undefined : places.get(key)?.pop();
			if (place === undefined) return;
			found[index] = place;
			free.delete(place);
		});
	}
	const rest = free.values();
	return found.map((place) => candidates[place ?? (rest.next().value as number | undefined) ?? -1]);
}

/** As Get shows it: numbers and the texts made of them look alike, and blanks between members do not count. */
function shown(piece: Piece): string {
	const { node } = piece;
	if (node.kind === 'object')
		return `{${[...membersOf(piece)]
			.map(([key, value]) => `${JSON.stringify(key)}:${shown(value)}`)
			.sort()
			.join(',')}}`;
	if (node.kind === 'array') return `[${itemsOf(piece).map(shown).join(',')}]`;
	return node.kind === 'string' ? (JSON.parse(rawOf(piece)) as string) : rawOf(piece);
}

function idOf(piece: Piece): string | undefined {
	const id = membersOf(piece).get('id');
	return id && !isNothing(id) ? shown(id) : undefined;
}
