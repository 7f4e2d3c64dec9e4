/** How sure a fact is: said by the vendor, seen in code that calls the API, inferred from naming, or a mere guess. */
export type Grade = 'documented' | 'seen' | 'inferred' | 'unconfirmed';

/** What can be done with the records of an entity. */
export type Verb = 'create' | 'delete' | 'get' | 'getMany' | 'replace' | 'update' | 'upsert';

/** How a value is entered, checked, compared and shown; each layer has one table of these. */
export type FieldKind =
	| 'text'
	| 'number'
	| 'boolean'
	/** A calendar date of any time. */
	| 'date'
	/** A calendar date with a time of day. */
	| 'dateTime'
	/** A calendar date that must be the birth of somebody of a likely age. */
	| 'birthDate'
	/** A place of birth: a name, no code and no placeholder. */
	| 'place'
	| 'email'
	/** One of Coachview's own codes. */
	| 'choice'
	/** The id of a related record. */
	| 'id'
	/** An object whose members make one value, such as an address. */
	| 'group';

/** A member of a group; a text. */
export interface Line {
	/** The member's name in Coachview's JSON. */
	name: string;
	/** What the editor calls it. */
	label: string;
	/** Coachview's Dutch term. */
	dutch: string;
	/** Alone it is no value yet: the country of an address without lines. */
	aside?: true;
}

/** A member that the nodes offer by name. */
export interface Field extends Omit<Line, 'aside'> {
	kind: FieldKind;
	grade: Grade;
	/** One sentence for the editor, where the name does not say it all. */
	note?: string;
	/** For a yes/no field: what is asked, beginning with "Whether". */
	whether?: string;
	/** Whether line breaks and tabs belong into it. */
	lines?: true;
	/** Codes of a choice, as far as they are known; other ones can be typed. */
	values?: readonly string[];
	/** Members of a group. */
	members?: readonly Line[];
	/** A new record needs it, and it cannot be emptied. */
	required?: true;
	/** Shown in answers only; the nodes do not offer to write it. */
	shownOnly?: true;
	/** Get Many offers to filter by it (`where=field=value`). */
	filter?: true;
	/** The query parameter that filters by it in place of `where`, where published code does it so. */
	parameter?: string;
	/** A yes/no field that is neither while nobody has marked it: null is an answer of its own. */
	threeState?: true;
	/** Only shown on request (Inclusief… flags), because Coachview works it out. */
	calculated?: true;
}

/** A way to name one record by something else than its id; a mode of the picker. */
export interface LookUp {
	/** The picker's mode; also the name in messages' code. */
	mode: string;
	/** The mode's name in the editor. */
	label: string;
	/** Fields that must all match. */
	fields: readonly string[];
	/** What stands between the values of several fields; the first one ends at the first separator. */
	separator?: string;
	/** What the key is called in messages. */
	by: string;
	hint?: string;
	placeholder: string;
}

/** A related record: `<name>Id` beside `<name>`, which is shown on request. */
export interface Relation {
	/** The member that shows the related record. */
	name: string;
	/** Path of the entity it belongs to, when that is known. */
	path?: string;
}

/** How the editor names an operation that is called otherwise than its verb. */
export interface Called {
	name: string;
	/** Sentence for the list of actions. */
	action: string;
	description: string;
}

/** An operation that is no verb: made in actions/special, told of here. */
export interface Special {
	value: string;
	name: string;
	grade: Grade;
	/** Members of what it gives, for the editor. */
	gives: Readonly<Record<string, 'string' | 'number' | 'boolean'>>;
}

/** Fields that hold the name of a human being. */
export interface PersonName {
	first: string;
	initials: string;
	/** Dutch and German name prefixes (van der, von) stand in a field of their own. */
	prefix: string;
	last: string;
}

/** What an entity's words are, in sentences. */
export interface Words {
	/** `Person`: title of the resource. */
	title: string;
	/** `person` */
	one: string;
	/** `people` */
	many: string;
	dutch: { one: string; many: string };
	german: { one: string; many: string };
}

