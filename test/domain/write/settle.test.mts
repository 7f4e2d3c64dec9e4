import type { RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import type { Sent, Settling } from '../../../nodes/Coachview/domain/write/sent.ts';
import { settleAccepted } from '../../../nodes/Coachview/domain/write/settle.ts';
import { at, BASE, ended, list, now, proven, Reads, sentOf, settling, START, told } from './settleStage.mts';

interface Given {
	answer?: RawRecord;
	reads: RawRecord[];
	base?: RawRecord;
	wish?: object;
	request?: Partial<Settling>;
	earlier?: Sent[];
	prepare?: (request: Settling) => void;
}

async function accepted({ answer, reads, base = BASE, wish = { tel1: '2' }, request, earlier = [], prepare }: Given) {
	const port = new Reads(...reads);
	const whole = settling(request);
	prepare?.(whole);
	const end = await ended(settleAccepted(port, whole, sentOf(base, wish), answer, earlier));
	return { end, told: told(end), reads: port.log.filter((word) => word === 'read').length, request: whole };
}

const again = { writesAgain: true };

it.each<[string, Given, told: string, reads: number]>([
	['not to be compared', { reads: [], answer: now({}), request: { verify: false } }, 'updated tel1', 0],
	['the first answer', { reads: [now({})], answer: now({}) }, 'updated tel1 read', 1],
	['a proven answer', { reads: [], answer: now({}), prepare: proven }, 'updated tel1 answer', 0],
	[
		'a proven answer that shows a loss',
		{ reads: [now({})], answer: now({ kaart: 'b' }), prepare: proven },
		'updated tel1 read',
		1,
	],
	[
		'a proven answer, and a member called read-only that is empty now',
		{
			reads: [now({ kaart: null })],
			answer: now({ kaart: null }),
			prepare: proven,
			request: { readOnly: ['auditTrail', 'kaart'] },
		},
		'lost kaart',
		2,
	],
	[
		'a proven answer while an earlier write may land',
		{ reads: [now({})], answer: now({}), prepare: proven, earlier: [sentOf(BASE, { tel2: '5' })] },
		'updated tel1 read',
		1,
	],
	['a step of two in the answer', { reads: [], answer: now({}, 3), prepare: proven }, 'updated tel1 answer overlap', 0],
	[
		'no answer, and a step of two in the read',
		{ reads: [now({}, 3)], prepare: proven },
		'updated tel1 read overlap',
		1,
	],
	['another form', { reads: [now({ tel1: '0-2' })], wish: { tel1: '02' } }, 'storedDifferently tel1 read form tel1', 1],
	['not stored', { reads: [now({ tel1: '1' })] }, 'notStored tel1', 4],
	['another field lost', { reads: [now({ kaart: null })] }, 'lost kaart', 2],
	['lost, although the answer showed it', { reads: [now({ kaart: null })], answer: now({}) }, 'lost kaart', 2],
	[
		'somebody wrote right after the answer',
		{ reads: [now({ kaart: 'b' }, 3)], answer: now({}) },
		'updated tel1 read not kaart',
		2,
	],
	['and took it away', { reads: [now({ tel1: '9' }, 3)], answer: now({}) }, 'concurrentChange tel1', 4],
	['the old state for ever', { reads: [BASE], answer: now({}) }, 'notStored tel1', 4],
	['and put the old one back', { reads: [now({ tel1: '1' }, 3)], answer: now({}) }, 'concurrentChange tel1', 4],
	[
		'the same, to be written again',
		{ reads: [now({ tel1: '1' }, 3)], answer: now({}), request: again },
		'by others (concurrentChange), beside ',
		4,
	],
	[
		'the same, beside another edit',
		{ reads: [now({ tel1: '1', kaart: 'b' }, 3)], answer: now({}), request: again },
		'by others (concurrentChange), beside kaart',
		2,
	],
	[
		'a third value, to be written again',
		{ reads: [now({ tel1: '9' }, 3)], answer: now({}), request: again },
		'concurrentChange tel1',
		4,
	],
	[
		'one of two put back, the other with a third value',
		{
			reads: [now({ tel1: '1', tel2: '9' }, 3)],
			answer: now({ tel2: '6' }),
			wish: { tel1: '2', tel2: '6' },
			request: again,
		},
		'concurrentChange tel1,tel2',
		4,
	],
	[
		'no answer, and the old value there',
		{ reads: [now({ tel1: '1' })], request: again },
		'by others (notStored), beside ',
		4,
	],
	[
		'no answer, the old value, and something emptied',
		{ reads: [now({ tel1: '1', kaart: null })], request: again },
		'lost kaart',
		2,
	],
	[
		'no answer, the old value, and something edited',
		{ reads: [now({ tel1: '1', kaart: 'b' })], request: again },
		'by others (lost), beside kaart',
		2,
	],
	[
		'an answer that says that it was not stored',
		{ reads: [now({ tel1: '1' })], answer: now({ tel1: '1' }), request: again },
		'notStored tel1',
		4,
	],
	[
		'an answer without a version, and the old value',
		{ reads: [now({ tel1: '1' }, null)], base: at(null, START), answer: now({}, null), request: again },
		'by others (notStored), beside ',
		4,
	],
	['a loss beside the value, to be written again', { reads: [now({ kaart: 'b' })], request: again }, 'lost kaart', 2],
	[
		'no answer, and a step of two while it was taken away',
		{ reads: [now({ tel1: '9' }, 3)], prepare: proven },
		'concurrentChange tel1',
		4,
	],
])('accepted: %s', async (_, given, words, reads) => {
	const end = await accepted(given);
	expect([end.told, end.reads]).toEqual([words, reads]);
});

it('the result has the record that was compared, and the one of before', async () => {
	const answer = now({});
	expect((await accepted({ reads: [], answer, request: { verify: false } })).end).toMatchObject({
		record: answer,
		before: BASE,
		verified: false,
		overlap: false,
	});
	expect((await accepted({ reads: [], request: { verify: false } })).end).toMatchObject({
		record: BASE,
		verified: false,
	});
});

it('only a form that was compared teaches how this Coachview stores', async () => {
	const form = { reads: [now({ tel1: '0-2' })], wish: { tel1: '02' } };
	expect([...(await accepted(form)).request.known.trust.reformats]).toEqual(['tel1']);
	const blind = await accepted({ ...form, answer: now({ tel1: '0-2' }), request: { verify: false } });
	expect([blind.told, blind.request.known.trust.reformats.size]).toEqual(['updated tel1', 0]);
	const equal = await accepted({ reads: [at(2, { ...START, email1: 'a@b.nl' })], wish: { email1: 'A@b.nl' } });
	expect([equal.told, equal.request.known.trust.reformats.size]).toEqual([
		'storedDifferently email1 read form email1',
		0,
	]);
});

it('an earlier write that has landed after this one is told with what it has undone', async () => {
	const seen = at(2, { ...START, tel2: '6' });
	const earlier = [sentOf(BASE, { tel1: '3' })];
	const end = await accepted({ reads: [at(4, { ...START, tel1: '3' })], base: seen, wish: { kaart: 'c' }, earlier });
	expect(end.told).toBe('undone tel2 "6" "5"');
});

it('free fields that came back turned round are named, and remembered', async () => {
	const given = { base: at(1, { ...START, vrij: '03-04-2027' }), reads: [now({ vrij: '04-03-2027' })] };
	const request = { known: { ...settling().known, free: new Set(['vrij']) } };
	const end = await accepted({ ...given, request });
	expect(end.told).toBe('lost vrij');
	expect(String((end.end as Fault).message)).toMatch(/: vrij$/);
	expect((end.end as Fault).details).toMatchObject({ personId: 'p' });
	expect([...request.known.trust.turned]).toEqual(['vrij']);
	expect((await accepted(given)).request.known.trust.turned.size).toBe(0);
});

it('what was asked for is what the receipt names, with fields that keep their value', async () => {
	const sent = { ...sentOf(BASE, { tel1: '2' }), selection: { changes: list({ tel1: '2' }), kept: ['titel'] } };
	const end = await ended(settleAccepted(new Reads(now({})), settling(), sent, undefined, []));
	expect(end).toMatchObject({ changedFields: ['tel1'], keptFields: ['titel'], keys: { id: 'p' } });
});
