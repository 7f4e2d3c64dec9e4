import { isObject, type Json } from './document.mts';
import { listOf, memberOf, type Form } from './schema.mts';

/** Query parameters: name as it is written, to what it holds. */
export type Parameters = Map<string, Form>;

/** What an operation answers when it goes well. */
export interface Answers {
	/** Statuses of success. */
	statuses: string[];
	/** Schema of the body; undefined when none is described. */
	schema: unknown;
	/** Names of headers, in lower case. */
	headers: string[];
}

export function answerOf(operation: Json): Answers {
	const responses = isObject(operation.responses) ? operation.responses : {};
	const good = Object.entries(responses).filter(([status]) => /^2/.test(status));
	const [, first] = good.find(([, response]) => schemaOf(response) !== undefined) ?? good[0] ?? [];
	const headers = isObject(first) && isObject(first.headers) ? Object.keys(first.headers) : [];
	return {
		statuses: good.map(([status]) => status),
		schema: schemaOf(first),
		headers: headers.map((name) => name.toLowerCase()),
	};
}

/** The schema of what is sent: `requestBody` in version 3, the parameter in `body` in version 2. */
export function bodyOf(operation: Json): unknown {
	const inBody = listOf(operation.parameters).find((parameter) => isObject(parameter) && parameter.in === 'body');
	return schemaOf(operation.requestBody) ?? (isObject(inBody) ? inBody.schema : undefined);
}

/** Version 2 has the schema itself, version 3 one for each media type; JSON comes first. */
function schemaOf(holder: unknown): unknown {
	if (!isObject(holder)) return undefined;
	if (isObject(holder.schema)) return holder.schema;
	const content = isObject(holder.content) ? Object.entries(holder.content) : [];
	const [, chosen] = content.find(([type]) => /[/+]json\b/i.test(type)) ?? content[0] ?? [];
	return isObject(chosen) ? chosen.schema : undefined;
}

/** Query parameters of an operation, those that its path shares included. */
export function parametersOf(item: Json, operation: Json): Parameters {
	const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)];
	return new Map(
		parameters.flatMap(
			(parameter): Array<[string, Form]> =>
				isObject(parameter) && parameter.in === 'query' && typeof parameter.name === 'string'
					? [[parameter.name, memberOf(isObject(parameter.schema) ? parameter.schema : parameter).form]]
					: [],
		),
	);
}
