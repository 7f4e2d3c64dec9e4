import type { WorkflowNode } from './workflow.mts';

/** What a node of a kind always needs; everything else says so in its parameters, or needs none. */
const ALWAYS: Record<string, string[]> = {
	'n8n-nodes-coachview.coachview': ['coachviewOAuth2Api'],
	'n8n-nodes-coachview.coachviewPollingTrigger': ['coachviewOAuth2Api'],
	'n8n-nodes-base.emailSend': ['smtp'],
	'n8n-nodes-base.postgres': ['postgres'],
};

/**
 * The samples name no credentials, because n8n would bind one by its name without a word; so what a node needs is read
 * from its type, and for HTTP Request from its authentication.
 * @returns credential types that the user has to choose one of each for
 */
export function credentialTypes({ type, parameters }: WorkflowNode): string[] {
	// They ask nobody.
	if (['hrAnswer', 'webhookEvent'].includes(String(parameters.resource))) return [];
	if (ALWAYS[type]) return ALWAYS[type];
	if (type === 'n8n-nodes-coachview.coachviewTrigger') return parameters.confirm === true ? ['coachviewOAuth2Api'] : [];
	const { authentication, genericAuthType, nodeCredentialType } = parameters;
	if (authentication === 'genericCredentialType') return [String(genericAuthType)];
	if (authentication === 'predefinedCredentialType') return [String(nodeCredentialType)];
	return [];
}
