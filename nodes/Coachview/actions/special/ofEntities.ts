import type { EntitySource } from '../entitySource';
import type { Operation } from '../operation';
import { createWebRequest } from './createWebRequest';
import { getProgress } from './getProgress';
import { getValues } from './freeFieldValues';

/** Operations that are no verb of the table, by the name of the resource that they belong to. */
export const SPECIALS: Readonly<Record<string, ReadonlyArray<(source: EntitySource) => Operation>>> = {
	enrolment: [getProgress],
	freeField: [getValues],
	webRequest: [createWebRequest],
};
