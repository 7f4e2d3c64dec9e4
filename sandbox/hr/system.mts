import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.mts';
import type { Employee, HrFlags } from '../control/types.mts';
import type { OwnAnswers } from './flags.mts';

/** What an HR system gets to work with. Read at each request, so that a reset or a change by the control port holds at once. */
export interface HrWorld {
	/** All employees, in a stable order. */
	employees(): Employee[];
	/** The flags of this system. */
	flags(): HrFlags;
	clock: Clock;
	/** What the system remembers (counters and the like), made new after each reset. Always asked with the same `make`. */
	memory<T extends object>(make: () => T): T;
}

/**
 * One HR system: one file that exports one of these, and one line in `systems.mts`. The system registers its paths on
 * the shared server (all systems live on the same port, each below paths of its own) and shows the shared employees in
 * its own form. It must be strict: unknown parameters and paths are errors.
 */
export interface HrSystem {
	/** Lower-case name: key of its flags and of its entry at `GET /hr/systems` of the control port. */
	name: string;
	/** Part of the address that a caller is given, from the root, without a trailing slash (`/ProfitRestServices`). */
	basePath: string;
	/** Path of the token endpoint, from the root. The flags leave it alone. */
	tokenPath?: string;
	authorizePath?: string;
	/** Headers of a caller with full rights, the access token left out. */
	headers: Record<string, string>;
	/** Names that a caller needs, such as the connector's. */
	hints: Record<string, string>;
	/** How this system words what the common flags ask for. */
	answers: OwnAnswers;
	register(app: FastifyInstance, world: HrWorld): void;
}
