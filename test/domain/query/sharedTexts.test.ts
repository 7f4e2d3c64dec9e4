import { rawRecord, rawRecords, toItem } from '../../../nodes/Coachview/domain/json/record';
import { copyOfText, rowItem } from '../../../nodes/Coachview/domain/query/rowItem';
import { SharedTexts } from '../../../nodes/Coachview/domain/query/sharedTexts';

describe('texts that rows have in common', () => {
	it('change nothing of a value', () => {
		const texts = new SharedTexts();
		const value = JSON.parse('{"a":"x","b":["x",1,null,{"c":"x","d":true}],"__proto__":{"e":"x"},"f":""}');
		const before = JSON.stringify(value);
		expect(texts.in(value)).toBe(value);
		expect(JSON.stringify(value)).toBe(before);
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect([texts.in('x'), texts.in(1), texts.in(null), texts.in(undefined)]).toEqual(['x', 1, null, undefined]);
	});

	it('are as many as there are, also beyond what is remembered', () => {
		const texts = new SharedTexts();
		const many = Array.from({ length: 12_000 }, (_, at) => `text ${at % 7000}`);
		expect(texts.in([...many])).toEqual(many);
		expect(texts.one('y'.repeat(5000))).toBe('y'.repeat(5000));
	});

	/** What is remembered cannot be seen from outside: one text is as good as another object of it. */
	function remembered(read: (texts: SharedTexts) => void): { texts: unknown[]; forgotten: number } {
		const [set, clear] = [jest.spyOn(Map.prototype, 'set'), jest.spyOn(Map.prototype, 'clear')];
		try {
			read(new SharedTexts());
			return { texts: set.mock.calls.map(([text]) => text), forgotten: clear.mock.calls.length };
		} finally {
			set.mockRestore();
			clear.mockRestore();
		}
	}

	it('are remembered once each, wherever they stand, but no longer ones than a hundred characters', () => {
		const value = { a: 'x', b: ['x', 'y', { c: 'y' }], d: 'z'.repeat(100), e: 'z'.repeat(101), f: null, g: 1 };
		expect(remembered((texts) => texts.in(value)).texts).toEqual(['x', 'y', 'z'.repeat(100)]);
	});

	it('are forgotten when there are five thousand, so that the memory does not grow with the list', () => {
		const forgotten = (size: number) =>
			remembered((texts) => texts.in(Array.from({ length: size }, (_, index) => `text ${index}`))).forgotten;
		expect([forgotten(5000), forgotten(5001), forgotten(10_000), forgotten(10_001)]).toEqual([0, 1, 1, 2]);
	});
});

describe('a row of a list', () => {
	const rows = [
		'{"a":1234567890123456789,"b":[1.10,2,{"c":-0}],"d":"1.10","e":1E400}',
		' {"__proto__":{"x":1.0},"a":1,"a":2.50,"id":"x\\u00e9"}',
		'{}',
	];

	it('becomes the same item as by its tree, wherever it stands in the list', () => {
		for (const [index, record] of rawRecords(`[ ${rows.join(' , ')} ]`).entries()) {
			const alone = rawRecord(rows[index] ?? '');
			for (const item of [rowItem(record), rowItem(alone), toItem(record)]) {
				expect(JSON.stringify(item)).toBe(JSON.stringify(toItem(alone)));
			}
			expect(record.text).toBe((rows[index] ?? '').trim());
			expect(record.root).toEqual(rawRecord(record.text).root);
			expect(copyOfText(record, 'id')).toBe(copyOfText(alone, 'id'));
			expect(copyOfText(record, 'toString')).toBe('');
		}
	});
});
