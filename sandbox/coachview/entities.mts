import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import type { Field, FieldKind, Grade, Relation } from '../../nodes/Coachview/entities/entity.ts';
import type { Choices } from '../assumptions/register.mts';
import type { Own, TableEntry } from './own.mts';
import { kinds } from './kinds.mts';
import { categoryOfDefinition } from './special/definitionCategory.mts';
import { company } from './special/company.mts';
import { execution } from './special/execution.mts';
import { person } from './special/person.mts';
import { webRequest } from './special/webRequests.mts';
import { unseenPaths } from './special/unseenPaths.mts';

/** An entity as the sandbox plays it: made of an entry of the table and of what only this entity does. */
export interface Played {
	path: string;
	/** `/api/v1/Personen` */
	address: string;
	/** Members that a PUT writes, in the order of the answers; `id` is the first. */
	members: ReadonlyMap<string, FieldKind>;
	/** Members of the members that are objects, all texts. */
	groups: ReadonlyMap<string, readonly string[]>;
	/** Yes/no members that are null while nobody has marked them. */
	threeState: ReadonlySet<string>;
	/** Codes of the choices of which they are known. */
	values: ReadonlyMap<string, readonly string[]>;
	/** Members that are stored and only InclusiefExtraVelden shows. */
	calculated: ReadonlyMap<string, FieldKind>;
	relations: readonly Relation[];
	/** Members that come out but cannot be written. */
	readOnly: readonly string[];
	required: readonly string[];
	/** Whether externId and externSource together identify a record. */
	hasKey: boolean;
	hasFreeFields: boolean;
	verbs: TableEntry['verbs'];
	scopes: TableEntry['scopes'];
	own: Own;
}

/** Members of an address as recorded answers order them. */
const lineOrder = ['adres1', 'adres2', 'adres3', 'adres4', 'postcode', 'plaats', 'landCode'];
const owns: Readonly<Record<string, Own>> = {
	...unseenPaths,
	Personen: person,
	Bedrijven: company,
	Opleidingssoortcategorieen: categoryOfDefinition,
	Opleidingsonderdeeluitvoeringen: execution,
	Webaanvragen: webRequest,
};
/** Paths that have routes of their own under special/. */
export const elsewhere: readonly string[] = ['Persoonscategorieen'];

/** Names that stand in `order` come first, in that order. */
function ordered<Item>(items: readonly Item[], order: readonly string[], nameOf: (item: Item) => string): Item[] {
	const rank = (item: Item) => {
		const at = order.indexOf(nameOf(item));
		return at < 0 ? order.length : at;
	};
	return [...items].sort((a, b) => rank(a) - rank(b));
}

/** What the sandbox makes of an entry of the table. */
function playedOf(entry: TableEntry, own: Own = owns[entry.path] ?? {}): Played {
	const known = entry.fields.filter(({ name }) => name !== 'id' && !(name in (own.members ?? {})));
	const base = known.filter(({ calculated }) => !calculated).map(({ name, kind }): [string, FieldKind] => [name, kind]);
	const added = Object.entries(own.members ?? {});
	const calculated = known
		.filter((field) => field.calculated)
		.map(({ name, kind }): [string, FieldKind] => [name, kind]);
	const relations = [...entry.relations, ...(own.relations ?? [])];
	return {
		path: entry.path,
		address: `/api/v1/${entry.path}`,
		members: new Map([['id', 'id'], ...ordered([...base, ...added], own.order ?? [], ([name]) => name)]),
		groups: new Map(known.flatMap(({ name, members }) => (members ? [[name, linesOf(members)]] : []))),
		threeState: new Set(known.filter(({ threeState }) => threeState).map(({ name }) => name)),
		values: new Map([
			...known.flatMap(({ name, values }): Array<[string, readonly string[]]> => (values ? [[name, values]] : [])),
			...Object.entries(own.values ?? {}),
		]),
		calculated: new Map(calculated),
		relations,
		readOnly: [
			...entry.readOnly,
			...relations.map(({ name }) => name),
			...calculated.map(([name]) => name),
			...Object.keys(own.workedOut ?? {}),
		],
		required: known.filter(({ required }) => required).map(({ name }) => name),
		hasKey: entry.externalKey,
		hasFreeFields: entry.freeFields !== 'none',
		verbs: entry.verbs,
		scopes: entry.scopes,
		own,
	};
}

const linesOf = (lines: ReadonlyArray<Pick<Field, 'name'>>) =>
	ordered(
		lines.map(({ name }) => name),
		lineOrder,
		(name) => name,
	);

/**
 * All entities that are played: those of the table, and what a test adds.
 * @throws Error for a path that occurs twice
 */
export function playedEntities(more: readonly TableEntry[] = []): readonly Played[] {
	const table: TableEntry[] = ENTITIES.filter(({ path }) => !elsewhere.includes(path));
	const entries = [...table, ...more];
	const paths = entries.map(({ path }) => path.toLowerCase());
	const twice = paths.find((path, index) => paths.indexOf(path) !== index);
	if (twice !== undefined) throw new Error(`The entity ${twice} is there twice`);
	return entries.map((entry) => playedOf(entry));
}

/** Members of a person, for programs that talk about people only. */
export const personMembers: ReadonlyMap<string, FieldKind> = playedOf(
	ENTITIES.find(({ path }) => path === 'Personen')!,
).members;

/** JSON text of a member without a value. */
export function emptyOf({ threeState }: Played, name: string, kind: FieldKind): string {
	return threeState.has(name) ? 'null' : kinds[kind].empty;
}

export type Change = 'post' | 'put' | 'patch' | 'delete';

const isSeen = (...grades: Array<Grade | undefined>) =>
	grades.some((grade) => grade !== undefined && grade !== 'unconfirmed');

/** Whether an entity takes a verb that changes records (assumptions A26, A85 and A87). */
export function takes({ verbs, own }: Played, change: Change, choices: Choices): boolean {
	switch (change) {
		case 'post':
			return (
				own.post !== undefined || own.writes?.(choices) || isSeen(verbs.create) || choices.unseenWrites === 'allowed'
			);
		case 'put':
			return own.writes?.(choices) || isSeen(verbs.update, verbs.replace) || choices.unseenWrites === 'allowed';
		case 'patch':
			return own.patches?.(choices) ?? false;
		case 'delete':
			return own.removes?.(choices) ?? (isSeen(verbs.delete) || choices.otherRemoval === 'allowed');
	}
}
