import { Fault } from '../fault';
import type { ExternalKey } from '../identity';
import { textAt, type RawRecord } from '../json/record';

/** One condition of Coachview's `where`. */
export interface Condition {
	field: string;
	/** Display name of the filter, for messages. */
	label?: string;
	/** `=`, `>` and `>=` are in use; the others are assumption A07. */
	operator: '=' | '>' | '>=' | '<' | '<=' | '<>';
	/** Several are alternatives, or the ends of a period (vendor documentation). */
	value: string | readonly string[];
}

/**
 * Conditions are joined with `;`, which means AND (seen in third-party code).
 *
 * @throws Fault `invalidInput` when a value contains `;` or `,` or begins with an operator: there is no known way to
 *         escape them (assumption A08), so the filter would silently mean something else
 */
export function buildWhere(conditions: readonly Condition[]): string {
	return conditions
		.map(
			({ field, label = field, operator, value }) =>
				`${field}${operator}${[value]
					.flat()
					.map((one) => plain(label, one))
					.join()}`,
		)
		.join(';');
}

/** The key that identifies a record: ExternId together with ExternSource (vendor documentation; filter: assumption A25). */
export function externalKeyWhere({ externId, externSource }: ExternalKey): string {
	return buildWhere([
		{ field: 'externId', label: 'External ID', operator: '=', value: externId },
		{ field: 'externSource', label: 'External Source', operator: '=', value: externSource },
	]);
}

/**
 * A period in which records were created or changed. In a date filter the comma means from,to (vendor documentation).
 * Whether the end counts and in which zone days begin is assumption A09, so the filter asks for a day more on both sides
 * and `isChangedWithin` takes out what is too much.
 *
 * @param from first day, `YYYY-MM-DD`
 * @param to last day, inclusive, `YYYY-MM-DD`
 */
export function changedBetween(from: string, to: string): string {
	return `audittrail.gewijzigddatumtijd=${dutchDate(shifted(from, -1))},${dutchDate(shifted(to, 2))}`;
}

/** @returns whether the day of the last change, as Coachview writes it, lies in the period; true when it is not shown */
export function isChangedWithin(record: RawRecord, from: string, to: string): boolean {
	const day = textAt(record, ['auditTrail', 'gewijzigdDatumTijd']).slice(0, 10);
	return day === '' || ((from === '' || day >= from) && (to === '' || day <= to));
}

function plain(label: string, value: string): string {
	const text = value.trim();
	if (/[;,]/.test(text) || /^[<>=]/.test(text)) {
		throw new Fault(
			'invalidInput',
			`The value for '${label}' contains a character that Coachview's filter cannot express (; or , or a leading < > =)`,
			'Change the value, or look the record up by ID. Nothing was sent to Coachview.',
			{ fields: [label] },
		);
	}
	return text;
}

/** @returns `dd-MM-yyyy`, the form of the vendor's own examples (assumption A10) */
export function dutchDate(date: string): string {
	return date.split('-').reverse().join('-');
}

/** @returns a calendar date so many days later; noon UTC keeps daylight saving out of it */
export function shifted(date: string, days: number): string {
	return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
