import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../../sandbox/control/client.mts';
import type { Snapshot } from '../../sandbox/control/types.mts';

/**
 * Waits for something that the samples do; their executions are not saved, so there is nothing else to look at.
 * @param what ends the sentence "… did not happen within a minute"
 */
export async function until(what: string, happened: () => Promise<boolean>): Promise<void> {
	for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) if (await happened()) return;
	throw new Error(`This did not happen within a minute: ${what}.`);
}

/** The sandbox's data once no request has come for a second and a half. */
export async function quiet(control: Control): Promise<Snapshot> {
	for (let last = -1; ; await sleep(1500)) {
		const { length } = await control.requests.list();
		if (length === last) return await control.snapshot();
		last = length;
	}
}
