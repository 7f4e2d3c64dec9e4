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
		['goes well', [], 'removed', 'DELETE'],
		['is answered with the record', [onDelete(status(200, '{"id":"1"}'), { done: true })], 'removed', 'DELETE'],
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
		['waits when there is too much', [onDelete(status(429, '{}', { 'Retry-After': '1' }))], 'removed', 'DELETE DELETE'],
		['goes on with a new token', [onDelete(status(401))], 'removed', 'DELETE DELETE'],
	])('%s', async (_, troubles, told, verbs) => {
		const { records, web, memory, client } = await stage({ entity, troubles });
		const end = await records.remove(ID).catch((error: unknown) => asFault(error).reason);
		expect([end, web.verbs]).toEqual([told, verbs]);
		expect(memory.states(ID).length === 0).toBe(told === 'removed');
		expect(web.seen[0]).toMatchObject({ path: `Bedrijven/${ID}`, body: '' });
		expect(client.meter.requests).toBe(web.seen.length);
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
