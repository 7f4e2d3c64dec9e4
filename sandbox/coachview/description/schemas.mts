import type { Model, ModelMember, Type } from './model.mts';

export type Form = 'openapi30' | 'openapi31' | 'swagger2';

type Json = Record<string, unknown>;

const singles: Readonly<Record<Type, Json>> = {
	boolean: { type: 'boolean' },
	date: { type: 'string', format: 'date' },
	dateTime: { type: 'string', format: 'date-time' },
	decimal: { type: 'number', format: 'double' },
	integer: { type: 'integer', format: 'int32' },
	object: { type: 'object' },
	string: { type: 'string' },
	uuid: { type: 'string', format: 'uuid' },
};

export const singleOf = (type: Type): Json => ({ ...singles[type] });

export const refTo = (name: string, form: Form): Json => ({
	$ref: `#/${form === 'swagger2' ? 'definitions' : 'components/schemas'}/${name}`,
});

/**
 * Two schemas an entity, what is sent and, on top of that with `allOf`, what is shown. Groups with the same members share a
 * schema, as a class does; related records refer to their entity, so that the whole is circular.
 */
export function schemasOf(models: readonly Model[], form: Form, pascalCase: boolean): Json {
	const schemas: Json = {};
	const known = new Set(models.map(({ path }) => path));
	const named = (name: string) => (pascalCase ? name.charAt(0).toUpperCase() + name.slice(1) : name);
	const group = (name: string, lines: ReadonlyMap<string, ModelMember>): Json => {
		const schema = objectOf(lines);
		const title = named(name).replace(/^./, (first) => first.toUpperCase());
		const free = [title, ...Array.from({ length: 99 }, (_, at) => `${title}${at + 2}`)];
		const key = free.find((one) => !(one in schemas) || JSON.stringify(schemas[one]) === JSON.stringify(schema))!;
		schemas[key] = schema;
		return refTo(key, form);
	};
	const memberOf = (name: string, member: ModelMember): Json => {
		const { type, values, lines, refersTo } = member;
		const related = refersTo !== undefined && known.has(refersTo) ? refTo(refersTo, form) : undefined;
		const target = lines ? group(name, lines) : related;
		const single = { ...singleOf(type), ...(values && { enum: [...values] }) };
		return marked(target ?? single, target !== undefined, member, form);
	};
	const objectOf = (members: ReadonlyMap<string, ModelMember>): Json => {
		const required = [...members].filter(([, member]) => member.required).map(([name]) => named(name));
		return {
			...(required.length > 0 && { required }),
			type: 'object',
			properties: Object.fromEntries([...members].map(([name, member]) => [named(name), memberOf(name, member)])),
			additionalProperties: false,
		};
	};
	for (const { path, members, sends } of models) {
		if (sends) schemas[`${path}Nieuw`] = objectOf(new Map(sends.map((name) => [name, { type: 'object' }])));
		const writes = new Map([...members].filter(([, { readOnly }]) => !readOnly));
		const shows = new Map([...members].filter(([, { readOnly }]) => readOnly));
		schemas[`${path}Invoer`] = objectOf(writes);
		schemas[path] = { allOf: [refTo(`${path}Invoer`, form), objectOf(shows)] };
	}
	return schemas;
}

/** How each version says that a member may be null; version 3.0 knows no sibling of a reference but inside `allOf`. */
function marked(
	schema: Json,
	isReference: boolean,
	{ type, readOnly, required, threeState }: ModelMember,
	form: Form,
): Json {
	const nullable = type === 'boolean' ? threeState === true : !required;
	const mark = readOnly ? { readOnly: true } : {};
	if (form === 'openapi31') {
		if (!nullable) return { ...schema, ...mark };
		if (isReference) return { oneOf: [schema, { type: 'null' }], ...mark };
		return {
			...schema,
			type: [schema.type, 'null'],
			...(Array.isArray(schema.enum) && { enum: [...(schema.enum as unknown[]), null] }),
			...mark,
		};
	}
	const empty = nullable ? { [form === 'swagger2' ? 'x-nullable' : 'nullable']: true } : {};
	return isReference ? { allOf: [schema], ...empty, ...mark } : { ...schema, ...empty, ...mark };
}
