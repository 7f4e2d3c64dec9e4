import { begin } from './begin.mts';
import { fillIn } from './fillIn.mts';
import { goLive } from './goLive.mts';
import type { Step } from './hour.mts';

/** The steps of docs/quick-start.md, in its order. */
export const steps: readonly Step[] = [...begin, ...fillIn, ...goLive];
