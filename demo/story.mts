import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../sandbox/control/client.mts';
import type { RecordedRequest, Snapshot } from '../sandbox/control/types.mts';
import { pieterId } from '../sandbox/start.mts';
import { comparePerson, flatten, type Comparison } from '../sandbox/control/compare.mts';
import { settledRequests } from './settled.mts';
import type { Cast } from './cast.mts';

/** What the story shows at its end. */
export interface Outcome {
	ok: boolean;
	/** Why not, in one sentence, when not ok. */
	reason?: string;
	personId: string;
	before: Map<string, string>;
	after: Map<string, string>;
	/** What HR knows, by Coachview's field names, as JSON texts. */
	hr: Map<string, string>;
	comparison: Comparison;
	/** Calls of Coachview's API that the workflow made (the token endpoint is not part of the API). */
	requests: RecordedRequest[];
	seconds: number;
}

/**
 * Plays the main job: the category Extragegevens is added to Pieter Pietersen, Coachview sends its webhook, and the
 * workflow completes him from HR. Everything in the outcome is read from the sandbox's data, never from the node.
 * @throws Error when nothing was written within a minute
 */
export async function playStory({ sandbox: { control }, n8n, workflowId }: Cast): Promise<Outcome> {
	const personId = pieterId;
	const before = await control.snapshot();
	await control.requests.clear();
	const began = Date.now();
	await control.categories.add(personId, 'Extragegevens');
	const written = await waitForWrite(control, personId, before);
	const seconds = Math.round((Date.now() - began) / 100) / 10;
	if (!written) {
		const executions = await n8n.rest.executions({ workflowId, includeData: true, limit: 1 });
		const error = executions[0]?.data?.resultData.error?.message;
		const deliveries = (await control.webhooks.deliveries()).map(({ status }) => status).join(', ');
		throw new Error(
			`Nothing was written to Coachview within a minute. Webhook answered: ${deliveries || 'not sent'}. ${error ?? ''}`,
		);
	}
	const requests = await settledRequests(control);
	const after = await control.snapshot();
	const hr = await hrAnswer(control, before, personId);
	const comparison = comparePerson(before, after, personId);
	const outcome = {
		personId,
		before: flatten(before.people.get(personId) ?? '{}'),
		after: flatten(after.people.get(personId) ?? '{}'),
		hr,
	};
	const reason = judge(comparison, outcome.after, hr);
	return { ok: reason === undefined, reason, ...outcome, comparison, requests, seconds };
}

async function waitForWrite(control: Control, personId: string, before: Snapshot): Promise<boolean> {
	for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
		if ((await control.people.text(personId)) !== before.people.get(personId)) return true;
	}
	return false;
}

async function hrAnswer(control: Control, before: Snapshot, personId: string): Promise<Map<string, string>> {
	const number = flatten(before.people.get(personId) ?? '{}').get('externId');
	const employee = (await control.hr.employees()).find((one) => JSON.stringify(one.number) === number);
	if (!employee) throw new Error('The HR system does not know Pieter Pietersen.');
	const known = { geboortedatum: employee.dateOfBirth, geboorteplaats: employee.placeOfBirth };
	return new Map(Object.entries(known).map(([field, value]) => [field, JSON.stringify(value)]));
}

function judge(
	{ lost, overwritten, othersTouched }: Comparison,
	after: Map<string, string>,
	hr: Map<string, string>,
): string | undefined {
	if (lost.length > 0) return `Fields were lost: ${lost.join(', ')}.`;
	if (overwritten.length > 0) return `Fields that had a value were changed: ${overwritten.join(', ')}.`;
	if (othersTouched.length > 0) return `${othersTouched.length} other record(s) changed.`;
	// Coachview may answer a date with a time behind it; the calendar date is what must agree.
	const wrong = [...hr]
		.filter(([field, value]) => !after.get(field)?.startsWith(value.slice(0, -1)))
		.map(([field]) => field);
	return wrong.length > 0 ? `Not filled as HR has it: ${wrong.join(', ')}.` : undefined;
}
