import { parseRaw, type RawNode } from './parse';

/**
 * @param text one JSON value
 * @returns the names of its members at every level, each once; none when the text is no JSON
 */
export function memberNames(text: string): string[] {
	const names = new Set<string>();
	const walk = ({ members, items }: RawNode): void => {
		for (const { key, value } of members) {
			names.add(key);
			walk(value);
		}
		items.forEach(walk);
	};
	try {
		walk(parseRaw(text));
	} catch {
		return [];
	}
	return [...names];
}
