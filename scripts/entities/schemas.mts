import type { Entity, Field, FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';

/** A JSON schema in the form of n8n's nodes; fields of it can be dragged into expressions before the first run. */
export interface Schema {
	type: string | string[];
	properties?: { [name: string]: Schema };
	items?: Schema;
	version?: number;
}

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

/** @returns by path below `__schema__/v1.0.0/`: the schema of each operation of each entity */
export function schemas(entities: readonly Entity[] = ENTITIES): Map<string, Schema> {
	const found = new Map<string, Schema>();
	for (const entity of entities) {
		const { verbs, name } = entity;
		if (verbs.get) found.set(`${name}/get.json`, recordSchema(entity));
		if (verbs.getMany) found.set(`${name}/getAll.json`, recordSchema(entity));
		for (const verb of ['create', 'upsert', 'update', 'replace'] as const) {
			if (verbs[verb]) found.set(`${name}/${verb}.json`, receiptSchema(entity));
		}
	}
	return found;
}

/** The record as Get gives it without flags; with Simplify on, fewer of these. */
function recordSchema({ fields, changed }: Entity): Schema {
	const shown = fields.filter(({ calculated }) => !calculated);
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

function receiptSchema({ name, externalKey }: Entity): Schema {
	return {
		type: 'object',
		properties: {
			[`${name}Id`]: text,
			...(externalKey ? { externId: text, externSource: text } : {}),
			outcome: text,
			changedFields: texts,
			keptFields: texts,
			storedDifferentlyFields: texts,
			unverifiedFields: texts,
			emptyFields: texts,
			verified: { type: 'boolean' },
			verifiedBy: text,
			overlap: { type: 'boolean' },
			environment: text,
			requests: { type: 'number' },
			rateLimitRemaining: { type: 'number' },
		},
		version: 1,
	};
}
