import type { INodeProperties } from 'n8n-workflow';
import { fieldNamed } from '../../domain/fields/label';
import type { ExternalKey } from '../../domain/identity';
import { readText } from '../../domain/settings/readers';
import type { Entity, Field } from '../../entities/entity';
import type { Task } from '../operation';
import { aRecord, fieldTitle } from '../words';
import { parameter } from './parameter';

/** The parts of an external key; their parameters have the JSON names. */
const KEY = ['externId', 'externSource'] as const;

/** @returns JSON names that a new record takes in parameters of their own, and nowhere else */
export function ownNames(entity: Entity): readonly string[] {
	return [...requiredFields(entity).map(({ name }) => name), ...keyNames(entity)];
}

/** @returns parameters of the fields that a new record needs */
export function requiredParameters(entity: Entity): INodeProperties[] {
	return requiredFields(entity).map((field) => ({
		displayName: fieldTitle(field),
		name: parameterName(field),
		type: 'string',
		default: '',
		required: true,
		description: `A new ${entity.words.one} needs it`,
	}));
}

/** @returns the values, by JSON name; @throws Fault `invalidInput` for an empty one */
export function readRequired({ context, item }: Task, entity: Entity): { [name: string]: string } {
	return Object.fromEntries(
		requiredFields(entity).map((field) => [
			field.name,
			readText(parameter(context, parameterName(field), item), field.label),
		]),
	);
}

/**
 * @param why a further sentence
 * @returns parameters of the external key; none for an entity without one
 */
export function keyParameters(entity: Entity, { required = false, why = '' } = {}): INodeProperties[] {
	return keyNames(entity).map((name) => {
		const field = fieldOf(entity, name);
		const { note = field.label } = field;
		const together = `. It identifies ${aRecord(entity)} only together with External Source.${why}`;
		const base: INodeProperties = {
			displayName: fieldTitle(field),
			name,
			type: 'string',
			default: '',
			placeholder: name === 'externId' ? 'e.g. 10023' : 'e.g. HR',
			description: `${note}${name === 'externId' ? together : ''}`,
		};
		return required ? { ...base, required } : base;
	});
}

/** @returns the key as it reached the node, by JSON name; a part that is not given is an ordinary choice in Create */
export function givenKey({ context, item }: Task, entity: Entity): { [name: string]: unknown } {
	return Object.fromEntries(keyNames(entity).map((name) => [name, parameter(context, name, item, '')]));
}

/** @throws Fault `invalidInput` when a part is empty, a number that JavaScript has rounded, or debris */
export function readKey({ context, item }: Task, entity: Entity): ExternalKey {
	const read = (name: string) => readText(parameter(context, name, item), fieldOf(entity, name).label);
	return { externId: read('externId'), externSource: read('externSource') };
}

/** @returns labels of the part that is missing, when there is only one: nobody is found by half a key */
export function missingHalf(entity: Entity, key: ExternalKey): string[] {
	const missing = keyNames(entity).filter((name) => key[name] === '');
	return missing.length === 1 ? missing.map((name) => fieldOf(entity, name).label) : [];
}

function keyNames({ externalKey }: Entity): ReadonlyArray<(typeof KEY)[number]> {
	return externalKey ? KEY : [];
}

function requiredFields({ fields }: Entity): Field[] {
	return fields.filter(({ required }) => required);
}

function fieldOf(entity: Entity, name: string): Pick<Field, 'label' | 'dutch' | 'note'> {
	return fieldNamed(entity, name) ?? { label: name, dutch: name };
}

/** `lastName` of Last Name. It stands in saved workflows, so that the label of a required field must not change. */
function parameterName({ label }: Field): string {
	const name = label.replaceAll(' ', '');
	return name.charAt(0).toLowerCase() + name.slice(1);
}
