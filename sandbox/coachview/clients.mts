import { randomBytes } from 'node:crypto';
import type { ApiClient } from '../control/types.mts';
import type { Clock } from '../clock.mts';

/** A token that was given out: it keeps the scopes and the lifetime that its client had at that moment. */
export interface Token {
	clientId: string;
	scopes: string[];
	/** Milliseconds since 1970. */
	expiresAt: number;
}

/** Scopes that the sandbox knows; the names follow code that calls the API. */
export const allScopes: readonly string[] = [
	'api',
	'Personen.Lezen',
	'Personen.Schrijven',
	'Persoonscategorieen.Lezen',
	'Persoonscategorieen.Schrijven',
];

/** The client that exists after each reset. */
export const demoClient: Readonly<ApiClient> = {
	clientId: 'demo',
	clientSecret: 'demo-secret',
	name: 'Demonstration',
	scopes: [...allScopes],
	enabled: true,
	lifetime: 3600,
};

export interface Clients {
	list(): ApiClient[];
	get(clientId: string): ApiClient | undefined;
	/** @throws Error for a lifetime that the vendor's form does not offer */
	put(change: Partial<ApiClient> & { clientId: string }): ApiClient;
	remove(clientId: string): void;
	issue(client: ApiClient, scopes: string[]): string;
	/** The token's data while it is valid. */
	check(token: string): Token | undefined;
	revokeAll(): void;
}

/** Registry of API clients and of the tokens given out; starts with the demonstration client. */
export function createClients(clock: Clock): Clients {
	const clients = new Map<string, ApiClient>([
		[demoClient.clientId, { ...demoClient, scopes: [...demoClient.scopes] }],
	]);
	const tokens = new Map<string, Token>();
	return {
		list: () => [...clients.values()],
		get: (clientId) => clients.get(clientId),
		put(change) {
			const old = clients.get(change.clientId) ?? {
				...demoClient,
				name: change.clientId,
				clientSecret: `${change.clientId}-secret`,
			};
			const client = { ...old, ...change };
			if (![900, 3600, 28_800].includes(client.lifetime)) throw new Error('A token lives 900, 3600 or 28800 seconds');
			clients.set(client.clientId, client);
			return client;
		},
		remove: (clientId) => void clients.delete(clientId),
		issue(client, scopes) {
			const token = randomBytes(24).toString('base64url');
			tokens.set(token, { clientId: client.clientId, scopes, expiresAt: clock.now() + client.lifetime * 1000 });
			return token;
		},
		check(token) {
			const found = tokens.get(token);
			return found && found.expiresAt > clock.now() ? found : undefined;
		},
		revokeAll: () => tokens.clear(),
	};
}
