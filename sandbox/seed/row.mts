/**
 * A hand-made record.
 * @param id of the record: four hexadecimal digits that tell its kind and number
 * @param more members that no table knows, as raw JSON text, so that numbers keep their form
 */
export function row(id: string, members: Record<string, unknown>, more = ''): string {
	const text = JSON.stringify({ id: rowId(id), ...members });
	return more === '' ? text : `${text.slice(0, -1)},${more}}`;
}

/** The whole id behind four hexadecimal digits. */
export function rowId(digits: string): string {
	return `44444444-4444-4444-8444-44444444${digits}`;
}
