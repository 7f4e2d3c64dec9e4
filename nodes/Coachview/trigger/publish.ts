import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { Fault } from '../domain/fault';
import { mistypedEntries } from '../domain/webhook/allowList';
import { keyProblem } from '../domain/webhook/secrets';
import { confirmEnvironment, environmentWords, isMeant } from './environment';
import { forgetIgnored } from './ignored';
import { mustProtect, readSecrets, readSettings, type Secrets, type TriggerSettings } from './settings';

/** A person published the workflow; n8n also asks when it starts, and when a test is listened for. */
const PUBLISHED = ['activate', 'update'];

/**
 * Runs when the workflow is published, and when a test is listened for. There is nothing to register at Coachview; but
 * a setting that would shut everybody out, or only look like protection, is refused now and not at the first event.
 */
export async function checkSettings(context: IHookFunctions): Promise<boolean> {
	try {
		const settings = readSettings(context);
		check(settings, await readSecrets(context));
		checkEnvironment(settings, await confirmEnvironment(context));
		if (PUBLISHED.includes(context.getActivationMode())) forgetIgnored(context);
		return true;
	} catch (error) {
		if (!(error instanceof Fault)) throw error as Error;
		// Where a workflow cannot be published, the editor shows the message and no description.
		throw new NodeOperationError(context.getNode(), `${error.message}. ${error.advice}`, { description: error.advice });
	}
}

function check(settings: TriggerSettings, secrets: Secrets): void {
	const mistyped = mistypedEntries(settings.allowedAddresses);
	if (mistyped.length > 0) {
		throw refuse(
			`Allowed Addresses has an entry that is no IP address and no CIDR range: ${mistyped.slice(0, 3).join(', ').slice(0, 100)}`,
			'Write addresses like 192.0.2.7 or 2001:db8::1 and ranges like 198.51.100.0/24, without a port, separated by commas. Host names are not possible. Behind a reverse proxy, set N8N_PROXY_HOPS to the number of proxies: otherwise n8n takes the proxy for the sender.',
		);
	}
	if (settings.signatureAlgorithm !== 'off' && secrets.signatureSecret === '') {
		throw refuse(
			'Signature is switched on, but there is no Signature Secret',
			'Choose a Coachview Webhook API credential that has one, or set Signature to Off. Coachview does not document signatures for outgoing webhooks.',
		);
	}
	mustProtect(settings, secrets);
	const problem = keyProblem(secrets.key);
	if (problem !== undefined)
		throw refuse(
			'The URL Key of the Coachview Webhook API credential is too weak or cannot be used',
			`${problem} Then send the new Production URL to Coachview.`,
		);
}

function checkEnvironment({ confirm, confirmIn }: TriggerSettings, environment: string | undefined): void {
	if (!confirm || environment === undefined || isMeant(environment, confirmIn)) return;
	throw refuse(
		`The credential for Confirming belongs to ${environmentWords(environment)}, but Environment to Ask says ${environmentWords(confirmIn)}`,
		'Choose the credential of the environment whose webhooks arrive here, or another Environment to Ask.',
	);
}

function refuse(message: string, advice: string): Fault {
	return new Fault('invalidInput', message, advice);
}
