import type { Resource } from '../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { replace } from './replace.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** Persoon: the people in the training administration. */
export const person: Resource = {
	value: 'person',
	name: 'Person',
	operations: [create, upsert, get, getMany, replace, update],
};
