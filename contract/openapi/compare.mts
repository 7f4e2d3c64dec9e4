import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import type { DescribedEntity, Description } from './described.mts';
import { comparedCalls, comparedParameters } from './compareCalls.mts';
import { comparedMembers } from './compareMembers.mts';
import { finding, type Finding } from './finding.mts';
import { callsOf } from './table.mts';

/**
 * Holds a description against the entity table. What a description leaves open (no type, no body) is no finding.
 *
 * @param table the entities that the nodes know
 * @returns every difference, and everything that agrees
 */
export function compare(description: Description, table: readonly Entity[]): Finding[] {
	const pairs = table.map((entity) => ({ entity, described: matching(description, entity) }));
	const known = new Set(pairs.map(({ described }) => described));
	return [
		...(description.pascalCase
			? [finding('wrong', 'spelling', '', 'PascalCase', 'names of members begin with a capital; the table has none')]
			: []),
		...pairs.flatMap(({ entity, described }) => (described ? comparedEntity(entity, described) : [absent(entity)])),
		...description.entities.filter((described) => !known.has(described)).map(unknownEntity),
		...comparedScopes(description, table, known),
	];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The described entity with this path, whatever its capitals. */
const matching = ({ entities }: Description, { path }: Entity): DescribedEntity | undefined =>
	entities.find((described) => described.path === path) ?? entities.find((described) => same(described.path, path));

const absent = ({ path }: Entity) => finding('wrong', 'entity', path, '', 'is not described');

function unknownEntity({ path, calls, members }: DescribedEntity): Finding {
	const names = members.size === 0 ? 'no members described' : `members ${[...members.keys()].join(', ')}`;
	return finding('lacks', 'entity', path, '', `is described: ${[...calls.keys()].join(', ') || 'no call'}; ${names}`);
}

function comparedEntity(entity: Entity, described: DescribedEntity): Finding[] {
	const { path } = entity;
	return [
		described.path === path
			? finding('right', 'entity', path, '', 'is described')
			: finding('wrong', 'spelling', path, '', `is written ${described.path}`),
		...comparedCalls(entity, described),
		...comparedParameters(entity, described),
		...comparedMembers(entity, described),
	];
}

/** Where the description names scopes at all. Those of an entity that the table lacks belong to that entity. */
function comparedScopes(
	{ scopes, entities }: Description,
	table: readonly Entity[],
	known: ReadonlySet<DescribedEntity | undefined>,
): Finding[] {
	if (scopes.length === 0) return [];
	const mine = new Set(table.flatMap((entity) => [entity.scopes.read, entity.scopes.write]));
	// A scope to write is only needed where something is written.
	const needed = table
		.filter((entity) => entities.some(({ path }) => same(path, entity.path)))
		.flatMap((entity) => {
			const writes = [...callsOf(entity).keys()].some((call) => !call.startsWith('GET'));
			return [entity.scopes.read, ...(writes ? [entity.scopes.write] : [])].map((scope) => ({ scope, entity }));
		});
	const others = new Set(entities.filter((described) => !known.has(described)).map(({ path }) => path.toLowerCase()));
	return [
		...needed.map(({ scope, entity: { path } }) =>
			scopes.includes(scope)
				? finding('right', 'scope', path, scope, 'is a scope')
				: finding('wrong', 'scope', path, scope, 'is not among the scopes'),
		),
		...scopes
			.filter((scope) => scope !== 'api' && !mine.has(scope) && !others.has(scope.split('.')[0]!.toLowerCase()))
			.map((scope) => finding('lacks', 'scope', '', scope, 'is a scope')),
	];
}
