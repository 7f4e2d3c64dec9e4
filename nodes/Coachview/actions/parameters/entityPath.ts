import type { ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../domain/settings/invalid';
import { readText } from '../../domain/settings/readers';
import { ENTITIES } from '../../entities';
import { anyEntity } from '../../entities/anyEntity';
import type { Entity } from '../../entities/entity';
import type { EntitySource } from '../entitySource';
import { parameter } from './parameter';

const ENTITY: INodeProperties = {
	displayName: 'Entity',
	name: 'entity',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Bedrijven',
	description: "The name of the entity in Coachview's API, as it stands behind /api/v1/",
};

const EXAMPLES = 'such as Bedrijven or Opleidingsonderdelen_Docenten';
const MOST_CHARACTERS = 100;

/** An entity whose path the user types. */
export const typedEntity: EntitySource = {
	entity: anyEntity(''),
	parameters: [ENTITY],
	at: (context, item) => entityAt(readPath(parameter(context, ENTITY.name, item))),
	inEditor: (context) => entityAt(readPath(typed(context))),
};

/** Whoever types Personen here gets the rules for birth dates, addresses and keys as well. */
function entityAt(path: string): Entity {
	const known = ENTITIES.find((entity) => entity.path.toLowerCase() === path.toLowerCase());
	return anyEntity(known?.path ?? path, known?.fields);
}

/**
 * @returns the path, which can lead nowhere but below `/api/v1/`
 * @throws Fault `invalidInput` for everything but letters, digits, `_` and `/` between them
 */
function readPath(value: unknown): string {
	const { displayName } = ENTITY;
	const path = readText(value, displayName, { max: MOST_CHARACTERS });
	if (/:|(?:^|\/)api(?:\/|$)/i.test(path))
		throw invalidInput(displayName, 'is an address', `Write only what stands behind /api/v1/, ${EXAMPLES}.`);
	if (!/^\w+(?:\/\w+)*$/.test(path))
		throw invalidInput(
			displayName,
			'is not the name of an entity',
			`Write it as Coachview's API does, ${EXAMPLES}: letters, digits and _, with / between parts.`,
		);
	return path;
}

/** In the editor an expression has no value yet. */
function typed(context: ILoadOptionsFunctions): unknown {
	const value: unknown = context.getCurrentNodeParameter(ENTITY.name);
	if (typeof value === 'string' && value.startsWith('='))
		throw invalidInput(
			ENTITY.displayName,
			'is an expression, so that the list cannot be shown here',
			'Write the name itself, or choose By ID.',
		);
	return value;
}
