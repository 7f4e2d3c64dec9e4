import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A parameter, or a member of a collection, as one line of the page. */
export interface Row {
	/** `Dry Run` */
	label: string;
	/** `options.dryRun` */
	path: string;
	/** `resource/operation`, each place where it is shown. */
	places: string[];
	takes: string;
	/** The default as JSON. */
	fallback: string;
	description: string;
}

/** @returns the choices of a drop-down; @param property absent has none */
export const choices = (property?: INodeProperties) => (property?.options ?? []) as INodePropertyOptions[];

/**
 * @param fields names that are no rows of their own
 * @returns one row for each parameter and each member of a collection, in the order of names, to be looked up; lines that
 *          differ in nothing but the place are one. Resource and Operation are left out.
 */
export function parameterRows(properties: readonly INodeProperties[], fields: ReadonlySet<string>): Row[] {
	const asked = properties.filter(
		({ name, type }) => name !== 'resource' && name !== 'operation' && type !== 'notice' && type !== 'hidden',
	);
	const found = new Map<string, Row>();
	for (const { places, ...row } of asked.flatMap((property) => rowsOf(property, [], placesOf(property), fields))) {
		const key = JSON.stringify(row);
		found.set(key, { ...row, places: [...(found.get(key)?.places ?? []), ...places].sort() });
	}
	return [...found.values()].sort((a, b) => compare(a.path, b.path) || compare(a.places.join(), b.places.join()));
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function placesOf({ displayOptions }: INodeProperties): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return resource.flatMap((one) => operation.map((other) => `${String(one)}/${String(other)}`));
}

function rowsOf(property: INodeProperties, inside: string[], places: string[], fields: ReadonlySet<string>): Row[] {
	const { name, displayName, default: initial, description = '' } = property;
	const members = membersOf(property).filter(([, member]) => !fields.has(member.name));
	const isValue = !['collection', 'fixedCollection', 'resourceLocator'].includes(property.type);
	return [
		{
			label: displayName,
			path: [...inside, name].join('.'),
			places,
			takes: `${takes(property, fields)}${condition(property)}`,
			fallback: isValue ? `\`${JSON.stringify(initial)}\`` : '',
			description,
		},
		...members.flatMap(([at, member]) => rowsOf(member, [...inside, ...at], places, fields)),
	];
}

/** @returns members, each with the path to it; `[]` stands for a list */
function membersOf({ name, type, typeOptions, options = [] }: INodeProperties): Array<[string[], INodeProperties]> {
	if (type === 'collection') return (options as INodeProperties[]).map((one) => [[name], one]);
	if (type !== 'fixedCollection') return [];
	const end = typeOptions?.multipleValues ? '[]' : '';
	return (options as INodePropertyCollection[]).flatMap((group) =>
		group.values.map((one): [string[], INodeProperties] => [[name, `${group.name}${end}`], one]),
	);
}

function takes(property: INodeProperties, fields: ReadonlySet<string>): string {
	const { type, typeOptions, modes = [] } = property;
	const values = choices(property).map(({ value }) => `\`${String(value)}\``);
	switch (type) {
		case 'options':
			return choices(property)
				.map(({ name }, index) => `${values[index]} ${name}`)
				.join(', ');
		case 'multiOptions':
			return choices(property).every(({ value }) => fields.has(String(value)))
				? 'names of fields'
				: `some of ${values.join(', ')}`;
		case 'resourceLocator':
			return `a record by ${modes.map(({ name }) => `\`${name}\``).join(', ')}`;
		case 'collection':
			return collectionOf(choices(property).map(({ name }) => fields.has(name)));
		case 'fixedCollection':
			return typeOptions?.multipleValues ? 'rows' : 'a group';
		case 'boolean':
			return 'yes or no';
		case 'number':
			return `a number${typeOptions?.minValue === undefined ? '' : `, ${typeOptions.minValue} or more`}`;
		case 'dateTime':
			return typeOptions?.dateOnly ? 'a date' : 'a date and time';
		case 'json':
			return 'JSON';
		default:
			return 'text';
	}
}

/** @param areFields for each member whether it is a field of the entity */
function collectionOf(areFields: boolean[]): string {
	const [hasFields, hasOthers] = [true, false].map((kind) => areFields.includes(kind));
	return [...(hasFields ? ['fields of the resource'] : []), ...(hasOthers ? ['what is below'] : [])].join(', and ');
}

/** What else has to be chosen for it to be shown. */
function condition({ displayOptions }: INodeProperties): string {
	return Object.entries(displayOptions?.show ?? {})
		.filter(([key]) => key !== 'resource' && key !== 'operation')
		.map(
			([key, values = []]) =>
				`; when \`${key.replace(/^\//, '')}\` is ${values.map((one) => `\`${String(one)}\``).join(' or ')}`,
		)
		.join('');
}
