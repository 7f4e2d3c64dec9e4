import type { Probe } from '../types.mts';
import { access } from './access.mts';
import { answers } from './answers.mts';
import { creating } from './creating.mts';
import { extras } from './extras.mts';
import { filters } from './filters.mts';
import { limits } from './limits.mts';
import { lists } from './lists.mts';
import { paths } from './paths.mts';
import { replacing } from './replacing.mts';

/** Every question, in the order in which they are asked: later ones use what earlier ones saw. */
export const probes: readonly Probe[] = [
	...paths,
	...access,
	...lists,
	...limits,
	...filters,
	...answers,
	...creating,
	...replacing,
	...extras,
];
