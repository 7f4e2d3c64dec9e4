import { Fault } from '../../nodes/Coachview/domain/fault';
import { rawRecord, type RawRecord } from '../../nodes/Coachview/domain/json/record';
import type { CollectionPort, WriteAnswer } from '../../nodes/Coachview/domain/write/port';
import { conflict, personPort, type MemoryCoachview, type Person, type State } from './memory.mts';

/** How look-ups by key behave. */
export interface LookUpManners {
	/** `broken`: refused; `blind`: finds nobody. */
	find: 'works' | 'broken' | 'blind';
	proof: 'proven' | 'scanned' | 'none';
	/** What the answer to a POST shows. */
	answer: 'record' | 'id' | 'foreignId' | 'nothing';
}

const USUAL: LookUpManners = { find: 'works', proof: 'proven', answer: 'record' };

/** @returns the place where people are made, over the same memory */
export function peoplePort(
	memory: MemoryCoachview,
	manners: Partial<LookUpManners> = {},
): CollectionPort & { noted: boolean[]; made: string[] } {
	const { find, proof, answer } = { ...USUAL, ...manners };
	const made: string[] = [];
	const noted: boolean[] = [];
	const create = (text: string): WriteAnswer => {
		memory.requests++;
		memory.pass(1);
		const body = JSON.parse(text) as Person;
		const isDouble = memory.manners.doubles !== 'allowed' && holders(memory, body, 0).length > 0;
		const fate = memory.fates.shift() ?? { kind: 'taken' as const };
		if (isDouble && ['taken', 'takenUnclear', 'late'].includes(fate.kind)) {
			if (memory.manners.doubles === 'conflict') return { kind: 'stale', fault: conflict() };
			throw new Fault('rejected', 'Coachview refused the request', 'Nothing was stored. Look at the values.');
		}
		let id = '';
		const land = () => {
			if (memory.manners.doubles !== 'allowed' && holders(memory, body, 0).length > 0) return;
			id = `new${made.length + 1}`;
			made.push(id);
			const blank = Object.fromEntries(['voornaam', 'tel1', 'opmerking'].map((name) => [name, null]));
			const person = { id, ...blank, ...memory.stored({}, body) };
			memory.people.set(id, [{ at: memory.now, by: 'us', person: { ...person, id }, etag: '1' }]);
		};
		const done = memory.answerTo(fate, land);
		if (done.kind !== 'accepted' || answer === 'nothing') return done;
		if (answer === 'foreignId') return { kind: 'accepted', id: [...memory.people.keys()][0] };
		if (answer === 'id') return { kind: 'accepted', id };
		return { kind: 'accepted', id, record: rawRecord(memory.textOf(memory.states(id)[0] as State)) };
	};
	return {
		made,
		noted,
		create: async (text) => create(text),
		find: async ({ externId, externSource }) => {
			memory.requests++;
			memory.pass(1);
			if (find === 'broken') throw new Fault('rejected', 'Coachview refused the filter', 'Look at the filter.');
			const found = find === 'blind' ? [] : holders(memory, { externId, externSource }, memory.manners.lag);
			if (found.length > 1) throw new Fault('ambiguous', 'Several people have this key', 'Look at them.');
			const [id] = found;
			return id === undefined ? undefined : rowOf(memory, id);
		},
		proveLookUps: async () => {
			if (proof === 'none') throw new Fault('unexpectedAnswer', 'Look-ups cannot be believed', 'Nothing was written.');
			return proof;
		},
		noteLookUp: (found) => noted.push(found),
		record: (id) => personPort(memory, id),
		pause: async (attempt) => memory.wait(attempt),
	};
}

/** @returns ids of people with the key, as a list shows them so many moments later */
export function holders(memory: MemoryCoachview, key: Person, lag: number): string[] {
	const lower = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : '');
	const isOne = ({ person }: State) =>
		lower(key.externId) !== '' &&
		['externId', 'externSource'].every((name) => lower(person[name]) === lower(key[name]));
	return [...memory.people]
		.filter(([, states]) => {
			const state = states.findLast(({ at }) => at <= memory.now - lag);
			return state !== undefined && isOne(state);
		})
		.map(([id]) => id);
}

function rowOf(memory: MemoryCoachview, id: string): RawRecord {
	return rawRecord(memory.textOf(memory.states(id).at(-1) as State));
}
