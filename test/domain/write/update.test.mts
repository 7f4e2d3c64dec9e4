import { person } from '../../../nodes/Coachview/entities/person';
import type { Change } from '../../../nodes/Coachview/domain/json/edit';
import { asFault, type Fault } from '../../../nodes/Coachview/domain/fault';
import { updateRecord, type UpdateRequest } from '../../../nodes/Coachview/domain/write/update';
import type { WriteResult } from '../../../nodes/Coachview/domain/write/result';
import { Trust } from '../../../nodes/Coachview/domain/write/trust';
import { MemoryCoachview, personPort, type Edit, type Fate, type Json, type Manners } from '../../harness/memory.mts';

const ID = 'p1';
const START = {
	externId: '1001',
	externSource: 'HR',
	voornaam: 'Sanne',
	titel: null,
	tel1: '1',
	tel2: '5',
	email1: 'a@b.nl',
	opmerking: null,
	geheim: 'x',
	lijst: ['a', 'b'],
	adres: { adres1: 'Markt 1', plaats: null },
};

interface Scene {
	manners?: Partial<Manners>;
	fates?: Fate[];
	edits?: Array<[at: number, name: string, value: Json]>;
	waits?: number;
	wish?: { [name: string]: Json };
	request?: Partial<UpdateRequest>;
	trust?: Trust;
	start?: object;
}

interface End {
	result?: WriteResult;
	fault?: Fault;
	memory: MemoryCoachview;
	/** Verbs of the requests. */
	puts: number;
}

const list = (wish: { [name: string]: Json }): Change[] =>
	Object.entries(wish).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));

async function play({
	manners,
	fates = [],
	edits = [],
	waits = 6,
	wish = { tel1: '2' },
	request,
	trust = new Trust(),
	start = START,
}: Scene): Promise<End> {
	const memory = new MemoryCoachview(manners);
	memory.add(ID, start as never);
	memory.waits = waits;
	memory.plan(
		fates,
		edits.map(([at, name, value]): Edit => ({ at, id: ID, path: name.split('.'), value })),
	);
	const known = { trust, nullsNeeded: new Set<string>(), calculated: new Set<string>() };
	const whole: UpdateRequest = {
		entity: person,
		changes: list(wish),
		policy: 'overwrite',
		expected: { externId: '1001' },
		readOnly: ['auditTrail'],
		dryRun: false,
		verify: true,
		rereadBeforeWrite: false,
		known,
		...request,
	};
	const end = await updateRecord(personPort(memory, ID), whole).then(
		(result) => ({ result }),
		(error: unknown) => ({ fault: asFault(error) }),
	);
	return { ...end, memory, puts: memory.writes.length };
}

const late = (after: number): Fate => ({ kind: 'late', after });
const lost: Fate = { kind: 'lost' };
const unclear: Fate = { kind: 'takenUnclear' };
const busy: Fate = { kind: 'busy' };
const clash: Fate = { kind: 'conflict' };
const again: Fate = { kind: 'again' };
const refused: Fate = { kind: 'refused' };

