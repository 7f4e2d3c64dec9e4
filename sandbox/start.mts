import { createCoachview } from './coachview/server.mts';
import type { TableEntry } from './coachview/own.mts';
import { createControl, type Control } from './control/client.mts';
import { createControlServer } from './control/server.mts';
import type { WorldOptions } from './control/types.mts';
import { createHr, describeHr } from './hr/server.mts';
import { listen } from './http.mts';
import { createPage } from './page/server.mts';
import { createWorld } from './world.mts';

export { demoClient } from './coachview/clients.mts';
export { extraCategoryId, pieterId } from './seed/special.mts';

export interface SandboxOptions extends WorldOptions {
	/** Entities that the table does not have; one object makes one appear, with records. */
	entities?: readonly TableEntry[];
	/** Ports on the loopback address; 0 or left out takes a free one. */
	ports?: { coachview?: number; hr?: number; control?: number };
	/** Port of the page for people; without it there is no page. */
	page?: number;
	/** How an n8n elsewhere reaches this machine: Coachview and HR then listen on all addresses. The control port never does. */
	reachedAs?: string;
}

export interface Sandbox {
	/** Addresses without a trailing slash. Coachview: host only, without `/api/v1`. */
	coachviewUrl: string;
	hrUrl: string;
	controlUrl: string;
	/** Address of the page for people, when it was asked for. */
	pageUrl?: string;
	control: Control;
	/** Closes all three ports and everything under way. */
	stop(): Promise<void>;
}

/**
 * Starts the sandbox in this process: Coachview, the HR systems and the control port, on 127.0.0.1 unless `reachedAs` says otherwise.
 * @throws Error for an unknown assumption, an entity that is there twice, or when a port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { ports = {}, page, entities, reachedAs, ...initial } = options;
	const world = createWorld(initial, entities);
	let hrUrl = '';
	const coachview = createCoachview(world);
	const hr = createHr(world);
	const controlServer = createControlServer(world, () => describeHr(hrUrl));
	const apps = [coachview, hr, controlServer];
	try {
		const coachviewUrl = await listen(coachview, ports.coachview ?? 0, reachedAs);
		hrUrl = await listen(hr, ports.hr ?? 0, reachedAs);
		const controlUrl = await listen(controlServer, ports.control ?? 0);
		const control = createControl(controlUrl);
		let pageUrl: string | undefined;
		if (page !== undefined) {
			const shown = await createPage(control);
			apps.push(shown);
			pageUrl = await listen(shown, page);
		}
		return {
			coachviewUrl,
			hrUrl,
			controlUrl,
			pageUrl,
			control,
			async stop() {
				world.webhooks.stop();
				await Promise.all(apps.map((app) => app.close()));
			},
		};
	} catch (error) {
		await Promise.all(apps.map((app) => app.close()));
		throw error;
	}
}
