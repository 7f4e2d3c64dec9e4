/**
 * A number of a person as text: blanks around it taken off, composed, whole numbers written out.
 * @returns '' for nothing, and for what is no number of a person (a number that JavaScript rounds, an object)
 */
export function numberText(value: unknown): string {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : '';
	return typeof value === 'string' ? value.normalize('NFC').trim() : '';
}
