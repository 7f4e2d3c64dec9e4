import { rawAt, type RawRecord } from '../json/record';
import type { RawNode } from '../json/parse';

/**
 * The same as `toItem`, made so that nothing of the answer is kept in memory with it: JSON.parse copies every text, while
 * a piece of a text holds on to the whole answer. 50,000 people take a third of the memory this way.
 *
 * @returns a plain JSON value; numbers that JavaScript would change are text
 */
export function rowItem({ text, root }: RawRecord): { [key: string]: unknown } {
	const numbers: RawNode[] = [];
	collect(text, root, numbers);
	let [safe, at] = ['', 0];
	for (const { start, end } of numbers) {
		safe += `${text.slice(at, start)}"${text.slice(start, end)}"`;
		at = end;
	}
	return JSON.parse(safe + text.slice(at)) as { [key: string]: unknown };
}

/** @returns the text of a member, '' when there is none, as a copy of its own */
export function copyOfText(record: RawRecord, name: string): string {
	const value: unknown = JSON.parse(rawAt(record, [name]) ?? 'null');
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Numbers that do not come back as they were written, in the order of the text. */
function collect(text: string, node: RawNode, numbers: RawNode[]): void {
	for (const { value } of node.members) collect(text, value, numbers);
	for (const item of node.items) collect(text, item, numbers);
	if (node.kind !== 'number') return;
	const raw = text.slice(node.start, node.end);
	if (String(Number(raw)) !== raw) numbers.push(node);
}
