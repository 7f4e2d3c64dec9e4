import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Why there is no description to compare; one sentence for the user that says what to do. */
export class DescriptionError extends Error {}

/** The text of a description, and where it came from without anything secret. */
export interface Source {
	text: string;
	/** The file's name, or the address without query and user. */
	name: string;
	/** Path of the address; absent for a file. */
	path?: string;
}

/** How long one address is waited for. */
const PATIENCE = 30_000;
const SAVE_IT = 'Open it in a browser where you are logged in, save it, and give the file: --openapi FILE.';
const USUAL = 'A Swagger page names the address of its description under the title; it ends in swagger.json.';

/**
 * Reads a file, or fetches one address: that one and no other, without a token, and no redirect is followed.
 *
 * @param from path of a file, or an address with http or https
 * @param patience milliseconds after which an address counts as silent
 * @throws DescriptionError when there is nothing to read
 */
export async function readSource(from: string, patience = PATIENCE): Promise<Source> {
	return /^https?:\/\//i.test(from) ? await fetched(from, patience) : await fromFile(from);
}

async function fromFile(path: string): Promise<Source> {
	try {
		return { text: await readFile(path, 'utf8'), name: basename(path) };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const why = code === 'ENOENT' ? 'There is no file' : code === 'EISDIR' ? 'This is a folder:' : 'Cannot read';
		throw new DescriptionError(`${why} ${path}.`);
	}
}

async function fetched(address: string, patience: number): Promise<Source> {
	if (!URL.canParse(address)) throw new DescriptionError(`${address} is not an address.`);
	const url = new URL(address);
	if (url.username !== '' || url.password !== '')
		throw new DescriptionError('The address holds a user name or a password. Give it without.');
	const name = url.origin + url.pathname;
	try {
		const response = await fetch(url, {
			redirect: 'manual',
			headers: { accept: 'application/json, application/yaml;q=0.9, */*;q=0.1' },
			signal: AbortSignal.timeout(patience),
		});
		// The body of a refusal is not needed, and may be long.
		if (response.status !== 200) await response.body?.cancel();
		const trouble = refusal(response.status, name);
		if (trouble !== undefined) throw new DescriptionError(trouble);
		return { text: await response.text(), name, path: url.pathname };
	} catch (error) {
		if (error instanceof DescriptionError) throw error;
		const { name: kind } = error as Error;
		throw new DescriptionError(
			kind === 'TimeoutError'
				? `${name} did not answer within ${Math.ceil(patience / 1000)} seconds. Try again, or save the description and give the file: --openapi FILE.`
				: `Nobody answers at ${url.origin}. Check the address and the network.`,
		);
	}
}

function refusal(status: number, name: string): string | undefined {
	if (status === 200) return undefined;
	if (status === 401 || status === 403) return `${name} wants a login (HTTP ${status}). ${SAVE_IT}`;
	if (status === 404 || status === 410) return `There is nothing at ${name} (HTTP ${status}). ${USUAL}`;
	if (status >= 300 && status < 400)
		return `${name} sends on to another address (HTTP ${status}), perhaps to a login. ${SAVE_IT}`;
	return `${name} answers with HTTP ${status} instead of a description. Try again later.`;
}

/** What to say of a text that is a web page. */
export const pageInstead = (name: string): string =>
	`${name} is a web page, not a description. ${USUAL} If it leads to a login: ${SAVE_IT.charAt(0).toLowerCase()}${SAVE_IT.slice(1)}`;
