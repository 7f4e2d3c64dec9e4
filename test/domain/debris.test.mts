import { whyDebris } from '../../nodes/Coachview/domain/text';

it.each<[string, string | undefined]>([
	[' undefined ', 'is a missing value that a program has turned into text'],
	['[]', 'is a missing value that a program has turned into text'],
	['[null]', 'is a missing value that a program has turned into text'],
	['Null', undefined],
	['undefined x', 'holds a missing value that a program has turned into text'],
	['a [object Object]', 'holds [object …], which is an object where text was meant'],
	['{{ $json.a }}', 'holds an expression that was not evaluated'],
	['{{$json}}', 'holds an expression that was not evaluated'],
	['{{ a }}', undefined],
	[' #N/B ', 'is or holds an error of a spreadsheet'],
	['a #REF! b', 'is or holds an error of a spreadsheet'],
	['#####', 'is or holds an error of a spreadsheet'],
	['Err:502', 'is or holds an error of a spreadsheet'],
	['a #REF!b', undefined],
	['#1', undefined],
	['a#', undefined],
	[`#${'A'.repeat(20)}!`, 'is or holds an error of a spreadsheet'],
	[`#${'A'.repeat(21)}!`, undefined],
	['#'.repeat(30), 'is or holds an error of a spreadsheet'],
	['#'.repeat(31), undefined],
	['Z\ufffdrich', 'has characters that were broken on the way (wrong encoding)'],
	['a\ud800', 'has characters that were broken on the way (wrong encoding)'],
	['ZÃ¼rich', 'has letters that were read in the wrong encoding'],
	['Â©', 'has letters that were read in the wrong encoding'],
	['â€œ', 'has letters that were read in the wrong encoding'],
	['Ã', undefined],
	['a\nb', 'has a line break or a tab'],
	['a\tb', 'has a line break or a tab'],
	['a\u2028b', 'has a line break or a tab'],
	['a\u0000b', 'has control characters'],
	['a\u0085b', 'has control characters'],
	['a\u200bb', 'has invisible characters'],
	['a\u200db', 'has invisible characters'],
	['\u200da', 'has invisible characters'],
	['gewoon', undefined],
])('debris in %j: %s', (text, why) => expect(whyDebris(text)).toBe(why));

it('lines belong into some fields', () => {
	expect([
		whyDebris('a\nb\tc', { lines: true }),
		whyDebris('a\u2028b', { lines: true }),
		whyDebris('a\u0007b', { lines: true }),
	]).toEqual([undefined, undefined, 'has control characters']);
});
