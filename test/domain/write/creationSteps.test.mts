import { person as entity } from '../../../nodes/Coachview/entities/person.ts';
import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { createRecord } from '../../../nodes/Coachview/domain/write/create.ts';
import type { WriteAnswer } from '../../../nodes/Coachview/domain/write/port.ts';
import { upsertRecord } from '../../../nodes/Coachview/domain/write/upsert.ts';
import { fault, KEY, OURS, script, WISH, type Script } from './creationScript.mts';
import { ended, list, settling } from './settleStage.mts';

const request = { entity, changes: list(WISH), dryRun: false, verify: true };
const busy: WriteAnswer = { kind: 'undelivered', fault: fault('unavailable') };
const cut = rawRecord(JSON.stringify({ id: 'n', ...KEY, achternaam: 'E' }));
const rekeyed = rawRecord(JSON.stringify({ id: 'n', ...WISH, externId: '07' }));

describe('a creation', () => {
	it.each<[string, Partial<Script>, told: string, log: string]>([
		['goes on where look-ups answer nonsense', { finds: [fault('unexpectedAnswer')] }, 'created', 'find create read n'],
		['does not where they cannot be asked', { finds: [fault('unavailable')] }, 'unavailable', 'find'],
		[
			'waits longer each time',
			{ answers: [busy, busy, { kind: 'accepted', id: 'n' }] },
			'created',
			'find create pause 1 find create pause 2 find create read n',
		],
		['waits no longer than there is time', { answers: [busy], waits: 0 }, 'unavailable', 'find create pause 1'],
		[
			'in another form does not wait',
			{
				answers: [
					{ kind: 'again', fault: fault('rejected') },
					{ kind: 'accepted', id: 'n' },
				],
			},
			'created',
			'find create find create read n',
		],
		[
			'stops when somebody came meanwhile',
			{ answers: [busy], finds: [undefined, OURS] },
			'conflict',
			'find create pause 1 find',
		],
		['that is not allowed asks for nobody', { answers: [fault('notAllowed')] }, 'notAllowed', 'find create'],
		[
			'that is refused looks who has the key',
			{ answers: [fault('rejected')], finds: [undefined, OURS] },
			'conflict',
			'find create find',
		],
		['reads again what is not as sent', { reads: [cut, OURS] }, 'created', 'find create read n pause 1 read n'],
		['tells what is not stored', { reads: [cut] }, 'notStored achternaam', 'find create read n pause 1 read n'],
		[
			'whose key has another form',
			{ reads: [rekeyed] },
			'notStored externId',
			'find create read n find pause 1 find pause 2 find',
		],
		[
			'that is sent twice',
			{ answers: [{ kind: 'uncertain' }, { kind: 'accepted', id: 'n' }] },
			'created',
			'find create find pause 1 find pause 2 find prove create find pause 1 find pause 2 find read n',
		],
		[
			'that may still be under way is not',
			{ answers: [{ kind: 'uncertain', late: true }] },
			'unknownOutcome',
			'find create find pause 1 find pause 2 find',
		],
		[
			'whose look-ups are not proven is not',
			{ answers: [{ kind: 'uncertain' }], proof: fault('unexpectedAnswer') },
			'unknownOutcome',
			'find create find pause 1 find pause 2 find prove',
		],
		[
			'that found nobody before for sure or not',
			{ answers: [{ kind: 'uncertain' }], finds: [fault('rejected'), OURS] },
			'unknownOutcome',
			'find create find read n',
		],
		[
			'takes the ID of the record in the answer',
			{ answers: [{ kind: 'accepted', id: 'x', record: OURS }] },
			'created',
			'find create read n',
		],
		[
			'takes the ID beside a record without one',
			{ answers: [{ kind: 'accepted', id: 'n', record: rawRecord('{}') }] },
			'created',
			'find create read n',
		],
	])('%s', async (_, given, told, log) => {
		const port = script(given);
		const end = await ended(createRecord(port, request));
		expect(
			end instanceof Fault
				? [end.reason, ...end.fields].slice(0, end.reason === 'notStored' ? 2 : 1).join(' ')
				: end.outcome,
		).toBe(told);
		expect(port.log.join(' ')).toBe(log);
	});

	it('that is not to be compared is told as it is', async () => {
		const port = script({ reads: [cut] });
		expect(await createRecord(port, { ...request, verify: false })).toMatchObject({
			outcome: 'created',
			verified: false,
			storedDifferentlyFields: [],
		});
	});
});

