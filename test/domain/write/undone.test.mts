import { undoneBy } from '../../../nodes/Coachview/domain/write/sent.ts';
import { updateRecord } from '../../../nodes/Coachview/domain/write/update.ts';
import type { WriteAnswer } from '../../../nodes/Coachview/domain/write/port.ts';
import { fault } from './creationScript.mts';
import { at, ended, list, Reads, sentOf, settling } from './settleStage.mts';

describe('a late write takes back what a later look had shown', () => {
	const BASE = at(1, { tel1: '1', tel2: '5', som: 'a', adres: { plaats: 'Oss', adres1: 'x' } });
	const late = sentOf(BASE, { tel1: '2' });
	const seen = (members: object) => at(2, { ...(JSON.parse(BASE.text) as object), ...members });
	const landed = at(3, { ...(JSON.parse(BASE.text) as object), tel1: '2' });
	const back = (members: object, request = settling(), changes = list({})) =>
		undoneBy([late], seen(members), landed, request, changes)?.restore.map(({ path, json, left }) => [
			path.join('.'),
			json,
			left,
		]);

	it('which is put back, empty values as well', () => {
		expect(back({ tel2: '6' })).toEqual([['tel2', '"6"', '"5"']]);
		expect(back({ tel2: null })).toEqual([['tel2', 'null', '"5"']]);
		expect(back({ adres: { plaats: 'Ede', adres1: 'x' } })).toEqual([['adres.plaats', '"Ede"', '"Oss"']]);
	});

	it('but not what it was to change itself, what nobody had changed, and what Coachview keeps or works out by itself', () => {
		expect(back({})).toBeUndefined();
		expect(back({ tel1: '7' })).toBeUndefined();
		expect(back({ som: 'b' }, settling({}, { calculated: new Set(['som']) }))).toBeUndefined();
		expect(back({ som: 'b' }, settling({ readOnly: ['auditTrail', 'som'] }))).toBeUndefined();
		expect(back({ som: 'b' })).toHaveLength(1);
	});

	it('nor what was written since, nor what the user’s value overwrites in any case', () => {
		expect(back({ tel2: '6' }, settling(), list({ tel2: '6' }))).toBeUndefined();
		const changes = list({ tel2: '8' });
		expect(back({ tel2: '6' }, settling({ changes }))).toBeUndefined();
		expect(back({ tel2: '6' }, settling({ changes, policy: 'onlyIfEmpty' }))).toHaveLength(1);
		const other = list({ 'adres.adres1': 'y' });
		expect(back({ adres: { plaats: 'Ede', adres1: 'x' } }, settling(), other)).toHaveLength(1);
	});

	it('and an empty value in another form is nothing that it took back', () => {
		const empty = sentOf(at(1, { tel1: '1', tel2: null }), { tel1: '2' });
		expect(
			undoneBy([empty], at(2, { tel1: '1', tel2: '' }), at(3, { tel1: '2', tel2: null }), settling()),
		).toBeUndefined();
		expect(undoneBy([], seen({ tel2: '6' }), landed, settling())).toBeUndefined();
	});
});

describe('the waits of an update', () => {
	const trouble = { seconds: 3 };
	const busy: WriteAnswer = { kind: 'undelivered', fault: fault('unavailable'), trouble };
	const unclear: WriteAnswer = { kind: 'uncertain' };
	const again: WriteAnswer = { kind: 'again', fault: fault('rejected') };

	it.each<[string, WriteAnswer[], waits: unknown[]]>([
		[
			'grow while Coachview takes no requests',
			[busy, busy, busy],
			[
				[1, trouble],
				[2, trouble],
				[3, trouble],
			],
		],
		[
			'grow with writes that had no clear answer',
			[unclear, unclear, unclear],
			[
				[1, undefined],
				[2, undefined],
				[3, undefined],
			],
		],
		[
			'of the two kinds are counted apart',
			[busy, unclear, busy],
			[
				[1, trouble],
				[1, undefined],
				[2, trouble],
			],
		],
		['are none before another form', [again], []],
	])('%s', async (_, answers, waits) => {
		const waited: unknown[] = [];
		const port = Object.assign(new Reads(at(1, { tel1: '1' })), {
			write: async () => {
				const answer = answers.shift();
				if (!answer) throw fault('notAllowed');
				return answer;
			},
			pause: async (...given: unknown[]) => (waited.push(given.length > 1 ? given : [...given, undefined]), true),
		});
		const request = {
			...settling({ changes: list({ tel1: '2' }) }),
			expected: {},
			dryRun: false,
			rereadBeforeWrite: false,
		};
		await ended(updateRecord(port, request));
		expect(waited).toEqual(waits);
	});
});
