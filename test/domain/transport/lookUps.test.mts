import { asFault } from '../../../nodes/Coachview/domain/fault';
import { rawRecord, textAt } from '../../../nodes/Coachview/domain/json/record';
import { createRecord } from '../../../nodes/Coachview/domain/write/create';
import type { LookUp } from '../../../nodes/Coachview/entities/entity';
import { person } from '../../../nodes/Coachview/entities/person';
import { type Json } from '../../harness/memory.mts';
import { type Trouble } from '../../harness/memoryWeb.mts';
import { ID, START, stage, status, type Scene } from './recordStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

describe('somebody who is looked for by key', () => {
	const find = async (scene: Scene, externId = '1001', externSource = 'HR') => {
		const { records, web } = await stage(scene);
		const told = await records.find({ externId, externSource }).then(
			(row) => (row ? textAt(row, ['id']) : 'nobody'),
			(error: unknown) => asFault(error).reason,
		);
		return [told, web.seen.length];
	};

	it('is found, or is not, and then that is proved', async () => {
		expect(await find({})).toEqual([ID, 1]);
		expect(await find({}, '1001', 'hr')).toEqual([ID, 1]);
		expect(await find({}, '9')).toEqual(['nobody', 3]);
	});

	it('twice is told', async () => expect(await find({ others: [{ ...START }] })).toEqual(['ambiguous', 1]));

	it('by a filter that is ignored or refused is nobody to be believed in', async () => {
		const ignored: Trouble = {
			method: 'GET',
			path: 'Personen',
			count: 9,
			answer: () =>
				status(
					200,
					JSON.stringify([
						{ id: 'x', externId: '5', externSource: 'HR' },
						{ id: 'y', externId: '6', externSource: 'HR' },
					]),
				),
		};
		expect(await find({ troubles: [ignored] }, '9')).toEqual(['unexpectedAnswer', 2]);
		expect(await find({ troubles: [{ method: 'GET', count: 9, answer: status(400) }] })).toEqual(['rejected', 1]);
	});

	it('is not to be made while look-ups find nobody at all', async () => {
		const blind: Trouble = {
			method: 'GET',
			path: 'Personen',
			count: 99,
			answer: ({ query }) => ('where' in query ? status(200, '[]') : undefined),
		};
		expect((await find({ troubles: [blind] }, '9'))[0]).toBe('unexpectedAnswer');
		const { records } = await stage({ troubles: [blind] });
		await expect(records.proveLookUps()).rejects.toMatchObject({ reason: 'unexpectedAnswer' });
	});

	it('proof is had with a person of the list, or by seeing everybody', async () => {
		const proof = async (scene: Scene) =>
			await (await stage(scene)).records.proveLookUps().catch((error: unknown) => asFault(error).reason);
		expect(await proof({})).toBe('proven');
		expect(await proof({ start: { ...START, externId: null, externSource: null } })).toBe('scanned');
		expect(await proof({ start: { ...START, externId: null }, others: [{ ...START, externId: '5' }] })).toBe('proven');
		expect(await proof({ start: { voornaam: 'x' } })).toBe('unexpectedAnswer');
	});

	it('by email', async () => {
		const byEmail = person.lookUps.find(({ mode }) => mode === 'email') as LookUp;
		const { records } = await stage({ start: { ...START, email1: 'a@b.nl' } });
		expect(textAt((await records.findBy(byEmail, [' a@b.nl '])) ?? rawRecord('{}'), ['id'])).toBe(ID);
		expect(await records.findBy(byEmail, ['c@b.nl'])).toBeUndefined();
		await expect(records.findBy(byEmail, ['a@b;c'])).rejects.toMatchObject({ reason: 'invalidInput' });
	});

	it('others with a key', async () => {
		const { records } = await stage({ others: [{ ...START, externId: '5' }] });
		expect([
			await records.othersWith({ externId: '5', externSource: 'HR' }, ID),
			await records.othersWith({ externId: '1001', externSource: 'HR' }, ID.toUpperCase()),
		]).toEqual([true, false]);
		const refused = await stage({ troubles: [{ method: 'GET', answer: status(400) }] });
		expect(await refused.records.othersWith({ externId: '5', externSource: 'HR' }, ID)).toBe(false);
		const busy = await stage({ troubles: [{ method: 'GET', answer: status(403), count: 9 }] });
		await expect(busy.records.othersWith({ externId: '5', externSource: 'HR' }, ID)).rejects.toMatchObject({
			reason: 'notAllowed',
		});
	});
});

describe('a creation', () => {
	const create = async (
		scene: Scene,
		wish: { [name: string]: Json } = { achternaam: 'Nieuwland', externId: '7', externSource: 'HR' },
	) => {
		const { records, web, memory } = await stage(scene);
		const changes = Object.entries(wish).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) }));
		const told = await createRecord(records, { entity: person, changes, dryRun: false, verify: true }).then(
			({ outcome }) => outcome as string,
			(error: unknown) => asFault(error).reason as string,
		);
		return { told, verbs: web.verbs, made: memory.people.size - 1, records };
	};

	it.each<[string, Scene, string, number]>([
		['goes well', {}, 'created', 1],
		['of somebody who is there', { start: { ...START, externId: '7' } }, 'conflict', 0],
		[
			'without an answer is looked for',
			{ troubles: [{ method: 'POST', answer: status(502), done: true }] },
			'created',
			1,
		],
		[
			'without an answer is sent again when it is not there',
			{ troubles: [{ method: 'POST', answer: status(502) }] },
			'created',
			1,
		],
		['that timed out is not', { troubles: [{ method: 'POST', answer: status(504) }] }, 'unknownOutcome', 0],
		['is refused', { troubles: [{ method: 'POST', answer: status(400) }] }, 'rejected', 0],
		[
			'under a success status that speaks of a failure',
			{ troubles: [{ method: 'POST', count: 9, answer: status(200, '{"success":false}') }] },
			'unknownOutcome',
			0,
		],
		['waits', { troubles: [{ method: 'POST', answer: status(429, '{}', { 'Retry-After': '1' }) }] }, 'created', 1],
	])('%s', async (_, scene, told, made) => {
		const end = await create(scene);
		expect([end.told, end.made]).toEqual([told, made]);
	});
});
