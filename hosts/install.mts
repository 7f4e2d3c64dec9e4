import { join } from 'node:path';
import { installHost } from './cache.mjs';

/** The programs that the package can be run in; each is a folder beside this file with its own lock. */
export type HostName = 'n8n' | 'floor' | 'node' | 'postgres' | 'scanner';

const plans: Record<HostName, { what: string; steps: string[][] }> = {
	// Install scripts stay off (one of them compiles a Kafka client from downloads); n8n needs only the SQLite build.
	n8n: {
		what: 'n8n 2.41.1 (about 750 MB to fetch, 2.8 GB on disk; usually 3–5 minutes, once)',
		steps: [
			['ci', '--ignore-scripts'],
			['rebuild', 'sqlite3', '--ignore-scripts=false'],
		],
	},
	floor: {
		what: 'the engine of n8n 1.120, the oldest supported one (330 MB on disk; usually 20 s, once)',
		steps: [['ci', '--ignore-scripts']],
	},
	// Its install script makes the links between its libraries.
	postgres: {
		what: 'PostgreSQL 18, for the test of the export (61 MB on disk; usually 10 s, once)',
		steps: [
			['ci', '--ignore-scripts'],
			['rebuild', '--ignore-scripts=false'],
		],
	},
	scanner: {
		what: "n8n's scanner of community packages (220 MB on disk; usually 20 s, once)",
		steps: [['ci', '--ignore-scripts']],
	},
	node: { what: 'Node 24 (190 MB on disk; usually 10 s, once)', steps: [['ci', '--ignore-scripts']] },
};

/**
 * Makes sure a host is installed; works offline when it is.
 * @param name which host
 * @returns absolute path of the folder that holds its node_modules
 * @throws Error with npm's own words when the installation fails, and with what to install first where that is known
 */
export async function ensureHost(name: HostName): Promise<string> {
	try {
		return await installHost(name, plans[name]);
	} catch (error) {
		// n8n's database is compiled where there is no ready-made build of it: rare processors, or GitHub out of reach.
		if (!(error as Error).message.includes('rebuild sqlite3')) throw error;
		throw new Error(`${(error as Error).message}\n${compilerFirst}`);
	}
}

const compilerFirst =
	"Install Python 3 and a C++ compiler first (Windows: Visual Studio Build Tools; macOS: xcode-select --install; Linux: build-essential), for n8n's database.";

/**
 * The Node to run n8n with: this very one, which bootstrap.mjs has made sure is 24 or newer.
 * @returns absolute path of the binary
 */
export async function node24(): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	return join(await ensureHost('node'), 'node_modules', '.bin', 'node');
}
