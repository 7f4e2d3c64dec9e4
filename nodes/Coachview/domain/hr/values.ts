import { PLACEHOLDER_DATES, readBirthDate } from '../fields/birthDate';
import { readPlace } from '../fields/place';

/** What may be said about the values of an HR system; each is optional. */
export interface ValueSettings {
	/** Years; the youngest and the oldest person that is believed (12 and 100). */
	minimumAge?: unknown;
	maximumAge?: unknown;
	/** A zone such as `Europe/Amsterdam`, for HR systems that write a date as the moment of midnight there. */
	midnightIn?: unknown;
	/** `YYYY-MM-DD` where the rule's "today" is not that of UTC. */
	today?: string;
	/** Further dates and places that mean "not known". */
	placeholders?: readonly string[];
	placeholderPlaces?: readonly string[];
}

/** A value of HR: `unusable` means that HR has one, but that it must not be handed on. */
export interface Value {
	value: string | null;
	unusable: boolean;
}

const nothing: Value = { value: null, unusable: false };
const unusable: Value = { value: null, unusable: true };

/**
 * A date of birth from HR, by the rule of the Coachview node: a date, or a date-time at midnight as it is written.
 * OData's `/Date(ms)/` is read as it is written too, which is UTC unless it names an offset.
 * @returns `YYYY-MM-DD`; null for nothing and for a placeholder that means "not known"
 */
export function dateOfBirth(given: unknown, settings: ValueSettings = {}): Value {
	const text = moved(written(given), settings.midnightIn);
	if (typeof text === 'string' && PLACEHOLDER_DATES.includes(text.trim().slice(0, 10))) return nothing;
	const rules = {
		today: settings.today ?? new Date().toISOString().slice(0, 10),
		minimumAge: years(settings.minimumAge, 12),
		maximumAge: years(settings.maximumAge, 100),
		...(settings.placeholders && { placeholders: settings.placeholders }),
	};
	return read(() => readBirthDate(text, 'dateOfBirth', rules), /placeholder/);
}

/**
 * A place of birth from HR, by the rule of the Coachview node; only trimmed and composed, since no rule tells
 * 's-Gravenhage from S-GRAVENHAGE.
 * @returns null for nothing, for what means "not known" and for the code of a municipality
 */
export function placeOfBirth(given: unknown, { placeholderPlaces }: ValueSettings = {}): Value {
	return read(
		() => readPlace(typeof given === 'string' ? given.normalize('NFC') : given, 'placeOfBirth', placeholderPlaces),
		/placeholder|code/,
	);
}

function read(rule: () => string | undefined, meansNotKnown: RegExp): Value {
	try {
		return { value: rule() ?? null, unusable: false };
	} catch (fault) {
		return meansNotKnown.test(String((fault as Error).message)) ? nothing : unusable;
	}
}

/** `/Date(545184000000+0100)/` as the date-time that it writes; anything else as it is. */
function written(given: unknown): unknown {
	const [, ms, sign, hours = '0', minutes = '0'] =
		/^\s*\/Date\((-?\d{1,15})(?:([+-])(\d\d)(\d\d))?\)\/\s*$/.exec(typeof given === 'string' ? given : '') ?? [];
	if (ms === undefined) return given;
	const moment = new Date(Number(ms) + (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000);
	// Before the year 0 and after 9999 a date is written with a sign, and no one was born then.
	return Number.isNaN(moment.getTime()) || !/^\d{4}-/.test(moment.toISOString())
		? 'out of range'
		: moment.toISOString();
}

/** A moment in UTC that is midnight in the zone of the settings becomes the date there; anything else stays as it is. */
function moved(text: unknown, zone: unknown): unknown {
	if (typeof zone !== 'string' || zone === '' || typeof text !== 'string') return text;
	if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]00:?00)$/i.test(text.trim())) return text;
	const moment = new Date(text.trim().replace(' ', 'T'));
	if (Number.isNaN(moment.getTime())) return text;
	const two = '2-digit';
	const there = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		year: 'numeric',
		month: two,
		day: two,
		hour: two,
		minute: two,
		hourCycle: 'h23',
	});
	const parts = there.formatToParts(moment);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('hour')}:${part('minute')}` === '00:00'
		? `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
		: text;
}

const years = (given: unknown, otherwise: number): number =>
	typeof given === 'number' && Number.isInteger(given) && given >= 0 ? given : otherwise;
