import type { FaultKind } from '../../../sandbox/control/types.mts';
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { credentialStore } from '../../harness/engine.mts';
import { deliver, startWebhookHost } from '../../harness/webhook.mts';
import { parameters } from '../trigger/fixtures.mts';
import { catchLog } from '../trigger/logs.mts';

export const CATEGORY = 'Extragegevens';
/** Milliseconds to the second look, as users have it; tests wait less. */
export const LOOK_AGAIN = PACE.lookAgain;

/** A sandbox for a file of tests, in which a category was just added to a person. Resets itself before each test. */
export class Confirmation {
	sandbox!: Sandbox;
	/** The event of that category. */
	event: Record<string, string> = {};
	store!: ReturnType<typeof credentialStore>;
	readonly log = catchLog();

	async reset(): Promise<void> {
		await this.sandbox.control.reset();
		this.store = credentialStore({
			environment: 'custom',
			customUrl: this.sandbox.coachviewUrl,
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		PACE.lookAgain = 50;
		PACE.maxWait = 0;
		const { externId, externSource } = JSON.parse(await this.sandbox.control.people.text(pieterId)) as Record<
			string,
			string
		>;
		const link = await this.sandbox.control.categories.add(pieterId, CATEGORY);
		this.event = {
			PersoonId: pieterId,
			PersooncategorieId: link.id,
			ExternId: externId,
			ExternSource: externSource,
			Categorie: CATEGORY,
		};
		await this.sandbox.control.requests.clear();
	}

	/** @returns the event of somebody who does not exist */
	readonly invented = (index: number) => ({
		...this.event,
		PersoonId: `99999999-9999-4999-8999-${String(index).padStart(12, '0')}`,
	});

	/** @returns how many questions Coachview was asked */
	readonly asked = async () =>
		(await this.sandbox.control.requests.list({ server: 'coachview', path: '/api/' })).length;

	readonly fault = async (kind: FaultKind, more: object = {}) =>
		await this.sandbox.control.faults.add({ ...kind, match: { path: 'Personen' }, ...more });

	/** Sends to one trigger, one after another or at once. @returns statuses, and `confirmed` of every item that ran */
	async send(bodies: unknown[], options: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
		const host = await startWebhookHost({
			parameters: { ...parameters, ...more, options } as never,
			credential: this.store,
		});
		try {
			const answers = await Promise.all(bodies.map((body) => deliver(host.url, { body })));
			await host.idle();
			expect(host.failures).toEqual([]);
			return {
				statuses: answers.map(({ status }) => status),
				ran: host.executions.flat().map(({ json }) => json.confirmed),
			};
		} finally {
			await host.stop();
		}
	}
}

/** @returns the stage of a file of tests; its hooks are registered */
export function useConfirmation(): Confirmation {
	const stage = new Confirmation();
	beforeAll(async () => {
		stage.sandbox = await startSandbox();
	});
	afterAll(async () => await stage.sandbox.stop());
	beforeEach(async () => await stage.reset());
	return stage;
}
