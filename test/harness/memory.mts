import { Fault } from '../../nodes/Coachview/domain/fault';
import { rawRecord, type RawRecord } from '../../nodes/Coachview/domain/json/record';
import type { RecordPort, WriteAnswer } from '../../nodes/Coachview/domain/write/port';
import { MemoryStates } from './memoryStates.mts';
import type { Edit, Fate, Person, State, Write } from './memoryTypes.mts';

export * from './memoryTypes.mts';

/**
 * Coachview in memory, on a clock that moves by one at each request and by more at each wait. It keeps every state that a
 * person has ever had, and what each read showed, so that a receipt can be held against what really happened.
 */
export class MemoryCoachview extends MemoryStates {
	/** Waits that are left. */
	waits = 6;
	readonly writes: Write[] = [];
	readonly complaints: string[] = [];
	/** The version that the last read of each person showed. */
	readonly lastRead = new Map<string, number>();
	fates: Fate[] = [];
	requests = 0;
	private readonly shown = new WeakMap<RawRecord, { id: string; version: number }>();
	/** What the last read showed. */
	private latest: { request: number; text: string } | undefined;

	/** @param edits moments count from now */
	plan(fates: readonly Fate[], edits: readonly Edit[] = []): void {
		this.fates = [...fates];
		this.edits.push(...edits.map((edit) => ({ ...edit, at: this.now + edit.at })));
	}

	record(id: string): RawRecord {
		this.requests++;
		this.pass(1);
		const states = this.states(id);
		if (states.length === 0) throw new Fault('notFound', 'There is no such person', 'Look at the ID.');
		const version = Math.max(
			0,
			states.findLastIndex(({ at }) => at <= this.now - this.manners.lag),
		);
		const record = rawRecord(this.textOf(states[version] as State));
		this.shown.set(record, { id, version });
		this.lastRead.set(id, version);
		this.latest = { request: this.requests, text: record.text };
		return record;
	}

	put(id: string, text: string, base: RawRecord): WriteAnswer {
		const from = this.shown.get(base);
		if (!from || from.id !== id) this.complaints.push('a write was made from a record that was never read');
		else if (this.latest?.request !== this.requests || this.latest.text !== base.text)
			this.complaints.push('a write does not follow its read directly');
		this.requests++;
		this.pass(1);
		const fate = this.fates.shift() ?? { kind: 'taken' as const };
		const write: Write = {
			id,
			at: this.now,
			fate: fate.kind,
			from: from?.version ?? 0,
			body: JSON.parse(text) as Person,
		};
		this.writes.push(write);
		const before = this.states(id).at(-1) as State;
		const isOld = this.manners.ifMatch && this.states(id)[write.from]?.etag !== before.etag;
		if (isOld && ['taken', 'takenUnclear', 'late'].includes(fate.kind)) return { kind: 'stale', fault: conflict() };
		const land = () => {
			const now = this.states(id).at(-1) as State;
			if (this.manners.ifMatch && now.etag !== this.states(id)[write.from]?.etag) return;
			write.landed = this.keep(id, {
				at: this.now,
				by: 'us',
				person: this.stored(now.person, write.body),
				etag: this.nextEtag(id),
				write,
			});
		};
		const answered = this.answerTo(fate, land);
		if (answered.kind !== 'accepted') return answered;
		const shown = this.answerText(id, before, text);
		return shown === undefined ? { kind: 'accepted' } : { kind: 'accepted', record: rawRecord(shown), id };
	}

	answerTo(fate: Fate, land: () => void): WriteAnswer {
		switch (fate.kind) {
			case 'taken':
				land();
				return { kind: 'accepted' };
			case 'takenUnclear':
				land();
				return { kind: 'uncertain' };
			case 'late':
				this.pending.push({ at: this.now + fate.after, land });
				return { kind: 'uncertain', late: true };
			case 'lost':
				return { kind: 'uncertain' };
			case 'busy':
				return {
					kind: 'undelivered',
					fault: new Fault(
						'unavailable',
						'Coachview takes no requests now',
						'Nothing was stored. Run this item again later.',
					),
				};
			case 'again':
				return { kind: 'again', fault: new Fault('rejected', 'Another form is wanted', 'Nothing was stored.') };
			case 'conflict':
				return { kind: 'stale', fault: conflict() };
			default:
				throw new Fault('rejected', 'Coachview refused the request', 'Nothing was stored. Look at the values.');
		}
	}

	/** @returns whether there was time left */
	wait(attempt: number): boolean {
		if (this.waits === 0) return false;
		this.waits--;
		this.pass(attempt * 3);
		return true;
	}

	private answerText(id: string, before: State, text: string): string | undefined {
		const after = this.states(id).at(-1) as State;
		switch (this.manners.answer) {
			case 'stored':
				return this.textOf(after);
			case 'old':
				return this.textOf(before);
			case 'echo':
				return text;
			case 'freshEcho':
				return this.textOf({ ...after, person: JSON.parse(text) as Person });
			default:
				return undefined;
		}
	}
}

export function conflict(): Fault {
	return new Fault('conflict', 'Coachview reports a conflict', 'Nothing was stored.');
}

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
