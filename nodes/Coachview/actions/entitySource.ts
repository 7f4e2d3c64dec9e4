import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';
import type { Entity } from '../entities/entity';

/** What an operation is made for. */
export interface EntitySource {
	/** Whose words, fields and verbs the parameters show. */
	entity: Entity;
	/** What names the entity; in front of all other parameters. */
	parameters: readonly INodeProperties[];
	/** @returns the entity of one item; @throws Fault `invalidInput` when it is not named well */
	at(context: IExecuteFunctions, item: number): Entity;
	/** @returns the entity that the editor's list search is about; throws as `at` */
	inEditor(context: ILoadOptionsFunctions): Entity;
}

/** @returns the source of an entity that the table knows: the same one for every item */
export function knownEntity(entity: Entity): EntitySource {
	return { entity, parameters: [], at: () => entity, inEditor: () => entity };
}
