import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { keyProblem } from '../domain/webhook/secrets';
import { secretsOf } from '../domain/webhook/settings';

/** Judges the webhook credential without a request: there is nobody to ask, but a weak key can be seen. */
export async function coachviewWebhookTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { key, signatureSecret } = secretsOf(credential.data ?? {});
	if (key === '' && signatureSecret === '')
		return {
			status: 'Error',
			message: 'Fill in a URL Key or a Signature Secret; without them the credential protects nothing.',
		};
	const problem = keyProblem(key);
	if (problem !== undefined) return { status: 'Error', message: problem };
	return {
		status: 'OK',
		message:
			key === ''
				? 'The Signature Secret is filled in.'
				: 'The URL Key can be used. The URL to give to Coachview must end with ?key= and this key.',
	};
}
