import { rawRecord, type RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { RecordPort, WriteAnswer } from '../../../nodes/Coachview/domain/write/port.ts';
import { togetherPort } from '../../../nodes/Coachview/domain/write/togetherPort.ts';

const record = (value: string, etag: number | undefined): RawRecord =>
	rawRecord(JSON.stringify({ id: '1', value, ...(etag !== undefined && { auditTrail: { etag } }) }));
const BASE = record('old', 1);
const WRITTEN = record('new', 2);
const ALONE = record('alone', 2);

const ACCEPTED: WriteAnswer = { kind: 'accepted' };

interface Given {
	first?: RawRecord | undefined;
	judged?: RawRecord | undefined;
	answer?: WriteAnswer;
	back?: RawRecord;
}

/** A port for one record whose every step is logged, and what the batch would give it. */
function stage(given: Given = {}) {
	const { first, judged, answer, back } = { first: BASE, judged: WRITTEN, answer: ACCEPTED, back: ALONE, ...given };
	const log: string[] = [];
	const said = <R,>(word: string, value: R) => {
		log.push(word);
		return value;
	};
	const port: RecordPort = {
		read: async () => said('read', ALONE),
		readBack: async () => said('readBack', back),
		write: async (text) => said(`write ${text}`, answer),
		pause: async (attempt) => said(`pause ${attempt}`, attempt < 3),
		mayHide: async (names) => said(`mayHide ${names.join()}`, new Set(names)),
	};
	const together = togetherPort(port, {
		first: async () => said('first', first),
		judged: async () => said('judged', judged),
		seat: async () => said('seat', undefined),
		pause: async (wait) => said('rest', await wait()),
		distrust: () => void log.push('distrust'),
	});
	return { log, port: together };
}

it('takes the first read from the batch, and the others from Coachview in a place of its own', async () => {
	const { log, port } = stage();
	expect(await port.read()).toBe(BASE);
	expect(await port.read()).toBe(ALONE);
	expect(log).toEqual(['first', 'seat', 'read']);
});

it('reads alone, in the place that it has, what the batch did not bring', async () => {
	const { log, port } = stage({ first: undefined });
	expect(await port.read()).toBe(ALONE);
	expect(log).toEqual(['first', 'read']);
});

it('judges its first accepted write by a read of many, once', async () => {
	const { log, port } = stage();
	await port.write('x', BASE);
	expect(await port.readBack()).toBe(WRITTEN);
	expect(await port.readBack()).toBe(ALONE);
	expect(log).toEqual(['seat', 'write x', 'judged', 'seat', 'readBack']);
});

it.each<WriteAnswer>([{ kind: 'uncertain' }, { kind: 'again', fault: undefined as never }])(
	'reads alone after %o',
	async (answer) => {
		const { log, port } = stage({ answer });
		await port.write('x', BASE);
		expect(await port.readBack()).toBe(ALONE);
		expect(log).toEqual(['seat', 'write x', 'seat', 'readBack']);
	},
);

it('reads alone after a second write', async () => {
	const { log, port } = stage();
	await port.write('x', BASE);
	await port.write('y', BASE);
	expect(await port.readBack()).toBe(ALONE);
	expect(log).not.toContain('judged');
});

it('reads alone what the batch could not judge', async () => {
	const { log, port } = stage({ judged: undefined });
	await port.write('x', BASE);
	expect(await port.readBack()).toBe(ALONE);
	expect(log).toEqual(['seat', 'write x', 'judged', 'seat', 'readBack']);
});

it.each([
	['the same text', BASE, WRITTEN, true],
	['the same version', record('other', 1), WRITTEN, true],
	['no version, and the same text', record('old', undefined), WRITTEN, true],
	['the new version', WRITTEN, record('later', 3), false],
])(
	'a read of many that shows %s, and a read of one that shows another, is told or not',
	async (_, judged, back, told) => {
		const base = judged.text.includes('auditTrail') ? BASE : judged;
		const { log, port } = stage({ judged, back });
		await port.write('x', base);
		expect(await port.readBack()).toBe(judged);
		expect(await port.readBack()).toBe(back);
		expect(log.includes('distrust')).toBe(told);
	},
);

it.each([
	['text', BASE],
	['version', record('moved by itself', 1)],
])('does not blame the list when a read of one shows the same %s', async (_, back) => {
	const { log, port } = stage({ judged: BASE, back });
	await port.write('x', BASE);
	await port.readBack();
	await port.readBack();
	expect(log).not.toContain('distrust');
});

it('asks what may be hidden in a place of its own, and gives its place away while it pauses', async () => {
	const { log, port } = stage();
	expect(await port.mayHide(['a', 'b'])).toEqual(new Set(['a', 'b']));
	expect([await port.pause(1), await port.pause(3)]).toEqual([true, false]);
	expect(log).toEqual(['seat', 'mayHide a,b', 'pause 1', 'rest', 'pause 3', 'rest']);
});
