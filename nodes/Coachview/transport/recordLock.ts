import { keyName, type ExternalKey } from '../domain/identity';
import type { Entity } from '../entities/entity';

/** Who holds a record at the moment, by entity and id; the value settles when the last one is done. */
const queues = new Map<string, Promise<void>>();

/**
 * Runs work on one record at a time inside this n8n process, so that two updates never interleave between reading and
 * writing. Different records go on side by side. The key has no host in it: one Coachview answers under several, and two
 * credentials may lead to the same one. Other processes (queue mode) are not held back: see Look Again After Writing.
 *
 * @param key entity and id, or entity and external key
 */
export async function withRecordLock<T>(key: string, work: () => Promise<T>): Promise<T> {
	const name = key.toLowerCase();
	const before = queues.get(name) ?? Promise.resolve();
	const done = before.then(work);
	const settled = done.then(
		() => undefined,
		() => undefined,
	);
	queues.set(name, settled);
	try {
		return await done;
	} finally {
		if (queues.get(name) === settled) queues.delete(name);
	}
}

/** @returns the key of the lock for a record that exists; a path that somebody typed may be in other capitals */
export function idLock({ path }: Entity, id: string): string {
	return `${path}|${id}`.toLowerCase();
}

/** @returns the key of the lock for a record that may not exist yet */
export function keyLock({ path }: Entity, key: ExternalKey): string {
	return `${path}|${keyName(key)}`;
}
