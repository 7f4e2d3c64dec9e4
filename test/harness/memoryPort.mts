import type { RecordPort } from '../../nodes/Coachview/domain/write/port';
import type { MemoryCoachview } from './memory.mts';

/** @returns one record as the update engine sees it */
export function personPort(memory: MemoryCoachview, id: string): RecordPort {
	return {
		read: async () => memory.record(id),
		readBack: async () => memory.record(id),
		write: async (text, base) => memory.put(id, text, base),
		pause: async (attempt) => memory.wait(attempt),
		mayHide: async (names) => {
			memory.requests++;
			memory.pass(1);
			return new Set(names.filter((name) => memory.manners.hides.includes(name)));
		},
	};
}