// With everything that a receipt says of it: outcome, changed fields, what it was verified by; or the reason of the fault.
describe('what happens and what is told', () => {
	it.each<[string, Scene, string, number]>([
		['all is well', {}, 'updated tel1 by read', 1],
		['nothing to do', { wish: { tel1: '1' } }, 'unchanged by read', 0],
		['nothing given', { wish: {}, request: { emptyFields: ['Phone'] } }, 'nothingGiven unverified, empty Phone', 0],
		['nothing asked for', { wish: {} }, 'unchanged by read', 0],
		['some had no value', { request: { emptyFields: ['Title'] } }, 'updated tel1 by read', 1],
		['a dry run', { request: { dryRun: true } }, 'dryRun tel1 unverified', 0],
		[
			'a dry run under Only If Empty',
			{ wish: { tel1: '2', titel: 'dr.' }, request: { dryRun: true, policy: 'onlyIfEmpty' } },
			'dryRun titel, kept tel1 unverified',
			0,
		],
		['only if empty: filled', { request: { policy: 'onlyIfEmpty' } }, 'conflict, kept tel1 by read', 0],
		[
			'only if empty: one of two',
			{ wish: { tel1: '2', titel: 'dr.' }, request: { policy: 'onlyIfEmpty' } },
			'updated titel, kept tel1 by read',
			1,
		],
		['fail if different', { request: { policy: 'failIfDifferent' } }, 'conflict: tel1', 0],
		['not verified', { request: { verify: false } }, 'updated tel1 unverified', 1],
		['another person', { request: { expected: { externId: '1002' } } }, 'identityMismatch: externId', 0],
		[
			'an equal form',
			{ manners: { forms: 'normalised' }, wish: { email1: 'Sanne@B.nl' } },
			'storedDifferently email1 by read, otherwise email1',
			1,
		],
		['a value is cut', { manners: { forms: 'cut' }, wish: { opmerking: 'x'.repeat(30) } }, 'notStored: opmerking', 1],
		['a refusal', { fates: [refused] }, 'rejected', 1],
		[
			'a field vanishes',
			{ manners: { forms: 'cut' }, start: { ...START, opmerking: 'x'.repeat(30) } },
			'lost: opmerking',
			1,
		],
		[
			'hidden and asked for',
			{ manners: { hides: ['geheim'] }, wish: { geheim: 'y' } },
			'updated geheim by read, unverified geheim',
			1,
		],
		[
			'hidden under Only If Empty',
			{ manners: { hides: ['geheim'] }, wish: { geheim: 'y' }, request: { policy: 'onlyIfEmpty' } },
			'conflict, kept geheim by read',
			0,
		],
		[
			'empty under Only If Empty',
			{ wish: { leeg: 'y' }, start: { ...START, leeg: null }, request: { policy: 'onlyIfEmpty' } },
			'updated leeg by read',
			1,
		],
		['no answer, not stored', { fates: [lost] }, 'updated tel1 by read', 2],
		['no answer, stored', { fates: [unclear] }, 'updated tel1 by read', 1],
		['no answer, stored, not verified', { fates: [unclear], request: { verify: false } }, 'updated tel1 unverified', 1],
		['no answer, lands during the wait', { fates: [late(2)] }, 'updated tel1 by read', 1],
		['no answer three times', { fates: [lost, lost, lost] }, 'unavailable', 3],
		['no answer three times, one may land', { fates: [lost, late(90), lost] }, 'unknownOutcome', 3],
		['the last one is stored', { fates: [lost, lost, unclear] }, 'updated tel1 by read', 3],
		['no answer and then a refusal', { fates: [lost, refused] }, 'unknownOutcome', 2],
		['no answer and then too busy', { fates: [lost, busy], waits: 1 }, 'unknownOutcome', 2],
		['busy, and then not', { fates: [busy, busy] }, 'updated tel1 by read', 3],
		['busy for too long', { fates: [busy, busy, busy], waits: 2 }, 'unavailable', 3],
		['busy for ever', { fates: Array.from({ length: 40 }, () => busy), waits: 40 }, 'unavailable', 12],
		['another form is wanted', { fates: [again] }, 'updated tel1 by read', 2],
		['a clash while nothing moves', { fates: [clash] }, 'conflict', 1],
		['a key in use', { fates: [clash], wish: { externId: '7' } }, 'conflict: externId', 1],
		['a clash after an edit', { fates: [clash], edits: [[2, 'tel2', '6']] }, 'updated tel1 by read', 2],
		[
			'a clash after each of three edits',
			{
				fates: [clash, clash, clash],
				edits: [
					[2, 'tel2', '6'],
					[9, 'tel2', '7'],
					[16, 'tel2', '8'],
				],
			},
			'concurrentChange',
			3,
		],
		[
			'read again: an edit',
			{ request: { rereadBeforeWrite: true }, edits: [[2, 'tel2', '6']] },
			'updated tel1 by read',
			1,
		],
		[
			'read again: three edits',
			{
				request: { rereadBeforeWrite: true },
				edits: [
					[2, 'tel2', '6'],
					[3, 'tel2', '7'],
					[4, 'tel2', '8'],
				],
			},
			'concurrentChange',
			0,
		],
		['the value comes by itself while busy', { fates: [busy], edits: [[3, 'tel1', '2']] }, 'unchanged by read', 1],
		[
			'somebody fills it while busy',
			{ fates: [busy], start: { ...START, tel1: null }, edits: [[3, 'tel1', '3']], request: { policy: 'onlyIfEmpty' } },
			'conflict, kept tel1 by read',
			1,
		],
		[
			'somebody fills it after an unclear write',
			{ fates: [lost], start: { ...START, tel1: null }, edits: [[3, 'tel1', '3']], request: { policy: 'onlyIfEmpty' } },
			'unknownOutcome: tel1',
			1,
		],
		[
			'it differs after an unclear write',
			{
				fates: [lost],
				start: { ...START, tel1: null },
				edits: [[3, 'tel1', '3']],
				request: { policy: 'failIfDifferent' },
			},
			'unknownOutcome: tel1',
			1,
		],
		[
			'another person after an unclear write',
			{ fates: [lost], edits: [[3, 'externId', '9']] },
			'unknownOutcome: externId',
			1,
		],
		['reads lag behind', { manners: { lag: 1 } }, 'updated tel1 by read', 1],
		['reads lag far behind', { manners: { lag: 4 } }, 'updated tel1 by read', 1],
		['reads never show it', { manners: { lag: 90 } }, 'notStored: tel1', 1],
		['the value is taken away right afterwards', { edits: [[3, 'tel1', '9']] }, 'concurrentChange: tel1', 1],
		[
			'another one is changed right afterwards',
			{ edits: [[3, 'tel2', '9']] },
			'updated tel1 by read, unverified tel2',
			1,
		],
		['the same, and no version numbers', { manners: { etag: 'none' }, edits: [[3, 'tel2', '9']] }, 'lost: tel2', 1],
		['the same, and no answer', { manners: { answer: 'none' }, edits: [[3, 'tel2', '9']] }, 'lost: tel2', 1],
		['an old answer', { manners: { answer: 'old' } }, 'updated tel1 by read', 1],
		['an echo', { manners: { answer: 'echo' } }, 'updated tel1 by read', 1],
		[
			'taken away, written again',
			{ edits: [[3, 'tel1', '1']], request: { writesAgain: true } },
			'updated tel1 by read, overlap',
			2,
		],
		['taken away, and not to be written again', { edits: [[3, 'tel1', '1']] }, 'concurrentChange: tel1', 1],
		[
			'another value afterwards stays',
			{ edits: [[3, 'tel1', '9']], request: { writesAgain: true } },
			'concurrentChange: tel1',
			1,
		],
	])('%s', async (_, scene, told, puts) => {
		const end = await play(scene);
		expect([tale(end), end.puts]).toEqual([told, puts]);
		expect(end.memory.complaints).toEqual([]);
	});
});

