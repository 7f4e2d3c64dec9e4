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

/** What a related record is called: a course by its name, a person by the parts of a name, others by whatever text there is. */
function nameOf(related: unknown): string {
	const members = (related ?? {}) as Json;
	const textOf = (name: string) => (typeof members[name] === 'string' ? (members[name] as string).trim() : '');
	const person = ['voornaam', 'tussenvoegsels', 'achternaam'].map(textOf).filter(Boolean).join(' ');
	return person || textOf('naam') || textOf('omschrijving');
}
