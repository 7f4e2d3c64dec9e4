export { answers, numberText, outcomeOf } from './answers.mts';

/**
 * Reads a CSV file, with quotes as RFC 4180 has them.
 * @param text decoded text; a mark at its beginning (BOM) does not matter
 * @param delimiter what stands between two cells
 * @returns rows by the names in the first line; undefined when the text was read in the wrong encoding
 */
export function readCsv(
	text: string,
	delimiter: string,
): { names: string[]; rows: Array<Record<string, string>> } | undefined {
	// U+FFFD stands where bytes are no text in the encoding that was chosen: whatever is read may be wrong.
	if (text.includes('\uFFFD')) return undefined;
	const [head = [], ...lines] = cells(text.replace(/^\uFEFF/, ''), delimiter);
	const names = head.map((name) => name.normalize('NFC').trim());
	const filled = lines.filter((line) => line.some((cell) => cell.trim() !== ''));
	return { names, rows: filled.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? '']))) };
}

function cells(text: string, delimiter: string): string[][] {
	const lines: string[][] = [];
	let line: string[] = [];
	let cell = '';
	let quoted = false;
	const endCell = () => {
		line.push(cell);
		cell = '';
	};
	for (let at = 0; at < text.length; at++) {
		const sign = text[at]!;
		if (quoted) {
			if (sign !== '"') cell += sign;
			else if (text[at + 1] === '"') cell += text[++at]!;
			else quoted = false;
		} else if (sign === '"' && cell.trim() === '') {
			quoted = true;
			cell = '';
		} else if (text.startsWith(delimiter, at)) {
			endCell();
			at += delimiter.length - 1;
		} else if (sign === '\n' || sign === '\r') {
			if (sign === '\r' && text[at + 1] === '\n') at++;
			endCell();
			lines.push(line);
			line = [];
		} else cell += sign;
	}
	endCell();
	return [...lines, line];
}
