/**
 * Takes values of people out of a text that Coachview wrote, so that it can be shown: the values that were sent, and
 * whatever looks like a date, an e-mail address or a number of four digits and more.
 *
 * @param values texts that must not appear; shorter than three characters they are ignored
 * @returns at most 300 characters on one line
 */
export function scrub(text: string, values: readonly string[]): string {
	let clean = text;
	for (const value of [...values].sort((a, b) => b.length - a.length)) {
		if (value.length >= 3) clean = clean.replaceAll(value, '…');
	}
	return clean
		.replace(/[^\s"'<>]+@[^\s"'<>]+/g, '…')
		.replace(/\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:T[\d:.]+Z?)?/g, '…')
		.replace(/\d{4,}/g, '…')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 300);
}
