import { define } from '../../nodes/Coachview/entities/entity.ts';

/** An entity in the form in which the table writes it down. */
export type Short = Parameters<typeof define>[0];

/** The order of the table's files. */
const order: ReadonlyArray<keyof Short> = [
	...([
		'name',
		'path',
		'words',
		'verbs',
		'called',
		'specials',
		'grade',
		'fields',
		'calculated',
		'externalKey',
		'lookUps',
	] as const),
	'label',
	...(['labelAside', 'search', 'personName', 'simple', 'sort', 'categories', 'readOnly', 'changed'] as const),
	...(['freeFields', 'relations', 'scopes'] as const),
];

/** Members that `define` may fill in by itself. */
const optional = new Set<keyof Short>([
	...(['called', 'specials', 'calculated', 'externalKey', 'lookUps', 'labelAside', 'search', 'readOnly'] as const),
	...(['freeFields', 'relations', 'scopes'] as const),
]);

/** The same entity without what `define` would fill in, in the order in which the table has its members. */
export function minimal(whole: Short): Short {
	const made = textOf(define(whole));
	// What the table may get one day comes last, rather than not at all.
	const keys = [...order, ...(Object.keys(whole) as Array<keyof Short>).filter((key) => !order.includes(key))];
	let kept = pick(whole, keys);
	for (const key of optional) {
		const without = pick(
			kept,
			keys.filter((one) => one !== key),
		);
		if (textOf(define(without)) === made) kept = without;
	}
	return kept;
}

const pick = (short: Short, keys: ReadonlyArray<keyof Short>): Short =>
	Object.fromEntries(keys.flatMap((key) => (short[key] === undefined ? [] : [[key, short[key]]]))) as unknown as Short;

/** Members in one order, since that of an object means nothing. */
const textOf = (value: object): string =>
	JSON.stringify(value, (_key, one: unknown) =>
		typeof one === 'object' && one !== null && !Array.isArray(one)
			? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
			: one,
	);
