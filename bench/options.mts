import { parseArgs } from 'node:util';
import { GROUPS, type Group } from './figures.mts';
import { FULL, SHORT, type Size } from './size.mts';

export interface Options {
	groups: Group[];
	size: Size;
	isShort: boolean;
	/** Milliseconds that each request to Coachview takes longer. */
	latency: number;
	/** Coachview and HR over TLS in every part. */
	tls: boolean;
	/** Not a comparison, but where n8n's time goes on the way from an event to a complete person. */
	profile: boolean;
}

/** @throws Error with a sentence for a part that does not exist, or a number that is none */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			only: { type: 'string' },
			rounds: { type: 'string' },
			short: { type: 'boolean', default: false },
			latency: { type: 'string', default: '0' },
			tls: { type: 'boolean', default: false },
			profile: { type: 'boolean', default: false },
		},
	});
	const groups = (values.only?.split(',') ?? [...GROUPS]) as Group[];
	const unknown = groups.find((group) => !GROUPS.includes(group));
	if (unknown) throw new Error(`There is no part "${unknown}". Parts: ${GROUPS.join(', ')}.`);
	const size = values.short ? SHORT : FULL;
	const rounds = values.rounds === undefined ? size.rounds : whole(values.rounds, '--rounds', 1);
	const latency = whole(values.latency, '--latency', 0);
	const { short: isShort, tls, profile } = values;
	return { groups, size: { ...size, rounds }, isShort, latency, tls, profile };
}

function whole(text: string, name: string, least: number): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < least) throw new Error(`${name} takes a whole number from ${least}.`);
	return value;
}
