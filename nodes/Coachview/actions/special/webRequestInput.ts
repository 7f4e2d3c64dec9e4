import type { INodeProperties } from 'n8n-workflow';
import type { BirthRules } from '../../domain/fields/changes';
import { isNothing } from '../../domain/fields/kinds';
import { namedChanges } from '../../domain/fields/values';
import type { Change } from '../../domain/json/edit';
import { invalidInput } from '../../domain/settings/invalid';
import { jsonText } from '../../domain/settings/json';
import { readChoice, readText, readWholeNumber, readYesNo } from '../../domain/settings/readers';
import type { AskedCourse, WebRequestInput } from '../../domain/webRequest/body';
import type { Field } from '../../entities/entity';
import {
	COMPANY_FIELDS,
	CONTACT_FIELDS,
	DEBTOR_FIELDS,
	LAST_NAME,
	PERSON_FIELDS,
	REQUEST_FIELDS,
} from '../../entities/webRequestBody';
import type { Task } from '../operation';
import { collection, parameter } from '../parameters/parameter';
import { GUID } from '../parameters/picker';
import * as parts from '../parameters/webRequestParts';

type Row = { [name: string]: unknown };

const PARTICIPANT_FIELDS: readonly Field[] = [LAST_NAME, ...PERSON_FIELDS];

/**
 * Reads what the item asks for, each value by the rules of its kind; an empty value makes no member.
 *
 * @throws Fault `invalidInput` naming the field, before anything is sent
 */
export function readWebRequest(task: Task, rules: BirthRules): WebRequestInput {
	const { context, item } = task;
	const of = (property: INodeProperties) => collection(context, property.name, property.displayName, item);
	const lastName = readText(parameter(context, parts.CONTACT_LAST_NAME.name, item), 'Contact Last Name');
	const { numberOfPeople, ...additional } = of(parts.ADDITIONAL);
	return {
		reference: readText(parameter(context, parts.REFERENCE.name, item), 'Reference', { max: 200 }),
		isOrder: readYesNo(parameter(context, parts.IS_ORDER.name, item), parts.IS_ORDER.displayName),
		courses: rowsOf(of(parts.COURSES)).map(courseOf),
		contact: [
			{ path: [LAST_NAME.name], json: JSON.stringify(lastName) },
			...changesIn(of(parts.CONTACT), CONTACT_FIELDS, rules, 'Contact Person'),
		],
		contactTakesPart: readYesNo(parameter(context, parts.TAKES_PART.name, item), parts.TAKES_PART.displayName),
		participants: [
			...rowsOf(of(parts.PARTICIPANTS)),
			...jsonRows(parameter(context, parts.PARTICIPANTS_JSON.name, item)),
		].map((row, index) => participant(row, rules, `Participant ${index + 1}`)),
		company: changesIn(of(parts.COMPANY), COMPANY_FIELDS, rules, 'Company'),
		debtor: changesIn(of(parts.DEBTOR), DEBTOR_FIELDS, rules, 'Debtor'),
		others: [
			...changesIn(additional, REQUEST_FIELDS, rules, 'Additional Fields'),
			...rowsOf(of(parts.FREE_FIELDS)).flatMap(freeField),
		],
		...(numberOfPeople !== undefined && {
			numberOfPeople: readWholeNumber(numberOfPeople, 'Number of People', { min: 1 }),
		}),
	};
}

function participant(row: Row, rules: BirthRules, label: string): Change[] {
	const changes = changesIn(row, PARTICIPANT_FIELDS, rules, label);
	if (!changes.some(({ path: [name] }) => name === LAST_NAME.name))
		throw invalidInput(label, 'has no last name', `Give ${label} an achternaam.`);
	return changes;
}

/** @throws Fault `invalidInput` for a name that a web request does not have: it would be lost without a word */
function changesIn(values: Row, fields: readonly Field[], rules: BirthRules, label: string): Change[] {
	const known = Object.keys(values).every((name) => fields.some((field) => field.name === name));
	if (!known) throw invalidInput(label, 'has a field that a web request does not have');
	return fields.flatMap((field) => namedChanges(field, unwrapped(values[field.name], field), rules));
}

/** n8n keeps the lines of an address one level deeper. */
function unwrapped(value: unknown, { kind }: Field): unknown {
	const isWrapped = kind === 'group' && typeof value === 'object' && value !== null && 'value' in value;
	return isWrapped ? value.value : value;
}

/** n8n gives a row that nobody has filled in as an empty object. */
function rowsOf({ row = [] }: { row?: unknown }): Row[] {
	return (Array.isArray(row) ? row : [row]).filter(
		(one): one is Row => typeof one === 'object' && one !== null && Object.keys(one).length > 0,
	);
}

/** @throws Fault `invalidInput` also when an expression gave nothing: the people who are meant would be left out without a word */
function jsonRows(value: unknown): Row[] {
	const label = parts.PARTICIPANTS_JSON.displayName;
	if (value === '') return [];
	if (value === null)
		throw invalidInput(
			label,
			'is an expression that gives nothing',
			`Look at what '${label}' gives; where there may be nobody, write {{ $json.people ?? [] }}.`,
		);
	const list: unknown = JSON.parse(jsonText(value, label));
	const isRow = (one: unknown): one is Row => typeof one === 'object' && one !== null && !Array.isArray(one);
	if (!Array.isArray(list) || !list.every(isRow)) throw invalidInput(label, 'must be a list of people');
	return list;
}

function courseOf({ courseId, definitionId }: Row): AskedCourse {
	const id = (value: unknown, label: string) => {
		const text = readText(value, label, { fallback: '', empty: '' }).toLowerCase();
		if (text !== '' && !new RegExp(`^${GUID}$`).test(text)) throw invalidInput(label, 'is not an ID of Coachview');
		return text;
	};
	const course = { courseId: id(courseId, 'Course ID'), definitionId: id(definitionId, 'Course Definition ID') };
	if (course.courseId === '' && course.definitionId === '')
		throw invalidInput('Courses', 'has a row without an ID', 'Give a course ID, a course definition ID, or both.');
	return course;
}

function freeField({ of, code, value }: Row): Change[] {
	const label = 'Free Fields';
	const place = readChoice(of, 'Of', {
		options: parts.FREE_FIELD_PLACES.map(({ name, value: one }) => ({ name, value: one })),
		fallback: 'request',
	});
	const name = readText(code, 'Code');
	if (!/^\w{1,100}$/.test(name)) throw invalidInput(label, 'has a code with other characters than letters and digits');
	const path = parts.FREE_FIELD_PLACES.find((one) => one.value === place)?.path ?? ['vrijevelden'];
	return isNothing(value) ? [] : [{ path: [...path, name], json: jsonValue(value) }];
}

/** A yes/no stays what it is; all else is text. */
function jsonValue(value: unknown): string {
	if (typeof value === 'boolean') return String(value);
	return JSON.stringify(readText(value, 'Value', { lines: true }));
}
