/** Who holds a person at the moment, per environment and person; the value settles when the last one is done. */
const queues = new Map<string, Promise<void>>();

/**
 * Runs work on one person at a time inside this n8n process, so that two updates never interleave between reading and
 * writing. Different people go on side by side. Other processes (queue mode) are not held back: there verification
 * and the version check have to do.
 *
 * @param key environment and person id
 */
export async function withPersonLock<T>(key: string, work: () => Promise<T>): Promise<T> {
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
