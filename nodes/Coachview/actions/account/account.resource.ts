import type { IDataObject } from 'n8n-workflow';
import { asFault, Fault } from '../../domain/fault';
import { rawRecords } from '../../domain/json/record';
import type { CoachviewClient } from '../../transport/client';
import { CLIENT_OPTIONS } from '../clientOptions';
import type { ItemResult, Operation, Resource, Run } from '../operation';

/** Tells what is left of Coachview's day. One small read serves all input items. */
const getApiUsage: Operation = {
	value: 'get',
	name: 'Get API Usage',
	action: 'Get API usage',
	description: "Get limit, remaining requests and reset of Coachview's daily quota. Costs one request.",
	properties: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: CLIENT_OPTIONS.filter(({ name }) => name !== 'reserve'),
		},
	],
	execute: async ({ client, items }: Run): Promise<ItemResult[]> => {
		try {
			const found = await usage(client);
			return items.map((item) => ({ item, outputs: [{ ...found }] }));
		} catch (thrown) {
			return items.map((item) => ({ item, thrown }));
		}
	},
};

/** The account of this API client at Coachview. */
export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [getApiUsage],
};

/**
 * Coachview has no call for the quota itself, but tells it in the headers of every answer (vendor documentation), so the
 * smallest list is read and its row thrown away. A used-up day is an answer here and no failure.
 *
 * @returns `limit`, `remaining` (numbers) and `resetAt` (ISO 8601, UTC); null for what Coachview does not tell
 *          (assumptions A15 and A16)
 * @throws Fault as the client does, except `quotaExhausted`
 */
async function usage(client: CoachviewClient): Promise<IDataObject> {
	let usedUp = false;
	try {
		await client.read({ method: 'GET', entity: 'Personen', query: { take: '1' } }, ({ text }) => rawRecords(text));
	} catch (error) {
		usedUp = error instanceof Fault && error.reason === 'quotaExhausted';
		if (!usedUp) throw asFault(error);
	}
	const { limit = null, remaining = null, resetAt = null } = client.rate;
	return { limit, remaining: usedUp ? 0 : remaining, resetAt };
}
