import { busy, again, clash, late, lost, play, refused, START, tale, unclear, type Scene } from './updateStage.mts';

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
