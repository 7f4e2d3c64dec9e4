import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for something that can only be looked at.
 * @param what ends the sentence "… did not happen within a minute"
 * @param seconds how long at most; a minute unless given
 * @throws Error with that sentence
 */
export async function until(what: string, happened: () => Promise<boolean>, seconds = 60): Promise<void> {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) if (await happened()) return;
	throw new Error(`This did not happen within ${seconds === 60 ? 'a minute' : `${seconds} s`}: ${what}.`);
}
