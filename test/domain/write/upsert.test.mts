import { person } from '../../../nodes/Coachview/entities/person';
import { asFault } from '../../../nodes/Coachview/domain/fault';
import { upsertRecord } from '../../../nodes/Coachview/domain/write/upsert';
import { Trust } from '../../../nodes/Coachview/domain/write/trust';
import { late, stage, type Scene } from './createStage.mts';

describe('create or update', () => {
	async function upsert(scene: Scene & { policy?: 'overwrite' | 'onlyIfEmpty' }) {
		const { memory, port, changes } = stage(scene);
		const locked: string[] = [];
		const request = {
			entity: person,
			changes: [{ path: ['tel1'], json: '"2"' }],
			policy: scene.policy ?? ('overwrite' as const),
			expected: { externId: '7', externSource: 'HR' },
			readOnly: ['auditTrail'],
			dryRun: false,
			verify: true,
			rereadBeforeWrite: false,
			known: { trust: new Trust(), nullsNeeded: new Set<string>(), calculated: new Set<string>() },
		};
		const told = await upsertRecord(
			port,
			{ externId: '7', externSource: 'HR' },
			{ entity: person, changes, dryRun: false, verify: true },
			request,
			async (id, work) => (locked.push(id), await work()),
		).then(
			(result) => `${result.outcome} ${result.keys.id}`,
			(error: unknown) => asFault(error).reason,
		);
		memory.finish();
		return { told, memory, port, locked };
	}

	it.each<[string, Scene & { policy?: 'onlyIfEmpty' }, string, number, string[]]>([
		['nobody is there', {}, 'created new1', 1, []],
		['somebody is there', { twin: {} }, 'updated twin', 0, ['twin']],
		['somebody is there and has a value', { twin: {}, policy: 'onlyIfEmpty' }, 'conflict twin', 0, ['twin']],
		['somebody comes just before', { twin: { at: 2 } }, 'updated twin', 0, ['twin']],
		[
			'somebody comes just before, told as a mistake',
			{ twin: { at: 2 }, manners: { doubles: 'rejected' } },
			'updated twin',
			0,
			['twin'],
		],
		['a refusal', { fates: [{ kind: 'refused' }] }, 'rejected', 0, []],
		['look-ups cannot be believed', { lookUps: { proof: 'none' } }, 'unexpectedAnswer', 0, []],
		['look-ups do not work', { lookUps: { find: 'broken' } }, 'rejected', 0, []],
		['no answer, lands late', { fates: [late(90)] }, 'unknownOutcome', 1, []],
	])('%s', async (_, scene, told, made, locked) => {
		const end = await upsert(scene);
		expect([end.told, end.port.made.length, end.locked]).toEqual([told, made, locked]);
		expect(end.port.noted).toEqual([]);
	});

	it('the first person with a key shows whether look-ups find anybody', async () => {
		expect((await upsert({ lookUps: { proof: 'scanned' } })).port.noted).toEqual([true]);
		expect((await upsert({ lookUps: { proof: 'scanned', find: 'blind' } })).port.noted).toEqual([false]);
		expect((await upsert({ lookUps: { proof: 'scanned' }, manners: { lag: 3 } })).port.noted).toEqual([true]);
		expect((await upsert({ lookUps: { proof: 'scanned' }, fates: [{ kind: 'refused' }] })).port.noted).toEqual([]);
	});
});
