import { Fault } from '../../nodes/Coachview/domain/fault';
import { rawRecord, type RawRecord } from '../../nodes/Coachview/domain/json/record';
import type { WriteAnswer } from '../../nodes/Coachview/domain/write/port';

import {
	PLAIN,
	type Json,
	type Person,
	type Manners,
	type Fate,
	type Edit,
	type State,
	type Write,
} from './memoryTypes.mts';

export { personPort } from './memoryPort.mts';
export * from './memoryTypes.mts';

const clone = <T,>(value: T): T => structuredClone(value);

/**
 * Coachview in memory, on a clock that moves by one at each request and by more at each wait. It keeps every state that a
 * person has ever had, and what each read showed, so that a receipt can be held against what really happened.
 */
export class MemoryCoachview {
	now = 0;
	/** Waits that are left. */
	waits = 6;
	readonly people = new Map<string, State[]>();
	readonly writes: Write[] = [];
	readonly complaints: string[] = [];
	/** The version that the last read of each person showed. */
	readonly lastRead = new Map<string, number>();
	fates: Fate[] = [];
	requests = 0;
	readonly manners: Manners;
	private edits: Edit[] = [];
	private pending: Array<{ at: number; land: () => void }> = [];
	private readonly shown = new WeakMap<RawRecord, { id: string; version: number }>();
	/** What the last read showed. */
	private latest: { request: number; text: string } | undefined;
	private random = 7;

	constructor(manners: Partial<Manners> = {}) {
		this.manners = { ...PLAIN, ...manners };
	}

	add(id: string, person: Person): void {
		this.people.set(id, [{ at: this.now, by: 'start', person: { id, ...clone(person) }, etag: '100' }]);
	}

	/** @param edits moments count from now */
	plan(fates: readonly Fate[], edits: readonly Edit[] = []): void {
		this.fates = [...fates];
		this.edits.push(...edits.map((edit) => ({ ...edit, at: this.now + edit.at })));
	}

	states(id: string): State[] {
		return this.people.get(id) ?? [];
	}

	current(id: string): Person {
		return this.states(id).at(-1)?.person ?? {};
	}

	/** Time passes: what is due happens, in its order. */
	pass(moments: number): void {
		for (let moment = 0; moment < moments; moment++) {
			this.now++;
			const due = <T extends { at: number }>(list: T[]) => list.filter(({ at }) => at <= this.now);
			for (const { land } of due(this.pending)) land();
			this.pending = this.pending.filter(({ at }) => at > this.now);
			for (const edit of due(this.edits)) this.edit(edit);
			this.edits = this.edits.filter(({ at }) => at > this.now);
		}
	}

	/** All that is still under way arrives. */
	finish(): void {
		this.edits = [];
		this.pass(1000);
	}

	edit({ id, path, value }: Pick<Edit, 'id' | 'path' | 'value'>): void {
		const person = clone(this.current(id));
		let place: Person = person;
		for (const key of path.slice(0, -1)) place = (place[key] ??= {}) as Person;
		place[path.at(-1) as string] = this.formOf(path[0] as string, value);
		this.keep(id, { at: this.now, by: 'colleague', person, etag: this.nextEtag(id) });
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

	keep(id: string, state: State): number {
		const states = this.people.get(id) ?? [];
		this.people.set(id, states);
		return states.push(state) - 1;
	}

	nextEtag(id: string): string {
		this.random = (this.random * 48271) % 2147483647;
		const last = Number(this.states(id).at(-1)?.etag ?? 99);
		return String(this.manners.etag === 'random' ? 100 + (this.random % 1_000_000) : last + 1);
	}

	/** What a PUT with this body makes of the person. */
	stored(now: Person, body: Person): Person {
		const person: Person = {};
		for (const key of new Set([...Object.keys(now), ...Object.keys(body)])) {
			if (key === 'auditTrail') continue;
			if (key === 'id') person.id = now.id ?? null;
			else if (key in body) person[key] = this.formOf(key, body[key] as Json);
			// A hidden value survives where it is not mentioned; null would take it away.
			else
				person[key] = this.manners.missing === 'keeps' || this.manners.hides.includes(key) ? (now[key] as Json) : null;
		}
		return person;
	}

	formOf(key: string, value: Json): Json {
		if (typeof value !== 'string' || this.manners.forms === 'asSent') return clone(value);
		if (this.manners.forms === 'cut') return key === 'opmerking' ? value.slice(0, 20) : value;
		return /^email/.test(key)
			? value.trim().toLowerCase()
			: key === 'geboortedatum'
				? `${value.slice(0, 10)}T00:00:00`
				: value.trim().normalize('NFC');
	}

	textOf({ person, etag, at }: State): string {
		const seen = Object.fromEntries(
			Object.entries(person).map(([key, value]) => [key, this.manners.hides.includes(key) ? null : value]),
		);
		const audit = this.manners.etag === 'none' ? {} : { auditTrail: { etag, gewijzigdOp: at } };
		return JSON.stringify({ ...seen, ...audit });
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
