import {
	differsInCapitals,
	isRecased,
	likeness,
	sameValue,
	type Likeness,
} from '../../../nodes/Coachview/domain/write/equalForms.ts';

const GUID = '3F2504E0-4F89-41D3-9A0C-0305E82C3301';
type Row = [stored: unknown, wanted: unknown, name: string, like: Likeness];

it.each<Row>([
	// An id is one whatever its case; what only looks like one is a text.
	[GUID, GUID.toLowerCase(), 'bedrijfId', 'equal'],
	[GUID, `${GUID.slice(0, -1)}2`, 'bedrijfId', 'different'],
	[`x${GUID}`, `x${GUID.toLowerCase()}`, 'bedrijfId', 'different'],
	[`${GUID}x`, `${GUID.toLowerCase()}x`, 'bedrijfId', 'different'],
	[GUID.replaceAll('-', ''), GUID.replaceAll('-', '').toLowerCase(), 'bedrijfId', 'different'],
	[GUID.replace('F', 'G'), GUID.replace('F', 'G').toLowerCase(), 'bedrijfId', 'different'],
	// Dots of initials are a matter of taste.
	['J.P.', 'JP', 'voorletters', 'regrouped'],
	['J.P.', 'j. p.', 'Voorletters', 'regrouped'],
	['JP', 'J.P.', 'voorletters', 'regrouped'],
	['J.P.', 'J.K.', 'voorletters', 'different'],
	['J.P.', 'JP', 'mijnvoorletters', 'different'],
	['J.P.', 'JP', 'voorletters2', 'different'],
	['J.P.', 'JP', 'opmerking', 'different'],
	['m', 'M', 'geslacht', 'regrouped'],
	['m', 'v', 'geslacht', 'different'],
	// Two texts with a telephone's name that are no numbers.
	['abc', 'abd', 'tel1', 'different'],
	['2x', '2', 'tel1', 'different'],
	['x2', '2', 'tel1', 'different'],
	['2', '2 toestel 5', 'tel1', 'different'],
	['a-1', '1', 'tel1', 'different'],
	['1-a', '1', 'tel1', 'different'],
	['12003', '12+3', 'tel1', 'different'],
	['5+31301234', '50301234', 'tel1', 'different'],
	['Jan@x.nl', 'jan', 'email1', 'different'],
	// Whatever is not shown is empty, and a text is never a list.
	[undefined, 'x', 'lijst', 'different'],
	[undefined, 5, 'x', 'different'],
	[null, 5, 'x', 'different'],
	['[1]', ['1'], 'x', 'different'],
	[[1], '[1]', 'x', 'different'],
	[{ a: 1 }, [{ a: 1 }], 'x', 'different'],
	[['a,b', 'c'], ['a', 'b,c'], 'x', 'different'],
	[[{ a: 'x,b' }], [{ a: 'x' }, 'b'], 'x', 'different'],
	[[true, null], [null, false], 'x', 'different'],
	[[12, 3], [1, 23], 'x', 'different'],
	[[{ a: 1, b: 2 }], [{ a: 12 }], 'x', 'different'],
	// The first of January of the year 1, and nothing else that begins so.
	['0001-01-01T00:00:00', '', 'x', 'same'],
	['000', null, 'x', 'different'],
	['0001', '', 'x', 'different'],
	[`${' '.repeat(399)}1`, 1, 'x', 'different'],
	[`${' '.repeat(397)}1`, 1, 'x', 'regrouped'],
	[5, '5"', 'x', 'different'],
])('%j beside %j in %s is %s', (stored, wanted, name, like) => {
	const given = stored === undefined ? undefined : JSON.stringify(stored);
	expect(likeness(given, JSON.stringify(wanted), [name])).toBe(like);
	expect(sameValue(given, JSON.stringify(wanted), [name])).toBe(like === 'same' || like === 'equal');
});

it.each<[stored: unknown, wanted: unknown, differs: boolean]>([
	['de Vries', 'De Vries', true],
	[' de vries', 'DE VRIES', true],
	['same', 'same', true],
	['e\u0301', '\u00c9', true],
	['de Vries', 'De Fries', false],
	[undefined, 'x', false],
	['1', 1, false],
	[1, '1', false],
	[1, 1, false],
	[['a'], ['A'], false],
])('%j and %j differ in capitals at most: %s', (stored, wanted, differs) => {
	const given = stored === undefined ? undefined : JSON.stringify(stored);
	expect(differsInCapitals(given, JSON.stringify(wanted))).toBe(differs);
	expect(isRecased(given, JSON.stringify(wanted), ['plaats'])).toBe(differs);
	expect(isRecased(given, JSON.stringify(wanted), ['adres', 'plaats'])).toBe(differs);
});

it.each([
	['achternaam', false],
	['NAAM', false],
	['voornaam2', false],
	['tussenvoegsels', false],
	['tussenvoegsels2', true],
	['mijntussenvoegsels', true],
	['geboorteplaats', true],
])('capitals are Coachview’s own way in %s: %s', (name, is) => {
	expect(isRecased('"DE"', '"de"', ['x', name])).toBe(is);
	expect(isRecased('"DE"', '"da"', ['x', name])).toBe(false);
	expect(isRecased('"DE"', '"de"', [])).toBe(true);
});
