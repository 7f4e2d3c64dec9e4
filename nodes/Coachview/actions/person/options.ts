import type { IExecuteFunctions } from 'n8n-workflow';
import { checkPlaceholderDates, DEFAULT_AGES } from '../../domain/dates';
import type { BirthRules } from '../../domain/person/changes';
import { knownSpelling, READ_ONLY_MEMBERS } from '../../domain/person/fields';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice, readNames, readNumber, readText, readWholeNumber, readYesNo } from '../../domain/settings/readers';
import type { WritingStyle } from '../../transport/people';
import { optionsOf } from '../parameter';
import { WRITE_OPTIONS, type OptionName } from './writeOptions';

export { writeOptions } from './writeOptions';

/** The options of a write, with their defaults. */
export interface WriteChoices {
	style: WritingStyle;
	/** Whether to read once more just before writing. */
	reread: boolean;
	/** Whether to wait after writing, read once more, and start again when the change is gone. */
	lookAgain: boolean;
	/** How long that wait is. */
	lookAgainSeconds: number;
	currentRecord: 'read' | 'item';
	dryRun: boolean;
	/** '' when the option is not in the node; an option that is there and empty is refused. */
	expectedExternId: string;
	expectedExternSource: string;
	readOnly: readonly string[];
	returns: 'receipt' | 'record';
	verify: boolean;
	birth: BirthRules;
}

const OLDEST = 150;

/**
 * @returns the choices of one item; missing options are the defaults
 * @throws Fault `invalidInput` naming the option, for a value that is not understood and for one that is empty where the
 *         safety of a write hangs on it
 */
export function readWriteChoices(context: IExecuteFunctions, item: number): WriteChoices {
	const options = optionsOf(context, item);
	const choose = <T extends string>(name: OptionName, fallback: T): T =>
		readChoice<T>(options[name], label(name), { fallback, options: choices<T>(name) });
	const concurrency = choose<'none' | 'reread' | 'ifMatch' | 'lookAgain'>('concurrency', 'none');
	return {
		style: {
			concurrency: concurrency === 'ifMatch' ? 'ifMatch' : 'none',
			freeFields: choose<WritingStyle['freeFields']>('freeFields', 'sendBack'),
		},
		reread: concurrency === 'reread',
		lookAgain: concurrency === 'lookAgain',
		lookAgainSeconds: readNumber(options.lookAgainAfter, label('lookAgainAfter'), { fallback: 2, min: 0, max: 60 }),
		currentRecord: choose<WriteChoices['currentRecord']>('currentRecord', 'read'),
		dryRun: readYesNo(options.dryRun, label('dryRun'), { fallback: false }),
		expectedExternId: readText(options.expectedExternId, label('expectedExternId'), { fallback: '' }),
		expectedExternSource: readText(options.expectedExternSource, label('expectedExternSource'), { fallback: '' }),
		readOnly: readOnlyMembers(options.readOnlyFields),
		returns: choose<WriteChoices['returns']>('return', 'receipt'),
		verify: readYesNo(options.verify, label('verify'), { fallback: true }),
		birth: birthRules(options, todayIn(context.getTimezone())),
	};
}

function label(name: OptionName): string {
	return WRITE_OPTIONS[name].displayName;
}

function choices<T extends string>(name: OptionName): Array<{ name: string; value: T }> {
	return (WRITE_OPTIONS[name].options ?? []) as Array<{ name: string; value: T }>;
}

/** A member that is left out of a PUT is erased (assumption A20), so that what the node can set is not taken as read-only. */
function readOnlyMembers(value: unknown): string[] {
	const names = readNames(value, label('readOnlyFields')).map(knownSpelling);
	if (names.some((name) => name === 'id' || name.includes('.'))) {
		throw invalidInput(
			label('readOnlyFields'),
			'has an entry that cannot be left out',
			'Write JSON names of whole members, with commas. The ID and parts of a member are always sent.',
		);
	}
	return [...new Set([...READ_ONLY_MEMBERS, ...names])];
}

function birthRules(options: { [option: string]: unknown }, today: string): BirthRules {
	const minimumAge = readWholeNumber(options.minimumAge, label('minimumAge'), {
		fallback: DEFAULT_AGES.minimumAge,
		min: 0,
		max: OLDEST,
	});
	const maximumAge = readWholeNumber(options.maximumAge, label('maximumAge'), {
		fallback: DEFAULT_AGES.maximumAge,
		min: 1,
		max: OLDEST,
	});
	if (minimumAge > maximumAge)
		throw invalidInput(
			label('minimumAge'),
			`is greater than '${label('maximumAge')}', so that every date would be refused`,
		);
	const placeholders = readNames(options.placeholderDates, label('placeholderDates'));
	checkPlaceholderDates(placeholders);
	return {
		today,
		minimumAge,
		maximumAge,
		placeholders,
		placeholderPlaces: readNames(options.placeholderPlaces, label('placeholderPlaces')),
	};
}

/** Today is a moment's date in the workflow's zone, so here a Date is right; a birth date never becomes one. */
function todayIn(timeZone: string): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
		new Date(),
	);
}
