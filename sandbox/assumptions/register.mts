import type { Choices } from '../control/types.mts';
import { answering } from './answering.mts';
import { events } from './events.mts';
import { reading } from './reading.mts';
import { storing } from './storing.mts';
import { tolerance } from './tolerance.mts';
import type { Assumption } from './types.mts';
import { writing } from './writing.mts';

export type { Choices } from '../control/types.mts';
export type { Alternative, Assumption, Grade } from './types.mts';

/** An assumption and how the nodes cope with its alternatives. */
export type RegisterEntry = Assumption & { tolerance: string };

/** Every guess about Coachview that the sandbox had to make, in the order of the ids. */
export const register: readonly RegisterEntry[] = [...reading, ...writing, ...events, ...answering, ...storing]
	.map((assumption): RegisterEntry => ({ ...assumption, tolerance: tolerance[assumption.id] ?? '' }))
	.sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(register.map((assumption) => [assumption.id, assumption]));

/**
 * Puts choices on top of others (or of the defaults).
 * @param changes id to value of an alternative
 * @param base what holds for ids that are left out
 * @returns a complete map: every id has a value
 * @throws Error naming the id, when it does not exist, cannot be switched, or has no such alternative
 */
export function choose(changes: Choices = {}, base?: Choices): Choices {
	const chosen: Choices = base
		? { ...base }
		: Object.fromEntries(register.map(({ id, default: value }) => [id, value]));
	for (const [id, value] of Object.entries(changes)) {
		const assumption = byId.get(id);
		if (!assumption) throw new Error(`There is no assumption ${id}`);
		if (!assumption.alternatives.some((alternative) => alternative.value === value)) {
			throw new Error(
				`Assumption ${id} has no alternative "${value}"; choose from ${assumption.alternatives.map((a) => a.value).join(', ')}`,
			);
		}
		if (!assumption.switchable && value !== assumption.default)
			throw new Error(`Assumption ${id} cannot be switched: ${assumption.reason}`);
		chosen[id] = value;
	}
	return chosen;
}
