import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { fieldNamed } from '../../domain/fields/label';
import { readText } from '../../domain/settings/readers';
import type { Entity, LookUp } from '../../entities/entity';
import type { Task } from '../operation';
import { aRecord, dutchRecord, oneOf, recordTitle } from '../words';
import { parameter } from './parameter';

export const GUID = '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
const EXAMPLE_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const ID_FORM = `A Coachview ID looks like ${EXAMPLE_ID}`;

/** The record picker: from a list, by ID, and by each look-up of the entity. Its parameter has the name of the entity. */
export function picker(entity: Entity): INodeProperties {
	return {
		displayName: recordTitle(entity),
		name: entity.name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: `The ${dutchRecord(entity)} to work with`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${aRecord(entity)}…`,
				typeOptions: { searchListMethod: searchMethod(entity), searchable: true, searchFilterRequired: false },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${EXAMPLE_ID}`,
				validation: [regex(`^\\s*${GUID}\\s*$`, ID_FORM)],
			},
			...entity.lookUps.map((lookUp) => lookUpMode(entity, lookUp)),
		],
	};
}

function lookUpMode(entity: Entity, lookUp: LookUp): INodePropertyMode {
	const { mode: name, label: displayName, hint, placeholder, separator, fields } = lookUp;
	const isEmail = fields.some((field) => fieldNamed(entity, field)?.kind === 'email');
	const validation =
		separator !== undefined
			? [regex(`^[^${separator}]+${separator}.+$`, `Write ${formOf(entity, lookUp)}`)]
			: isEmail
				? [regex('^\\s*[^\\s@]+@[^\\s@]+\\s*$', 'Not a valid email address')]
				: [];
	const shown = { displayName, name };
	return { ...shown, type: 'string', ...(hint !== undefined && { hint }), placeholder, validation };
}

function regex(pattern: string, errorMessage: string): NonNullable<INodePropertyMode['validation']>[number] {
	return { type: 'regex', properties: { regex: pattern, errorMessage } };
}

/** @returns e.g. `ExternSource/ExternId, such as HR/10023` */
function formOf(entity: Entity, { fields, separator, placeholder }: LookUp): string {
	const names = fields.map((field) => fieldNamed(entity, field)?.dutch ?? field);
	return `${names.join(separator)}, such as ${placeholder.replace(/^e\.g\. /, '')}`;
}

/** What the picker says, checked: an ID, or the values of a look-up's fields. */
export type Reference = { by: 'id'; id: string } | { by: LookUp; values: readonly string[] };

/** @throws Fault `invalidInput` when the value does not fit its mode (expressions are not checked by the editor) */
export function readReference({ context, item }: Task, entity: Entity): Reference {
	const { lookUps, name } = entity;
	const { mode, value } = (parameter(context, name, item) ?? {}) as { mode?: unknown; value?: unknown };
	const lookUp = lookUps.find((one) => one.mode === mode);
	if (mode !== undefined && mode !== 'list' && mode !== 'id' && !lookUp)
		throw unnamed(entity, `Choose one of ${oneOf(['From List', 'By ID', ...lookUps.map(({ label }) => label)])}.`);
	const text = readText(value, recordTitle(entity), { fallback: '', empty: '' });
	const others = lookUps.map(({ label }) => label.replace(/^By /, '').toLowerCase());
	if (text === '') throw unnamed(entity, `Choose ${aRecord(entity)}, or give an ${oneOf(['ID', ...others])}.`);
	if (lookUp) return { by: lookUp, values: partsOf(entity, lookUp, text) };
	if (!new RegExp(`^${GUID}$`).test(text)) throw unnamed(entity, `${ID_FORM}.`);
	return { by: 'id', id: text.toLowerCase() };
}

/** The first parts end at the first separators; the last one may have a separator itself. */
function partsOf(entity: Entity, lookUp: LookUp, text: string): string[] {
	const { fields, separator = '' } = lookUp;
	const pieces = fields.length === 1 ? [text] : text.split(separator);
	const last = fields.length - 1;
	const parts = fields.map((_, index) =>
		pieces
			.slice(index, index < last ? index + 1 : undefined)
			.join(separator)
			.trim(),
	);
	if (parts.includes(''))
		throw unnamed(entity, `Write the ${lookUp.label.replace(/^By /, '').toLowerCase()} as ${formOf(entity, lookUp)}.`);
	return parts;
}

function unnamed(entity: Entity, advice: string): Fault {
	const label = recordTitle(entity);
	return new Fault(
		'invalidInput',
		`'${label}' does not name ${aRecord(entity)}`,
		`${advice} Nothing was sent to Coachview.`,
		{
			fields: [label],
		},
	);
}

/** @returns the name of the list search behind the picker, e.g. `searchPeople` */
export function searchMethod({ words: { many } }: Entity): string {
	return `search${many.charAt(0).toUpperCase()}${many.slice(1)}`;
}
