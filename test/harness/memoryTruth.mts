import type { Fault } from '../../nodes/Coachview/domain/fault';
import type { WriteResult } from '../../nodes/Coachview/domain/write/result';
import type { Json, MemoryCoachview, Person, State, Write } from './memory.mts';

/** One field that was asked for. */
export interface Asked {
	path: readonly string[];
	value: Json;
}

/** One step that has ended. */
export interface Step {
	id: string;
	asked: readonly Asked[];
	policy: 'overwrite' | 'onlyIfEmpty' | 'failIfDifferent';
	/** How many states and writes there were when it began, and when it ended. */
	began: { version: number; writes: number };
	ended: { version: number; writes: number };
	/** What the last read of the step showed. */
	lastRead: number;
	ending: { result: WriteResult } | { fault: Fault };
}

/** @returns what is untrue about the end of a step, once all that was under way has arrived */
export function untruths(memory: MemoryCoachview, step: Step): string[] {
	const states = memory.states(step.id);
	const writes = memory.writes.slice(step.began.writes, step.ended.writes);
	const landed = writes.filter((write) => write.landed !== undefined);
	const complaints = writes.flatMap((write, index) => clobbered(states, write, step, writes.slice(0, index)));
	const last = states[step.lastRead] as State;
	if ('result' in step.ending) {
		const { outcome, verified } = step.ending.result;
		if (['unchanged', 'conflict', 'nothingGiven', 'dryRun'].includes(outcome) && landed.length > 0)
			complaints.push(`${outcome}, but something of ours was stored`);
		if ((outcome === 'updated' || outcome === 'storedDifferently') && verified)
			complaints.push(...falselyUpdated(states, step, step.ending.result));
		if (verified === 'read') complaints.push(...undoneUnnoticed(states, writes, step, last));
	} else {
		complaints.push(...falselyThrown(states, writes, step, step.ending.fault, last));
	}
	return complaints;
}

/** A write that takes away what its own base had shown. */
function clobbered(
	states: readonly State[],
	write: Write,
	{ asked, policy }: Step,
	earlier: readonly Write[],
): string[] {
	if (write.landed === undefined) return [];
	const [before, after, base] = [write.landed - 1, write.landed, write.from].map(
		(version) => (states[version] as State).person,
	) as [Person, Person, Person];
	return leaves(before).flatMap((path) => {
		const [was, is, seen] = [before, after, base].map((person) => at(person, path));
		if (same(was, is) || !same(was, seen)) return [];
		const wish = asked.find((one) => covers(one.path, path));
		// What an earlier write of ours undid may be put back.
		const undoneByUs = earlier.some(
			({ landed = 0 }) =>
				landed > 0 &&
				landed < (write.landed as number) &&
				same(at((states[landed - 1] as State).person, path), is) &&
				same(at((states[landed] as State).person, path), was),
		);
		if (undoneByUs) return [];
		const hadBeen = states
			.slice(0, write.landed)
			.some(({ by, person }) => by === 'colleague' && same(at(person, path), is));
		if ((!wish || hadBeen) && looksLanded(earlier, path, was)) return [];
		if (same(is, byOthers(states, write.landed as number, path))) return [];
		if (!wish) return [`a write changed ${path.join('.')}, which nobody had asked for`];
		const isOurs = same(was, wish.value);
		return policy !== 'overwrite' && !isEmpty(was) && !isOurs && wish.value !== null
			? [`a write changed ${path.join('.')} in spite of the policy`]
			: [];
	});
}

/**
 * Whether a write without an answer would have left this value: a colleague who puts back just that value at the same
 * moment cannot be told from the write that landed late.
 */
function looksLanded(earlier: readonly Write[], path: readonly string[], value: Json | undefined): boolean {
	return earlier.some(
		({ fate, body }) => ['late', 'lost', 'takenUnclear'].includes(fate) && same(at(body, path), value),
	);
}

function falselyUpdated(
	states: readonly State[],
	{ asked, began, ended }: Step,
	{ changedFields, unverifiedFields, storedDifferentlyFields, record }: WriteResult,
): string[] {
	const wanted = asked.filter(
		({ path }) => changedFields.includes(path.join('.')) && !unverifiedFields.includes(path.join('.')),
	);
	const held = states
		.slice(began.version, ended.version)
		.some(({ person }) => wanted.every(({ path, value }) => same(at(person, path), value)));
	const shown = JSON.parse(record.text) as Person;
	const otherwise = wanted.filter(
		({ path, value }) =>
			at(shown, path) !== value &&
			!(isEmpty(at(shown, path)) && isEmpty(value)) &&
			!storedDifferentlyFields.includes(path.join('.')),
	);
	return [
		...(held ? [] : ['updated, but the values were never there']),
		...otherwise.map(({ path }) => `${path.join('.')} is shown in another form and the receipt does not say so`),
	];
}

