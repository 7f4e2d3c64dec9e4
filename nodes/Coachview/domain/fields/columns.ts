import type { Entity, Field, FieldKind } from '../../entities/entity';
import { fieldNamed } from './label';

/** How the value of a column is read; a group has a column for each of its lines. */
export type ColumnKind = Exclude<FieldKind, 'group'>;

/** A field that can be chosen from a list, instead of typing its JSON name. */
export interface Column {
	/** JSON name, or a path such as `adres.plaats`. */
	id: string;
	label: string;
	/** Coachview's Dutch term; the label itself where there is no other. */
	dutch: string;
	kind: ColumnKind;
	/** Texts that can be chosen. */
	values?: readonly string[];
}

/** @returns the fields of the table that can be written, one column for each line of a group */
export function tableColumns({ fields }: Entity): Column[] {
	return fields
		.filter(({ shownOnly, calculated }) => !shownOnly && !calculated)
		.flatMap((field) => (field.kind === 'group' ? lineColumns(field) : [{ ...columnOf(field), kind: field.kind }]));
}

function columnOf({ name, label, dutch, values }: Field): Omit<Column, 'kind'> {
	return { id: name, label, dutch, ...(values && values.length > 0 && { values }) };
}

function lineColumns({ name, label, dutch, members = [] }: Field): Column[] {
	return members.map((line) => ({
		id: `${name}.${line.name}`,
		label: `${label}: ${line.label}`,
		dutch: `${dutch}: ${line.dutch}`,
		kind: 'text',
	}));
}

/** @returns columns of the table, then the others; of several with one id, whatever its case, the first */
export function joined(entity: Entity, others: readonly Column[]): Column[] {
	const met = new Set<string>();
	return [...tableColumns(entity), ...others.filter(({ id }) => !isOfTable(entity, id))].filter(({ id }) => {
		const key = id.toLowerCase();
		return !met.has(key) && met.add(key);
	});
}

/** A field that the node must not offer here is one that it knows all the same. */
function isOfTable(entity: Entity, id: string): boolean {
	const [top = '', ...below] = id.split('.');
	const known = fieldNamed(entity, top);
	return known !== undefined && (below.length === 0 || known.kind !== 'group');
}

/** @returns the value that an item has for a column: of the member with its name, or where its path leads; else undefined */
export function valueFor(item: { [name: string]: unknown }, id: string): unknown {
	if (Object.hasOwn(item, id)) return item[id];
	return id
		.split('.')
		.reduce<unknown>(
			(value, name) =>
				typeof value === 'object' && value !== null && Object.hasOwn(value, name)
					? (value as { [name: string]: unknown })[name]
					: undefined,
			item,
		);
}
