import type { Entity, Field, FieldKind, Line, Relation } from '../../nodes/Coachview/entities/entity.ts';
import type { Choices } from '../assumptions/register.mts';
import type { World } from '../world.mts';
import type { RawObject } from './raw.mts';

type TableField = Pick<Field, 'name' | 'kind' | 'values' | 'required' | 'calculated' | 'threeState'> & {
	members?: ReadonlyArray<Pick<Line, 'name'>>;
};

/** What the sandbox takes over from an entry of the entity table: names, kinds and how sure they are; never code. */
export type TableEntry = Pick<
	Entity,
	'path' | 'verbs' | 'externalKey' | 'readOnly' | 'freeFields' | 'relations' | 'scopes'
> & { fields: readonly TableField[] };

/** What this Coachview has or does for one entity only, beside what the entity table says. All of it may be left out. */
export interface Own {
	/** Members that the table does not know. */
	members?: Readonly<Record<string, FieldKind>>;
	/** Names in the order of the answers; all others follow. */
	order?: readonly string[];
	/** Codes of a choice that is not in the table. */
	values?: Readonly<Record<string, readonly string[]>>;
	/** Codes of members that hold these and no other text now (assumptions A28 and A92). */
	closed?(choices: Choices): Readonly<Record<string, readonly string[]>>;
	/** Relations that the table does not know. */
	relations?: readonly Relation[];
	/** Members that InclusiefExtraVelden shows and that are made at each answer: name to raw JSON text. */
	workedOut?: Readonly<Record<string, (record: RawObject) => string>>;
	/** Members that only a flag shows, with the flag's name in lower case (assumption A56). */
	hidden?(choices: Choices): Array<[name: string, flag: string]>;
	/** Members that are required besides those of the table. */
	required?(choices: Choices): readonly string[];
	/** Members that a PUT must name under assumption A84, null or not. */
	demanded?: readonly string[];
	/** Whether a text is none of the values that this Coachview takes. */
	isRefused?(name: string, value: string, choices: Choices): boolean;
	/** Members that a row of a list shows under assumption A70 = shortened. */
	rowMembers?: readonly string[];
	/** Members that move by themselves (assumption A66), besides those that every entity has: raw JSON texts. */
	moving?: Readonly<Record<string, (record: RawObject, now: number) => string>>;
	/** Filters that are query parameters of their own (seen in code that calls the API): name in lower case to the member. */
	parameters?: Readonly<Record<string, string>>;
	/** Gives the view of a record another form, in place. */
	reshape?(view: RawObject, choices: Choices): void;
	/** Events that are sent under assumption A41 = invented. */
	events?: { added: string; changed: string };
	/** Members of that form, for the description. */
	sends?: readonly string[];
	/** Takes a new record in a form of its own. @returns the text of the answer @throws BadRequest */
	post?(body: RawObject, world: World, by: string): string;
	/** Whether POST and PUT work, whatever the table has seen. */
	writes?(choices: Choices): boolean;
	removes?(choices: Choices): boolean;
	patches?(choices: Choices): boolean;
	/** Called when a record is gone. */
	removed?(id: string, world: World): void;
	/** Whether this Coachview does not have the entity at all. */
	isAbsent?(choices: Choices): boolean;
}
