import { isObject, splitObject } from '../../sandbox/coachview/raw.mts';
import type { ColleagueEntry, RecordedRequest } from '../../sandbox/control/types.mts';

/** A write that took back what a colleague had done before the last read ahead of it. */
export interface Undone {
	edit: ColleagueEntry;
	/** Sequence numbers of that read (0: there was none) and of the write. */
	read: number;
	write: number;
}

/**
 * Looks through what happened for edits that a write undid although they could be known: the colleague's last value of a
 * member before the last read of that person ahead of the write, when the write sent another one. Edits between that read
 * and the write cannot be known and do not count; without any read before the write, all do.
 *
 * @param log `control.colleague.log()`
 * @param requests `control.requests.list()`
 * @param asked members that the program under test was told to change, e.g. `adres.plaats`
 */
export function undoneEdits(
	log: ColleagueEntry[],
	requests: RecordedRequest[],
	asked: readonly string[] = [],
): Undone[] {
	const handled = requests.filter(({ sequence }) => sequence > 0).sort((a, b) => a.sequence - b.sequence);
	const found: Undone[] = [];
	for (const { method, path, body, sequence: write } of handled) {
		const id =
			method === 'PUT' ? (/[0-9a-f]{8}-[0-9a-f-]{27}/i.exec(path)?.[0] ?? idIn(body))?.toLowerCase() : undefined;
		if (id === undefined) continue;
		const reads = handled.filter(
			(one) =>
				one.method === 'GET' && one.path.toLowerCase().endsWith(id) && one.status === 200 && one.sequence < write,
		);
		const read = reads.at(-1)?.sequence ?? 0;
		const known = log.filter(
			(edit) =>
				edit.kind === 'edit' && edit.personId === id && edit.sequence < (read || write) && !asked.includes(edit.member),
		);
		const last = new Map(known.map((edit) => [edit.member, edit]));
		for (const edit of last.values()) if (sentAt(body, edit.member) !== edit.after) found.push({ edit, read, write });
	}
	return found;
}

const idIn = (body: string) => /"id"\s*:\s*"([0-9a-f-]{36})"/i.exec(body)?.[1];

/** Raw value that a body has at a path of one or two names; left out is null. */
function sentAt(body: string, path: string): string {
	const [first, second] = path.split('.') as [string, string?];
	const raw = splitObject(body).get(first) ?? 'null';
	return second === undefined ? raw : isObject(raw) ? (splitObject(raw).get(second) ?? 'null') : 'null';
}
