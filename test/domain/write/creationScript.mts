import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord, type RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { CollectionPort, WriteAnswer } from '../../../nodes/Coachview/domain/write/port.ts';
import { Reads } from './settleStage.mts';

export const KEY = { externId: '7', externSource: 'HR' };
export const WISH = { ...KEY, achternaam: 'Een' };
export const OURS = rawRecord(JSON.stringify({ id: 'n', ...WISH }));
export const fault = (reason: Fault['reason'], fields: string[] = []) => new Fault(reason, 'm', 'a', { fields });

/** A collection that answers as a script says; the last answer of a kind is given for ever. */
export class Script implements CollectionPort {
	readonly log: string[] = [];
	finds: Array<RawRecord | undefined | Fault> = [undefined];
	answers: Array<WriteAnswer | Fault> = [{ kind: 'accepted', id: 'n' }];
	proof: 'proven' | 'scanned' | Fault = 'proven';
	waits = Infinity;
	reads: Array<RawRecord | Fault> = [OURS];

	readonly create = async () => this.next('create', this.answers);
	readonly find = async () => this.next('find', this.finds);
	readonly proveLookUps = async () => this.next('prove', [this.proof]);
	readonly noteLookUp = (found: boolean) => void this.log.push(`note ${found}`);
	readonly pause = async (attempt: number) => (this.log.push(`pause ${attempt}`), this.waits-- > 0);
	record(id: string) {
		const port = new Reads(OURS);
		return { ...port, read: async () => this.next(`read ${id}`, this.reads) };
	}

	private next<T>(what: string, list: Array<T | Fault>): T {
		this.log.push(what);
		const one = list.length > 1 ? list.shift() : list[0];
		if (one instanceof Fault) throw one;
		return one as T;
	}
}

export const script = (given: Partial<Script>) => Object.assign(new Script(), given);
export const words = (end: unknown) => (end instanceof Fault ? end.reason : end);
