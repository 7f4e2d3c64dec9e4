import type { BirthRules } from '../../domain/fields/changes';
import type { Entity } from '../../entities/entity';
import type { WritingStyle } from '../../transport/records';
import type { Task } from '../operation';
import { readBirthRules } from '../parameters/birthRules';
import { readConcurrency, type Concurrency } from '../parameters/concurrency';
import { readCurrentRecord } from '../parameters/currentRecord';
import { readExpectedKey } from '../parameters/expectedKey';
import { readOutcome, type OutcomeChoices } from '../parameters/outcome';
import { optionsOf } from '../parameters/parameter';
import { readSentBack } from '../parameters/sentBack';

/** The options of a write, with their defaults. */
export interface WriteChoices extends OutcomeChoices, Omit<Concurrency, 'ifMatch'> {
	style: WritingStyle;
	currentRecord: 'read' | 'item';
	/** '' when the option is not in the node. */
	expectedKey: { externId: string; externSource: string };
	readOnly: readonly string[];
	birth: BirthRules;
}

/**
 * @returns the choices of one item; missing options are the defaults
 * @throws Fault `invalidInput` naming the option, for a value that is not understood and for one that is empty where the
 *         safety of a write hangs on it
 */
export function readWriteChoices({ context, item }: Task, entity: Entity): WriteChoices {
	const options = optionsOf(context, item);
	const { ifMatch, ...concurrency } = readConcurrency(options);
	const { freeFields, readOnly } = readSentBack(options, entity);
	return {
		...concurrency,
		style: { concurrency: ifMatch ? 'ifMatch' : 'none', freeFields },
		currentRecord: readCurrentRecord(options),
		expectedKey: readExpectedKey(options),
		readOnly,
		...readOutcome(options),
		birth: readBirthRules(context, options),
	};
}
