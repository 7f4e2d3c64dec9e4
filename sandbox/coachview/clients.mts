import { randomBytes } from 'node:crypto';
import type { ApiClient } from '../control/types.mts';
import type { Clock } from '../clock.mts';
import { playedEntities, type Played } from './entities.mts';

/** A token that was given out: it keeps the scopes and the lifetime that its client had at that moment. */
export interface Token {
	clientId: string;
	scopes: string[];
	/** Milliseconds since 1970. */
	expiresAt: number;
}

/** All scopes of the entities; the names follow code that calls the API. */
const scopesOf = (entities: readonly Played[]): string[] => [
	...new Set([
		'api',
		...entities.flatMap(({ scopes }) => [scopes.read, scopes.write]),
		'Persoonscategorieen.Lezen',
		'Persoonscategorieen.Schrijven',
	]),
];

/** The client that exists after each reset. */
export const demoClient: Readonly<ApiClient> = {
	clientId: 'demo',
	clientSecret: 'demo-secret',
	name: 'Demonstration',
	scopes: scopesOf(playedEntities()),
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

/** Registry of API clients and of the tokens given out; starts with the demonstration client, which has every scope. */
export function createClients(clock: Clock, played: readonly Played[]): Clients {
	const scopes = scopesOf(played);
	const clients = new Map<string, ApiClient>([[demoClient.clientId, { ...demoClient, scopes }]]);
	const tokens = new Map<string, Token>();
	return {
		list: () => [...clients.values()],
		get: (clientId) => clients.get(clientId),
		put(change) {
			const old = clients.get(change.clientId) ?? {
				...demoClient,
				scopes,
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
