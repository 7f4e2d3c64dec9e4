import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import { Creations } from './creations';
import { LookUpProof } from './lookUp';
import type { Session } from './session';

/** What one run knows of an entity: whether look-ups work, and which records it has made. */
interface RunMemory {
	proof: LookUpProof;
	creations: Creations;
}

const runs = new WeakMap<Session, Map<string, RunMemory>>();

/** @returns what the run of this client, all its items together, knows of the entity */
export function runOf(client: CoachviewClient, entity: Entity): RunMemory {
	const { session } = client;
	const run = runs.get(session) ?? new Map<string, RunMemory>();
	runs.set(session, run);
	const key = entity.path.toLowerCase();
	const memory = run.get(key) ?? {
		proof: new LookUpProof(),
		creations: new Creations(entity, stateKey(client, entity)),
	};
	run.set(key, memory);
	return memory;
}

/** @returns what knowledge that outlives a run is kept by: environment, client, its scopes and the entity */
export function stateKey({ account }: CoachviewClient, { path }: Entity): string {
	return `${account}|${path.toLowerCase()}`;
}
