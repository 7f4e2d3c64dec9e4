import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { account } from './account/account.resource';
import type { Operation, Resource } from './operation';
import { person } from './person/person.resource';

/** Every resource of the node. Drop-downs and dispatch are both made from this list; a new entity is one line here. */
export const RESOURCES: readonly Resource[] = [account, person];

/** @returns the node's properties: Resource, the Operation of each resource, and the parameters of each operation */
export function registryProperties(): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: RESOURCES.map(({ name, value }) => ({ name, value })),
			default: 'person',
		},
		...RESOURCES.map(operationProperty),
		...RESOURCES.flatMap((resource) => resource.operations.flatMap((operation) => shownFor(resource, operation))),
	];
}

/** @throws Error for a pair that is not registered, which only a hand-edited workflow can contain */
export function findOperation(resource: string, operation: string): Operation {
	const found = RESOURCES.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
	if (!found) throw new Error(`Unknown operation ${resource}.${operation}`);
	return found;
}

function operationProperty(resource: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(
			({ name, value, action, description }): INodePropertyOptions => ({ name, value, action, description }),
		),
		default: 'get',
	};
}

/** Parameters are declared without display options of their own for resource and operation: those come from here. */
function shownFor(resource: Resource, operation: Operation): INodeProperties[] {
	return operation.properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource.value], operation: [operation.value] },
		},
	}));
}
