/** The values of the credential that decide where requests go. */
export interface BaseUrlSource {
	environment?: unknown;
	customUrl?: unknown;
	/** The API client, whose rights decide what it is shown. */
	clientId?: unknown;
	/** What of these rights its token is asked for. */
	scope?: unknown;
}

/** Hosts of the two environments (vendor documentation). Tenant hosts exist besides them (assumption A03). */
const HOSTS: Record<string, string> = {
	live: 'https://secure.coachview.net',
	training: 'https://training.coachview.net',
};

/** What people paste together with the host: the API path, an entity behind it, Swagger, the token endpoint. */
const PASTED_PATH = /\/(api(\/v\d+(\/.*)?|\/swagger.*)?|auth(\/connect(\/token)?)?)$/i;

/**
 * The address of the Coachview environment that a credential points to, without a path of the API.
 *
 * Takes the credential's `environment` (`live`, `training` or `custom`) and `customUrl`; gives e.g.
 * `https://tenant.coachview.com`. A missing scheme means https; spaces, trailing slashes, a query and a pasted
 * `/api/v1` or `/auth/connect/token` are left out. Throws an Error with advice when there is nothing to use.
 *
 * The credential's hidden Access Token URL repeats these steps as an n8n expression; a test compares the two.
 */
export function hostUrl(source: BaseUrlSource): string {
	const known = HOSTS[String(source.environment ?? '')];
	if (known) return known;
	const typed = String(source.customUrl ?? '').trim();
	if (typed === '') {
		throw new Error(
			'The credential has no Custom URL. Enter the address of your Coachview environment, or choose Live or Training.',
		);
	}
	const withScheme = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
	const plain = withScheme
		.replace(/[?#].*$/, '')
		.replace(/\/+$/, '')
		.replace(PASTED_PATH, '')
		.replace(/\/+$/, '');
	if (!URL.canParse(plain)) {
		throw new Error(
			'The Custom URL of the credential is not an address. It should look like https://tenant.coachview.com',
		);
	}
	return plain;
}

/**
 * @returns how to call the environment in what the node puts out: `live`, `training`, or the host of a Custom URL.
 *          Throws as `hostUrl`.
 */
export function environmentName(source: BaseUrlSource): string {
	const name = String(source.environment ?? '');
	return HOSTS[name] ? name : new URL(hostUrl(source)).host;
}

/** Base of all API calls, e.g. `https://secure.coachview.net/api/v1`, never with a trailing slash. Throws as `hostUrl`. */
export function apiBaseUrl(source: BaseUrlSource): string {
	return `${hostUrl(source)}/api/v1`;
}

/** The token endpoint, `{host}/auth/connect/token` (vendor documentation). Throws as `hostUrl`. */
export function tokenUrl(source: BaseUrlSource): string {
	return `${hostUrl(source)}/auth/connect/token`;
}
