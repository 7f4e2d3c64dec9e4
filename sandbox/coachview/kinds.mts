import type { FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import { isCalendarDate, isDateTime } from './dates.mts';

/** What the sandbox does with the values of one kind. It shares the kinds' names with the nodes, and none of their rules. */
export interface Kind {
	/** JSON text of a member without a value. */
	empty: 'null' | 'false';
	/** Whether an empty text may be stored as such (assumption A30). */
	isText: boolean;
	/** How `where` and `orderby` compare; undefined: they cannot. */
	compared: 'text' | 'id' | 'number' | 'boolean' | 'date' | 'dateTime' | undefined;
	/** Why a value (never null) cannot be stored. */
	refuse(value: unknown): string | undefined;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isGuid = (text: string): boolean => guid.test(text);

/** A kind of texts; an empty one stands for no value. */
function texts(compared: Kind['compared'], fits?: (text: string) => boolean, expected = ''): Kind {
	return {
		empty: 'null',
		isText: compared === 'text',
		compared,
		refuse(value) {
			if (typeof value !== 'string') return 'A text is expected.';
			return value === '' || fits === undefined || fits(value) ? undefined : expected;
		},
	};
}

const text = texts('text');
const date = texts('date', isCalendarDate, 'A date yyyy-MM-dd is expected.');

export const kinds: Readonly<Record<FieldKind, Kind>> = {
	text,
	place: text,
	email: text,
	choice: text,
	id: texts('id', isGuid, 'An id is expected.'),
	date,
	birthDate: date,
	dateTime: texts('dateTime', isDateTime, 'A date and time yyyy-MM-ddTHH:mm:ss is expected.'),
	boolean: {
		empty: 'false',
		isText: false,
		compared: 'boolean',
		refuse: (value) => (typeof value === 'boolean' ? undefined : 'true or false is expected.'),
	},
	number: {
		empty: 'null',
		isText: false,
		compared: 'number',
		refuse: (value) => (typeof value === 'number' ? undefined : 'A number is expected.'),
	},
	group: {
		empty: 'null',
		isText: false,
		compared: undefined,
		refuse: () => 'An object or null is expected.',
	},
};

/** Whether members of this kind hold a date without a time. */
export const isDay = (kind: FieldKind | undefined): boolean => kind !== undefined && kinds[kind].compared === 'date';
