import { join } from 'node:path';
import { anyEntity } from '../../nodes/Coachview/entities/anyEntity.ts';
import type { Entity, Field, FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';

/** A JSON schema in the form of n8n's nodes; fields of it can be dragged into expressions before the first run. */
export interface Schema {
	type: string | string[];
	properties?: { [name: string]: Schema };
	items?: Schema;
	version?: number;
}

/** The folder of all schemas, below the project's; n8n looks for them beside the node. */
export const SCHEMAS = join('nodes', 'Coachview', '__schema__');

/** JSON types of an answer; null stands for every value that is not known. */
const TYPES: Record<FieldKind, string> = {
	text: 'string',
	number: 'number',
	boolean: 'boolean',
	date: 'string',
	dateTime: 'string',
	birthDate: 'string',
	place: 'string',
	email: 'string',
	choice: 'string',
	id: 'string',
	group: 'object',
};

const text: Schema = { type: 'string' };
const texts: Schema = { type: 'array', items: text };
const AUDIT: Schema = {
	type: 'object',
	properties: { gewijzigdDatumTijd: text, gewijzigdDoor: text, etag: { type: 'number' } },
};

/** What Get API Usage tells. */
const USAGE: Schema = {
	type: 'object',
	properties: { limit: { type: 'number' }, remaining: { type: 'number' }, resetAt: text },
	version: 1,
};

/** What Webhook Event: Read gives, as the Coachview Trigger does; `rawBody` on request. */
const EVENT: Schema = {
	type: 'object',
	properties: {
		event: text,
		personId: text,
		personCategoryId: text,
		externId: text,
		externSource: text,
		category: text,
		dedupeKey: text,
		receivedAt: text,
	},
	version: 1,
};

/** What HR Answer: Read gives; `after` with `retryLater`, `count` with `ambiguous`, `unusable` where HR has what cannot be used. */
const HR_ANSWER: Schema = {
	type: 'object',
	properties: {
		personId: text,
		externId: text,
		externSource: text,
		outcome: text,
		dateOfBirth: text,
		placeOfBirth: text,
		matchKey: text,
		unusable: texts,
		count: { type: 'number' },
		after: text,
		reason: text,
		columns: { type: 'object' },
	},
	version: 1,
};

/** n8n looks in the folder of a node's own version only. What comes out differs by `_record`, which is in no schema. */
const FOLDERS = ['v1.0.0', 'v1.1.0'];

/** @returns by path below `SCHEMAS`, such as `v1.0.0/person/get.json`: the schema of each operation of each entity, Any Entity too */
export function schemas(entities: readonly Entity[] = ENTITIES): Map<string, Schema> {
	const found = new Map<string, Schema>([
		['account/get.json', USAGE],
		['hrAnswer/read.json', HR_ANSWER],
		['webhookEvent/read.json', EVENT],
	]);
	for (const entity of [...entities, anyEntity('')]) {
		const { verbs, name } = entity;
		const add = (operation: string, schema: Schema) => found.set(`${name}/${operation}.json`, schema);
		if (verbs.get)
			add(
				'get',
				recordSchema(entity, () => true),
			);
		if (verbs.getMany)
			add(
				'getAll',
				recordSchema(entity, (field) => entity.simple.includes(field)),
			);
		if (verbs.delete) add('delete', deletionSchema(entity));
		for (const { value, gives } of entity.specials) add(value, specialSchema(gives));
		for (const verb of ['create', 'upsert', 'update', 'replace'] as const) {
			if (verbs[verb]) add(verb, receiptSchema(entity));
		}
	}
	return new Map(FOLDERS.flatMap((folder) => [...found].map(([path, schema]) => [`${folder}/${path}`, schema])));
}

/** @returns the text of a schema's file */
export function schemaFile(schema: Schema): string {
	return `${JSON.stringify(schema)}\n`;
}

/**
 * The whole record; with Simplify on, fewer of these.
 *
 * @param isShown whether a calculated field of this name comes without being asked for
 */
function recordSchema({ fields, changed }: Entity, isShown: (name: string) => boolean): Schema {
	const shown = fields.filter(({ name, calculated }) => !calculated || isShown(name));
	return {
		type: 'object',
		properties: {
			id: text,
			...Object.fromEntries(shown.map((field) => [field.name, fieldSchema(field)])),
			...(changed ? { auditTrail: AUDIT } : {}),
		},
		version: 1,
	};
}

function fieldSchema({ kind, members }: Field): Schema {
	if (!members) return { type: TYPES[kind] };
	return { type: 'object', properties: Object.fromEntries(members.map(({ name }) => [name, text])) };
}

function receiptSchema(entity: Entity): Schema {
	return outcomeSchema(entity, {
		changedFields: texts,
		keptFields: texts,
		storedDifferentlyFields: texts,
		unverifiedFields: texts,
		emptyFields: texts,
		verified: { type: 'boolean' },
		verifiedBy: text,
		overlap: { type: 'boolean' },
	});
}

function specialSchema(gives: Entity['specials'][number]['gives']): Schema {
	const properties = Object.fromEntries(Object.entries(gives).map(([name, type]) => [name, { type }]));
	return { type: 'object', properties, version: 1 };
}

function deletionSchema(entity: Entity): Schema {
	return outcomeSchema(entity, {});
}

/** @param what tells what was done, between the ids and what it took */
function outcomeSchema({ name, externalKey }: Entity, what: { [name: string]: Schema }): Schema {
	return {
		type: 'object',
		properties: {
			outcome: text,
			summary: text,
			[`${name}Id`]: text,
			...(externalKey ? { externId: text, externSource: text } : {}),
			...what,
			environment: text,
			requests: { type: 'number' },
			rateLimitRemaining: { type: 'number' },
		},
		version: 1,
	};
}
