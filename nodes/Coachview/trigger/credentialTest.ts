import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { keyProblem } from '../domain/webhook/secrets';
import { secretsOf } from './settings';

/** Judges the webhook credential without a request: there is nobody to ask, but a weak key can be seen. */
export async function coachviewWebhookTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { key, signatureSecret } = secretsOf(credential.data ?? {});
	if (key === '' && signatureSecret === '') return { status: 'Error', message: 'Fill in a key or a signature secret; without them the credential protects nothing.' };
	const problem = keyProblem(key);
	if (problem !== undefined) return { status: 'Error', message: problem };
	return { status: 'OK', message: key === '' ? 'The signature secret is filled in.' : 'The key is usable. The URL to give to Coachview must end with ?key= and this key.' };
}
