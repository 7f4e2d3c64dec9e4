import { asFault } from '../../../nodes/Coachview/domain/fault';
import { readQuota } from '../../../nodes/Coachview/transport/usage';
import { type Trouble } from '../../harness/memoryWeb.mts';
import { stage, status } from './recordStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const RATE = { 'X-Rate-Limit-Limit': '5000', 'X-Rate-Limit-Remaining': '12' };
const at = (path: string, answer: Trouble['answer'], count = 9): Trouble => ({ path, answer, count });
const TOLD = { limit: 5000, remaining: 12, resetAt: null };

describe('the quota of the day', () => {
	const ask = async (troubles: Trouble[], paths = ['Opleidingen', 'Personen']) => {
		const { client, web } = await stage({ troubles });
		const told: unknown = await readQuota(client, paths).catch((error: unknown) => asFault(error).reason);
		return [told, web.seen.map(({ path, query: { take } }) => `${path} ${take}`).join(', ')];
	};

	it.each<[string, Trouble[], unknown, string]>([
		['is told by the first list', [at('Opl', status(200, '[]', RATE))], TOLD, 'Opleidingen 1'],
		[
			'is told by a 403 as well, after a new token',
			[at('Opl', status(403, '{}', RATE))],
			TOLD,
			'Opleidingen 1, Opleidingen 1',
		],
		['is told by a 404 and a 400 as well', [at('Opl', status(404, '{}', RATE))], TOLD, 'Opleidingen 1'],
		[
			'is asked of the next list when a refusal does not tell it',
			[at('Opl', status(404)), at('Pers', status(200, '[]', RATE))],
			TOLD,
			'Opleidingen 1, Personen 1',
		],
		[
			'is nothing that no list tells',
			[at('Opl', status(403)), at('Pers', status(404))],
			'notAllowed',
			'Opleidingen 1, Opleidingen 1, Personen 1',
		],
		[
			'is unknown where Coachview answers without it',
			[at('Opl', status(200, '[]'))],
			{ limit: null, remaining: null, resetAt: null },
			'Opleidingen 1',
		],
		[
			'is used up, which is an answer',
			[at('Opl', status(429, '{}', { 'X-Rate-Limit-Limit': '5000' }))],
			{ limit: 5000, remaining: 0, resetAt: null },
			'Opleidingen 1',
		],
		[
			'is not told by a token that is refused',
			[at('Opl', status(401, '{}', RATE))],
			'credential',
			'Opleidingen 1, Opleidingen 1',
		],
	])('%s', async (_, troubles, told, asked) => expect(await ask(troubles)).toEqual([told, asked]));
});
