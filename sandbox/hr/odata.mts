/** A row as the service shows it; a path `a.b` or `a/b` reaches into nested objects. */
export type Row = Record<string, unknown>;
type Kind = 'text' | 'number' | 'boolean' | 'date' | 'guid';
/** Names that a filter may use, with the kind of literal that each takes. */
export type Fields = Readonly<Record<string, Kind>>;
type Test = (row: Row) => boolean;

/** A query that the service would not take. The message is for people and holds no value of the filter. */
export class QueryError extends Error {}

const tokens = /\s*(?:(\(|\)|,)|(guid|datetime)?'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w./]*))/y;

interface Token {
	kind: 'mark' | 'text' | 'number' | 'name' | 'guid' | 'datetime';
	text: string;
}

function scan(filter: string): Token[] {
	const found: Token[] = [];
	tokens.lastIndex = 0;
	const text = filter.trimEnd();
	for (let at = 0; at < text.length; at = tokens.lastIndex) {
		tokens.lastIndex = at;
		const match = tokens.exec(text);
		if (!match) throw new QueryError(`The filter has a syntax error at position ${at}`);
		const [, mark, prefix, quoted, digits, name] = match;
		if (mark !== undefined) found.push({ kind: 'mark', text: mark });
		else if (quoted !== undefined)
			found.push({ kind: (prefix as 'guid' | 'datetime' | undefined) ?? 'text', text: quoted.replaceAll("''", "'") });
		else if (digits !== undefined) found.push({ kind: 'number', text: digits });
		else found.push({ kind: 'name', text: name! });
	}
	return found;
}

const at = (row: Row, path: string): unknown =>
	path.split(/[./]/).reduce<unknown>((value, key) => (value as Row | null | undefined)?.[key], row);

const compare: Record<string, (order: number) => boolean> = {
	eq: (order) => order === 0,
	ne: (order) => order !== 0,
	gt: (order) => order > 0,
	ge: (order) => order >= 0,
	lt: (order) => order < 0,
	le: (order) => order <= 0,
};

type Value = string | number | boolean | null;

/** A literal as a value of the field's kind; a literal of another kind is an error, as at the vendors. */
function literal(token: Token | undefined, kind: Kind, field: string): Value {
	const wrong = () => new QueryError(`The filter compares ${field} with a value of another kind`);
	if (token === undefined) throw new QueryError('The filter ends too early');
	if (token.kind === 'name') {
		if (token.text === 'null') return null;
		if (kind === 'boolean' && /^(true|false)$/.test(token.text)) return token.text === 'true';
		throw wrong();
	}
	if (kind === 'number' && token.kind === 'number') return Number(token.text);
	if (kind === 'guid' && token.kind === 'guid') return token.text.toLowerCase();
	if (kind === 'date' && (token.kind === 'datetime' || token.kind === 'text')) return token.text.slice(0, 10);
	if (kind === 'text' && token.kind === 'text') return token.text;
	throw wrong();
}

/**
 * Reads an OData filter: comparisons `eq ne gt ge lt le`, `tolower(field)`, `and`, `or`, parentheses. Texts are compared
 * with letter case. A null only equals null.
 * @param fields names that may be used
 * @param more what else this vendor takes: `in` is `field in 'a','b'`
 * @throws QueryError for anything else
 */
export function readFilter(filter: string, fields: Fields, more: readonly 'in'[] = []): Test {
	const list = scan(filter);
	let next = 0;
	const peek = () => list[next];
	const take = (text: string) => peek()?.text === text && ++next > 0;
	const expect = (text: string) => {
		if (!take(text)) throw new QueryError(`The filter lacks a ${text === ')' ? 'closing parenthesis' : text}`);
	};
	function comparison(): Test {
		const lower = take('tolower');
		if (lower) expect('(');
		const name = list[next++];
		const kind = name?.kind === 'name' && Object.hasOwn(fields, name.text) ? fields[name.text] : undefined;
		if (name === undefined || kind === undefined)
			throw new QueryError(`The filter names an unknown property${name?.kind === 'name' ? ` ${name.text}` : ''}`);
		if (lower) expect(')');
		if (more.includes('in') && take('in')) {
			const wanted = [literal(list[next++], kind, name.text)];
			while (take(',')) wanted.push(literal(list[next++], kind, name.text));
			return (row) => wanted.includes((at(row, name.text) ?? null) as Value);
		}
		const holds = compare[list[next++]?.text ?? ''];
		if (!holds) throw new QueryError('The filter has an unknown operator');
		const wanted = literal(list[next++], kind, name.text);
		return (row) => {
			const value = (at(row, name.text) ?? null) as Value;
			if (value === null || wanted === null)
				return holds(value === wanted ? 0 : 1) && (value === wanted || holds === compare.ne);
			const own = typeof value === 'string' && lower ? value.toLowerCase() : value;
			return holds(own === wanted ? 0 : own < wanted ? -1 : 1);
		};
	}
	function primary(): Test {
		if (!take('(')) return comparison();
		const inner = either();
		expect(')');
		return inner;
	}
	function both(): Test {
		let test = primary();
		while (take('and')) {
			const [left, right] = [test, primary()];
			test = (row) => left(row) && right(row);
		}
		return test;
	}
	function either(): Test {
		let test = both();
		while (take('or')) {
			const [left, right] = [test, both()];
			test = (row) => left(row) || right(row);
		}
		return test;
	}
	const test = either();
	if (next < list.length) throw new QueryError('The filter goes on after its end');
	return test;
}

/**
 * The parameters of a request, each at most once.
 * @throws QueryError for a name that is not in `allowed` and for a name that occurs twice
 */
export function readParameters(url: string, allowed: readonly string[]): Map<string, string> {
	const found = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(url.split('?').slice(1).join('?'))) {
		if (!allowed.includes(name)) throw new QueryError(`The parameter ${name} is not known`);
		if (found.has(name)) throw new QueryError(`The parameter ${name} occurs twice`);
		found.set(name, value);
	}
	return found;
}

/** A whole number from a parameter. @throws QueryError outside `[low, high]` */
export function readCount(
	parameters: Map<string, string>,
	name: string,
	low: number,
	high: number,
): number | undefined {
	const text = parameters.get(name);
	if (text === undefined) return undefined;
	if (!/^\d{1,9}$/.test(text) || Number(text) < low || Number(text) > high)
		throw new QueryError(`The parameter ${name} is not a number from ${low} to ${high}`);
	return Number(text);
}

/** The chosen names of `$select`, or all. @throws QueryError for an unknown one */
export function readSelect(text: string | undefined, known: readonly string[]): string[] {
	if (text === undefined || text === '*') return [...known];
	const names = text.split(',').map((name) => name.trim());
	for (const name of names) if (!known.includes(name)) throw new QueryError(`The property ${name} is not known`);
	return names;
}
