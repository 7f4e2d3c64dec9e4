import type { RawRecord } from '../json/record';
import type { RecordPort } from './port';
import { sameVersion } from './trust';

/** Where a port for one record gets what was read with others. */
export interface Together {
	/** Waits for the record's turn and takes a place. @returns undefined when it has to be read alone */
	first(): Promise<RawRecord | undefined>;
	/** Gives the place to others until an accepted write can be judged. @returns undefined when it has to be read alone */
	judged(): Promise<RawRecord | undefined>;
	/** Takes a place, unless there is one. */
	seat(): Promise<void>;
	/** Waits, and lets others go on meanwhile, if there are not too many who wait like this. */
	pause<R>(wait: () => Promise<R>): Promise<R>;
	/** Notes that a read of many shows an older state than a read of one. */
	distrust(): void;
}

/**
 * The port for one record of a batch. Only two reads come out of reads of many records: the first one, and the one that
 * directly follows an accepted write. All others are reads of this record alone.
 */
export function togetherPort(port: RecordPort, together: Together): RecordPort {
	let isFirst = true;
	let writes = 0;
	/** What the first write was made from, when it was accepted and until it is judged. */
	let written: RawRecord | undefined;
	/** What a read of many showed after a write when that was the state of before. */
	let old: RawRecord | undefined;
	const seated = async <R>(work: () => Promise<R>): Promise<R> => {
		await together.seat();
		return await work();
	};
	return {
		async read() {
			if (!isFirst) return await seated(async () => await port.read());
			isFirst = false;
			return (await together.first()) ?? (await port.read());
		},
		async readBack() {
			const base = written;
			written = undefined;
			const row = base && (await together.judged());
			if (row) {
				old = row.text === base.text || sameVersion(row, base) ? row : undefined;
				return row;
			}
			const record = await seated(async () => await port.readBack());
			if (old && record.text !== old.text && !sameVersion(record, old)) together.distrust();
			return record;
		},
		async write(text, base) {
			const answer = await seated(async () => await port.write(text, base));
			written = ++writes === 1 && answer.kind === 'accepted' ? base : undefined;
			return answer;
		},
		pause: async (attempt, trouble) => await together.pause(async () => await port.pause(attempt, trouble)),
		mayHide: async (names) => await seated(async () => await port.mayHide(names)),
	};
}
