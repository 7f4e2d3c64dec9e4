import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Fault } from '../../domain/fault';
import { outcomeIn } from '../../domain/hr/answer';
import { numberText } from '../../domain/hr/number';
import { reasonFor } from '../../domain/hr/reason';
import { rowsBy } from '../../domain/hr/rows';
import { invalidInput } from '../../domain/settings/invalid';
import { readNames, readText } from '../../domain/settings/readers';
import { inTurn } from '../items';
import type { ItemResult, LocalRun, Operation, Resource } from '../operation';
import { BIRTH_RULES, readBirthRules } from '../parameters/birthRules';
import { optionsCollection } from '../parameters/options';
import { optionsOf, parameter } from '../parameters/parameter';
import { RUN_OPTIONS } from '../parameters/runOptions';
import { refuseTool } from '../tool';
import { page, received, severalForOne } from './hrItem';

const ASKED_FOR: INodeProperties = {
	displayName: 'Person Asked For',
	name: 'askedFor',
	type: 'string',
	default: '',
	required: true,
	placeholder: "e.g. {{ $('Coachview Trigger').item.json }}",
	description:
		'Expression for the whole item of the person, without a field name at its end. Its externId is the number that HR was asked for; personId, externId and externSource go on beside the answer. A number alone will do as well.',
};

const COLUMNS: INodeProperties[] = [
	{
		displayName: 'Rows Are In',
		name: 'rows',
		type: 'string',
		default: 'rows',
		placeholder: 'e.g. rows',
		description: 'Member of the answer that holds the list of employees. Empty when the answer itself is the list.',
	},
	column('Number', 'number', 'Medewerker', 'the number of the employee'),
	column('Date of Birth', 'date', 'Geboortedatum', 'the date of birth'),
	column('Place of Birth', 'place', 'Geboorteplaats', 'the place of birth'),
];

const FURTHER_COLUMNS: INodeProperties = {
	displayName: 'Further Columns',
	name: 'furtherColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. Telefoonnummer, Functie',
	description: 'Names of further columns, with commas. Their values go on under "columns", as HR gives them.',
};

/** What goes on of the person, so that the next steps need no look back. */
const OF_THE_PERSON = ['personId', 'externId', 'externSource'];

/** What the HTTP Request node of n8n got from HR. Coachview is not asked, so no credential of its API is needed. */
export const hrAnswers: Resource = {
	value: 'hrAnswer',
	name: 'HR Answer',
	description: 'What an HR system answered to the HTTP Request node of n8n',
	operations: [
		{
			value: 'read',
			name: 'Read',
			action: 'Read an HR answer',
			description:
				'Read date and place of birth of one employee from the answer of an HR system: what cannot be used does not go on',
			properties: [
				ASKED_FOR,
				...COLUMNS,
				optionsCollection(
					[...BIRTH_RULES, FURTHER_COLUMNS],
					RUN_OPTIONS.filter(({ name }) => name === 'inputInErrors'),
				),
			],
			execute: read,
			local: read,
		} satisfies Operation,
	],
};

async function read(run: LocalRun): Promise<ItemResult[]> {
	const { context } = run;
	refuseTool(context, 'HR Answer', 'What a model says is no answer of HR. Put the node behind an HTTP Request node.');
	const pages = severalForOne(context);
	return await inTurn(run, (item) => {
		if (pages.has(item)) throw page();
		return Promise.resolve(answerTo(context, item));
	});
}

/** @returns the person and one outcome of the adapter contract; @throws Fault `invalidInput` for settings, and for what is no answer */
function answerTo(context: IExecuteFunctions, item: number): IDataObject {
	const http = received(context.getInputData()[item]?.json ?? {});
	const person = personIn(parameter(context, ASKED_FOR.name, item));
	const [rows, number, date, place] = COLUMNS.map(({ name, displayName, required }) => {
		const value = parameter(context, name, item);
		// Empty has a meaning there, which an expression that gives nothing must not take.
		return value === '' && !required ? '' : readText(value, displayName);
	}) as [string, string, string, string];
	const options = optionsOf(context, item);
	const further = readNames(options.furtherColumns, FURTHER_COLUMNS.displayName);
	const columns = { rows, number, date, place, further };
	const settings = readBirthRules(context, options);
	const outcome = outcomeIn(http, numberText(person.externId), rowsBy(columns), { settings });
	const reason = reasonFor(outcome, http, columns);
	const known = OF_THE_PERSON.filter((name) => person[name] !== undefined).map((name) => [name, person[name]]);
	return { ...Object.fromEntries(known), ...outcome, ...(reason && { reason }) } as IDataObject;
}

/** @throws Fault `invalidInput` for what holds no number of a person */
function personIn(given: unknown): { [member: string]: unknown } {
	const person = typeof given === 'string' && given.trim().startsWith('{') ? (parsed(given) ?? given) : given;
	if (typeof person !== 'object' || person === null) return { externId: readText(person, ASKED_FOR.displayName) };
	if (Array.isArray(person)) throw noNumber('is a list');
	if (!('externId' in person))
		throw noNumber(`has no externId; it has: ${Object.keys(person).slice(0, 10).join(', ')}`);
	return person as { [member: string]: unknown };
}

function noNumber(why: string): Fault {
	return invalidInput(
		ASKED_FOR.displayName,
		why,
		"Give the item of the person, for instance {{ $('Coachview Trigger').item.json }}.",
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function column(what: string, name: string, example: string, means: string): INodeProperties {
	return {
		displayName: `${what} Column`,
		name: `${name}Column`,
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description: `Member of a row that holds ${means}`,
	};
}
