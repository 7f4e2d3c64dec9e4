import { parseArgs } from 'node:util';

/** How the demo was asked to run. */
export interface Options {
	/** Ends by itself after the story, in a temporary folder. */
	once: boolean;
	/** stdout carries one JSON object and nothing else. */
	json: boolean;
	/** Begins with an empty n8n; the kept one is set aside. */
	fresh: boolean;
}

/** @throws Error with one sentence for a word that it does not know */
export function readOptions(args: string[]): Options {
	const flag = { type: 'boolean', default: false } as const;
	try {
		return parseArgs({ args, options: { once: flag, json: flag, fresh: flag } }).values;
	} catch {
		throw new Error(
			`"npm start -- ${args.join(' ')}" is not known; there are --once (ends by itself), --json and --fresh (begins with an empty n8n).`,
		);
	}
}