describe('Create or Update', () => {
	const update = {
		...settling(),
		changes: list({ achternaam: 'Een' }),
		expected: KEY,
		dryRun: false,
		rereadBeforeWrite: false,
	};

	const upsert = async (given: Partial<Script>, dryRun = false) => {
		const port = script(given);
		const locked: string[] = [];
		const alone = async <R,>(id: string, work: () => Promise<R>) => (locked.push(id), await work());
		const end = await ended(upsertRecord(port, KEY, { ...request, dryRun }, { ...update, dryRun }, alone));
		return { told: end instanceof Fault ? end.reason : end.outcome, end, log: port.log.join(' '), locked };
	};

	it.each<[string, Partial<Script>, told: string, log: string]>([
		['updates whom it finds', { finds: [OURS] }, 'unchanged', 'find read n'],
		['creates whom it does not find, and looks nobody up again', {}, 'created', 'find prove create read n'],
		[
			'notes that the first one with a key is found',
			{ proof: 'scanned', finds: [undefined, OURS] },
			'created',
			'find prove create read n find note true',
		],
		[
			'notes that it is found a little later',
			{ proof: 'scanned', finds: [undefined, undefined, fault('unavailable'), OURS] },
			'created',
			'find prove create read n find pause 1 find pause 2 find note true',
		],
		[
			'notes that it is not found',
			{ proof: 'scanned' },
			'created',
			'find prove create read n find pause 1 find pause 2 find note false',
		],
		[
			'creates nobody while look-ups cannot be believed',
			{ proof: fault('unexpectedAnswer') },
			'unexpectedAnswer',
			'find prove',
		],
		[
			'updates who came in between',
			{ answers: [{ kind: 'stale', fault: fault('conflict') }], finds: [undefined, OURS] },
			'unchanged',
			'find prove create find find read n',
		],
		[
			'updates who came in between, told as a mistake',
			{ answers: [fault('rejected')], finds: [undefined, undefined, OURS] },
			'unchanged',
			'find prove create find find read n',
		],
		['tells a refusal when nobody came', { answers: [fault('rejected')] }, 'rejected', 'find prove create find find'],
		[
			'tells a refusal when the look-up fails',
			{ answers: [fault('rejected')], finds: [undefined, undefined, fault('unavailable')] },
			'rejected',
			'find prove create find find',
		],
		['asks for nobody after another failure', { answers: [fault('notAllowed')] }, 'notAllowed', 'find prove create'],
	])('%s', async (_, given, told, log) => {
		const end = await upsert(given);
		expect([end.told, end.log]).toEqual([told, log]);
		expect(end.locked).toEqual(told === 'unchanged' ? ['n'] : []);
	});

	it('notes nothing when nothing was created', async () => {
		expect((await upsert({ proof: 'scanned' }, true)).log).toBe('find prove');
	});

	it('updates only the person that was found', async () => {
		const other = rawRecord(JSON.stringify({ id: 'm', ...WISH }));
		expect((await upsert({ finds: [OURS], reads: [other] })).end).toMatchObject({
			reason: 'identityMismatch',
			fields: ['personId'],
		});
	});

	it('says that who is there may be ours, when its update fails after a creation without an answer', async () => {
		const twin = rawRecord(JSON.stringify({ id: 'n', ...KEY, achternaam: 'Twee' }));
		const answers = [{ kind: 'uncertain' as const }];
		const given = { answers, finds: [undefined, twin], reads: [twin, fault('unavailable')] };
		expect(await upsert(given)).toMatchObject({ told: 'unknownOutcome', end: { details: KEY } });
		const clear = {
			answers: [{ kind: 'stale' as const, fault: fault('conflict') }],
			finds: [undefined, OURS],
			reads: [fault('unavailable')],
		};
		expect((await upsert(clear)).told).toBe('unavailable');
	});
});