/** A kind of records in Coachview. Everything that differs between kinds is in here, and nothing else is. */
export interface Entity {
	/** `person`: value of the resource, name of the picker's parameter and, with `Id` behind it, key of its id in outputs. */
	name: string;
	/** `Personen`: the path below `/api/v1/`. */
	path: string;
	words: Words;
	/** What is offered, and how sure it is that Coachview has it. */
	verbs: Readonly<Partial<Record<Verb, Grade>>>;
	/** Operations that are called otherwise than their verbs: a link is added, not created. */
	called: Readonly<Partial<Record<Verb, Called>>>;
	specials: readonly Special[];
	fields: readonly Field[];
	/** Fields of which no two records have the same values; the first one can be filtered by. Absent where nothing is known of that. */
	once?: readonly string[];
	/** Whether records carry ExternId and ExternSource, which together identify one. */
	externalKey: boolean;
	lookUps: readonly LookUp[];
	/** Fields that show a record in a picker; the rest of the first line that has any tells namesakes apart. */
	label: { name: readonly string[]; aside: readonly (readonly string[])[] };
	/** Fields that the picker's search asks about, besides the keys of the look-ups. */
	search: readonly string[];
	/** The parts of the name of a human being, which people type in any order. */
	personName?: PersonName;
	/** At most ten fields of a simplified record. */
	simple: readonly string[];
	/** The field that lists are sorted by when nobody asks for an order. */
	sort: string;
	/** Members that Coachview keeps by itself; a PUT leaves them out. */
	readOnly: readonly string[];
	/** Path of the moment of the last change; absent where there is none. */
	changed?: string;
	/** The field that holds the status which a record moves through; absent where there is none. */
	status?: string;
	/** Where links between records and categories are listed, and their members that name the record's id and the category. */
	categories?: { path: string; owner: string; name: string };
	/** `flattened`: free fields come as members of the record on request. */
	freeFields: 'flattened' | 'none';
	relations: readonly Relation[];
	scopes: { read: string; write: string };
}

/** A field in short: of kind text, and as sure as the entity says, unless it tells otherwise. */
type ShortField = Omit<Field, 'kind' | 'grade' | 'calculated'> & Partial<Pick<Field, 'kind' | 'grade'>>;

type Completed = 'called' | 'specials' | 'externalKey' | 'lookUps' | 'search' | 'readOnly' | 'freeFields' | 'relations';

/** What is written down of an entity. */
interface Short extends Omit<Entity, Completed | 'fields' | 'label' | 'scopes'>, Partial<Pick<Entity, Completed>> {
	/** How sure its fields are, where they do not say it themselves. */
	grade: Grade;
	fields: readonly ShortField[];
	/** Fields that are only shown on request, because Coachview works them out. */
	calculated?: readonly ShortField[];
	label: readonly string[];
	labelAside?: readonly (readonly string[])[];
	scopes?: Partial<Entity['scopes']>;
}

/** Most fields of a simplified record (n8n's guideline). */
const MOST_SIMPLE = 10;

/**
 * Completes the short form in which an entity is written down. Scopes follow the vendor's rule `{Path}.Lezen` and
 * `{Path}.Schrijven`; the audit trail with its etag was seen in recorded answers of several entities.
 *
 * @throws Error for an entity that contradicts itself, which a test shows before anybody else sees it
 */
export function define({
	grade,
	fields,
	calculated = [],
	label,
	labelAside = [],
	scopes = {},
	...short
}: Short): Entity {
	const { name, path, simple } = short;
	const whole: Field[] = [...fields, ...calculated.map((field) => ({ ...field, calculated: true as const }))].map(
		(field) => ({ kind: 'text', grade, ...field }),
	);
	const names = whole.map((field) => field.name.toLowerCase());
	const twice = names.find((one, at) => names.indexOf(one) < at);
	if (twice !== undefined) throw new Error(`${name} has two fields ${twice}`);
	if (simple.length > MOST_SIMPLE) throw new Error(`${name} has more than ${MOST_SIMPLE} simple fields`);
	if (short.status !== undefined && !names.includes(short.status.toLowerCase()))
		throw new Error(`${name} has no field ${short.status}`);
	const strange = short.once?.find((one) => !names.includes(one.toLowerCase()));
	if (strange !== undefined) throw new Error(`${name} has no field ${strange}`);
	const group = whole.find(({ kind, members }) => (kind === 'group') !== (members !== undefined));
	if (group) throw new Error(`${name}.${group.name}: a group, and nothing else, has members`);
	const third = whole.find(({ kind, threeState }) => threeState && kind !== 'boolean');
	if (third) throw new Error(`${name}.${third.name}: only a yes/no field has a third state`);
	return {
		called: {},
		specials: [],
		externalKey: false,
		lookUps: [],
		search: label,
		readOnly: ['auditTrail'],
		freeFields: 'flattened',
		relations: [],
		...short,
		fields: whole,
		label: { name: label, aside: labelAside },
		scopes: { read: `${path}.Lezen`, write: `${path}.Schrijven`, ...scopes },
	};
}
