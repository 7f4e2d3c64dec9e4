import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/**
 * The secrets with which the trigger tells Coachview's deliveries from others. A type of its own, so that nobody has to
 * hand out (or invent) an API client just to protect a URL. Tested by the trigger node, without a request.
 */
export class CoachviewWebhookApi implements ICredentialType {
	name = 'coachviewWebhookApi';

	displayName = 'Coachview Webhook API';

	icon: Icon = { light: 'file:../icons/coachview.svg', dark: 'file:../icons/coachview.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-coachview/n8n-nodes-coachview/blob/main/SECURITY.md';

	properties: INodeProperties[] = [
		{
			displayName: 'URL Key',
			name: 'urlSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Secret that the URL given to Coachview must end with, as ?key=…. Use at least 16 letters and digits. Leave empty only when the signature is checked instead: without either, the trigger refuses the credential.',
		},
		{
			displayName: 'Signature Secret',
			name: 'signatureSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Shared secret for the signature check of the trigger. Coachview does not document signatures for outgoing webhooks. Leave empty unless Coachview gave you one.',
		},
	];
}
