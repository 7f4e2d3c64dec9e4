import { Fault } from '../fault';

/**
 * The refusal of something the user entered, before anything was sent.
 *
 * @param label display name of the setting or field
 * @param why what is wrong with it, as the end of a sentence; never a piece of the value
 * @param advice what to do; left out: correct it
 */
export function invalidInput(
	label: string,
	why: string,
	advice = `Correct '${label}' in the node. If it is an expression, look at what it gives.`,
): Fault {
	return new Fault('invalidInput', `'${label}' ${why}`, `${advice} Nothing was sent to Coachview.`, {
		fields: [label],
	});
}
