import { setTimeout as sleep } from 'node:timers/promises';
import { comparePerson } from '../sandbox/control/compare.mts';
import type { Control } from '../sandbox/control/client.mts';
import { passCourse, resetAll } from '../sandbox/page/deeds.mts';
import { labelOf } from '../sandbox/page/scene.mts';
import { pieterId } from '../sandbox/start.mts';
import { settledRequests } from './settled.mts';

/** So long the workflow may take until it asks Coachview for the first time. */
const FIRST_REQUEST = 10_000;

/**
 * Pieter Pietersen passes the course once more.
 * @param reset everything in the sandbox goes back to the start first, so that there is something to complete
 * @returns what came of it, in one line
 */
export async function sendAgain(control: Control, reset: boolean): Promise<string> {
	if (reset) await resetAll(control);
	const before = await control.snapshot();
	const sent = (await control.webhooks.deliveries()).length;
	await control.requests.clear();
	await passCourse(control, pieterId);
	const delivery = (await control.webhooks.deliveries())[sent];
	if (!delivery) return 'No event was sent: the workflow is not published. Publish it in n8n and start again.';
	if (delivery.status === null || delivery.status >= 300)
		return `n8n answered ${delivery.status ?? delivery.error}. Is the workflow published?`;
	for (const end = Date.now() + FIRST_REQUEST; Date.now() < end; await sleep(100))
		if ((await control.requests.list({ server: 'coachview', path: '^/api/' })).length > 0) break;
	const requests = await settledRequests(control);
	const { changed, lost } = comparePerson(before, await control.snapshot(), pieterId);
	const names = changed.map((path) => labelOf(path) ?? path).join(', ');
	const outcome =
		lost.length > 0
			? `LOST: ${lost.join(', ')}`
			: changed.length > 0
				? `Pieter Pietersen: ${names} filled, nothing lost`
				: 'nothing changed; r and Enter resets Pieter first, so that there is something to complete';
	return `Event accepted (${delivery.status}). Requests to Coachview: ${requests.length}. Outcome: ${outcome}.`;
}