function tale({ result, fault }: End): string {
	if (fault) return [fault.reason, fault.fields.join(', ')].filter(Boolean).join(': ');
	const {
		outcome,
		changedFields,
		keptFields,
		verified,
		storedDifferentlyFields,
		unverifiedFields,
		emptyFields,
		overlap,
	} = result as WriteResult;
	const kept = keptFields.length > 0 ? `, kept ${keptFields.join(', ')}` : '';
	const tail = [
		storedDifferentlyFields.length > 0 && `otherwise ${storedDifferentlyFields.join(', ')}`,
		unverifiedFields.length > 0 && `unverified ${unverifiedFields.join(', ')}`,
		emptyFields.length > 0 && `empty ${emptyFields.join(', ')}`,
		overlap && 'overlap',
	].filter(Boolean);
	return [
		`${outcome}${changedFields.length > 0 ? ` ${changedFields.join(', ')}` : ''}${kept} ${verified ? `by ${verified}` : 'unverified'}`.replace(
			' , kept',
			', kept',
		),
		...tail,
	]
		.join(', ')
		.replace(`${outcome}, kept`, `${outcome}, kept`);
}

describe('what is sent', () => {
	const bodies = async (scene: Scene) => (await play(scene)).memory.writes.map(({ body }) => body);

	it('is the record with the change; nulls that nobody asked for and what Coachview keeps stay out', async () => {
		expect(await bodies({})).toEqual(
			[{ ...START, id: ID, tel1: '2', titel: undefined, opmerking: undefined }].map((one) =>
				JSON.parse(JSON.stringify(one)),
			),
		);
	});

	it('holds a null that was asked for, or that this Coachview wants', async () => {
		expect((await bodies({ wish: { tel1: null, titel: null } }))[0]).toMatchObject({ tel1: null });
		const known = { trust: new Trust(), nullsNeeded: new Set(['titel']), calculated: new Set<string>() };
		const [body] = await bodies({ request: { known } });
		expect(body).toMatchObject({ titel: null });
		expect(body).not.toHaveProperty('opmerking');
	});

	it('is made anew from what is there after a wait', async () => {
		expect((await bodies({ fates: [busy], edits: [[3, 'tel2', '6']] })).map(({ tel2 }) => tel2)).toEqual(['5', '6']);
		expect((await bodies({ fates: [lost], edits: [[3, 'tel2', '6']] })).map(({ tel2 }) => tel2)).toEqual(['5', '6']);
		expect((await bodies({ fates: [again], edits: [[3, 'tel2', '6']] })).map(({ tel2 }) => tel2)).toEqual(['5', '6']);
	});
});

