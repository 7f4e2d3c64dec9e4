import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { invalidInput } from '../domain/settings/invalid';
import { ENTITIES } from '../entities';
import type { Entity, Verb } from '../entities/entity';
import { knownEntity, type EntitySource } from './entitySource';
import type { Operation, Resource } from './operation';
import { create } from './operations/create';
import { deleteOne } from './operations/delete';
import { get } from './operations/get';
import { getMany } from './operations/getMany';
import { replace } from './operations/replace';
import { update } from './operations/update';
import { upsert } from './operations/upsert';
import { COACHVIEW_FIELDS_METHOD } from './parameters/coachviewFields';
import { coachviewFieldsList } from './parameters/coachviewFieldsList';
import { CONDITION_FIELDS_METHOD, conditionFields } from './parameters/conditions';
import { typedEntity } from './parameters/entityPath';
import { searchMethod } from './parameters/picker';
import { listSearch } from './parameters/pickerSearch';
import { account } from './special/apiUsage';
import { hrAnswers } from './special/hrAnswers';
import { SPECIALS } from './special/ofEntities';
import { webhookEvents } from './special/webhookEvents';
import { uniteParameters } from './unite';
import { aboutResource, notConfirmed, resourceTitle } from './words';

type Methods = NonNullable<INodeType['methods']>;

/** How each verb is done, in the order of the drop-down. */
const OPERATIONS: Readonly<Record<Verb, (source: EntitySource) => Operation>> = {
	create,
	upsert,
	delete: deleteOne,
	get,
	getMany,
	replace,
	update,
};

/** n8n does not save a parameter that has its default, so that this one is in saved workflows and must stay. */
const DEFAULT_RESOURCE = 'person';

/** Lists that are asked for the quota at the most, when no answer tells it. */
const MOST_QUOTA_PATHS = 3;

/** What the node offers: drop-downs, dispatch, list searches and lists of fields, all made from one table of entities. */
export class Registry {
	readonly resources: readonly Resource[];
	readonly listSearch: NonNullable<Methods['listSearch']>;
	readonly loadOptions: NonNullable<Methods['loadOptions']>;
	readonly resourceMapping: NonNullable<Methods['resourceMapping']>;

	constructor(entities: readonly Entity[]) {
		const sources = [typedEntity, ...entities.map(knownEntity)];
		this.resources = [account(quotaPaths(entities)), hrAnswers, webhookEvents, ...sources.map(resourceOf)].sort(
			(a, b) => a.name.localeCompare(b.name),
		);
		this.loadOptions = { [CONDITION_FIELDS_METHOD]: conditionFields(sources) };
		this.resourceMapping = { [COACHVIEW_FIELDS_METHOD]: coachviewFieldsList(sources) };
		this.listSearch = Object.fromEntries(sources.map((source) => [searchMethod(source.entity), listSearch(source)]));
	}

	/** @returns the node's properties: Resource, the Operation of each resource, and the parameters of all operations */
	properties(): INodeProperties[] {
		return [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: this.resources.map(({ name, value, description }) => ({ name, value, description })),
				default: DEFAULT_RESOURCE,
			},
			...this.resources.map(operationProperty),
			...uniteParameters(this.resources),
		];
	}

	/** @throws Fault `invalidInput` for a pair that is not registered: from a newer package, or written by hand or by a model */
	operation(resource: string, operation: string): Operation {
		const { operations = [] } = this.resources.find(({ value }) => value === resource) ?? {};
		const found = operations.find(({ value }) => value === operation);
		if (!found)
			throw invalidInput(
				'Operation',
				'is none that this version of the node has for its Resource',
				'Choose Resource and Operation anew. If the workflow was made with a newer version of the package, update the package.',
			);
		return found;
	}
}

/** What the node offers, from all entities that are known. */
export const registry = new Registry(ENTITIES);

function resourceOf(source: EntitySource): Resource {
	const { name, verbs } = source.entity;
	const offered = (Object.keys(OPERATIONS) as Verb[]).filter((verb) => verb in verbs);
	const specials = (SPECIALS[name] ?? []).map((make) => make(source));
	return {
		value: name,
		name: resourceTitle(source.entity),
		description: aboutResource(source.entity),
		operations: [...offered.map((verb) => operationOf(source, verb)), ...specials],
	};
}

/** What is a guess says so where it is chosen. */
function operationOf(source: EntitySource, verb: Verb): Operation {
	const operation = { ...OPERATIONS[verb](source), ...source.entity.called[verb] };
	const remark = notConfirmed(source.entity, verb);
	return {
		...operation,
		description: remark ? operation.description.replace(/\.$/, '') + remark : operation.description,
	};
}

/** Get where there is one: n8n does not save a parameter that has its default. */
function defaultOf(operations: readonly Operation[]): string {
	return (operations.find(({ value }) => value === 'get') ?? operations[0])?.value ?? '';
}

/** A client is likeliest to have the scope of the entity that most can be done with; what nobody has seen is not asked. */
function quotaPaths(entities: readonly Entity[]): string[] {
	const sure = ({ verbs }: Entity) => Object.values(verbs).filter((grade) => grade !== 'unconfirmed').length;
	return [...entities]
		.sort((a, b) => sure(b) - sure(a))
		.slice(0, MOST_QUOTA_PATHS)
		.map(({ path }) => path);
}

function operationProperty({ value: resource, operations }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations
			.map(({ name, value, action, description }): INodePropertyOptions => ({ name, value, action, description }))
			// What only one entity has stands where one looks for it, too.
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: defaultOf(operations),
	};
}
