type Json = Record<string, unknown>;
type Items = ReadonlyArray<{ json: Json }>;

/** What Get Progress counts, in the order of the columns. */
const COUNTED = [
	'presencePercentage',
	'present',
	'absent',
	'presenceNotMarked',
	'passPercentage',
	'passed',
	'notPassed',
	'passNotMarked',
	'partsWithoutRow',
] as const;

/**
 * One line of the report for each enrolment, those that could not be counted as well.
 *
 * @param enrolments whole rows with Related Records
 * @param progress what Get Progress gave for each of them, in the same order
 */
export function attendance(enrolments: Items, progress: Items): Json[] {
	return enrolments
		.map(({ json }, index) => {
			const counted = progress[index]?.json ?? {};
			const fits = counted.enrolmentId === json.id;
			const error = counted.error as Json | undefined;
			return {
				course: nameOf(json.opleiding) || json.opleidingId || '',
				participant: nameOf(json.persoon) || json.persoonId || '',
				status: json.opleidingsvraagStatusId ?? '',
				...Object.fromEntries(COUNTED.map((name) => [name, fits ? (counted[name] ?? '') : ''])),
				enrolmentId: json.id,
				problem: fits ? '' : String(error?.message ?? 'Nothing came back for this enrolment'),
			};
		})
		.sort((a, b) =>
			`${String(a.course)} ${String(a.participant)}`.localeCompare(`${String(b.course)} ${String(b.participant)}`),
		);
}

/** A related record shows an ID and a text; which member holds the text differs between kinds of records. */
function nameOf(related: unknown): string {
	const { id: _id, ...members } = (related ?? {}) as Json;
	const found = ['naam', 'volledigeNaam', 'omschrijving', 'code'].map((name) => members[name]);
	return String(found.find((value) => typeof value === 'string' && value !== '') ?? '');
}
