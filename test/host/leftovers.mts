import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a value was found. */
export interface Hit {
	file: string;
	value: string;
	/** Some characters around it, for the person who looks for the leak. */
	around: string;
}

/**
 * Searches everything that n8n keeps in its folder, as bytes: database with write-ahead log, logs, execution and binary
 * data, settings. Left out is only the installed package itself.
 *
 * @param values texts that must not be there; each is also looked for as UTF-16 and with its JSON escapes
 */
export function leftovers(dataDir: string, values: readonly string[]): Hit[] {
	return filesIn(dataDir).flatMap((file) => {
		const bytes = readFileSync(file);
		return values.flatMap((value): Hit[] => {
			const at = forms(value)
				.map((form) => bytes.indexOf(form))
				.find((index) => index >= 0);
			return at === undefined
				? []
				: [
						{
							file: file.slice(dataDir.length + 1),
							value,
							around: bytes
								.subarray(Math.max(0, at - 120), at + 80)
								.toString()
								.replace(/[^\x20-\x7e]/g, '.'),
						},
					];
		});
	});
}

function forms(value: string): Buffer[] {
	const escaped = JSON.stringify(value)
		.slice(1, -1)
		.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return [Buffer.from(value), Buffer.from(value, 'utf16le'), Buffer.from(escaped)];
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'nodes' ? [] : filesIn(path);
		return entry.isFile() ? [path] : [];
	});
}
