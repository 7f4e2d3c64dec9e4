import { person } from '../../../nodes/Coachview/entities/person';
import { asFault } from '../../../nodes/Coachview/domain/fault';
import { externalKey } from '../../../nodes/Coachview/domain/identity';
import { createRecord } from '../../../nodes/Coachview/domain/write/create';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { MemoryCoachview } from '../../harness/memory.mts';
import { peoplePort } from '../../harness/memoryPeople.mts';
import { busy, KEYLESS, late, lost, NEW, stage, unclear, type Scene } from './createStage.mts';

async function create(scene: Scene) {
	const { memory, port, changes } = stage(scene);
	const end = await createRecord(
		port,
		{ entity: person, changes, dryRun: scene.dryRun ?? false, verify: scene.verify ?? true },
		{ absent: scene.absent ?? false },
	).then(
		(result) => ({
			result,
			told: [result.outcome, result.keys.id, result.verified, ...result.storedDifferentlyFields].join(' '),
		}),
		(error: unknown) => ({ fault: asFault(error), told: [asFault(error).reason, ...asFault(error).fields].join(' ') }),
	);
	memory.finish();
	return { result: undefined, fault: undefined, ...end, memory, port };
}

it.each<[string, Scene, string, number]>([
	['all is well', {}, 'created new1 read', 1],
	['without a key', { wish: KEYLESS }, 'created new1 read', 1],
	['a dry run', { dryRun: true }, 'dryRun  false', 0],
	[
		'not verified',
		{ verify: false, manners: { forms: 'cut' }, wish: { ...NEW, opmerking: 'x'.repeat(30) } },
		'created new1 false',
		1,
	],
	[
		'an equal form',
		{ manners: { forms: 'normalised' }, wish: { ...NEW, email1: 'A@b.nl' } },
		'created new1 read email1',
		1,
	],
	['a cut value', { manners: { forms: 'cut' }, wish: { ...NEW, opmerking: 'x'.repeat(30) } }, 'notStored opmerking', 1],
	['somebody has the key', { twin: {} }, 'conflict externId externSource', 0],
	[
		'somebody has the key, in other letters',
		{ twin: { person: { externSource: 'hr' } } },
		'conflict externId externSource',
		0,
	],
	[
		'two have it',
		{ twin: {}, manners: { doubles: 'allowed' }, wish: { ...NEW, externId: '7' } },
		'conflict externId externSource',
		0,
	],
	['somebody comes just before', { twin: { at: 2 } }, 'conflict externId externSource', 0],
	[
		'somebody comes just before, told as a mistake',
		{ twin: { at: 2 }, manners: { doubles: 'rejected' } },
		'conflict externId externSource',
		0,
	],
	['a refusal', { fates: [{ kind: 'refused' }] }, 'rejected', 0],
	['a refusal without a key', { fates: [{ kind: 'refused' }], wish: KEYLESS }, 'rejected', 0],
	['a conflict about something else', { fates: [{ kind: 'conflict' }] }, 'conflict externId externSource', 0],
	['a conflict without a key', { fates: [{ kind: 'conflict' }], wish: KEYLESS }, 'conflict', 0],
	['look-ups are refused', { lookUps: { find: 'broken' } }, 'created new1 read', 1],
	['look-ups find nobody', { lookUps: { find: 'blind' } }, 'created new1 read', 1],
	['busy, and then not', { fates: [busy] }, 'created new1 read', 1],
	['busy for too long', { fates: [busy, busy], waits: 1 }, 'unavailable', 0],
	['another form', { fates: [{ kind: 'again' }] }, 'created new1 read', 1],
	['somebody comes while it is busy', { fates: [busy], twin: { at: 3 } }, 'conflict externId externSource', 0],
	['no answer, stored', { fates: [unclear] }, 'created new1 read', 1],
	['no answer, not stored', { fates: [lost] }, 'created new1 read', 1],
	['no answer, not stored, twice', { fates: [lost, lost] }, 'unknownOutcome', 0],
	['no answer, and then a refusal', { fates: [lost, { kind: 'refused' }] }, 'unknownOutcome', 0],
	['no answer, then no answer but stored', { fates: [lost, unclear] }, 'created new1 read', 1],
	['no answer without a key', { fates: [unclear], wish: KEYLESS }, 'unknownOutcome', 1],
	['half a key is none', { fates: [unclear], wish: { ...KEYLESS, externId: '7' } }, 'unknownOutcome', 1],
	['no answer, lands soon', { fates: [late(2)] }, 'created new1 read', 1],
	['no answer, lands late', { fates: [late(90)] }, 'unknownOutcome', 1],
	['no answer, and look-ups are refused', { fates: [unclear], lookUps: { find: 'broken' } }, 'unknownOutcome', 1],
	[
		'no answer, not stored, look-ups are unproven',
		{ fates: [lost], lookUps: { proof: 'scanned' } },
		'unknownOutcome',
		0,
	],
	[
		'no answer, not stored, look-ups cannot be proven',
		{ fates: [lost], lookUps: { proof: 'none' } },
		'unknownOutcome',
		0,
	],
	['no answer, and somebody else came', { fates: [lost], twin: { at: 3 } }, 'conflict achternaam', 0],
	[
		'no answer, and the very same came',
		{ fates: [lost], twin: { at: 3, person: { achternaam: 'Nieuwland' } } },
		'created twin read',
		0,
	],
	['an answer with the ID only', { lookUps: { answer: 'id' } }, 'created new1 read', 1],
	['an answer with nothing', { lookUps: { answer: 'nothing' } }, 'created new1 read', 1],
	['an answer with nothing, without a key', { lookUps: { answer: 'nothing' }, wish: KEYLESS }, 'unknownOutcome', 1],
	[
		'an answer with nothing, and look-ups find nobody',
		{ lookUps: { answer: 'nothing', find: 'blind' } },
		'unknownOutcome',
		1,
	],
	["an answer with somebody else's ID", { lookUps: { answer: 'foreignId' } }, 'created new1 read', 1],
	[
		"an answer with somebody else's ID, without a key",
		{ lookUps: { answer: 'foreignId' }, wish: KEYLESS },
		'unknownOutcome',
		1,
	],
	['reads and lists lag behind', { manners: { lag: 2 } }, 'created new1 read', 1],
	['the caller has looked already', { absent: true }, 'created new1 read', 1],
	['the caller has looked already, and somebody came', { absent: true, twin: {} }, 'conflict externId externSource', 0],
])('create: %s', async (_, scene, told, made) => {
	const end = await create(scene);
	expect([end.told, end.port.made.length]).toEqual([told, made]);
	expect(JSON.stringify(end.fault ? [end.fault.message, end.fault.advice] : '')).not.toContain('Nieuwland');
});

