/**
 * The environment of the pinned n8n: only loopback, and every call to the outside world switched off (seen with a
 * hook on DNS and sockets in n8n 2.41.1: no look-up and no connection with these settings).
 * @param dataDir folder that gets n8n's `.n8n` folder
 * @param port port of the editor, REST API and webhooks
 * @param brokerPort port of the task broker; each n8n on a machine needs its own
 * @returns variables to add to the process environment
 */
export function n8nEnvironment(dataDir: string, port: number, brokerPort: number): Record<string, string> {
	return {
		N8N_USER_FOLDER: dataDir,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		// Fixed, so that a second start on the same data folder can read the credentials of the first.
		N8N_ENCRYPTION_KEY: 'key-of-a-throw-away-n8n',
		// Workflows may read files from here only; by default that is a folder in the home of the person who runs this.
		N8N_RESTRICT_FILE_ACCESS_TO: `${dataDir}/files`,
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_DISABLED_MODULES: 'mcp-registry,insights,chat-hub,mcp',
		NO_COLOR: '1',
	};
}
