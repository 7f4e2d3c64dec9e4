import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { nothingFound, recordLabel, searchSources } from '../../../nodes/Coachview/domain/query/recordSearch.ts';
import { beginning, isPlain, question, type SearchSource } from '../../../nodes/Coachview/domain/query/searchSource.ts';
import { company } from '../../../nodes/Coachview/entities/company.ts';
import { courseDefinition } from '../../../nodes/Coachview/entities/courseDefinition.ts';
import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { location } from '../../../nodes/Coachview/entities/location.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

const row = (members: object) => rawRecord(JSON.stringify(members));
const wheres = (entity: Entity, text: string) => searchSources(entity, text).map(({ where }) => where ?? 'everything');
const at = (entity: Entity, text: string, index: number) => searchSources(entity, text).at(index) as SearchSource;
const fits = ({ fits: fit }: SearchSource, ...rows: object[]) => rows.map((one) => fit(row(one)));

describe('a question to Coachview', () => {
	it('for a value is about that value, whatever its accents, and sorted by it', () => {
		const asked = question('naam', 'Zoë', { field: 'plaats', value: 'Ede' });
		expect(asked).toMatchObject({ where: 'naam=Zoë;plaats=Ede', orderby: 'naam asc' });
		expect(asked.plain).toBeUndefined();
		const rows = [{ naam: 'ZOE', plaats: 'ede' }, { naam: 'Zoë', plaats: 'Epe' }, { naam: 'Zoë1', plaats: 'Ede' }, {}];
		expect(fits(asked, ...rows)).toEqual([true, false, false, false]);
		expect(rows.map((one) => asked.goesOn(row(one)))).toEqual([true, false, false, false]);
	});

	it('for a beginning starts at the first value that has it, with a capital, and ends at the first that has not', () => {
		const asked = beginning('naam', 'basis vca');
		expect(asked).toMatchObject({ where: 'naam>=Basis vca', plain: 'naam=basis vca', orderby: 'naam asc' });
		const rows = [{ naam: 'BASIS VCA 2' }, { naam: 'Básis vca' }, { naam: 'Basis' }, { naam: 'Een basis vca' }];
		expect(fits(asked, ...rows)).toEqual([true, true, false, false]);
		expect(rows.map((one) => asked.goesOn(row(one)))).toEqual([true, true, false, false]);
		expect(beginning('email1', 'jan@', true).where).toBe('email1>=jan@');
	});

	it.each([
		['a', true],
		['', false],
		['a;b', false],
		['a,b', false],
		['a<b', false],
		['a=b', false],
		['>b', false],
	])('can hold %j: %j', (text, is) => expect(isPlain(text)).toBe(is));
});

