import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { checkPlaceholderDates, DEFAULT_AGES } from '../../domain/fields/birthDate';
import type { BirthRules } from '../../domain/fields/changes';
import { invalidInput } from '../../domain/settings/invalid';
import { readNames, readWholeNumber } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { GivenOptions } from './parameter';

const OLDEST = 150;

const MAXIMUM_AGE: INodeProperties = {
	displayName: 'Maximum Age',
	name: 'maximumAge',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'A date of birth that means a greater age in years is refused',
};

const MINIMUM_AGE: INodeProperties = {
	displayName: 'Minimum Age',
	name: 'minimumAge',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 12,
	description: 'A date of birth that means a smaller age in years is refused',
};

const PLACEHOLDER_DATES: INodeProperties = {
	displayName: 'Placeholder Dates',
	name: 'placeholderDates',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1970-01-01, *-01-01',
	description:
		'Further dates that mean "unknown" in your HR system, as YYYY-MM-DD with commas; *-01-01 is 1 January of any year. The usual ones (0001-01-01, 1900-01-01, 9999-12-31 …) are always refused.',
};

const PLACEHOLDER_PLACES: INodeProperties = {
	displayName: 'Placeholder Places',
	name: 'placeholderPlaces',
	type: 'string',
	default: '',
	placeholder: 'e.g. nb, Elders',
	description:
		'Further texts that mean "unknown" as a place of birth in your HR system, with commas. The usual ones (onbekend, unknown, n.v.t., - …) are always refused.',
};

/** Where both fields are read, whatever the entity. */
export const BIRTH_RULES: readonly INodeProperties[] = [
	MAXIMUM_AGE,
	MINIMUM_AGE,
	PLACEHOLDER_DATES,
	PLACEHOLDER_PLACES,
];

/** @returns the options for the kinds of fields that the entity has */
export function birthRuleOptions({ fields }: Entity): readonly INodeProperties[] {
	const has = (kind: string) => fields.some((field) => field.kind === kind);
	return [
		...(has('birthDate') ? [MAXIMUM_AGE, MINIMUM_AGE, PLACEHOLDER_DATES] : []),
		...(has('place') ? [PLACEHOLDER_PLACES] : []),
	];
}

/** @throws Fault `invalidInput` naming the option */
export function readBirthRules(context: IExecuteFunctions, options: GivenOptions): BirthRules {
	const age = ({ name, displayName }: INodeProperties, fallback: number, min: number) =>
		readWholeNumber(options[name], displayName, { fallback, min, max: OLDEST });
	const minimumAge = age(MINIMUM_AGE, DEFAULT_AGES.minimumAge, 0);
	const maximumAge = age(MAXIMUM_AGE, DEFAULT_AGES.maximumAge, 1);
	if (minimumAge > maximumAge)
		throw invalidInput(
			MINIMUM_AGE.displayName,
			`is greater than '${MAXIMUM_AGE.displayName}', so that every date would be refused`,
		);
	const placeholders = readNames(options.placeholderDates, PLACEHOLDER_DATES.displayName);
	checkPlaceholderDates(placeholders);
	return {
		today: todayIn(context.getTimezone()),
		minimumAge,
		maximumAge,
		placeholders,
		placeholderPlaces: readNames(options.placeholderPlaces, PLACEHOLDER_PLACES.displayName),
	};
}

/** Making one takes longer than all else that an item's options take. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Today is a moment's date in the workflow's zone, so here a Date is right; a birth date never becomes one. */
function todayIn(timeZone: string): string {
	const format =
		formats.get(timeZone) ??
		new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	formats.set(timeZone, format);
	return format.format(new Date());
}
