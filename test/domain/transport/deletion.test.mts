import { asFault } from '../../../nodes/Coachview/domain/fault';
import { anyEntity } from '../../../nodes/Coachview/entities/anyEntity';
import { type Trouble } from '../../harness/memoryWeb.mts';
import { ID, stage, status } from './recordStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const entity = anyEntity('Bedrijven');
const onDelete = (answer: Trouble['answer'], more: Partial<Trouble> = {}): Trouble => ({
	method: 'DELETE',
	answer,
	...more,
});
const onGet = (answer: Trouble['answer']): Trouble => ({ method: 'GET', count: 9, answer });

describe('a deletion', () => {
	it.each<[string, Trouble[], string, string]>([
		['goes well', [], 'removed', 'DELETE GET'],
		['is answered with the record', [onDelete(status(200, '{"id":"1"}'), { done: true })], 'removed', 'DELETE GET'],
		['is answered as done, and is not', [onDelete(status(204))], 'notStored', 'DELETE GET GET'],
		['is to be done later', [onDelete(status(202))], 'notStored', 'DELETE GET GET'],
		['only archives', [onDelete(status(200, '{"id":"1","naam":"x","archief":true}'))], 'notStored', 'DELETE GET GET'],
		['is refused in words of its own', [onDelete(status(200, '{"resultaat":false}'))], 'notStored', 'DELETE GET GET'],
		[
			'is answered as done, without a look',
			[onDelete(status(204)), onGet(status(403))],
			'unknownOutcome',
			'DELETE GET GET',
		],
		['of what is not there', [onDelete(status(404)), onGet(status(404))], 'notFound', 'DELETE GET'],
		['that Coachview does not know', [onDelete(status(405))], 'rejected', 'DELETE'],
		['that Coachview does not know, and says so with 404', [onDelete(status(404))], 'rejected', 'DELETE GET'],
		['of what is in use', [onDelete(status(409))], 'conflict', 'DELETE'],
		['without the right', [onDelete(status(403))], 'notAllowed', 'DELETE'],
		['that is refused', [onDelete(status(400))], 'rejected', 'DELETE'],
		['without an answer, done all the same', [onDelete(status(500), { done: true })], 'removed', 'DELETE GET'],
		['without an answer, and not done', [onDelete(status(500))], 'unavailable', 'DELETE GET'],
		['that may come late is looked at twice', [onDelete(status(504))], 'unavailable', 'DELETE GET GET'],
		['that is refused under a success', [onDelete(status(200, '{"success":false}'))], 'unavailable', 'DELETE GET GET'],
		[
			'without an answer, and without a look',
			[onDelete(status(500)), onGet(status(403))],
			'unknownOutcome',
			'DELETE GET GET',
		],
		[
			'waits when there is too much',
			[onDelete(status(429, '{}', { 'Retry-After': '1' }))],
			'removed',
			'DELETE DELETE GET',
		],
		['goes on with a new token', [onDelete(status(401))], 'removed', 'DELETE DELETE GET'],
	])('%s', async (_, troubles, told, verbs) => {
		const { records, web, memory, client } = await stage({ entity, troubles });
		const end = await records.remove(ID).catch((error: unknown) => asFault(error).reason);
		expect([end, web.verbs]).toEqual([told, verbs]);
		expect(memory.states(ID).length === 0).toBe(told === 'removed');
		expect(web.seen[0]).toMatchObject({ path: `Bedrijven/${ID}`, body: '' });
		expect(client.meter.requests).toBe(web.seen.length);
	});

	it('is believed without a look once a look has confirmed the same bare answer', async () => {
		const other = '22222222-2222-4222-8222-222222222222';
		const { records, web } = await stage({ entity, others: [{ id: other }, { id: 'x3' }] });
		await records.remove(ID);
		await records.remove(other);
		expect(web.verbs).toBe('DELETE GET DELETE');
		web.troubles.push(onDelete(status(200, '{"id":"1"}')));
		expect(await records.remove('x3').catch((error: unknown) => asFault(error).reason)).toBe('notStored');
	});

	it('says what it is about', async () => {
		const fault = async (troubles: Trouble[]) => {
			const { records } = await stage({ entity, troubles });
			return await records.remove(ID).then(() => undefined, asFault);
		};
		expect(await fault([onDelete(status(405))])).toMatchObject({
			message: 'This Coachview does not let programs delete records',
			details: { httpStatus: 405 },
		});
		expect(await fault([onDelete(status(500))])).toMatchObject({ details: { httpStatus: 500, recordId: ID } });
		expect(await fault([onDelete(status(500)), onGet(status(403))])).toMatchObject({
			details: { httpStatus: 403, recordId: ID },
			advice: expect.stringContaining('Cause: The Coachview client may not read Bedrijven') as string,
		});
	});
});
