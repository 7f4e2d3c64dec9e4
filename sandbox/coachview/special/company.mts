import type { Own } from '../own.mts';

/** Companies: whether the path exists, and takes records, nobody has seen (assumption A86). */
export const company: Own = { isAbsent: (choices) => choices.companies === 'absent', writes: () => true };
