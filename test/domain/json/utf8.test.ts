import { decodeUtf8 } from '../../../nodes/Coachview/domain/json/utf8';

describe('reading bytes', () => {
	it.each(['Zoë Groß', 'Ame\u0301lie', '👩‍🎓', ''])('keeps %p', (text) => {
		expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
	});

	it('gives nothing for Latin-1 instead of replacing what it cannot read', () => {
		expect(decodeUtf8(new Uint8Array([0x22, 0x5a, 0x6f, 0xeb, 0x22]))).toBeUndefined();
	});
});
