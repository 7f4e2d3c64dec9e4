import { asFault } from '../../../nodes/Coachview/domain/fault';
import { updateRecord, type UpdateRequest } from '../../../nodes/Coachview/domain/write/update';
import type { Entity } from '../../../nodes/Coachview/entities/entity';
import { person } from '../../../nodes/Coachview/entities/person';
import { createClient } from '../../../nodes/Coachview/transport/client';
import { Records, type WritingStyle } from '../../../nodes/Coachview/transport/records';
import { MemoryCoachview, type Json, type Manners, type Person } from '../../harness/memory.mts';
import { MemoryWeb, type Answer, type Trouble } from '../../harness/memoryWeb.mts';

export const ID = '11111111-1111-4111-8111-111111111111';
export const START: Person = {
	externId: '1001',
	externSource: 'HR',
	voornaam: 'Sanne',
	titel: null,
	tel1: '1',
	adres: { adres1: 'Markt 1', plaats: null },
};
let clients = 0;

export interface Scene {
	troubles?: Trouble[];
	manners?: Partial<Manners>;
	style?: Partial<WritingStyle>;
	start?: Person;
	others?: Person[];
	web?: (web: MemoryWeb) => void;
	/** The person of the table when left out; all that the memory holds is of this entity. */
	entity?: Entity;
}

/** Each stage has an API client of its own, so that nothing is known from the one before. */
export async function stage({
	troubles = [],
	manners,
	style,
	start = START,
	others = [],
	web: prepare,
	entity = person,
}: Scene) {
	const memory = new MemoryCoachview(manners);
	memory.add(ID, start);
	others.forEach((person, index) => memory.add(String(person.id ?? `other${index}`), person));
	const web = new MemoryWeb(memory);
	web.credential = { environment: 'live', clientId: `client${++clients}`, scope: '' };
	prepare?.(web);
	web.troubles.push(...troubles);
	const client = await createClient(web.context());
	const records = new Records(client, entity, style);
	const update = async (wish: { [name: string]: Json }, more: Partial<UpdateRequest> = {}) => {
		const changes = Object.entries(wish).map(([name, value]) => ({
			path: name.split('.'),
			json: JSON.stringify(value),
		}));
		const request: UpdateRequest = {
			entity,
			changes,
			policy: 'overwrite',
			expected: { id: ID },
			readOnly: ['auditTrail'],
			dryRun: false,
			verify: true,
			rereadBeforeWrite: false,
			known: records.known,
			...more,
		};
		return await updateRecord(records.record(ID), request).then(
			({ outcome, verified, unverifiedFields }) => [outcome, verified, ...unverifiedFields].join(' '),
			(error: unknown) => [asFault(error).reason, ...asFault(error).fields].join(' '),
		);
	};
	const bodies = () => web.seen.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body) as Person);
	return { memory, web, client, records, update, bodies };
}

export const status = (code: number, body = '{}', headers = {}): Answer => ({ status: code, headers, body });