/** An edit that the last write had seen, and that is gone in what the step looked at last. */
function undoneUnnoticed(
	states: readonly State[],
	writes: readonly Write[],
	{ asked, ending }: Step,
	last: State,
): string[] {
	const seen = writes.at(-1)?.from;
	if (seen === undefined) return [];
	const version = states.indexOf(last);
	if (version <= seen) return [];
	const reported = 'result' in ending ? ending.result.unverifiedFields : ending.fault.fields;
	return leaves((states[seen] as State).person)
		.filter((path) => {
			if (
				asked.some((one) => covers(one.path, path)) ||
				reported.includes(path.join('.')) ||
				looksLanded(writes.slice(0, -1), path, at((states[seen] as State).person, path))
			)
				return false;
			const was = at((states[seen] as State).person, path);
			const byUs = writes.some(
				({ landed = 0 }) =>
					landed > seen &&
					landed <= version &&
					!same(at((states[landed - 1] as State).person, path), at((states[landed] as State).person, path)),
			);
			// Only what is as nobody else left it counts; what one write of ours had undone before is no loss of this one.
			return (
				byUs &&
				same(was, byOthers(states, seen + 1, path)) &&
				!same(at(last.person, path), was) &&
				!editedSince(states, seen, version, path)
			);
		})
		.map((path) => `${path.join('.')} was undone and the receipt does not say so`);
}

function falselyThrown(
	states: readonly State[],
	writes: readonly Write[],
	{ asked, ended }: Step,
	{ reason, message, advice, fields }: Fault,
	last: State,
): string[] {
	const landed = writes.filter((write) => write.landed !== undefined);
	const says = `${message} ${advice}`;
	const complaints: string[] = [];
	if (/Nothing was (written|stored)/.test(says) && landed.length > 0)
		complaints.push(`${reason} says that nothing was written, but something of ours was stored`);
	if (reason === 'unavailable' && landed.some((write) => (write.landed as number) >= ended.version))
		complaints.push('unavailable, but a write landed later');
	if (/The change was stored/.test(says) && landed.length === 0)
		complaints.push('it says that the change was stored, but nothing was');
	const base = states[writes.at(-1)?.from ?? 0] as State;
	for (const name of fields) {
		const path = name.split('.');
		const wish = asked.find((one) => covers(one.path, path));
		if (
			reason === 'lost' &&
			!looksLanded(writes, path, at(last.person, path)) &&
			same(at(last.person, path), at(base.person, path))
		)
			complaints.push(`${name} is not lost`);
		if (reason === 'notStored' && wish && same(at(last.person, path), wish.value)) complaints.push(`${name} is stored`);
	}
	return complaints;
}

/** @returns the value that the last one beside us has left there before this version */
function byOthers(states: readonly State[], version: number, path: readonly string[]): Json | undefined {
	for (let index = version - 1; index > 0; index--) {
		const [before, after] = [states[index - 1] as State, states[index] as State];
		if (after.by === 'colleague' && JSON.stringify(at(before.person, path)) !== JSON.stringify(at(after.person, path)))
			return at(after.person, path);
	}
	return at((states[0] as State).person, path);
}

function editedSince(states: readonly State[], from: number, to: number, path: readonly string[]): boolean {
	for (let index = from + 1; index <= to; index++) {
		const [before, after] = [states[index - 1] as State, states[index] as State];
		if (after.by === 'colleague' && !same(at(before.person, path), at(after.person, path))) return true;
	}
	return false;
}

function at(person: Person, path: readonly string[]): Json | undefined {
	let value: Json | undefined = person;
	for (const key of path)
		value = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] : undefined;
	return value;
}

function leaves(person: Person, path: readonly string[] = []): string[][] {
	return Object.entries(person).flatMap(([key, value]) =>
		value !== null && typeof value === 'object' && !Array.isArray(value)
			? leaves(value, [...path, key])
			: [[...path, key]],
	);
}

function covers(asked: readonly string[], path: readonly string[]): boolean {
	return asked.every((key, index) => key === path[index]) || path.every((key, index) => key === asked[index]);
}

function isEmpty(value: Json | undefined): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	return typeof value === 'object' && Object.values(value).every((one) => isEmpty(one));
}

/** Equal in the forms that this Coachview may give a value. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
	if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
	const plain = (value: Json | undefined) =>
		typeof value === 'string'
			? value
					.trim()
					.normalize('NFC')
					.replace(/T00:00:00$/, '')
			: JSON.stringify(value);
	const [left, right] = [plain(a) as string, plain(b) as string];
	return left === right || (left.includes('@') && left.toLowerCase() === right.toLowerCase());
}
