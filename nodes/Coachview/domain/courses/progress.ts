import { Fault } from '../fault';
import { rawAt, textAt, type RawRecord } from '../json/record';

/** What somebody has marked of a participant; presence and pass have three states (vendor's user interface; an archive). */
export type Mark = 'yes' | 'no' | 'notMarked';

/** One part of a course as it concerns one participant. */
export interface PartMarks {
	presenceRequired: boolean;
	passRequired: boolean;
	presence: Mark;
	pass: Mark;
}

/** Parts that ask for presence (or a pass), by what is marked. */
export interface Tally {
	required: number;
	yes: number;
	no: number;
	notMarked: number;
	/** Null when nothing can be said. */
	percentage: number | null;
}

export interface Progress {
	presence: Tally;
	pass: Tally;
}

/**
 * @returns a mark: null, an empty text and an absent member are not marked yet (assumption A92)
 * @throws Fault `unexpectedAnswer` for any other form: it would be counted as something that nobody has said
 */
export function readMark(row: RawRecord, name: string): Mark {
	if (['null', '""'].includes(rawAt(row, [name]) ?? 'null')) return 'notMarked';
	const word = textAt(row, [name]).toLowerCase();
	if (word === 'true') return 'yes';
	if (word === 'false') return 'no';
	throw new Fault(
		'unexpectedAnswer',
		`Coachview shows ${name} in a form that is not known, so nothing was counted`,
		'Known are true, false, and null for what is not marked yet. Use Get Many of Course Part Execution to see the rows, and please report the form.',
		{ fields: [name] },
	);
}

/**
 * The vendor's formula: ROUND(achieved × 100 / required, 0), and 100 where nothing is required. What is not marked yet is no
 * achievement, and told apart from a no. A half is rounded up, as SQL does.
 *
 * @param parts that have a row for the participant
 * @param isOpen whether the course requires something and no row says anything of it: then there is no percentage
 */
export function progressOf(parts: readonly PartMarks[], isOpen = false): Progress {
	return {
		presence: tally(
			parts.filter(({ presenceRequired }) => presenceRequired).map(({ presence }) => presence),
			isOpen,
		),
		pass: tally(
			parts.filter(({ passRequired }) => passRequired).map(({ pass }) => pass),
			isOpen,
		),
	};
}

function tally(marks: readonly Mark[], isOpen: boolean): Tally {
	const count = (wanted: Mark) => marks.filter((mark) => mark === wanted).length;
	const required = marks.length;
	const yes = count('yes');
	const percentage = required === 0 ? 100 : Math.round((yes * 100) / required);
	return { required, yes, no: count('no'), notMarked: count('notMarked'), percentage: isOpen ? null : percentage };
}
