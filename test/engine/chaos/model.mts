import { splitObject } from '../../../sandbox/coachview/raw.mts';
import type { Task } from './plan.mts';

/** What n8n put out for an item. */
export type Ending =
	| { outcome: 'created' | 'updated' | 'unchanged'; changedFields: string[]; verified: boolean; personId: string }
	| { reason: string; message: string };

// `credential`: the tokens were revoked again between the renewal and the second try.
const KNOWN_REASONS = ['unavailable', 'quotaExhausted', 'unknownOutcome', 'unexpectedAnswer', 'credential'];

/** All that may stand in a member: one text, or several where an item ended as unknown. */
type Member = Set<string>;

/**
 * Keeps account of what must be in Coachview, from the first data, the items' endings and the edits of others alone.
 * `complaints` lists receipts that cannot be true.
 */
export class Model {
	readonly complaints: string[] = [];
	private readonly people = new Map<string, Map<string, Member>>();
	/** Persons that may or may not have been made, by external key. */
	private readonly unsure = new Map<string, Task[]>();

	constructor(people: ReadonlyMap<string, string>) {
		for (const [id, text] of people)
			this.people.set(id, new Map([...splitObject(text)].map(([name, raw]) => [name, new Set([raw])])));
	}

	get size(): number {
		return this.people.size;
	}

	/** Takes in how an item ended. */
	settle(task: Task, ending: Ending, now: ReadonlyMap<string, string>): void {
		const wanted = Object.entries(task.fields).map(([name, value]): [string, string] => [name, JSON.stringify(value)]);
		const key = keyOfTask(task);
		if ('reason' in ending) {
			if (!KNOWN_REASONS.includes(ending.reason) || ending.message === '')
				this.complaints.push(`${key}: failed with ${ending.reason}`);
			if (ending.reason !== 'unknownOutcome') return;
			if (task.personId === '' && !this.known(key)) this.unsure.set(key, [...(this.unsure.get(key) ?? []), task]);
			const person = this.people.get(task.personId) ?? this.known(key);
			for (const [name, raw] of wanted) person?.get(name)?.add(raw);
			return;
		}
		const person = this.people.get(ending.personId) ?? this.adopt(task, ending, now);
		const different = wanted
			.filter(([name, raw]) => !(person.get(name)?.size === 1 && person.get(name)?.has(raw)))
			.map(([name]) => name);
		const certain = wanted.filter(([name]) => person.get(name)?.size === 1).map(([name]) => name);
		const claimed = ending.outcome === 'created' ? [] : ending.changedFields;
		const untrue = certain.filter(
			(name) => ending.outcome !== 'created' && claimed.includes(name) !== different.includes(name),
		);
		if (untrue.length > 0)
			this.complaints.push(`${key}: ${ending.outcome} claims ${claimed.join()} instead of ${different.join()}`);
		if (ending.outcome === 'unchanged' && claimed.length > 0)
			this.complaints.push(`${key}: unchanged, but claims a change`);
		if (!ending.verified) this.complaints.push(`${key}: not verified`);
		for (const [name, raw] of wanted) person.set(name, new Set([raw]));
	}

	/** Somebody else changed a member. */
	edit(personId: string, member: string, raw: string): void {
		this.people.get(personId)?.set(member, new Set([raw]));
	}

	/** @returns `person.member` of everything that is not as it must be, and keys that two persons carry */
	compare(now: ReadonlyMap<string, string>): { lost: string[]; doubles: string[]; strangers: string[] } {
		const lost: string[] = [];
		for (const [id, members] of this.people) {
			const stored = splitObject(now.get(id) ?? '{}');
			for (const [name, allowed] of members)
				if (name !== 'auditTrail' && !allowed.has(stored.get(name) ?? 'absent')) lost.push(`${id}.${name}`);
		}
		const keys = [...now.values()].map(keyOf).filter((key) => key !== '/');
		const strangers = [...now]
			.filter(([id, text]) => !this.people.has(id) && !this.unsure.has(keyOf(text)))
			.map(([id]) => id);
		return { lost, doubles: keys.filter((key, index) => keys.indexOf(key) !== index), strangers };
	}

	private known(key: string): Map<string, Member> | undefined {
		const rawOf = (person: Map<string, Member>, name: string) => [...(person.get(name) ?? ['null'])][0]!;
		return [...this.people.values()].find(
			(person) =>
				keyOf(`{"externSource":${rawOf(person, 'externSource')},"externId":${rawOf(person, 'externId')}}`) === key,
		);
	}

	/** A person that this item, or an earlier one of unknown outcome, has made: its whole record is written down now. */
	private adopt(
		task: Task,
		ending: { outcome: string; personId: string },
		now: ReadonlyMap<string, string>,
	): Map<string, Member> {
		const before = ending.outcome === 'created' ? [task] : (this.unsure.get(keyOfTask(task)) ?? []);
		if (before.length === 0)
			this.complaints.push(`${task.externId}: ${ending.outcome}, but nobody has made this person`);
		const person = new Map<string, Member>();
		for (const name of splitObject(now.get(ending.personId) ?? '{}').keys()) {
			const given = before.map(({ fields }) => fields[name]);
			person.set(
				name,
				new Set(
					given.every((value) => value === undefined)
						? ['null', 'false']
						: given.map((value) => JSON.stringify(value ?? null)),
				),
			);
		}
		for (const [name, value] of Object.entries({
			externId: task.externId,
			externSource: task.externSource,
			achternaam: task.lastName,
		})) {
			person.set(name, new Set([JSON.stringify(value)]));
		}
		person.set('id', new Set([JSON.stringify(ending.personId)]));
		this.people.set(ending.personId, person);
		return person;
	}
}

const keyOfTask = ({ externSource, externId }: Task) => `${externSource}/${externId}`.toLowerCase();

function keyOf(text: string): string {
	const members = splitObject(text);
	const part = (name: string) => (JSON.parse(members.get(name) ?? 'null') as string | null)?.toLowerCase() ?? '';
	return `${part('externSource')}/${part('externId')}`;
}
