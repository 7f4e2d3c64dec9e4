import { person } from '../../../nodes/Coachview/entities/person';
import type { Change } from '../../../nodes/Coachview/domain/json/edit';
import { asFault, type Fault } from '../../../nodes/Coachview/domain/fault';
import { updateRecord, type UpdateRequest } from '../../../nodes/Coachview/domain/write/update';
import type { WriteResult } from '../../../nodes/Coachview/domain/write/result';
import { Trust } from '../../../nodes/Coachview/domain/write/trust';
import { MemoryCoachview, personPort, type Edit, type Fate, type Json, type Manners } from '../../harness/memory.mts';

export const ID = 'p1';
export const START = {
	externId: '1001',
	externSource: 'HR',
	voornaam: 'Sanne',
	titel: null,
	tel1: '1',
	tel2: '5',
	email1: 'a@b.nl',
	opmerking: null,
	geheim: 'x',
	lijst: ['a', 'b'],
	adres: { adres1: 'Markt 1', plaats: null },
};

export interface Scene {
	manners?: Partial<Manners>;
	fates?: Fate[];
	edits?: Array<[at: number, name: string, value: Json]>;
	waits?: number;
	wish?: { [name: string]: Json };
	request?: Partial<UpdateRequest>;
	trust?: Trust;
	start?: object;
}

interface End {
	result?: WriteResult;
	fault?: Fault;
	memory: MemoryCoachview;
	/** Verbs of the requests. */
	puts: number;
}

export const list = (wish: { [name: string]: Json }): Change[] =>
	Object.entries(wish).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));

export async function play({
	manners,
	fates = [],
	edits = [],
	waits = 6,
	wish = { tel1: '2' },
	request,
	trust = new Trust(),
	start = START,
}: Scene): Promise<End> {
	const memory = new MemoryCoachview(manners);
	memory.add(ID, start as never);
	memory.waits = waits;
	memory.plan(
		fates,
		edits.map(([at, name, value]): Edit => ({ at, id: ID, path: name.split('.'), value })),
	);
	const known = { trust, nullsNeeded: new Set<string>(), calculated: new Set<string>() };
	const whole: UpdateRequest = {
		entity: person,
		changes: list(wish),
		policy: 'overwrite',
		expected: { externId: '1001' },
		readOnly: ['auditTrail'],
		dryRun: false,
		verify: true,
		rereadBeforeWrite: false,
		known,
		...request,
	};
	const end = await updateRecord(personPort(memory, ID), whole).then(
		(result) => ({ result }),
		(error: unknown) => ({ fault: asFault(error) }),
	);
	return { ...end, memory, puts: memory.writes.length };
}

export const late = (after: number): Fate => ({ kind: 'late', after });
export const lost: Fate = { kind: 'lost' };
export const unclear: Fate = { kind: 'takenUnclear' };
export const busy: Fate = { kind: 'busy' };
export const clash: Fate = { kind: 'conflict' };
export const again: Fate = { kind: 'again' };
export const refused: Fate = { kind: 'refused' };

/** @returns what is told, in short: outcome, changed fields, what it was verified by; or the reason of the fault */
export function tale({ result, fault }: End): string {
	if (fault) return [fault.reason, fault.fields.join(', ')].filter(Boolean).join(': ');
	const {
		outcome,
		changedFields,
		keptFields,
		verified,
		storedDifferentlyFields,
		unverifiedFields,
		emptyFields,
		overlap,
	} = result as WriteResult;
	const kept = keptFields.length > 0 ? `, kept ${keptFields.join(', ')}` : '';
	const tail = [
		storedDifferentlyFields.length > 0 && `otherwise ${storedDifferentlyFields.join(', ')}`,
		unverifiedFields.length > 0 && `unverified ${unverifiedFields.join(', ')}`,
		emptyFields.length > 0 && `empty ${emptyFields.join(', ')}`,
		overlap && 'overlap',
	].filter(Boolean);
	return [
		`${outcome}${changedFields.length > 0 ? ` ${changedFields.join(', ')}` : ''}${kept} ${verified ? `by ${verified}` : 'unverified'}`.replace(
			' , kept',
			', kept',
		),
		...tail,
	]
		.join(', ')
		.replace(`${outcome}, kept`, `${outcome}, kept`);
}
