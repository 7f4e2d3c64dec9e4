import { PLACEHOLDER_DATES, readBirthDate } from '../fields/birthDate';
import { readPlace } from '../fields/place';
import { moved, written } from './moments';

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

const years = (given: unknown, otherwise: number): number =>
	typeof given === 'number' && Number.isInteger(given) && given >= 0 ? given : otherwise;
