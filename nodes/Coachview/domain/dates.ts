import { Fault } from './fault';

/** What a birth date is checked against. All dates are calendar strings `YYYY-MM-DD`. */
export interface BirthDateRules {
	today: string;
	/** Years; the youngest and oldest person that is believed. */
	minimumAge?: number;
	maximumAge?: number;
	/** Further dates that stand for "unknown" in the HR system; `*-01-01` stands for that day in every year. */
	placeholders?: readonly string[];
}

/** What HR systems store when they know no date (safe updates, placeholder dates). 1970-01-01 is a real birthday too. */
export const PLACEHOLDER_DATES: readonly string[] = [
	'0000-00-00',
	'0001-01-01',
	'1753-01-01',
	'1899-12-30',
	'1899-12-31',
	'1900-01-01',
	'9999-12-31',
];

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?(?:\[[^\]]+\])?)?$/i;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a date of birth as a calendar date, never as a moment: of a date-time the date is taken as written and the
 * zone is ignored, which is what AFAS asks for and what keeps a date from moving a day.
 *
 * @param input `YYYY-MM-DD`, an ISO date-time, or a Luxon DateTime
 * @param field display name for the message
 * @returns `YYYY-MM-DD`, or undefined when the input is empty ('' , null, only spaces)
 * @throws Fault `invalidInput` with the reason; the message names the field, never the value
 */
export function readBirthDate(input: unknown, field: string, rules: BirthDateRules): string | undefined {
	const text = dateText(input, field);
	if (text === '') return undefined;
	const parts = ISO.exec(text);
	if (!parts) throw refuse(field, whyNotIso(text));
	const [, year = '', month = '', day = ''] = parts;
	const date = `${year}-${month}-${day}`;
	if (PLACEHOLDER_DATES.includes(date) || rules.placeholders?.some((placeholder) => isThatDate(date, placeholder))) {
		throw refuse(field, 'is a placeholder that HR systems store when they know no date');
	}
	if (!exists(Number(year), Number(month), Number(day))) throw refuse(field, 'does not exist in the calendar');
	if (date > rules.today) throw refuse(field, 'lies in the future');
	const age = ageOn(rules.today, date);
	if (age > (rules.maximumAge ?? 120)) throw refuse(field, `means an age above ${rules.maximumAge ?? 120} years`);
	if (age < (rules.minimumAge ?? 0)) throw refuse(field, `means an age below ${rules.minimumAge} years`);
	return date;
}

/** An entry with a typing error would let the date through without a word, so it is refused. */
function isThatDate(date: string, placeholder: string): boolean {
	if (!/^(\d{4}|\*)-\d{2}-\d{2}$/.test(placeholder)) {
		throw new Fault('invalidInput', "'Placeholder Dates' has an entry that is not a date", 'Write each one as YYYY-MM-DD, or *-MM-DD for that day in every year. Nothing was sent to Coachview.', {
			fields: ['Placeholder Dates'],
		});
	}
	return placeholder.startsWith('*') ? date.endsWith(placeholder.slice(1)) : date === placeholder;
}

function dateText(input: unknown, field: string): string {
	if (input === null || input === undefined) return '';
	if (typeof input === 'string') return input.trim();
	if (input instanceof Date) {
		throw refuse(field, 'is a JavaScript Date, which has no calendar date of its own; pass text instead');
	}
	// Structural, because Luxon in the editor and Luxon here need not be one copy.
	if (typeof input === 'object' && 'toISODate' in input && typeof input.toISODate === 'function') {
		const date: unknown = input.toISODate();
		if (typeof date === 'string') return date;
		throw refuse(field, 'is an invalid DateTime');
	}
	throw refuse(field, 'is not text');
}

function whyNotIso(text: string): string {
	if (/^\/Date\(/.test(text)) return 'is an OData moment, not a calendar date';
	if (/^\d{1,2}[-/.]\d{1,2}$/.test(text)) return 'has no year';
	if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text)) return 'is ambiguous: day and month cannot be told apart';
	return 'is not written as YYYY-MM-DD';
}

function exists(year: number, month: number, day: number): boolean {
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
	return day >= 1 && day <= days;
}

function ageOn(today: string, born: string): number {
	const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
	return today.slice(5) < born.slice(5) ? years - 1 : years;
}

function refuse(field: string, why: string): Fault {
	return new Fault(
		'invalidInput',
		`'${field}' ${why}`,
		`Give '${field}' as YYYY-MM-DD. Nothing was sent to Coachview.`,
		{ fields: [field] },
	);
}
