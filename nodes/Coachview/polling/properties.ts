import type { INodeProperties } from 'n8n-workflow';
import { fieldFilters, WHERE } from '../actions/parameters/filters';
import { fieldProperty } from '../actions/parameters/kinds';
import { shownInLists } from '../actions/parameters/shownMembers';
import { SIMPLIFY } from '../actions/parameters/simplify';
import { aboutResource, resourceTitle } from '../actions/words';
import type { Entity } from '../entities/entity';

const NOTICE: INodeProperties = {
	displayName:
		'Each look takes at least one of the <b>5,000 requests</b> that Coachview allows a day, for everything that uses its API: every minute 1,440, every 5 minutes 288, every 15 minutes 96, every hour 24. The first look after publishing takes nothing old. A change may come twice when n8n is stopped in the middle of it.',
	name: 'notice',
	type: 'notice',
	default: '',
};

const TRIGGER_ON: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	noDataExpression: true,
	default: 'createdOrChanged',
	options: [
		{
			name: 'Changed',
			value: 'changed',
			description: 'A record was changed after it was made. Several changes between two looks come as one.',
		},
		{ name: 'Created', value: 'created', description: 'A record was made' },
		{ name: 'Created or Changed', value: 'createdOrChanged' },
	],
};

const STATUS_EVENT = {
	name: 'Moved to a Status',
	value: 'status',
	description:
		'A record has the status, and had not when it was last looked at. Away and back between two looks is not seen.',
};

const RESERVE: INodeProperties = {
	displayName: 'Keep in Reserve',
	name: 'reserve',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 250,
	description:
		"Number of Coachview's daily requests to leave to others. The first page of a look is always asked for; when more are needed and fewer are left, the look fails and the next one begins again.",
};

const REPEAT: INodeProperties = {
	displayName: 'Repeat After a Restart (Minutes)',
	name: 'repeatMinutes',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1440, numberPrecision: 0 },
	default: 10,
	description:
		'When n8n starts again, what was handed over last, and in so many minutes before, is handed over once more, because it cannot be known whether the workflow came to its end. Make it longer than a run takes; 0 repeats nothing, and may lose what was under way.',
};

/** @param entities those that tell when a record was changed */
export function pollProperties(entities: readonly Entity[]): INodeProperties[] {
	return [
		NOTICE,
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: 'person',
			options: entities
				.map((entity) => ({
					name: resourceTitle(entity),
					value: entity.name,
					description: aboutResource(entity),
				}))
				.sort((a, b) => a.name.localeCompare(b.name)),
		},
		...[triggerOn, status, filters, (): INodeProperties => SIMPLIFY, options].flatMap((make) =>
			forEach(entities, make),
		),
	];
}

/** One parameter of all resources; those that are equal are declared once, because the editor loads the whole description. */
function forEach(
	entities: readonly Entity[],
	make: (entity: Entity) => INodeProperties | undefined,
): INodeProperties[] {
	const equal = new Map<string, { property: INodeProperties; resource: string[] }>();
	for (const entity of entities) {
		const property = make(entity);
		if (!property) continue;
		const key = JSON.stringify(property);
		const group = equal.get(key) ?? { property, resource: [] };
		group.resource.push(entity.name);
		equal.set(key, group);
	}
	return [...equal.values()].map(({ property, resource }) =>
		resource.length === entities.length
			? property
			: { ...property, displayOptions: { show: { ...property.displayOptions?.show, resource } } },
	);
}

function triggerOn({ status: field }: Entity): INodeProperties {
	return field === undefined ? TRIGGER_ON : { ...TRIGGER_ON, options: [...(TRIGGER_ON.options ?? []), STATUS_EVENT] };
}

function status({ status: name, fields }: Entity): INodeProperties | undefined {
	const field = fields.find((one) => one.name === name);
	if (!field) return undefined;
	return {
		...fieldProperty(field, "Coachview's code of the status. A code that is not listed can be given by an expression."),
		name: 'status',
		required: true,
		displayOptions: { show: { triggerOn: ['status'] } },
	};
}

function filters(entity: Entity): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'What a record must be like after the change',
		options: [...fieldFilters(entity), WHERE].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

function options(entity: Entity): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...shownInLists(entity), RESERVE, REPEAT].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
