import { course } from './course.ts';
import type { Entity } from './entity.ts';
import { person } from './person.ts';

/** Every entity that the nodes know. A new one is one file beside this one, and one line here. */
export const ENTITIES: readonly Entity[] = [course, person];