describe('a write of our own that lands late', () => {
	it('after the next one: what it undid is put back', async () => {
		const { result, memory } = await play({ fates: [late(6)], edits: [[4, 'tel2', '6']] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '6' });
		expect(result).toMatchObject({ outcome: 'updated', changedFields: ['tel1'], unverifiedFields: [] });
	});

	it('and makes what somebody had cleared come back: it is cleared again', async () => {
		const { memory } = await play({ fates: [late(6)], edits: [[4, 'tel2', null]] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: null });
	});

	it('during the wait after another one: the same', async () => {
		const { result, memory } = await play({ fates: [late(9), lost], edits: [[4, 'tel2', '6']] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '6' });
		expect(result).toMatchObject({ outcome: 'updated', changedFields: ['tel1'] });
	});

	it('at the very last look: the same', async () => {
		const { result, memory } = await play({ fates: [late(6), lost, lost], edits: [[4, 'tel2', '6']], waits: 1 });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '6' });
		expect(result).toMatchObject({ outcome: 'updated', changedFields: ['tel1'] });
	});

	it('what somebody decides on after that stays', async () => {
		const { memory } = await play({
			fates: [late(6), clash],
			edits: [
				[4, 'tel2', '6'],
				[11, 'tel2', '7'],
			],
		});
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '7' });
	});

	it('a value of our own that overwrites theirs is not put back', async () => {
		const { memory } = await play({ fates: [late(6)], wish: { tel1: '2', tel2: '5' }, edits: [[4, 'tel2', '6']] });
		expect(memory.current(ID)).toMatchObject({ tel1: '2', tel2: '5' });
	});

	it('and a restoring write that is refused is not told as nothing', async () => {
		const { fault } = await play({ fates: [late(6), { kind: 'taken' }, refused], edits: [[4, 'tel2', '6']] });
		expect(fault).toMatchObject({ reason: 'unknownOutcome' });
	});
});

