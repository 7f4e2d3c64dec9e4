import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** The same steps as nodes/Coachview/domain/baseUrl.ts (an expression cannot import); `source` is `$self` or `$credentials`. */
const hostExpression = (source: '$self' | '$credentials') =>
	`(${source}["environment"] === "live" ? "https://secure.coachview.net" : ` +
	`${source}["environment"] === "training" ? "https://training.coachview.net" : ` +
	`String(${source}["customUrl"] || "").trim().replace(/^(?!https?:\\/\\/)/i, "https://").replace(/[?#].*$/, "").replace(/\\/+$/, "")` +
	`.replace(/\\/(api(\\/v\\d+(\\/.*)?|\\/swagger.*)?|auth(\\/connect(\\/token)?)?)$/i, "").replace(/\\/+$/, ""))`;

/** n8n compares host names only, without scheme, port and path. */
const ownDomain = `${hostExpression('$self')}.replace(/^https?:\\/\\//i, "").replace(/\\/.*$/, "").replace(/^.*@/, "").replace(/:\\d+$/, "")`;

/** Separators become blanks, and `api` is put in front when it is missing: without it Coachview refuses every call. */
const wholeScope =
	'String($self["scopes"] || "").replace(/[\\s,;]+/g, " ").trim().replace(/^(?!(.* )?api( |$))(?=.)/, "api ")';

/** A scope left empty is not sent, and Coachview then grants all scopes of the client; the test names what the node needs. */
const testScope = 'String($credentials["scope"] || "").trim() || "api Personen.Lezen"';

/**
 * Client credentials for Coachview's API. n8n's OAuth2 base fetches, stores and renews the token; the token endpoint
 * wants the client id and secret in the body (seen in two published clients).
 */
export class CoachviewOAuth2Api implements ICredentialType {
	name = 'coachviewOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Coachview OAuth2 API';

	icon: Icon = { light: 'file:../icons/coachview.svg', dark: 'file:../icons/coachview.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-coachview/n8n-nodes-coachview/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		// The parent's fields come first, in its order; a field of it that client credentials do not use stands at the top.
		{
			displayName:
				'<b>Live and Training have different clients.</b> Choose the <i>Environment</i> below, and look here first when the test says <i>Client authentication failed</i>. Name this credential after its environment, such as Coachview LIVE: n8n shows only the name where it is chosen. Can you see Coachview\'s Swagger page? <a href="https://github.com/n8n-nodes-coachview/n8n-nodes-coachview/blob/main/docs/contract-check.md#the-vendors-own-description" target="_blank">Please send us the report of it</a>: it holds no data.',
			name: 'authUrl',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Live', value: 'live', description: 'The production environment, secure.coachview.net' },
				{
					name: 'Training',
					value: 'training',
					description: 'The test environment, training.coachview.net, with its own clients and data',
				},
				{
					name: 'Custom URL',
					value: 'custom',
					description: 'A host of your own, such as https://tenant.coachview.com',
				},
			],
			default: 'training',
			description: 'Clients belong to one environment. Create a separate credential for each environment.',
		},
		{
			displayName: 'Custom URL',
			name: 'customUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://tenant.coachview.com',
			description: 'Address of the environment. A trailing slash or a pasted /api/v1 does no harm.',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${hostExpression('$self')} + "/auth/connect/token" }}`,
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Scope',
			name: 'scopes',
			type: 'string',
			default: '',
			placeholder: 'e.g. Personen.Lezen Personen.Schrijven Persoonscategorieen.Lezen',
			description:
				'Scopes to ask for, separated by spaces. Leave empty to get all scopes of the client. If you fill it in, only name scopes that the client has: Coachview refuses the others. The scope api is added when it is missing.',
		},
		// What n8n sends.
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: `={{ ${wholeScope} }}` },
		{
			displayName: 'Use in HTTP Request Nodes',
			name: 'httpRequestUse',
			type: 'options',
			options: [
				{
					name: 'For Coachview Only',
					value: 'domains',
					description: 'HTTP Request nodes may use this credential for the host of the environment and no other',
				},
				{ name: 'Never', value: 'none', description: 'Only the Coachview nodes may use this credential' },
				{
					name: 'For Any Host',
					value: 'all',
					description: 'HTTP Request nodes may send the token to any host; whoever may edit a workflow could read it',
				},
			],
			default: 'domains',
			description: 'Where HTTP Request and GraphQL nodes may send the token of this credential',
		},
		// What n8n goes by; its own field would stand between the secret and the environment, and let the token go anywhere.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: '={{ $self["httpRequestUse"] || "domains" }}',
		},
		{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: `={{ ${ownDomain} }}` },
	];

	/**
	 * Asks the token endpoint itself with the values as entered. A call of the API would prove nothing: n8n keeps the old
	 * token when a credential is changed, and would go on using it with a wrong secret. The refusal arrives as JSON with
	 * a 400, so statuses are ignored and the body is judged; the last rule catches everything that is no token at all.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${hostExpression('$credentials')} }}`,
			url: '/auth/connect/token',
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
			body: {
				grant_type: 'client_credentials',
				client_id: '={{ $credentials["clientId"] }}',
				client_secret: '={{ $credentials["clientSecret"] }}',
				scope: `={{ ${testScope} }}`,
			},
			ignoreHttpStatusErrors: true,
		},
		rules: [
			bodyRule(
				'error',
				'invalid_client',
				'Coachview does not accept this client ID and secret. Check both, check that the client is enabled, and that it belongs to the chosen environment.',
			),
			bodyRule(
				'error',
				'unauthorized_client',
				'This client is not allowed to ask for a token. Enable it in Coachview and give it the grant type client_credentials.',
			),
			bodyRule(
				'error',
				'invalid_scope',
				'The client lacks a scope. Without a Scope of your own it needs at least api and Personen.Lezen; add the scope to the client in Coachview, or correct the Scope field.',
			),
			bodyRule(
				'error',
				'unsupported_grant_type',
				'This client does not use the grant type client_credentials. Change it in Coachview, or create another client.',
			),
			bodyRule(
				'error',
				'invalid_request',
				'Coachview could not read the token request. Check that the client ID and secret are filled in.',
			),
			bodyRule(
				'access_token',
				undefined,
				'This address does not answer like a Coachview environment. Check the Environment and the Custom URL; if they are right, Coachview may be out of reach for the moment.',
			),
		],
	};
}

function bodyRule(key: string, value: string | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
