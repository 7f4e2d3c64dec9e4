import { answering } from './answering.mts';
import { entities } from './entities.mts';
import { events } from './events.mts';
import { reading } from './reading.mts';
import { storing } from './storing.mts';
import { tolerance } from './tolerance.mts';
import type { Assumption } from './types.mts';
import { writing } from './writing.mts';

export type { Assumption } from './types.mts';

const entries = { ...reading, ...writing, ...events, ...answering, ...storing, ...entities };

export type AssumptionName = keyof typeof entries;

/** What holds: the name of every assumption to one of its alternatives, so that a misspelt one does not compile. */
export type Choices = {
	readonly [Name in AssumptionName]: (typeof entries)[Name] extends Assumption<infer Value> ? Value : never;
};

/** Changes as they come from outside: a name (`putMissing`) or an id (`A20`) to an alternative. `choose` checks them. */
export type Changes = Readonly<Record<string, string>>;

/** An assumption and how the nodes cope with its alternatives. */
export type RegisterEntry = Assumption & { name: AssumptionName; tolerance: string };

/** Every guess about Coachview that the sandbox had to make, in the order of the ids. */
export const register: readonly RegisterEntry[] = Object.entries(entries as Record<AssumptionName, Assumption>)
	.map(
		([name, assumption]): RegisterEntry => ({
			...assumption,
			name: name as AssumptionName,
			tolerance: tolerance[assumption.id] ?? '',
		}),
	)
	.sort((a, b) => (a.id < b.id ? -1 : 1));

const byKey = new Map(
	register.flatMap((assumption) => [assumption.id, assumption.name].map((key) => [key, assumption])),
);
const defaults = Object.fromEntries(register.map((entry) => [entry.name, entry.default]));

/**
 * Puts choices on top of others (or of the defaults).
 * @param changes name or id to value of an alternative
 * @param base what holds for those that are left out
 * @returns a complete map: every name has a value
 * @throws Error naming the assumption, when it does not exist, cannot be switched, or has no such alternative
 */
export function choose(changes: Changes = {}, base?: Choices): Choices {
	const chosen: Record<string, string> = { ...(base ?? defaults) };
	for (const [key, value] of Object.entries(changes)) {
		const assumption = byKey.get(key);
		if (!assumption) throw new Error(`There is no assumption ${key}`);
		if (!assumption.alternatives.some((alternative) => alternative.value === value)) {
			throw new Error(
				`Assumption ${key} has no alternative "${value}"; choose from ${assumption.alternatives.map((a) => a.value).join(', ')}`,
			);
		}
		if (!assumption.switchable && value !== assumption.default)
			throw new Error(`Assumption ${key} cannot be switched: ${assumption.reason}`);
		chosen[assumption.name] = value;
	}
	return chosen as Choices;
}
