const NAME = /^[A-Za-z_$@][\w.$@-]{0,59}$/;

/** The name of a member, unless it could be a value that somebody used as a name. */
export const safeName = (name: string): string => (NAME.test(name) ? name : '(another name)');

/** Names of an object's members, or of the first row's members. */
export function memberNames(value: unknown): string[] {
	const object: unknown = Array.isArray(value) ? value[0] : value;
	return object !== null && typeof object === 'object' && !Array.isArray(object)
		? Object.keys(object).map(safeName)
		: [];
}

/** The type of a value as the report names it; texts are told apart only by being empty. */
function typeName(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	if (value === '') return 'empty text';
	return typeof value === 'string' ? 'text' : typeof value;
}

/** Names and types of a value, three levels deep, e.g. `{ PersoonId: text, ExternId: empty text }`. */
export function shapeOf(value: unknown, depth = 0): unknown {
	if (value === null || typeof value !== 'object' || depth > 3) return typeName(value);
	if (Array.isArray(value)) return value.length === 0 ? 'empty list' : [shapeOf(value[0], depth + 1)];
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [safeName(name), shapeOf(inner, depth + 1)]));
}

/** The media type of a body without its parameters. */
export function mediaType(headers: Headers): string {
	return (headers.get('content-type') ?? 'no content type').split(';')[0]!.trim().toLowerCase();
}
