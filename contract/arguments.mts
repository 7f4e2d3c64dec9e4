import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run contract -- [options]

  --environment training|live|URL   which Coachview to ask (default: training, or COACHVIEW_URL)
  --write                           also make a test person and change it; without it nothing is written
  --live                            needed for every environment but training
  --yes                             do not ask before starting
  --listen [--port 8765]            wait for one webhook instead, and record its form
  --openapi FILE|URL                read Coachview's own description (OpenAPI 2 or 3) instead, and ask nothing else
  --write-entities DIR              with it: drafts of entity files for what the table lacks or has otherwise
  --help

COACHVIEW_CLIENT_ID and COACHVIEW_CLIENT_SECRET are asked for when they are not set.`;

export interface Arguments {
	host: string;
	write: boolean;
	yes: boolean;
	listen: boolean;
	port: number;
	help: boolean;
	/** File or address of an OpenAPI description, which is read instead of asking an environment. */
	openapi?: string;
	/** Folder for drafts of entity files. */
	drafts?: string;
}

/** Wrong or forbidden arguments; the message is for the user. */
export class ArgumentError extends Error {}

/**
 * @param environment variables; COACHVIEW_URL counts when --environment is not given
 * @throws ArgumentError for unknown options, and for an environment that is not the training one without --live
 */
export function readArguments(args: string[], environment: Record<string, string | undefined>): Arguments {
	const { values } = parsed(args);
	const { openapi, 'write-entities': drafts } = values;
	if (drafts !== undefined && openapi === undefined) throw new ArgumentError('--write-entities goes with --openapi.');
	if (openapi === '' || drafts === '')
		throw new ArgumentError('--openapi and --write-entities want a name behind them.');
	if (openapi !== undefined && (values.write || values.listen || values.environment !== undefined))
		throw new ArgumentError('--openapi reads a description and nothing else: leave the other options out.');
	const chosen = values.environment ?? (environment.COACHVIEW_URL || 'training');
	const host = values.listen || openapi !== undefined ? '' : hostOf(chosen);
	if (host !== '' && !isTraining(host) && !values.live) {
		throw new ArgumentError(
			`${host} is not the training environment, so it may hold real people. Add --live if you mean it.`,
		);
	}
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new ArgumentError('--port must be a number up to 65535.');
	return {
		host,
		write: values.write,
		yes: values.yes,
		listen: values.listen,
		port,
		help: values.help,
		...(openapi !== undefined && { openapi }),
		...(drafts !== undefined && { drafts }),
	};
}

function parsed(args: string[]) {
	const flag = { type: 'boolean', default: false } as const;
	try {
		return parseArgs({
			args,
			options: {
				environment: { type: 'string' },
				write: flag,
				live: flag,
				yes: flag,
				listen: flag,
				help: flag,
				openapi: { type: 'string' },
				'write-entities': { type: 'string' },
				port: { type: 'string', default: '8765' },
			},
		});
	} catch (error) {
		throw new ArgumentError((error as Error).message);
	}
}

const hosts: Record<string, string> = {
	training: 'https://training.coachview.net',
	live: 'https://secure.coachview.net',
};

/** The same reading of an address as the credential has: https when nothing is said, a pasted API path taken off. */
function hostOf(chosen: string): string {
	if (Object.hasOwn(hosts, chosen)) return hosts[chosen]!;
	const typed = chosen.trim();
	const address = (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`).replace(/[?#].*$/, '').replace(/\/+$/, '');
	const host = address
		.replace(/\/(api(\/v\d+(\/.*)?|\/swagger.*)?|auth(\/connect(\/token)?)?)$/i, '')
		.replace(/\/+$/, '');
	if (!URL.canParse(host) || /\s/.test(host))
		throw new ArgumentError(
			`"${chosen}" is not an environment. Give training, live or an address such as https://tenant.coachview.com.`,
		);
	return host;
}

/** The vendor's training host and this machine (the sandbox); hosts of tenants count as live. */
function isTraining(host: string): boolean {
	const { hostname } = new URL(host);
	return hostname === 'training.coachview.net' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
