import { parseArgs } from 'node:util';

/** Which n8n to check, and how to get in. */
export interface Options {
	/** Without a slash at the end. */
	url: string;
	/** Sign in as this owner or admin; with the password all checks can run. */
	email?: string;
	password?: string;
	/** Make the owner first, because the n8n is empty. */
	newOwner: boolean;
	/** Instead of signing in: a key for n8n's public API. */
	apiKey?: string;
	/** Neither the Test button nor the main job. */
	noSandbox: boolean;
	/** How that n8n reaches this machine, when it is not 127.0.0.1. */
	sandboxHost?: string;
}

/**
 * @param args words of the command line
 * @param env secrets are taken from here only: a command line can be read by everybody on the machine
 * @throws Error with one sentence for what is missing or not known
 */
export function readOptions(args: string[], env: Record<string, string | undefined>): Options {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean', default: false } as const;
	const known = { url: text, email: text, 'new-owner': flag, 'no-sandbox': flag, 'sandbox-host': text };
	let values;
	try {
		values = parseArgs({ args, options: known }).values;
	} catch (error) {
		throw new Error(
			`${(error as Error).message} There are ${Object.keys(known)
				.map((name) => `--${name}`)
				.join(', ')}.`,
		);
	}
	const { N8N_PASSWORD: password, N8N_API_KEY: apiKey } = env;
	if (!values.url || !URL.canParse(values.url) || !/^https?:$/.test(new URL(values.url).protocol))
		throw new Error('Which n8n? --url https://n8n.example.org');
	if (!values.email && !apiKey)
		throw new Error('How to get in? --email with the password in N8N_PASSWORD, or a key in N8N_API_KEY.');
	if (values.email && !password) throw new Error('The password of --email is taken from N8N_PASSWORD.');
	return {
		url: values.url.replace(/\/+$/, ''),
		newOwner: values['new-owner'],
		noSandbox: values['no-sandbox'],
		...(values.email ? { email: values.email, password } : { apiKey }),
		...(values['sandbox-host'] && { sandboxHost: values['sandbox-host'] }),
	};
}
