import { pieterId } from '../seed/special.mts';
import type { Look } from './scene.mts';

/** Reads what the visitor looks at from an address; Pieter Pietersen when it names nobody. */
export function lookOf(url: string): Look {
	const query = new URLSearchParams(url.split('?')[1] ?? '');
	return { person: query.get('person')?.toLowerCase() || pieterId, all: query.get('show') === 'all' };
}

/** The query of an address that keeps what the visitor looks at, with its question mark; nothing for the first look. */
export function queryOf({ person, all }: Look): string {
	const query = new URLSearchParams();
	if (person !== pieterId) query.set('person', person);
	if (all) query.set('show', 'all');
	return query.size > 0 ? `?${query}` : '';
}