it('an answer is believed after the first one has agreed with a read', async () => {
	const trust = new Trust();
	expect((await play({ trust })).result).toMatchObject({ verified: 'read' });
	const second = await play({ trust });
	expect(second.result).toMatchObject({ verified: 'answer', outcome: 'updated' });
	expect(second.memory.requests).toBe(2);
	expect((await play({ trust, wish: { opmerking: 'x'.repeat(60) } })).result).toMatchObject({ verified: 'read' });
	expect((await play({ trust, fates: [lost] })).result).toMatchObject({ verified: 'read' });
});

it('an answer that shows that a value was not stored is looked at again', async () => {
	const trust = new Trust();
	await play({ trust, manners: { forms: 'cut' } });
	expect((await play({ trust, manners: { forms: 'cut' }, wish: { opmerking: 'x'.repeat(30) } })).fault).toMatchObject({
		reason: 'notStored',
		fields: ['opmerking'],
	});
});

it('a step of the version number that is larger than usual is told', async () => {
	const memory = new MemoryCoachview();
	memory.add(ID, START);
	const known = { trust: new Trust(), nullsNeeded: new Set<string>(), calculated: new Set<string>() };
	const update = async (tel1: string) =>
		(
			await updateRecord(personPort(memory, ID), {
				entity: person,
				changes: list({ tel1 }),
				policy: 'overwrite',
				expected: {},
				readOnly: ['auditTrail'],
				dryRun: false,
				verify: true,
				rereadBeforeWrite: false,
				known,
			})
		).overlap;
	expect([await update('2'), await update('3'), await update('4')]).toEqual([false, false, false]);
	memory.plan([], [{ at: 2, id: ID, path: ['tel2'], value: '9' }]);
	expect(await update('5')).toBe(true);
	expect(await update('6')).toBe(false);
	memory.plan([{ kind: 'takenUnclear' }], [{ at: 2, id: ID, path: ['tel2'], value: '8' }]);
	expect(await update('7')).toBe(true);
});

it('the result carries the record as it was before and as it is', async () => {
	const { result } = await play({});
	expect([JSON.parse(result?.before?.text ?? ''), JSON.parse(result?.record.text ?? '')]).toMatchObject([
		{ tel1: '1' },
		{ tel1: '2' },
	]);
	expect(result?.keys).toEqual({ id: ID, externId: '1001', externSource: 'HR' });
	expect((await play({ wish: { tel1: '1' } })).result?.before).toBeUndefined();
});

it.each<[Scene, string]>([
	[{ fates: [lost, lost, lost] }, 'did not store it'],
	[{ fates: [late(90), lost, lost] }, 'may still be stored'],
	[{ fates: [lost, refused] }, 'A first attempt to write the change got no clear answer'],
	[
		{
			request: { rereadBeforeWrite: true },
			edits: [
				[2, 'tel2', '6'],
				[3, 'tel2', '7'],
				[4, 'tel2', '8'],
			],
		},
		'changed by somebody else each time',
	],
	[{ fates: [clash], wish: { externId: '7' } }, 'another person may have this External ID'],
])('%j: the fault says that %s, with the ids and without values', async (scene, words) => {
	const { fault } = await play(scene);
	expect(fault?.message).toContain(words);
	expect(`${fault?.message} ${fault?.advice}`).not.toMatch(/Sanne|a@b/);
});

it('a step that is told to write again gives up when it is undone each time', async () => {
	const edits = Array.from({ length: 60 }, (_, moment): [number, string, Json] => [moment + 3, 'tel1', '1']);
	const { fault, puts } = await play({ edits, request: { writesAgain: true }, waits: 60 });
	expect([fault?.reason, puts]).toEqual(['concurrentChange', 4]);
	expect(fault?.message).toContain('each time somebody else put the old values back');
});
