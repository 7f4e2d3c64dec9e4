import type { Control } from '../control/client.mts';
import { isOf, switches } from './faults.mts';

/** The category that asks for the extra data. */
export const extraCategory = 'Extragegevens';

/**
 * Somebody passes the course: Coachview gives the category, and sends its webhook. It sends none to whoever has the
 * category already, so then it is taken away first.
 * @throws Error when there is no such person
 */
export async function passCourse(control: Control, personId: string): Promise<void> {
	await removeCategory(control, personId);
	await control.categories.add(personId, extraCategory);
}

/** @throws Error when there is no such person */
export async function removeCategory(control: Control, personId: string): Promise<void> {
	await control.categories.remove(personId, extraCategory);
}

/**
 * Switches a trouble on, or off when it is on. Troubles from elsewhere stay.
 * @param name of one of the page's switches
 * @throws Error for another name
 */
export async function turn(control: Control, name: string): Promise<void> {
	const chosen = switches.find((one) => one.name === name);
	if (!chosen) throw new Error('There is no such fault');
	const queued = await control.faults.list();
	const others = queued.filter((fault) => !isOf(chosen, fault));
	if (others.length === queued.length) return await control.faults.add(chosen.fault);
	await control.faults.clear();
	if (others.length > 0) await control.faults.add(...others);
}

/** Data, requests, faults and HR go back to their first state; who listens for webhooks goes on listening. */
export async function resetAll(control: Control): Promise<void> {
	const listeners = await control.webhooks.list();
	await control.reset({ keep: ['clients'] });
	for (const listener of listeners) await control.webhooks.register(listener);
}
