import { asFault } from '../../../nodes/Coachview/domain/fault';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { createClient, type ClientOptions, type CoachviewClient } from '../../../nodes/Coachview/transport/client';
import { MemoryCoachview } from '../../harness/memory.mts';
import { MemoryWeb, type Answer, type Trouble } from '../../harness/memoryWeb.mts';

/** Seconds that were waited; a test file has n8n's sleep write here. */
export const waits: number[] = [];

export async function stage(
	troubles: Trouble[] = [],
	options: Partial<ClientOptions> = {},
): Promise<{ web: MemoryWeb; client: CoachviewClient }> {
	const memory = new MemoryCoachview();
	memory.add('p1', { voornaam: 'Sanne' });
	const web = new MemoryWeb(memory);
	web.troubles.push(...troubles);
	return { web, client: await createClient(web.context(), options) };
}

export const get = { method: 'GET' as const, entity: 'Personen', id: 'p1' };
export const put = { method: 'PUT' as const, entity: 'Personen', id: 'p1', body: '{"voornaam":"Piet"}' };
export const read = async (client: CoachviewClient) =>
	await client.read(get, ({ text }) => (rawRecord(text), 'read')).catch((error: unknown) => asFault(error).reason);
export const write = async (client: CoachviewClient) =>
	await client.write(put).then(
		({ kind }) => kind as string,
		(error: unknown) => asFault(error).reason as string,
	);
export const status = (code: number, headers = {}, body = '{}'): Answer => ({ status: code, headers, body });
export const once = (answer: Answer, more: Partial<Trouble> = {}): Trouble => ({ answer, ...more });
export const reset = { code: 'ECONNRESET' };
