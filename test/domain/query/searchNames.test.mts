import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { searchSources } from '../../../nodes/Coachview/domain/query/recordSearch.ts';
import type { SearchSource } from '../../../nodes/Coachview/domain/query/searchSource.ts';
import { company } from '../../../nodes/Coachview/entities/company.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

type Name = [first: string, prefix: string, last: string, initials?: string];
const row = ([voornaam, tussenvoegsels, achternaam, voorletters = '']: Name) =>
	rawRecord(JSON.stringify({ voornaam, tussenvoegsels, achternaam, voorletters }));
const wheres = (text: string) => searchSources(person, text).map(({ where }) => where ?? 'everybody');
const source = (text: string, index: number) => searchSources(person, text).at(index) as SearchSource;
const fits = ({ fits: fit }: SearchSource, ...names: Name[]) => names.map((name) => fit(row(name)));

describe('names of people in the picker', () => {
	it.each([
		['12 jan', ['achternaam=jan;voornaam=12', 'achternaam>=Jan', 'achternaam=12;voornaam=jan', 'everybody']],
		['1a', ['externId=1a', 'achternaam>=1a', 'voornaam>=1a', 'everybody']],
		['a1', ['externId=a1', 'achternaam>=A1', 'voornaam>=A1', 'everybody']],
		['van', ['achternaam>=Van', 'voornaam>=Van', 'externId=van', 'everybody']],
		[
			'Jan Willem van der Linden',
			[
				'achternaam=Linden;voornaam=Jan Willem',
				'achternaam>=Linden',
				'achternaam=Jan;voornaam=Willem van der Linden',
				'everybody',
			],
		],
		[
			'Jan van Linden Bos',
			[
				'achternaam=Linden Bos;voornaam=Jan',
				'achternaam>=Linden Bos',
				'achternaam=Jan;voornaam=van Linden Bos',
				'everybody',
			],
		],
		['von  Vries ', ['achternaam=Vries', 'achternaam>=Vries', 'achternaam>=Von Vries', 'everybody']],
		[
			'van der Linden Bos,  Jan Willem',
			[
				'achternaam=Linden Bos;voornaam=Jan Willem',
				'achternaam>=Linden Bos',
				'achternaam>=Van der Linden Bos Jan Willem',
				'everybody',
			],
		],
		['Bos, van', ['achternaam=Bos', 'achternaam>=Bos', 'achternaam>=Bos van', 'everybody']],
		['van, Jan', ['achternaam=Jan', 'achternaam>=Jan', 'achternaam>=Van Jan', 'everybody']],
		[',Jan Bos', ['achternaam=Bos;voornaam=Jan', 'achternaam>=Bos', 'achternaam>=Jan Bos', 'everybody']],
		['Jan;;Bos', ['achternaam=Bos;voornaam=Jan', 'achternaam>=Bos', 'achternaam=Jan;voornaam=Bos', 'everybody']],
	])('%j', (text, questions) => expect(wheres(text)).toEqual(questions));

	it('exactly first and last name: of those who have them, whoever has all the words', () => {
		const exact = source('Jan van Vries', 0);
		expect(fits(exact, ['Jan', 'van', 'Vries'], ['Jan', 'de', 'Vries'], ['Jan', 'van', 'Vriesema'])).toEqual([
			true,
			false,
			false,
		]);
		// Other people of that name may still come.
		expect(exact.goesOn(row(['Jan', 'de', 'Vries']))).toBe(true);
		expect(exact.goesOn(row(['Piet', 'van', 'Vries']))).toBe(false);
	});

	it('the beginning of a last name: whoever has all the words, in whatever order, also as initials', () => {
		const byLast = source('jan wil bos', 1);
		expect(byLast.orderby).toBe('achternaam asc');
		expect(
			fits(
				byLast,
				['Jan Willem', '', 'Bos'],
				['Willem', '', 'Bosman', 'Jan'],
				['Jan', '', 'Bos'],
				['Jan', 'wil', 'Bos'],
				['Jan', '', 'Wilbos'],
			),
		).toEqual([true, true, false, true, false]);
	});

	it('a short word does not take the part that a longer one needs', () => {
		const byLast = source('j jan', 1);
		expect(fits(byLast, ['Jan', '', 'Jansen'], ['Jaap', '', 'Jan'], ['Jan', '', 'Bos'])).toEqual([true, true, false]);
		expect(fits(source('j jo', 1), ['Jo', '', 'Jansen'])).toEqual([true]);
	});

	it('the address is asked for as it is typed, and by its beginning', () => {
		const [whole, start, last, ...more] = searchSources(person, 'Jan <jan@example.org>');
		expect([whole?.where, start?.where, start?.plain, more]).toEqual([
			'email1=jan@example.org',
			'email1>=jan@example.org',
			'email1=jan@example.org',
			[],
		]);
		expect(last?.last).toBe(true);
		const members = rawRecord('{"email1":"JAN@example.org.uk"}');
		expect([whole?.fits(members), start?.fits(members)]).toEqual([false, true]);
	});

	it('control characters are blanks', () => {
		expect(wheres('Jan\u0007Bos')).toEqual(wheres('Jan Bos'));
		expect(wheres('Jan , Bos')).toHaveLength(4);
	});
});

it('blanks around the slash of a key do not count', () => {
	const [pair] = searchSources(company, 'HR / A7');
	expect(pair?.fits(rawRecord('{"externSource":"HR","externId":"A7"}'))).toBe(true);
});
