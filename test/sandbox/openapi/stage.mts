import { compare } from '../../../contract/openapi/compare.mts';
import { describedBy, type Description } from '../../../contract/openapi/described.mts';
import { readDocument } from '../../../contract/openapi/document.mts';
import type { Finding } from '../../../contract/openapi/finding.mts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { description, type DescriptionOptions } from '../../../sandbox/coachview/description/write.mts';
import type { Plant } from '../../../sandbox/coachview/description/plants.mts';
import type { Changes } from '../../../sandbox/control/types.mts';
import { createWorld, type World } from '../../../sandbox/world.mts';

/** A sandbox without servers, that only describes itself. */
export const describer = (assumptions: Changes = {}): World => createWorld({ assumptions, people: 12, records: 1 });

/** What the reader makes of a text. */
export const reading = async (json: unknown): Promise<Description> =>
	describedBy(await readDocument({ text: JSON.stringify(json), name: 'test.json' }));

/** What the sandbox says of itself, as the reader has it. */
export async function told(world: World, options: DescriptionOptions = {}): Promise<Description> {
	world.description = options;
	return await reading(description(world));
}

/** A difference in a word or four, without its sentence. */
export const keyOf = ({ verdict, aspect, path, name }: Omit<Finding, 'says'>): string =>
	[verdict, aspect, path, name].join(' | ');

/** Every difference between the table and what the sandbox says of itself. */
export async function differences(world: World, options: DescriptionOptions = {}): Promise<string[]> {
	const findings = compare(await told(world, options), ENTITIES);
	return findings.filter(({ verdict }) => verdict !== 'right').map(keyOf);
}

export const writesAnything = ({ verbs }: Entity): boolean =>
	['create', 'upsert', 'update', 'replace'].some((verb) => verb in verbs);

/** What has to be found of a plant, and what is not to be seen any more because of it. */
export interface Expected {
	plant: Plant;
	/** Keys of differences. */
	finds: string[];
	/** Whether a key of another difference cannot show beside it. */
	hides?(key: string): boolean;
	/** Needs names as they are: a server that writes capitals hides it. */
	asWritten?: true;
}
