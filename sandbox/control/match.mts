import type { FaultMatch } from './types.mts';

/** What a rule looks at of a request. */
export interface Seen {
	server: 'coachview' | 'hr';
	method: string;
	/** Path and query as they came in. */
	url: string;
}

/** @throws SyntaxError when a pattern is none */
export function checkMatch(match: FaultMatch = {}): void {
	for (const pattern of [match.path, match.query]) if (pattern !== undefined) new RegExp(pattern);
}

/** Whether a rule is about a request. */
export function matches(match: FaultMatch = {}, { server, method, url }: Seen): boolean {
	const [path, ...query] = url.split('?');
	return (
		(match.server === undefined || match.server === server) &&
		(match.method === undefined || match.method.toUpperCase() === method) &&
		(match.path === undefined || new RegExp(match.path).test(path!)) &&
		(match.query === undefined || new RegExp(match.query).test(query.join('?')))
	);
}

/** A rule that lets `skip` requests pass and then takes `count` of them (default 1; 0: all). */
export interface Counted {
	skip: number;
	left: number;
}

export const counted = ({ skip = 0, count = 1 }: { skip?: number; count?: number }): Counted => ({
	skip,
	left: count === 0 ? Infinity : count,
});

/** Counts a matching request. @returns whether the rule takes it */
export function takes(rule: Counted): boolean {
	if (rule.skip > 0) {
		rule.skip -= 1;
		return false;
	}
	rule.left -= 1;
	return true;
}
