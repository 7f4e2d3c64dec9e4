import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { mistypedEntries } from '../domain/webhook/allowList';
import { readSecrets, readSettings } from './settings';

/**
 * Runs when the workflow is published, and when a test is listened for. There is nothing to register at Coachview; but
 * a setting that would shut everybody out, or only look like protection, is refused now and not at the first event.
 */
export async function checkSettings(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	const refuse = (message: string, description: string) => new NodeOperationError(context.getNode(), message, { description });
	const mistyped = mistypedEntries(settings.allowedAddresses);
	if (mistyped.length > 0) {
		throw refuse(
			`Allowed Addresses has an entry that is no IP address and no CIDR range: ${mistyped.slice(0, 3).join(', ').slice(0, 100)}`,
			'Write addresses like 192.0.2.7 or 2001:db8::1 and ranges like 198.51.100.0/24, separated by commas. Host names are not possible. Behind a reverse proxy, set N8N_PROXY_HOPS to the number of proxies: otherwise n8n takes the proxy for the sender.',
		);
	}
	if (settings.event === '' && context.getNodeParameter('triggerOn') === 'other') {
		throw refuse('Event Name is empty', 'Type the name of the event as agreed with Coachview, or choose Any Event in Trigger On.');
	}
	if (settings.signatureAlgorithm !== 'off') {
		const { signatureSecret } = await readSecrets(context);
		if (signatureSecret === '') {
			throw refuse(
				'Signature is switched on, but there is no Signature Secret',
				'Choose a Coachview Webhook API credential that has one, or set Signature to Off. Coachview does not document signatures for outgoing webhooks.',
			);
		}
	}
	return true;
}