describe('the picker of records that are no people', () => {
	it('asks each field of the search for the words, as one text', () => {
		expect(wheres(courseDefinition, 'basis  vca')).toEqual(['code>=Basis vca', 'naam>=Basis vca', 'everything']);
		expect(wheres(courseDefinition, 'vca,2')).toEqual(['code>=Vca 2', 'naam>=Vca 2', 'everything']);
	});

	it('asks for keys first when the text has a digit or a slash, else last', () => {
		expect(wheres(company, 'acme')).toEqual(['naam>=Acme', 'externId=acme', 'everything']);
		expect(wheres(company, 'A1')).toEqual(['externId=A1', 'naam>=A1', 'everything']);
		expect(wheres(company, 'HR/x')).toEqual([
			'externId=x;externSource=HR',
			'externId=HR/x',
			'naam>=HR/x',
			'everything',
		]);
	});

	it('asks for no key with blanks or signs inside, nor for half a pair', () => {
		expect(wheres(company, 'de brug')).toEqual(['naam>=De brug', 'everything']);
		expect(wheres(company, '/x')).toEqual(['externId=/x', 'naam>=/x', 'everything']);
		expect(wheres(company, 'HR/')).toEqual(['externId=HR/', 'naam>=HR/', 'everything']);
		expect(wheres(company, 'HR / x y')).toEqual(['externId=x y;externSource=HR', 'naam>=HR / x y', 'everything']);
		expect(wheres(company, 'a=1')).toEqual(['naam>=A 1', 'everything']);
	});

	it('takes the first slash for the one between the parts, and looks at both again', () => {
		const pair = at(company, 'HR/a/b', 0);
		expect(pair.where).toBe('externId=a/b;externSource=HR');
		const rows = [
			{ externSource: 'hr', externId: 'A/B' },
			{ externSource: 'AFAS', externId: 'a/b' },
			{ externSource: 'HR', externId: 'b' },
			{ externSource: null, externId: null },
		];
		expect(fits(pair, ...rows)).toEqual([true, false, false, false]);
		expect(rows.map((one) => pair.goesOn(row(one)))).toEqual([true, false, false, false]);
	});

	it('looks for @ in a name where no email address is searched by', () => {
		expect(wheres(company, 'info@acme')).toEqual(['naam>=Info@acme', 'externId=info@acme', 'everything']);
	});

	it('gives the first ones of the list when nothing is typed, whatever they are', () => {
		const [all, ...more] = searchSources(company, '\u0000 \ud83d,');
		expect(more).toEqual([]);
		expect(all).toMatchObject({ orderby: 'naam asc' });
		expect([all?.where, all?.last, all?.fits(row({})), all?.goesOn(row({}))]).toEqual([
			undefined,
			undefined,
			true,
			true,
		]);
	});

	it('reads an ID without asking for anything else', () => {
		const guid = '3F2504E0-4F89-41D3-9A0C-0305E82C3301';
		for (const text of [guid, ` {${guid}} `, guid.toLowerCase()]) {
			const [one, ...more] = searchSources(company, text);
			expect([one?.id, more, one?.fits(row({})), one?.goesOn(row({}))]).toEqual([guid.toLowerCase(), [], true, true]);
		}
		expect(searchSources(company, `${guid}0`)[0]?.id).toBeUndefined();
		expect(searchSources(company, `x${guid}`)[0]?.id).toBeUndefined();
	});

	it('takes no more of a text than any name has', () => {
		expect(wheres(location, `${'x'.repeat(199)}yz`)[0]).toBe(`${location.search[0]}>=X${'x'.repeat(198)}y`);
	});
});

describe('the last resort', () => {
	it('looks for every word anywhere in names and keys', () => {
		const last = at(company, 'brug noord', -1);
		expect(last).toMatchObject({ orderby: 'naam asc', last: true });
		expect(last.where).toBeUndefined();
		expect(
			fits(
				last,
				{ naam: 'De Brug Noord' },
				{ naam: 'Noorderbrug' },
				{ naam: 'Brüg', externId: 'x-NOORD' },
				{ naam: 'De Brug' },
				{ naam: 'Noord', externSource: 'brug' },
				{ naam: null, website: 'brug noord' },
			),
		).toEqual([true, true, true, false, false, false]);
		expect(last.goesOn(row({}))).toBe(true);
	});

	it('looks at the email address of people too', () => {
		expect(fits(at(person, 'pieter example', -1), { voornaam: 'Pieter', email1: 'x@example.org' })).toEqual([true]);
	});
});

describe('what the picker says', () => {
	it('when nothing is found names what can be typed', () => {
		expect(nothingFound(person)).toMatch(/^Nobody found\. Type the start of the last name/);
		expect(nothingFound(company)).toBe('No company found. Type the start of: Name, External ID.');
		expect(nothingFound(courseDefinition)).toBe('No course definition found. Type the start of: Code, Name.');
		expect(nothingFound({ ...company, search: ['externId', 'naam'] })).toMatch(/: External ID, Name\.$/);
	});

	it.each<[object, string]>([
		[
			{ voornaam: 'Jan', tussenvoegsels: 'de', achternaam: 'Vries', externSource: 'HR', externId: '7' },
			'Jan de Vries (HR/7)',
		],
		[
			{ voornaam: 'Jan', tussenvoegsels: '', achternaam: 'Vries', email1: 'j@example.org' },
			'Jan Vries (j@example.org)',
		],
		[{ achternaam: 'Vries', externSource: 'HR' }, 'Vries (HR)'],
		[{ id: 'x', achternaam: 'Vries' }, 'Vries'],
		[{ id: 'x', email1: 'j@example.org' }, 'j@example.org'],
		[{ id: 'x' }, 'x'],
	])('of %j: %s', (members, label) => expect(recordLabel(person, row(members))).toBe(label));
});
