import type { RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { secondLook } from '../../../nodes/Coachview/domain/write/secondLook.ts';
import type { Sent } from '../../../nodes/Coachview/domain/write/sent.ts';
import { at, Reads, sentOf, settling } from './settleStage.mts';

const BASE = at(1, { tel1: '1', tel2: '5', vol: 'Bo Een', voornaam: 'Bo', kaart: 'a' });
const now = (members: object, etag = 2) =>
	at(etag, { tel1: '2', tel2: '5', vol: 'Bo Een', voornaam: 'Bo', kaart: 'a', ...members });

interface Given {
	first: RawRecord;
	then?: RawRecord[];
	wish?: object;
	more?: Partial<Sent>;
	hides?: string[];
	readOnly?: string[];
}

async function look({
	first,
	then = [first],
	wish = { tel1: '2' },
	more,
	hides = [],
	readOnly = ['auditTrail'],
}: Given) {
	const port = new Reads(...then);
	for (const name of hides) port.hides.add(name);
	const request = settling({ readOnly });
	const { record, findings, unsteady } = await secondLook(port, sentOf(BASE, wish, more), first, request);
	const names = (paths: string[][]) => paths.map((path) => path.join('.')).join();
	return {
		log: port.log.join(' '),
		told: `missing ${names(findings.notStored)}; lost ${names(findings.lost)}; unsteady ${unsteady.join()}`,
		lags: request.known.trust.lags,
		record,
	};
}

const OLD = at(1, JSON.parse(BASE.text) as object);

it.each<[string, Given, log: string, told: string]>([
	['all is well', { first: now({}) }, '', 'missing ; lost ; unsteady '],
	[
		'a value is missing, and comes',
		{ first: now({ tel1: '3' }), then: [now({})] },
		'pause 1 read',
		'missing ; lost ; unsteady ',
	],
	[
		'a value is missing, and does not come',
		{ first: now({ tel1: '3', tel2: null }) },
		'pause 1 read',
		'missing tel1; lost tel2; unsteady ',
	],
	[
		'nothing has come yet, and then it has',
		{ first: OLD, then: [OLD, now({})] },
		'pause 1 read pause 1 read',
		'missing ; lost ; unsteady ',
	],
	['nothing ever comes', { first: OLD }, 'pause 1 read pause 1 read pause 1 read', 'missing tel1; lost ; unsteady '],
	[
		'one of two has come',
		{ first: now({}), wish: { tel1: '2', tel2: '6' } },
		'pause 1 read',
		'missing tel2; lost ; unsteady ',
	],
	[
		'a value is gone, and comes back',
		{ first: now({ kaart: null }), then: [now({})] },
		'pause 1 read',
		'missing ; lost ; unsteady ',
	],
	['a value is gone', { first: now({ kaart: null }) }, 'pause 1 read', 'missing ; lost kaart; unsteady '],
	[
		'a full name moves with its parts',
		{ first: now({ voornaam: 'Jo', vol: 'Jo Een' }), wish: { tel1: '2', voornaam: 'Jo' } },
		'',
		'missing ; lost ; unsteady vol',
	],
	[
		'a value is another one at each look at one version',
		{ first: now({ kaart: 'b' }), then: [now({ kaart: 'c' })] },
		'pause 1 read',
		'missing ; lost ; unsteady kaart',
	],
	[
		'a value is another one at each look, at other versions',
		{ first: now({ kaart: 'b' }), then: [now({ kaart: 'c' }, 3)] },
		'pause 1 read',
		'missing ; lost kaart; unsteady ',
	],
	[
		'a value is the same other one at each look',
		{ first: now({ kaart: 'b', tel2: 'x' }), then: [now({ kaart: 'b', tel2: 'y' })] },
		'pause 1 read',
		'missing ; lost kaart; unsteady tel2',
	],
	[
		'what is hidden cannot be compared',
		{ first: now({ tel1: null, tel2: null }), wish: { tel1: '2', tel2: '6' }, hides: ['tel1'] },
		'pause 1 read pause 1 read pause 1 read hides tel1,tel2',
		'missing tel2; lost ; unsteady tel1',
	],
	[
		'what is cut is not hidden',
		{ first: now({ tel1: '3' }), hides: ['tel1'] },
		'pause 1 read pause 1 read pause 1 read',
		'missing tel1; lost ; unsteady ',
	],
	[
		'what is hidden in an address is told with its path',
		{ first: now({ adres: null }), wish: { 'adres.plaats': 'Oss', tel1: '2' }, hides: ['adres'] },
		'pause 1 read hides adres',
		'missing ; lost ; unsteady adres.plaats',
	],
	[
		'what Coachview keeps by itself is empty now',
		{ first: now({ kaart: null }), readOnly: ['auditTrail', 'kaart'] },
		'pause 1 read',
		'missing ; lost kaart; unsteady ',
	],
	[
		'what was to be put back is not there',
		{ first: now({ tel1: '3' }), more: { restore: [{ path: ['tel2'], json: '"7"', left: '"5"' }] } },
		'pause 1 read',
		'missing tel1; lost tel2; unsteady ',
	],
])('%s', async (_, given, log, told) => {
	const end = await look(given);
	expect({ log: end.log, told: end.told }).toEqual({ log, told });
});

it('an old state that is another one later shows that reads lag behind', async () => {
	expect((await look({ first: OLD, then: [now({})] })).lags).toBe(true);
	expect((await look({ first: OLD })).lags).toBe(false);
	expect((await look({ first: now({}) })).lags).toBe(false);
	expect((await look({ first: now({ kaart: 'b' }), then: [now({})] })).lags).toBe(false);
	expect((await look({ first: OLD, then: [OLD, OLD, now({})] })).lags).toBe(true);
});

it('gives the record of the last look', async () => {
	const last = now({});
	expect((await look({ first: now({ tel1: '3' }), then: [last] })).record).toBe(last);
});
