import type { RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { Sent, Settling } from '../../../nodes/Coachview/domain/write/sent.ts';
import { settleLanded } from '../../../nodes/Coachview/domain/write/settle.ts';
import { at, BASE, ended, now, proven, Reads, sentOf, settling, START, told } from './settleStage.mts';

/** Judges a write without an answer whose values the first read shows; a second look shows the second record. */
async function landed(
	first: RawRecord,
	second = first,
	more: Partial<Settling> = {},
	base = BASE,
	unclear: Sent[] = [],
) {
	const request = settling(more);
	proven(request);
	return told(await ended(settleLanded(new Reads(second), request, sentOf(base, { tel1: '2' }), first, unclear)));
}

it.each<[string, first: RawRecord, second: RawRecord, Partial<Settling>, string]>([
	['all as it was', now({}), now({}), {}, 'updated tel1 read'],
	['not to be compared', now({}), now({}), { verify: false }, 'updated tel1'],
	['another field is another one', now({ kaart: 'b' }), now({ kaart: 'b' }), {}, 'updated tel1 read not kaart'],
	['another field is empty', now({ kaart: null }), now({ kaart: null }), {}, 'lost kaart'],
	[
		'the same, and somebody else has written',
		now({ kaart: null }, 3),
		now({ kaart: null }, 3),
		{},
		'updated tel1 read overlap not kaart',
	],
	[
		'its value is another one at the second look',
		now({ kaart: 'b' }),
		now({ kaart: 'b', tel1: '9' }, 3),
		{},
		'updated tel1 read overlap not kaart not tel1',
	],
])('landed: %s', async (_, first, second, more, words) => {
	expect(await landed(first, second, more)).toBe(words);
});

it('another one lands at the second look, and what it undid is told', async () => {
	const unclear = [sentOf(at(0, { ...START, kaart: 'c' }), { tel1: '2' })];
	const [first, second] = [now({ tel2: null, kaart: 'b' }), now({ tel2: null, kaart: 'c' }, 3)];
	expect(await landed(first, second, {}, BASE, unclear)).toBe('undone kaart "b" "c"');
});

it('a free field has come back turned round', async () => {
	const known = { ...settling().known, free: new Set(['vrij']) };
	const base = at(1, { ...START, vrij: '03-04-2027' });
	const turned = now({ vrij: '04-03-2027' });
	expect(await landed(turned, turned, { known }, base)).toBe('lost vrij');
	expect(await landed(turned, turned, {}, base)).toBe('updated tel1 read not vrij');
});
