import { MemoryCoachview, type Fate, type Json, type Manners } from '../../harness/memory.mts';
import { peoplePort, type LookUpManners } from '../../harness/memoryPeople.mts';

export const NEW: { [name: string]: Json } = { achternaam: 'Nieuwland', externId: '7', externSource: 'HR' };
export const KEYLESS: { [name: string]: Json } = { achternaam: 'Nieuwland' };

export interface Scene {
	wish?: { [name: string]: Json };
	fates?: Fate[];
	manners?: Partial<Manners>;
	lookUps?: Partial<LookUpManners>;
	/** Somebody with this key is there, or comes at a moment. */
	twin?: { at?: number; person?: object };
	waits?: number;
	verify?: boolean;
	dryRun?: boolean;
	absent?: boolean;
}

export function stage({ fates = [], manners, lookUps, twin, waits = 6, wish = NEW }: Scene) {
	const memory = new MemoryCoachview(manners);
	memory.add('other', { externId: '1', externSource: 'HR', achternaam: 'Anders' });
	const person = { ...NEW, achternaam: 'Tweeling', tel1: '9', ...twin?.person };
	if (twin && twin.at === undefined) memory.add('twin', person as never);
	memory.waits = waits;
	memory.plan(fates);
	const pass = memory.pass.bind(memory);
	memory.pass = (moments) => {
		pass(moments);
		if (twin?.at !== undefined && memory.now >= twin.at && !memory.people.has('twin'))
			memory.add('twin', person as never);
	};
	const port = peoplePort(memory, lookUps);
	return {
		memory,
		port,
		changes: Object.entries(wish).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) })),
	};
}

export const late = (after: number): Fate => ({ kind: 'late', after });
export const lost: Fate = { kind: 'lost' };
export const unclear: Fate = { kind: 'takenUnclear' };
export const busy: Fate = { kind: 'busy' };
