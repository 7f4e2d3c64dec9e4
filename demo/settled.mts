import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../sandbox/control/client.mts';
import type { RecordedRequest } from '../sandbox/control/types.mts';

/** Calls of Coachview's API, when none has come for a second: the node reads once more after writing. */
export async function settledRequests(control: Control): Promise<RecordedRequest[]> {
	for (let last = -1; ; await sleep(1000)) {
		const requests = await control.requests.list({ server: 'coachview', path: '^/api/' });
		if (requests.length === last) return requests;
		last = requests.length;
	}
}
