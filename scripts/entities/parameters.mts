import { join } from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { choices, parameterRows, type Row } from './parameterRows.mts';

/** Path of the generated page, below the project's folder. */
export const PARAMETERS_PAGE = join('docs', 'parameters.md');

/** What a node tells of itself. */
type Described = Pick<INodeTypeDescription, 'displayName' | 'name' | 'version' | 'properties'>;

/**
 * @param nodes as they are built, their properties made from the table of entities
 * @param entities whose fields are told in resources.md and therefore not here
 * @returns docs/parameters.md, made from the descriptions alone
 */
export function parametersPage(nodes: readonly Described[], entities: readonly Entity[] = ENTITIES): string {
	const fields = new Set(entities.flatMap((entity) => entity.fields.map(({ name }) => name)));
	return [
		'# Parameters',
		"<!-- Generated from the nodes' descriptions by `npm run entities`. Do not edit. -->",
		'The names under which a workflow keeps what the editor asks for, and what the nodes take there. Which fields a',
		'resource has in `fields`, `filters` and `clearFields` is told in [resources.md](resources.md).',
		'',
		...nodes.flatMap((node) => section(node, fields)),
	].join('\n');
}

function section({ displayName, name, version, properties }: Described, fields: ReadonlySet<string>): string[] {
	const all = pairs(properties);
	const isPlain = all.length === 0;
	const cells = (shownFor: string, { label, path, takes, fallback, description }: Row) =>
		line([label, code(path), ...(isPlain ? [] : [shownFor]), takes, fallback, description.replaceAll('|', '\\|')]);
	return [
		`## ${displayName} (\`n8n-nodes-coachview.${name}\`, version ${[version].flat().join(' and ')})`,
		'',
		...(isPlain ? [] : overview(properties)),
		line(['Parameter', 'Name', ...(isPlain ? [] : ['Shown for']), 'Takes', 'Default', 'Meaning']),
		line(Array.from({ length: isPlain ? 5 : 6 }, () => '---')),
		...parameterRows(properties, fields).map((row) => cells(shown(row.places, all), row)),
		'',
	];
}

/** Which operations each resource has. */
function overview(properties: readonly INodeProperties[]): string[] {
	const operations = new Map(
		properties
			.filter(({ name }) => name === 'operation')
			.map((property) => [String(property.displayOptions?.show?.resource?.[0]), choices(property)]),
	);
	const offered = (resource: string) =>
		(operations.get(resource) ?? []).map(({ name, value }) => `${name} ${code(String(value))}`).join(', ');
	return [
		line(['Resource', '`resource`', 'Operations, each with its `operation`']),
		line(['---', '---', '---']),
		...choices(properties.find(({ name }) => name === 'resource')).map(({ name, value }) =>
			line([name, code(String(value)), offered(String(value))]),
		),
		'',
	];
}

/** @returns `resource/operation` of everything that the node can do; nothing for a node without resources */
function pairs(properties: readonly INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) =>
			(property.displayOptions?.show?.resource ?? []).flatMap((resource) =>
				choices(property).map(({ value }) => `${String(resource)}/${String(value)}`),
			),
		);
}

const [RESOURCE, OPERATION] = [0, 1];
const half = (pair: string, which: number) => pair.split('/')[which] ?? '';

/** Short also with many resources: whole resources, then operations with those that have, or have not, the parameter. */
function shown(places: readonly string[], all: readonly string[]): string {
	if (all.every((pair) => places.includes(pair))) return 'everything';
	const whole = distinct(places, RESOURCE).filter((resource) => isComplete(resource, RESOURCE, places, all));
	if (whole.length === distinct(places, RESOURCE).length) return `all of ${whole.join(', ')}`;
	return distinct(places, OPERATION)
		.map((operation) => {
			if (isComplete(operation, OPERATION, places, all)) return code(operation);
			const others = all.filter((pair) => half(pair, OPERATION) === operation);
			const [mine, without] = [true, false].map((has) => others.filter((pair) => places.includes(pair) === has));
			const except = (without ?? []).length < (mine ?? []).length;
			return `${code(operation)} ${except ? 'except' : 'of'} ${distinct((except ? without : mine) ?? [], RESOURCE).join(', ')}`;
		})
		.join('; ');
}

function distinct(pairsOf: readonly string[], which: number): string[] {
	return [...new Set(pairsOf.map((pair) => half(pair, which)))].sort();
}

function isComplete(value: string, which: number, places: readonly string[], all: readonly string[]): boolean {
	return all.every((pair) => half(pair, which) !== value || places.includes(pair));
}

const code = (text: string) => `\`${text}\``;
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
