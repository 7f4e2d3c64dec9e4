import { randomUUID } from 'node:crypto';
import type { Choices } from '../assumptions/register.mts';
import { localDateTime, type Clock } from '../clock.mts';
import { emptyOf, type Played } from './entities.mts';
import { createLag, type Lag } from './lag.mts';
import { isObject, splitObject, textOf, valueOf, type RawObject } from './raw.mts';

/** All records of one entity in memory, each one as raw members (`id` first, `auditTrail` last). */
export interface Records {
	played: Played;
	/** What looks do not show yet. */
	lag: Lag;
	all(): RawObject[];
	/** Under assumption A52 an id is found in any casing. */
	get(id: string, choices: Pick<Choices, 'idCase'>): RawObject | undefined;
	/** Stores new members: makes the id unless one is given, starts the audit trail. */
	insert(members: RawObject, by: string, created?: RawObject, id?: string): RawObject;
	/** Stores changed members: the etag goes up by one. */
	replace(id: string, members: RawObject, by: string, created?: RawObject): RawObject;
	remove(id: string): boolean;
	/** Stores a record exactly as given (control port, seed); only missing known members and the audit trail are added. */
	putRaw(text: string): string;
	/** Puts single members over a stored record, as another user would (control port). */
	patchRaw(id: string, text: string): void;
	/** Another record with the same external key, both parts without regard to case (assumption A78). */
	sameKey(members: RawObject, exceptId?: string): RawObject | undefined;
	/** Goes up at each change of any record. */
	version(): number;
}

const steps: Record<string, (etag: number) => number> = {
	one: () => 1,
	ten: () => 10,
	absent: () => 1,
	// The same numbers at every start, but no step twice in a row.
	random: (etag) => 2 + ((etag * 31) % 37),
};

/** Creates an empty store. `created` members of an audit trail are only taken over under assumption S01 = `stored`. */
export function createRecords(played: Played, clock: Clock, choices: () => Choices): Records {
	const records = new Map<string, RawObject>();
	let version = 0;
	const idOf = (members: RawObject) => textOf(members, 'id')!;
	const store = (members: RawObject, audit: Record<string, unknown>): RawObject => {
		members.delete('auditTrail');
		members.set('auditTrail', JSON.stringify(audit));
		records.set(idOf(members), members);
		version += 1;
		return members;
	};
	const auditOf = (members: RawObject | undefined) =>
		(valueOf(members ?? new Map(), 'auditTrail') ?? {}) as Record<string, unknown>;
	const started = (by: string, etag = 1001) => {
		const now = localDateTime(clock.now());
		return { aangemaaktDatumTijd: now, aangemaaktDoor: by, gewijzigdDatumTijd: now, gewijzigdDoor: by, etag };
	};
	/** Assumption A98. */
	const made = (by: string) => {
		const audit = started(by);
		const { creationMoment } = choices();
		const later = localDateTime(clock.now() + 40);
		const changed = creationMoment === 'later' ? later : creationMoment === 'onlyCreated' ? null : undefined;
		return changed === undefined ? audit : { ...audit, gewijzigdDatumTijd: changed };
	};
	const takenOver = (created: RawObject | undefined) =>
		Object.fromEntries(
			['aangemaaktDatumTijd', 'aangemaaktDoor']
				.filter((key) => created?.has(key))
				.map((key) => [key, valueOf(created!, key)]),
		);
	const all: Records = {
		played,
		lag: createLag(),
		all: () => [...records.values()],
		get: (id, { idCase }) => records.get(idCase === 'sensitive' ? id : id.toLowerCase()),
		insert(members, by, created, id = randomUUID()) {
			return store(new Map([['id', JSON.stringify(id)], ...[...members].filter(([key]) => key !== 'id')]), {
				...made(by),
				...takenOver(created),
			});
		},
		replace(id, members, by, created) {
			const audit = auditOf(records.get(id));
			const etag = Number(audit.etag ?? 1000);
			return store(members, {
				...started(by),
				...audit,
				...takenOver(created),
				gewijzigdDatumTijd: localDateTime(clock.now()),
				gewijzigdDoor: by,
				etag: etag + steps[choices().etagStep]!(etag),
			});
		},
		remove(id) {
			version += 1;
			return records.delete(id);
		},
		putRaw(text) {
			const given = splitObject(text);
			const id = (textOf(given, 'id') ?? randomUUID()).toLowerCase();
			const members: RawObject = new Map();
			for (const [key, kind] of played.members) members.set(key, given.get(key) ?? emptyOf(played, key, kind));
			members.set('id', JSON.stringify(id));
			for (const [key, raw] of given) if (key !== 'id') members.set(key, raw);
			const audit = given.get('auditTrail');
			members.delete('auditTrail');
			members.set('auditTrail', isObject(audit) ? audit : JSON.stringify(made('demo.beheerder')));
			records.set(id, members);
			version += 1;
			return id;
		},
		patchRaw(id, text) {
			const old = records.get(id.toLowerCase());
			if (!old) throw new Error('There is no such record');
			const members: RawObject = new Map(old);
			for (const [key, raw] of splitObject(text)) if (key !== 'id' && key !== 'auditTrail') members.set(key, raw);
			all.replace(idOf(old), members, 'andere.gebruiker');
		},
		sameKey(members, exceptId) {
			const fold = (text: string | null) => (choices().keyCase === 'exactUnique' ? text : text?.toLowerCase());
			const [externId, source] = ['externId', 'externSource'].map((key) => fold(textOf(members, key)));
			if (!played.hasKey || !externId || !source) return undefined;
			return all
				.all()
				.find(
					(other) =>
						idOf(other) !== exceptId &&
						fold(textOf(other, 'externId')) === externId &&
						fold(textOf(other, 'externSource')) === source,
				);
		},
		version: () => version,
	};
	return all;
}
