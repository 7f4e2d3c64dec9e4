import { afas } from './afas.mts';
import { bambooHr } from './bambooHr.mts';
import { exactOnline } from './exactOnline.mts';
import { loket } from './loket.mts';
import { personio } from './personio.mts';
import { sapSuccessFactors } from './sapSuccessFactors.mts';
import type { HrSystem } from './system.mts';

/** The HR systems that are played, in the order in which they are shown. */
export const hrSystems: readonly HrSystem[] = [afas, exactOnline, loket, sapSuccessFactors, personio, bambooHr];
