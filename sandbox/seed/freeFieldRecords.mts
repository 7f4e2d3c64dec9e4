import { everyDefinition } from '../coachview/special/freeFields.mts';
import { row } from './row.mts';

/** Definitions of free fields as records of their own (path: assumption A91); which entity one belongs to is made up. */
export const definedRecords: readonly string[] = everyDefinition.map((definition, index) =>
	row(`49${String(10 + index)}`, { ...definition, onderdeel: index < 3 ? 'Persoon' : 'Overig' }),
);
