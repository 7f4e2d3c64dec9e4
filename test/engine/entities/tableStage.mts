import type { INodeParameters } from 'n8n-workflow';
import type { Entity, Field, FieldKind } from '../../../nodes/Coachview/entities/entity.ts';
import { elsewhere } from '../../../sandbox/coachview/entities.mts';
import { extraCategoryId, pieterId } from '../../../sandbox/start.mts';
import type { Output, Stage } from '../../harness/stage.mts';

// What the table-driven tests of all entities share: values by kind, and looks into the sandbox's store.

/** A value of each kind as a user types it, and what must stand in the store then. */
const VALUES: Readonly<Record<FieldKind, [typed: unknown, stored?: unknown]>> = {
	text: ['Proefwaarde'],
	place: ['Utrecht'],
	email: ['proef@example.org'],
	choice: ['Onbekend'],
	id: [pieterId],
	number: [7],
	boolean: [true],
	date: ['2031-05-06'],
	dateTime: ['2031-05-06T09:00:00'],
	birthDate: ['1980-02-03'],
	group: [
		{ value: { plaats: 'Utrecht', landCode: 'NL' } },
		expect.objectContaining({ plaats: 'Utrecht', landCode: 'NL' }),
	],
};

/** Ids that must lead to a record of one kind. */
const LEADING: Readonly<Record<string, string>> = { persoonId: pieterId, categorieId: extraCategoryId };

export const typedValue = ({ name, kind }: Field): unknown => LEADING[name] ?? VALUES[kind][0];
export const storedValue = ({ name, kind }: Field): unknown => LEADING[name] ?? VALUES[kind].at(-1);

/** Fields that a new record takes in parameters of their own: the name of the parameter to the field. */
export function requiredParameters({ fields }: Entity): Array<[string, Field]> {
	return fields
		.filter(({ required }) => required)
		.map((field) => {
			const name = field.label.replaceAll(' ', '');
			return [name.charAt(0).toLowerCase() + name.slice(1), field];
		});
}

/** Fields that are offered for writing beside those with parameters of their own. */
export function furtherFields({ fields }: Entity): Field[] {
	return fields.filter(
		({ name, required, shownOnly, calculated }) =>
			!required && !shownOnly && !calculated && !['externId', 'externSource'].includes(name),
	);
}

export type Row = Record<string, unknown> & { id: string };

/** The records of an entity as they are stored, by id. */
export async function stored({ sandbox }: Stage, { path }: Entity): Promise<Map<string, Row>> {
	const rows = elsewhere.includes(path)
		? (await sandbox.control.snapshot()).categories.map((link): Row => ({ ...link }))
		: (await sandbox.control.records(path).list()).map(({ text }) => JSON.parse(text) as Row);
	return new Map(rows.map((row) => [row.id, row]));
}

/** A record without the audit trail, which Coachview keeps by itself. */
export function withoutTrail({ auditTrail: _trail, ...row }: Row): Record<string, unknown> {
	return row;
}

/** Runs an operation of an entity in the real engine. */
export async function run(
	stage: Stage,
	{ name }: Entity,
	operation: string,
	parameters: INodeParameters = {},
): Promise<Output[]> {
	return await stage.person(operation, { resource: name, ...parameters });
}
