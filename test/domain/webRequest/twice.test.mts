import type { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import type { Change } from '../../../nodes/Coachview/domain/json/edit.ts';
import {
	webRequestBody,
	type AskedCourse,
	type WebRequestInput,
} from '../../../nodes/Coachview/domain/webRequest/body.ts';

/** What stands twice in a web request would be ordered, or counted and enrolled, twice. */
const changes = (values: object): Change[] =>
	Object.entries(values).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));

const input = (given: Partial<WebRequestInput>): WebRequestInput => ({
	reference: 'r',
	isOrder: true,
	courses: [{ courseId: 'c-1', definitionId: '' }],
	contact: changes({ achternaam: 'Voorbeeld' }),
	contactTakesPart: true,
	participants: [],
	company: [],
	debtor: [],
	others: [],
	...given,
});

/** @returns the refusal; undefined when the request is made */
function refusal(given: Partial<WebRequestInput>): Fault | undefined {
	try {
		webRequestBody(input(given));
	} catch (fault) {
		return fault as Fault;
	}
	return undefined;
}

const asked = (...pairs: Array<[courseId: string, definitionId: string]>): AskedCourse[] =>
	pairs.map(([courseId, definitionId]) => ({ courseId, definitionId }));

it.each<[string, AskedCourse[], string | undefined]>([
	[
		'one course in two rows',
		asked(['c-1', ''], ['c-2', ''], ['c-2', '']),
		"'Courses' has the same course in rows 2 and 3",
	],
	[
		'one course, its definition given once',
		asked(['c-1', 'd-1'], ['c-1', '']),
		"'Courses' has the same course in rows 1 and 2",
	],
	[
		'one definition without a course',
		asked(['', 'd-1'], ['c-1', ''], ['', 'd-1']),
		"'Courses' has the same course in rows 1 and 3",
	],
	['two courses of one definition', asked(['c-1', 'd-1'], ['c-2', 'd-1']), undefined],
	['two definitions without a course', asked(['', 'd-1'], ['', 'd-2']), undefined],
	['a course that is called as another one’s definition', asked(['d-1', ''], ['', 'd-1']), undefined],
])('courses: %s', (_, courses, message) => {
	const fault = refusal({ courses });
	expect(fault?.message).toBe(message);
	if (fault) expect([fault.reason, fault.fields]).toEqual(['invalidInput', ['Courses']]);
});

it.each<[string, object[], [first: number, second: number] | undefined]>([
	['one ID', [{ persoonId: 'p-1' }, { persoonId: 'p-2' }, { persoonId: 'P-2 ' }], [2, 3]],
	[
		'one key',
		[
			{ externId: '7', externSource: 'HR' },
			{ externId: '7', externSource: 'hr' },
		],
		[1, 2],
	],
	[
		'one name and address',
		[
			{ voornaam: 'Bo', achternaam: 'Een', emailadres: 'bo@example.org' },
			{ achternaam: 'Twee' },
			{ voornaam: 'BO', achternaam: 'een', emailadres: 'bo@example.org' },
		],
		[1, 3],
	],
	[
		'one ID, beside different names',
		[
			{ persoonId: 'p', achternaam: 'Een' },
			{ persoonId: 'p', achternaam: 'Twee' },
		],
		[1, 2],
	],
	['different IDs', [{ persoonId: 'p-1' }, { persoonId: 'p-2' }], undefined],
	[
		'a family with one address',
		[
			{ achternaam: 'Een', emailadres: 'a@example.org' },
			{ achternaam: 'Een', emailadres: 'a@example.org' },
		],
		undefined,
	],
	[
		'one key number of two systems',
		[
			{ externId: '7', externSource: 'HR' },
			{ externId: '7', externSource: 'AFAS' },
		],
		undefined,
	],
	['nothing but blanks', [{ persoonId: ' ' }, { persoonId: ' ' }], undefined],
])('participants with %s', (_, list, pair) => {
	const fault = refusal({ participants: list.map(changes) });
	expect(fault?.message).toBe(
		pair && `Participants ${pair[0]} and ${pair[1]} are the same person, who would count twice`,
	);
	if (fault) expect([fault.reason, fault.fields]).toEqual(['invalidInput', ['Participants', 'Participants as JSON']]);
});

it('free fields: a code that is given twice is refused, in whatever case', () => {
	const twice = [...changes({ 'vrijevelden.bron': 'a' }), ...changes({ 'vrijevelden.BRON': 'b' })];
	const fault = refusal({ others: twice });
	expect([fault?.reason, fault?.message, fault?.fields]).toEqual([
		'invalidInput',
		"'Free Fields' has a code twice",
		['Free Fields'],
	]);
	expect(refusal({ others: changes({ 'vrijevelden.bron': 'a', bron: 'b', 'vrijevelden.maat': 'c' }) })).toBeUndefined();
});

it('a contact person and a participant who are one person are told before two participants who are', () => {
	const fault = refusal({
		contact: changes({ persoonId: 'p' }),
		participants: [{ persoonId: 'p' }, { persoonId: 'p' }].map(changes),
	});
	expect(fault?.message).toBe('The contact person is also participant 1, and would count twice');
});
