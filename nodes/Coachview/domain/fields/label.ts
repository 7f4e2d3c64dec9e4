import type { Entity, Field, Line } from '../../entities/entity';

/** Members that nobody sets: Coachview gives them. */
export const PROTECTED_MEMBERS: readonly string[] = ['id', 'auditTrail'];

interface Index {
	fields: ReadonlyMap<string, Field>;
	spellings: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<Entity, Index>();

function indexOf(entity: Entity): Index {
	let index = indexes.get(entity);
	if (!index) {
		const names = [...PROTECTED_MEMBERS, ...entity.fields.map(({ name }) => name)];
		index = {
			fields: new Map(entity.fields.map((field) => [field.name.toLowerCase(), field])),
			spellings: new Map(names.map((name) => [name.toLowerCase(), name])),
		};
		indexes.set(entity, index);
	}
	return index;
}

/** @returns the field that the node offers under this JSON name, whatever its case: Coachview's own reading may heed none */
export function fieldNamed(entity: Entity, name: string): Field | undefined {
	return indexOf(entity).fields.get(name.toLowerCase());
}

/** @returns a member's name in the spelling that the node knows; an unknown name as it is */
export function knownSpelling(entity: Entity, name: string): string {
	return indexOf(entity).spellings.get(name.toLowerCase()) ?? name;
}

/** @returns the member of a group under this JSON name, whatever its case */
export function lineNamed({ members }: Pick<Field, 'members'>, name: string): Line | undefined {
	return members?.find((line) => line.name.toLowerCase() === name.toLowerCase());
}

/** @returns the name the user knows, e.g. `Date of Birth` for `geboortedatum`; other members keep their own name */
export function fieldLabel(entity: Entity, name: string): string {
	const field = fieldNamed(entity, name);
	return field?.name === name ? field.label : name;
}

/** @returns as `fieldLabel`; for a member of a group also its own, e.g. `Address (Town)` for `adres.plaats` */
export function pathLabel(entity: Entity, path: string): string {
	const [top = '', ...below] = path.split('.');
	const field = fieldNamed(entity, top);
	const line = field && below.length === 1 ? lineNamed(field, below.join('')) : undefined;
	return field && line ? `${field.label} (${line.label})` : fieldLabel(entity, path);
}

/** @returns names of fields as a text for people */
export function fieldLabels(entity: Entity, names: readonly string[]): string {
	return names.map((name) => fieldLabel(entity, name)).join(', ');
}
