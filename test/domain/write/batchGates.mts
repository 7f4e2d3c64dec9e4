import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { RecordPort } from '../../../nodes/Coachview/domain/write/port.ts';

export const FAULT = new Fault('rejected', 'no', '');
export const RECORD = rawRecord('{"id":"1"}');

/** Something that one item waits for and another lets happen. */
export class Gate {
	open: () => void = () => undefined;
	readonly passed = new Promise<void>((resolve) => (this.open = resolve));
}

/** Lets all who can go on do so. */
export const settle = async () => await new Promise((resolve) => setTimeout(resolve, 5));

/** A port for one record that says in `log` what is done, and pauses until its gate opens. */
export const logged = (name: string, log: string[], gate?: Gate): RecordPort => ({
	read: async () => (log.push(`read ${name}`), RECORD),
	readBack: async () => (log.push(`readBack ${name}`), RECORD),
	write: async (text) => (log.push(`${text} ${name}`), { kind: 'uncertain' }),
	pause: async () => {
		log.push(`pause ${name}`);
		await gate?.passed;
		return true;
	},
	mayHide: async () => new Set<string>(),
});
