import { bodyOf, type Http, type Outcome } from './answer';
import { NoList } from './noList';
import { rowsBy, type Columns } from './rows';

/** @returns for people, why there is nothing to fill in; undefined for who was found. Never a value of the answer */
export function reasonFor(outcome: Outcome, http: Http, columns: Columns): string | undefined {
	const { statusCode: status, couldNotAsk } = http;
	const isRefused = status !== undefined && status >= 300;
	switch (outcome.outcome) {
		case 'found':
			return undefined;
		case 'notFound':
			return 'HR has nobody with this number';
		case 'ambiguous':
			return `${outcome.count} employees have this number`;
		case 'retryLater':
			if (status === undefined) return 'HR could not be reached';
			return isRefused
				? `HR is busy or out of order (status ${status})`
				: 'HR sent no list that can be read to its end';
		default:
			if (couldNotAsk) return 'n8n could not ask HR: look at address and credential';
			return isRefused ? `HR refused (status ${status})` : whatIsMissing(http, columns);
	}
}

/** A name of a setting that does not fit, as HR's answer has it otherwise, or a column that HR does not show. */
function whatIsMissing(http: Http, columns: Columns): string {
	const { rows, number, date, place } = columns;
	try {
		const read = rowsBy(columns)(bodyOf(http.data) as never);
		const lacks = (name: 'key' | 'date' | 'place') => read.some((row) => row[name] === undefined);
		const missing = [lacks('key') && number, lacks('date') && date, lacks('place') && place].filter(Boolean);
		return `A row has no ${missing.join(', ')}: it is called otherwise, or HR does not show it`;
	} catch (error) {
		return error instanceof NoList && rows !== '' ? `The answer has no list ${rows}` : 'The answer is no list';
	}
}
