import type { Choices } from '../assumptions/register.mts';
import { BadRequest, Refusal } from './errors.mts';

/** Query parameters, names in lower case. */
export type Query = Map<string, string>;

/**
 * Reads the raw query string. Names are taken in any casing (assumed, ASP.NET habit); values may be percent-encoded
 * or not (seen both ways in code that calls the API).
 * @param allowed names in lower case; anything else is refused, so that a typing error never passes unseen
 * @throws BadRequest for an unknown or repeated name, or broken percent-encoding
 */
export function readQuery(url: string, allowed: readonly string[]): Query {
	const query: Query = new Map();
	const at = url.indexOf('?');
	if (at < 0) return query;
	for (const part of url.slice(at + 1).split('&')) {
		if (part === '') continue;
		const equals = part.indexOf('=');
		const name = decode(equals < 0 ? part : part.slice(0, equals)).toLowerCase();
		if (!allowed.includes(name)) throw new BadRequest(`The query parameter ${name} is not known.`);
		if (query.has(name)) throw new BadRequest(`The query parameter ${name} occurs twice.`);
		query.set(name, equals < 0 ? '' : decode(part.slice(equals + 1)));
	}
	return query;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		throw new BadRequest('The query string is not correctly encoded.');
	}
}

/** A flag such as `Count`: `true` or `false` in any casing; missing is false. */
export function readFlag(query: Query, name: string): boolean {
	const value = query.get(name)?.toLowerCase();
	if (value === undefined || value === 'false') return false;
	if (value === 'true') return true;
	throw new BadRequest(`The query parameter ${name} must be true or false.`);
}

function readCount(query: Query, name: string): number | undefined {
	const value = query.get(name);
	if (value === undefined) return undefined;
	if (!/^\d{1,9}$/.test(value))
		throw new BadRequest(`The query parameter ${name} must be a whole number of at least 0.`);
	return Number(value);
}

const defaultTake: Record<string, number> = { rows100: 100, rows25: 25, rows10: 10 };
const maximumTake: Record<string, number> = { cap100: 100, cap25: 25, uncapped: Infinity, reject: 100 };
const skipLimit: Record<string, number> = { error10000: 10_000, error50: 50, none: Infinity };

/**
 * `skip` and `take` under assumptions A04 (default), A05 (maximum) and A06 (skip that ends in a time-out).
 * @throws BadRequest for malformed numbers, Refusal 500 for a skip that is too high
 */
export function readPage(query: Query, choices: Choices): { skip: number; take: number } {
	const skip = readCount(query, 'skip') ?? 0;
	const asked = readCount(query, 'take') ?? defaultTake[choices.defaultTake]!;
	if (skip >= skipLimit[choices.highSkip]!) throw new Refusal(500, 'The request took too long.');
	if (choices.maximumTake === 'reject' && asked > 100) throw new BadRequest('take is at most 100.');
	return { skip, take: Math.min(asked, maximumTake[choices.maximumTake]!) };
}