it('create: what it costs', async () => {
	expect((await create({})).memory.requests).toBe(3);
	expect((await create({ absent: true })).memory.requests).toBe(2);
	expect((await create({ wish: KEYLESS })).memory.requests).toBe(2);
	expect((await create({ dryRun: true })).memory.requests).toBe(0);
});

it('create: only the members given are sent, and the result names them', async () => {
	const { result } = await create({});
	expect(result).toMatchObject({
		changedFields: ['achternaam', 'externId', 'externSource'],
		keys: { id: 'new1', externId: '7', externSource: 'HR' },
	});
});

it('create: two with the key are told as that', async () => {
	const memory = new MemoryCoachview();
	memory.add('a', { ...NEW });
	memory.add('b', { ...NEW });
	await expect(
		createRecord(peoplePort(memory), {
			entity: person,
			changes: [
				{ path: ['externId'], json: '"7"' },
				{ path: ['externSource'], json: '"HR"' },
			],
			dryRun: false,
			verify: true,
		}),
	).rejects.toMatchObject({ reason: 'ambiguous' });
});

it.each([
	['{"externId":"7","externSource":"HR"}', true],
	['{"externId":"7"}', false],
	['{"externSource":"HR"}', false],
	['{"externId":"","externSource":"HR"}', false],
	['{}', false],
])('%s has an external key: %s', (text, has) => {
	expect(externalKey(rawRecord(text)) !== undefined).toBe(has);
});
