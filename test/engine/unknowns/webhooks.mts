import type { Control } from '../../../sandbox/control/client.mts';
import type { WebhookDelivery } from '../../../sandbox/control/types.mts';
import { byId, pieterId } from '../../harness/stage.mts';
import type { Scenario } from './scenario.mts';

const keyless = '12345678-aaaa-4234-8234-123456789012';
const fields = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const stored = { geboortedatum: '"1987-04-12"', geboorteplaats: '"\'s-Gravenhage"' };

/** Gives the person the category and returns what Coachview sends. Nobody listens: the trigger gets it from the test. */
async function categoryAdded(control: Control, personId: string): Promise<WebhookDelivery> {
	await control.webhooks.clear();
	await control.webhooks.register({
		url: 'http://127.0.0.1:9/',
		secret: 'shared-secret',
		categories: ['Extragegevens'],
	});
	await control.categories.add(personId, 'Extragegevens');
	const [delivery] = await control.webhooks.deliveries();
	return delivery!;
}

const mainJob = (what: string, personId: string, prepare: Scenario['prepare'], needsEmail = false): Scenario => ({
	name: `main job: from the webhook, ${what}`,
	prepare,
	async act(act, _data, receive, delivery) {
		const [event] = await receive(delivery!, {
			triggerOn: 'personCategoryAdded',
			categories: 'Extragegevens',
			confirm: true,
			options: { requireCategory: true, whenUnconfirmed: 'drop' },
		});
		// An expected key that is there but empty is refused (K4.4): a person without one is named by the ID alone.
		const key =
			event!.externId === ''
				? {}
				: { expectedExternId: String(event!.externId), expectedExternSource: String(event!.externSource) };
		const options = { maxWait: 0, ...key };
		return await act('update', { person: byId(String(event!.personId)), policy: 'overwrite', fields, options });
	},
	fails: ({ requiredMembers }) => (needsEmail && requiredMembers === 'achternaamEmail1' ? ['rejected'] : undefined),
	wanted: () => ({ changed: { [personId]: stored } }),
	output: ([item], _data, { dateForm = 'date' }) =>
		(item?.outcome === 'updated' || (dateForm !== 'date' && item?.outcome === 'storedDifferently')) &&
		item.personId === personId
			? undefined
			: 'another outcome',
});

/** The main job as it starts in practice: Coachview reports a category, the trigger confirms it, the person is completed. */
export const webhookScenarios: Scenario[] = [
	mainJob('a person of HR', pieterId, async (control) => await categoryAdded(control, pieterId)),
	mainJob(
		'a person without a key',
		keyless,
		async (control) => {
			await control.people.put({ id: keyless, achternaam: 'Zondersleutel' });
			return await categoryAdded(control, keyless);
		},
		true,
	),
];
