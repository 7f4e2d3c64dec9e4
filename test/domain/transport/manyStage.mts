import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { Records } from '../../../nodes/Coachview/transport/records.ts';
import type { Person } from '../../harness/memory.mts';
import type { Answer, Seen, Trouble } from '../../harness/memoryWeb.mts';
import { json, tableStage } from './tableStage.mts';

/** @returns somebody whose texts have lengths of their own, so that none looks cut */
export const one = (number: number, more: Person = {}): Person => ({
	id: `p${number}`,
	achternaam: 'x'.repeat(number + 1),
	opmerking: null,
	...more,
	auditTrail: { etag: '5' },
});
export const people = (count: number) => Array.from({ length: count }, (_, at) => one(at));
export const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `p${from + at}`);

interface Scene {
	/** What reads by ID show. */
	singles?: Person[];
	/** What lists show of one; undefined where a list leaves it out. */
	row?: (single: Person) => Person | undefined;
	/** Answers to lists that come first. */
	lists?: Trouble['answer'];
	/** Codes of free fields. */
	free?: string[];
	entity?: Entity;
}

/**
 * People who are read alone and together. `p0` has been read already, so that it is known what a read shows, and lists have
 * to be compared with it.
 */
export async function manyStage({ singles = people(120), row = (it) => it, lists, free = [], entity }: Scene = {}) {
	const shown = (rows: readonly Person[]) => rows.map(row).filter((it) => it !== undefined);
	const definitions = free.map((code): Person => ({ vrijveldDefinitie: { code } }));
	const answer = (seen: Seen): Answer | undefined => {
		const { path, query } = seen;
		if (path === 'Personen/Vrijevelden') return json(definitions);
		if (path !== 'Personen') return undefined;
		const told = typeof lists === 'function' ? lists(seen) : lists;
		if (told) return told;
		const wanted = (/^id=(.*)$/.exec(query.where ?? '')?.[1] ?? '').toLowerCase().split(',');
		return json(
			shown(singles.filter(({ id }) => wanted.includes(String(id).toLowerCase()))).slice(0, Number(query.take)),
		);
	};
	const stage = await tableStage({ Personen: singles }, [{ method: 'GET', count: Infinity, answer }], { maxWait: 0 });
	const records = new Records(stage.client, entity ?? (free.length > 0 ? person : { ...person, freeFields: 'none' }));
	await records.readWhole('p0');
	stage.asked();
	const { many } = records;
	/** Ids of the records whose rows may stand for reads, and the requests that took, in short. */
	const read = async (given: readonly string[], purpose: 'base' | 'judging' = 'base') => {
		const { records: found } = await many.read(given, purpose);
		const requests = stage.asked().map((request) => {
			const list = /where=id=(\S*) take=(\d+)/.exec(request);
			return list ? `${list[1]} (${list[2]})` : request.replace(/^GET Personen\/(\S+).*/, '$1');
		});
		return { found: [...found.keys()].sort(), requests };
	};
	/** How many ids each list was asked for, and how many records were read alone. */
	const counts = (requests: readonly string[]) => [
		requests.filter((request) => request.includes('(')).map((request) => request.split(',').length),
		requests.filter((request) => !request.includes('(')).length,
	];
	return { ...stage, records, many, read, counts, singles };
}
