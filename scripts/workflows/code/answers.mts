import {
	later,
	outcomeIn,
	outcomeOf,
	rowsIn,
	type Http,
	type Outcome,
	type Reading,
	type Rows,
	type RowsOf,
} from '../../../nodes/Coachview/domain/hr/answer.ts';
import { numberText } from '../../../nodes/Coachview/domain/hr/number.ts';
import type { Item, Request } from './questions.mts';

export { numberText, outcomeIn, outcomeOf, rowsIn, type Rows };

/** An item that leaves the adapter. */
export interface Answer {
	json: Outcome;
	pairedItem: { item: number };
}

/**
 * One item for each item that came in, in their order. Requests that were not made, because HR refused an earlier one,
 * get what that one got; an item that could not be asked for is `notFound`.
 * @param count how many items came in
 * @param requests items of the node "Questions"
 * @param outcomeFor outcome of one number of one request
 */
export function answers(
	count: number,
	requests: ReadonlyArray<{ json: Request }>,
	outcomeFor: (number: string, request: number) => Outcome,
): Answer[] {
	const outcomes = Array.from({ length: count }, (): Outcome => ({ outcome: 'notFound' }));
	for (const [
		index,
		{
			json: { numbers, at },
		},
	] of requests.entries()) {
		for (const [which, number] of numbers.entries())
			for (const position of at[which] ?? []) outcomes[position] = outcomeFor(number, index);
	}
	return outcomes.map((json, item) => ({ json, pairedItem: { item } }));
}

/**
 * The usual case: each request has one answer with rows.
 * @param responses answers in the order of the requests; fewer when the asking ended at a refusal
 */
export function answersFrom(
	count: number,
	requests: ReadonlyArray<{ json: Request }>,
	responses: readonly Item[],
	rowsOf: RowsOf,
	{ settings, notFound }: Reading = {},
): Answer[] {
	const read = responses.map(({ json }) => rowsIn(json as Http, rowsOf, notFound));
	return answers(count, requests, (number, index) => {
		const rows = read[index] ?? refusalIn(read.at(-1));
		return Array.isArray(rows) ? outcomeOf(number, rows, settings) : rows;
	});
}

/** What those get who were not asked for any more. */
function refusalIn(last: Outcome | Rows | undefined): Outcome {
	return last && !Array.isArray(last) && last.outcome !== 'notFound' ? last : later();
}

/** Everybody's outcome when HR gave no token: nobody was asked for. */
export function nobodyAsked(count: number, token: Http): Answer[] {
	const refusal = refusalIn(rowsIn(token, () => []));
	return Array.from({ length: count }, (_, item) => ({ json: refusal, pairedItem: { item } }));
}

/** What a node in a loop gave, one run after another; nothing when it never ran. */
export function everyRun(itemsOf: (run: number) => Item[] | undefined): Item[] {
	const all: Item[] = [];
	for (let run = 0; ; run++) {
		let items: Item[] | undefined;
		try {
			items = itemsOf(run);
		} catch {
			// n8n throws for a run that there was not.
		}
		if (!items) return all;
		all.push(...items);
	}
}
