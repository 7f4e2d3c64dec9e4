import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Fault } from '../domain/fault';
import type { Entity } from '../entities/entity';
import type { Failure } from './failure';

export type ApiContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions
	| IHookFunctions
	| IPollFunctions;

export interface ApiRequest {
	method: 'DELETE' | 'GET' | 'POST' | 'PUT';
	/** The path below `/api/v1/`, e.g. `Personen`. */
	entity: string;
	/** Whose words, names and scopes explain a refusal; left out, only the path is known. */
	of?: Entity;
	id?: string;
	query?: { [name: string]: string };
	/** JSON text; sent as it is. */
	body?: string;
	headers?: { [name: string]: string };
}

export interface ApiAnswer {
	status: number;
	headers: { [name: string]: unknown };
	/** The body, character for character. */
	text: string;
}

/** What became of a write that was sent once. */
export type WriteOutcome =
	| { kind: 'answered'; answer: ApiAnswer }
	/** Time-out, 408, 5xx, a redirect, a broken or unreadable answer: it may have been stored, or still will be. */
	| { kind: 'uncertain'; failure: Failure }
	/** 429, 401, no connection, no token: certainly not stored, and the same may work later. */
	| { kind: 'undelivered'; failure: Failure; fault: Fault };

export function isAnswer(answer: ApiAnswer | Failure): answer is ApiAnswer {
	return answer.status !== undefined && answer.status < 300 && !('tokenError' in answer);
}
