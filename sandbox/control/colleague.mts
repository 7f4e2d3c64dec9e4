import type { FastifyInstance } from 'fastify';
import { kinds } from '../coachview/kinds.mts';
import { isObject, joinObject, splitObject, textOf, type RawObject } from '../coachview/raw.mts';
import { removeRecord } from '../coachview/routes.mts';
import { isLate } from '../http.mts';
import type { World } from '../world.mts';
import { checkMatch, counted, matches, takes, type Counted, type Seen } from './match.mts';
import type { ColleagueEntry, RandomColleague, ScriptedDeed, ColleagueDeed } from './types.mts';

/** Somebody who works in Coachview at the same time, at the worst moments. */
export interface Colleague {
	/** @throws SyntaxError for a pattern that is none */
	script(deeds: ScriptedDeed[]): void;
	/** Edits at random from now on; undefined stops that. */
	random(choice: RandomColleague | undefined): void;
	/** What is due on this side of a request. */
	act(side: 'before' | 'after', seen: Seen): void;
	log(): ColleagueEntry[];
	/** Drops what is still to come, and the log. */
	rest(): void;
}

const usual = ['tel1', 'tel2', 'opmerking', 'voornaam', 'email2', 'adres.plaats'];

/** Starts without a plan. Deeds happen in one step, so that nothing comes between them and the request beside them. */
export function createColleague(world: World): Colleague {
	let deeds: Array<Counted & { deed: ScriptedDeed }> = [];
	let chance: (RandomColleague & { left: number; next: (limit: number) => number }) | undefined;
	let entries: ColleagueEntry[] = [];
	const timers = new Set<NodeJS.Timeout>();

	const perform = (deed: ColleagueDeed, side: 'before' | 'after', request: string) => {
		for (const change of done(deed, world)) {
			entries.push({
				sequence: world.log.next(),
				at: new Date(world.clock.now()).toISOString(),
				kind: deed.kind,
				...change,
				request,
				side,
			});
		}
	};
	const later = (ms: number, what: () => void) => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			what();
		}, ms);
		timers.add(timer.unref());
	};
	const atRandom = (): ColleagueDeed | undefined => {
		if (!chance || chance.left <= 0 || chance.next(1_000_000) >= chance.probability * 1_000_000) return undefined;
		const people = chance.persons ?? world.people.all().map((person) => textOf(person, 'id')!);
		const members = chance.members ?? usual;
		const personId = people[chance.next(people.length)];
		const member = members[chance.next(members.length)]!;
		if (personId === undefined) return undefined;
		chance.left -= 1;
		return { kind: 'edit', personId, members: { [member]: invented(member, chance.next, world, personId) } };
	};
	return {
		script(added) {
			for (const deed of added) {
				checkMatch(deed.match);
				deeds.push({ deed, ...counted(deed) });
			}
		},
		random(choice) {
			checkMatch(choice?.match);
			chance = choice && { ...choice, left: choice.limit ?? Infinity, next: seeded(choice.seed) };
		},
		act(side, seen) {
			const request = `${seen.method} ${seen.url.split('?')[0]}`;
			for (const entry of deeds) {
				const { deed } = entry;
				if (deed.side !== side || !matches(deed.match, seen) || !takes(entry)) continue;
				if (deed.delayMs === undefined) perform(deed, side, request);
				else later(deed.delayMs, () => perform(deed, side, request));
			}
			deeds = deeds.filter(({ left }) => left > 0);
			const edit = chance && matches(chance.match, seen) ? atRandom() : undefined;
			if (edit) perform(edit, side, request);
		},
		log: () => entries,
		rest() {
			deeds = [];
			chance = undefined;
			entries = [];
			timers.forEach(clearTimeout);
			timers.clear();
		},
	};
}

type Change = Pick<ColleagueEntry, 'personId' | 'member' | 'before' | 'after'>;

/** Does it, unless the record is gone. */
function done(deed: ColleagueDeed, world: World): Change[] {
	if (deed.kind === 'create') {
		const personId = world.people.putRaw(typeof deed.record === 'string' ? deed.record : JSON.stringify(deed.record));
		return [{ personId, member: '', before: 'null', after: 'null' }];
	}
	const store = world.storeOf(deed.personId);
	const record = store.get(deed.personId, { idCase: 'insensitive' });
	if (!record) return [];
	const personId = textOf(record, 'id')!;
	if (deed.kind === 'remove') {
		removeRecord(personId, store, world);
		return [{ personId, member: '', before: 'null', after: 'null' }];
	}
	if (deed.kind === 'freeField') {
		const before = world.freeFields.values(personId).get(deed.code) ?? 'null';
		world.freeFields.set(personId, deed.code, JSON.stringify(deed.value));
		return [{ personId, member: deed.code, before, after: JSON.stringify(deed.value) }];
	}
	const members = splitObject(typeof deed.members === 'string' ? deed.members : JSON.stringify(deed.members));
	const changes = [...members].map(
		([member, after]): Change => ({ personId, member, before: at(record, member), after }),
	);
	store.patchRaw(personId, joinObject(patch(record, members)));
	return changes;
}

/** Raw value at a path of one or two names. */
function at(person: RawObject, path: string): string {
	const [first, second] = path.split('.') as [string, string?];
	const raw = person.get(first) ?? 'null';
	return second === undefined ? raw : isObject(raw) ? (splitObject(raw).get(second) ?? 'null') : 'null';
}

/** Paths become whole members. */
function patch(person: RawObject, members: RawObject): RawObject {
	const result: RawObject = new Map();
	for (const [path, raw] of members) {
		const [first, second] = path.split('.') as [string, string?];
		const old = result.get(first) ?? person.get(first);
		result.set(
			first,
			second === undefined ? raw : joinObject(new Map([...(isObject(old) ? splitObject(old) : []), [second, raw]])),
		);
	}
	return result;
}

/** A new value of the member's type; it is never the present one. */
function invented(member: string, next: (limit: number) => number, world: World, personId: string): unknown {
	const number = next(1_000_000);
	const store = world.storeOf(personId);
	const kind = store.played.members.get(member);
	const compared = kind && kinds[kind].compared;
	if (compared === 'boolean') return store.get(personId, { idCase: 'insensitive' })?.get(member) !== 'true';
	if (compared === 'date')
		return `${1950 + (number % 50)}-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`;
	return /^email/.test(member) ? `collega${number}@example.org` : `collega ${number}`;
}

/** Random numbers that are the same on every run (mulberry32). */
function seeded(seed: number): (limit: number) => number {
	let state = seed;
	return (limit) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
	};
}

/** Lets the colleague act beside every request of a server. */
export function applyColleague(app: FastifyInstance, world: World, server: 'coachview' | 'hr'): void {
	app.addHook('preHandler', async (request) => {
		if (!isLate(request)) world.colleague.act('before', { server, method: request.method, url: request.url });
	});
	app.addHook('onSend', async (request, _reply, payload) => {
		if (!isLate(request)) world.colleague.act('after', { server, method: request.method, url: request.url });
		return payload;
	});
}
