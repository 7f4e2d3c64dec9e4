import { passes, whyNot } from '../../../nodes/Coachview/domain/webhook/filter';
import { foldName, readNameList, sameName } from '../../../nodes/Coachview/domain/webhook/names';
import { added, personId } from './k12delivery.mts';

// K12.2 without n8n: lists of names.

describe('K12.2 one reader for lists of names', () => {
	it.each<[unknown, string[]]>([
		['A; B', ['A', 'B']],
		['A\nB\r\nC', ['A', 'B', 'C']],
		[' A ,\tB ', ['A', 'B']],
		['"A", "B"', ['A', 'B']],
		["'A', 'B'", ['A', 'B']],
		['“A”; „B“; «C»', ['A', 'B', 'C']],
		['"Diploma, deel 1"; B', ['Diploma, deel 1', 'B']],
		["'s-Gravenhage, 't Gooi", ["'s-Gravenhage", "'t Gooi"]],
		['5" scherm, B', ['5" scherm', 'B']],
		['"A, B', ['"A', 'B']],
		['"A" B, C', ['"A" B', 'C']],
		['["A", "B, C", 7]', ['A', 'B, C', '7']],
		[
			['A ', 'B;C'],
			['A', 'B;C'],
		],
		['[A]', ['[A]']],
		['', []],
		[' ,; ', []],
		['[]', []],
		['"",A', ['A']],
		['Zusätzliche\u00a0 Daten'.normalize('NFD'), ['Zusätzliche Daten']],
		['Extra\u00adgegevens\u200b', ['Extragegevens']],
		['\ufeffA', ['A']],
	])('K12.2 %j', (list, names) => expect(readNameList(list)).toEqual(names));
	it.each([
		[null],
		[undefined],
		[5],
		[true],
		[{}],
		[[{}]],
		[[null]],
		['[{}]'],
		['[null]'],
		['[1.5]'],
		['x'.repeat(20_001)],
	])('K12.2 %j is no list', (list) => expect(readNameList(list)).toBeUndefined());
	it('K12.2 names are compared as a reader does, on both sides', () => {
		const event = {
			event: added,
			personId,
			personCategoryId: '',
			externId: '',
			externSource: 'A\u202fF  AS',
			category: 'ZUSÄTZLICHE\u00a0Daten'.normalize('NFD'),
			dedupeKey: '',
		};
		for (const categories of [
			'Diploma; zusätzliche daten',
			'["Zusätzliche Daten"]',
			'Zusätzliche  Daten\nB',
			['Zusätzliche Daten'],
		]) {
			expect(passes(event, { event: '', categories, externSources: '"a f as"' })).toBe(true);
		}
		expect(whyNot(event, { event: '', categories: 'Zusatzliche Daten', externSources: '' })).toBe('category');
		expect(whyNot(event, { event: '', categories: '', externSources: 'AFAS' })).toBe('externSource');
		expect(whyNot({ ...event, category: '' }, { event: '', categories: 'A', externSources: '' })).toBe('category');
		expect(whyNot(event, { event: 'persoon.gewijzigd', categories: 'A', externSources: '' })).toBe('event');
		expect([sameName('', ''), sameName('\u200b', ' '), foldName(' É  x ')]).toEqual([false, false, 'é x']);
	});
});
