import type { Outcome } from './story.mts';

/**
 * The end of the story, for people.
 * @returns lines of text
 */
export function outcomeTable({ before, after, hr, comparison, requests, seconds, personId }: Outcome): string[] {
	const shown = ['voornaam', 'achternaam', 'externId', 'externSource'].filter((field) => before.has(field));
	const fields = [...new Set([...shown, ...hr.keys(), ...comparison.changed])];
	const rows = fields.map((field) => [
		field,
		plain(before.get(field)),
		plain(hr.get(field), ''),
		plain(after.get(field)),
	]);
	return [
		'',
		...columns([['Field', 'Person before', 'HR answer', 'Person after'], ...rows]),
		'',
		`Event           category Extragegevens added to person ${personId}`,
		`Fields kept     ${before.size - comparison.lost.length} of ${before.size}`,
		`Fields changed  ${comparison.changed.length} (${comparison.changed.join(', ')})`,
		`Fields lost     ${comparison.lost.length}${comparison.lost.length ? ` (${comparison.lost.join(', ')})` : ''}`,
		`Requests used   ${requests.length} (${requests.map(({ method }) => method).join(', ')})`,
		`Seconds         ${seconds}`,
		'',
	];
}

/** JSON text to what a person would write. */
function plain(text: string | undefined, absent = '(empty)'): string {
	if (text === undefined || text === 'null' || text === '""') return absent;
	return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

function columns(rows: string[][]): string[] {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const line = (row: string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd();
	return [line(rows[0]), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(line)];
}
