import { numberText } from '../../../nodes/Coachview/domain/hr/number.ts';

/** An item of n8n, as a Code node sees it. */
export interface Item {
	json: Record<string, unknown>;
}

/** One request to HR: the numbers that it asks for, and for each of them the items that want to know. */
export interface Request {
	/** The first number, for HR systems that are asked for one at a time. */
	number: string;
	numbers: string[];
	/** Positions of the items, beside `numbers`. */
	at: number[][];
}

export interface QuestionRules {
	/** Makes the number as HR writes it from the ExternId; left out: as it is. */
	toAsk?: (externId: string) => string;
	/** Whether HR can have such a number; what it cannot have is not asked. */
	canBeAsked: (number: string) => boolean;
	/** The most numbers in one request. */
	most?: number;
	/** The most characters, as they count in the address, that the numbers of one request may take. */
	longest?: number;
	/** What one number takes of them. */
	weight?: (number: string) => number;
}

export { numberText };

/** The number as it is, in capitals and in small letters, each once: for HR systems that may heed letter case. */
export const inAnyCase = (number: string): string[] => [
	...new Set([number, number.toUpperCase(), number.toLowerCase()]),
];

/**
 * What has to be asked for these items: each number once, several in one request as far as the rules allow.
 * @param items any number of items with `externId`
 * @returns one item for each request; a single one without numbers when there is nothing to ask
 */
export function questions(items: readonly Item[], rules: QuestionRules): Array<{ json: Request }> {
	const {
		toAsk = (text) => text,
		canBeAsked,
		most = 1,
		longest = Infinity,
		weight = (number) => encodeURIComponent(number).length,
	} = rules;
	const asked = new Map<string, { number: string; at: number[] }>();
	for (const [position, { json }] of items.entries()) {
		const given = numberText(json.externId);
		const number = given === '' ? '' : toAsk(given);
		if (number === '' || !canBeAsked(number)) continue;
		const known = asked.get(number.toLowerCase());
		if (known) known.at.push(position);
		else asked.set(number.toLowerCase(), { number, at: [position] });
	}
	const requests: Request[] = [];
	let room = 0;
	for (const { number, at } of asked.values()) {
		const last = requests.at(-1);
		room -= weight(number);
		if (last && last.numbers.length < most && room >= 0) {
			last.numbers.push(number);
			last.at.push(at);
		} else {
			requests.push({ number, numbers: [number], at: [at] });
			room = longest - weight(number);
		}
	}
	return (requests.length > 0 ? requests : [{ number: '', numbers: [], at: [] }]).map((json) => ({ json }));
}
