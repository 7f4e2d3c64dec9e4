import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

const MIN_LENGTH = 16;
const URL_SAFE = /^[A-Za-z0-9._~-]+$/;

/** Judges the webhook credential without a request: there is nobody to ask, but a weak key can be seen. */
export async function coachviewWebhookTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const key = String(credential.data?.urlSecret ?? '');
	const signatureSecret = String(credential.data?.signatureSecret ?? '');
	if (key === '' && signatureSecret === '') return { status: 'Error', message: 'Fill in a key or a signature secret; without them the credential protects nothing.' };
	if (key !== '' && !URL_SAFE.test(key)) return { status: 'Error', message: 'The key is part of a URL. Use only letters, digits, hyphen, underscore, dot and tilde.' };
	if (key !== '' && key.length < MIN_LENGTH) return { status: 'Error', message: `The key can be guessed. Use at least ${MIN_LENGTH} characters.` };
	return { status: 'OK', message: key === '' ? 'The signature secret is filled in.' : 'The key is usable. The URL to give to Coachview must end with ?key= and this key.' };
}
