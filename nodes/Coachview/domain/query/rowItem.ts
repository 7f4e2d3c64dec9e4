import { parsePlain, type PlainItem, type RawRecord } from '../json/record';
import { isOdd, type Place, type RawNode } from '../json/parse';

/**
 * The same as `toItem`, made so that nothing of the answer is kept in memory with it. Several calls for one row of a list
 * may give the same object.
 *
 * @returns a plain JSON value; numbers that JavaScript would change are text
 */
export function rowItem(record: RawRecord): PlainItem {
	return record.plain ?? parsePlain(record.text, oddNumbers(record.text, record.root));
}

/** @returns the text of a member, '' when there is none, as a copy of its own */
export function copyOfText(record: RawRecord, name: string): string {
	const item = rowItem(record);
	const value = Object.hasOwn(item, name) ? item[name] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Places of the numbers that do not come back as they were written, in the order of the text. */
function oddNumbers(text: string, node: RawNode, found: Place[] = []): Place[] {
	for (const { value } of node.members) oddNumbers(text, value, found);
	for (const item of node.items) oddNumbers(text, item, found);
	if (node.kind === 'number' && isOdd(text.slice(node.start, node.end))) found.push(node);
	return found;
}
