import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../../sandbox/control/client.mts';
import type { Snapshot } from '../../sandbox/control/types.mts';

export { until } from '../../hosts/waiting.mts';

/** The sandbox's data once no request has come for a second and a half. */
export async function quiet(control: Control): Promise<Snapshot> {
	for (let last = -1; ; await sleep(1500)) {
		const { length } = await control.requests.list();
		if (length === last) return await control.snapshot();
		last = length;
	}
}
