import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const plain = (name: string, type: INodeProperties['type'], value: INodeProperties['default']): INodeProperties => ({
	displayName: name,
	name,
	type,
	default: value,
});

/**
 * The part of n8n's OAuth2 base credential that the engine reads: names, types and defaults, in our own words.
 * (n8n keeps the real one in n8n-nodes-base, which is far too big for these tests; the end-to-end test uses it.)
 */
export const oAuth2Base: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		plain('useDynamicClientRegistration', 'hidden', false),
		plain('grantType', 'options', 'authorizationCode'),
		plain('serverUrl', 'string', ''),
		plain('authUrl', 'string', ''),
		plain('accessTokenUrl', 'string', ''),
		plain('clientId', 'string', ''),
		plain('clientSecret', 'string', ''),
		plain('scope', 'string', ''),
		plain('authQueryParameters', 'string', ''),
		plain('authentication', 'options', 'header'),
		plain('sendAdditionalBodyProperties', 'boolean', false),
		plain('additionalBodyProperties', 'json', ''),
		plain('oauthTokenData', 'json', {}),
	],
};
