/** An address of the description, as far as it belongs to an entity. */
export interface EntityPath {
	/** What stands before `/api/v1`. */
	before: string;
	entity: string;
	/** Parts behind the entity's name. */
	rest: readonly string[];
	isBelowApi: boolean;
}

/** @returns undefined for an address that names no entity */
export function readPath(address: string): EntityPath | undefined {
	const below = /^(.*?)\/api\/v[^/]+(\/.*)$/i.exec(address);
	const path = below?.[2] ?? address.replace(/^\/api(?=\/)/i, '');
	const [entity, ...rest] = path.split('/').filter((part) => part !== '');
	if (entity === undefined || entity.startsWith('{')) return undefined;
	return { before: below?.[1] ?? '', entity, rest, isBelowApi: below !== null };
}
