import type { Http } from './answer';

/** Codes and words of what may be over in a moment: no connection, or no answer in time. */
const PASSING =
	/ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|socket hang up|timeout|timed out|aborted/i;

/** What somebody has to look at, in the terms of an answer. */
const REFUSED = 401;

/**
 * What n8n's HTTP Request node leaves in the place of an answer when it goes on after an error (seen in n8n 2.41.1).
 * @param error of the item: a text, or an object with a status or a code
 * @returns an answer with the status that is known; without one where HR could not be reached; refused where n8n itself could
 *          not ask, for instance without a credential or with an address that is none
 */
export function failed(error: unknown): Http {
	const { status, statusCode, httpCode, code, message } = (
		typeof error === 'object' && error !== null ? error : { message: String(error) }
	) as { [name: string]: unknown };
	const known = [status, statusCode, httpCode].map(Number).find((number) => number >= 300 && number < 600);
	if (known !== undefined) return { statusCode: known };
	return PASSING.test(`${String(code)} ${String(message)}`) ? {} : { statusCode: REFUSED, couldNotAsk: true };
}
