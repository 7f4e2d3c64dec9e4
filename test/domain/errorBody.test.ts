import { quotable, readComplaint } from '../../nodes/Coachview/domain/errorBody';

const known = ['geboortedatum', 'email1', 'adres', 'postcode', 'achternaam', 'plaats'];

describe("Coachview's complaint", () => {
	it.each([
		['', [], ''],
		['<html><body>Bad gateway</body></html>', [], ''],
		['API calls quota exceeded', [], 'API calls quota exceeded'],
		['{"title":"Fout","status":400,"errors":{"Geboortedatum":["x"]}}', ['geboortedatum'], 'Fout'],
		['{"Message":"Fout","ModelState":{"persoon.Email1":["x"]}}', ['email1'], 'Fout'],
		['{"errors":{"$.Adres.Postcode":["x"],"adres[0].plaats":["x"]}}', ['adres.postcode', 'adres.plaats'], ''],
		['{"message":"Nee"}', [], 'Nee'],
		['{"error":"invalid_client","error_description":"Onbekend"}', [], 'Onbekend'],
		['["een","twee"]', [], 'een; twee'],
		['"tekst"', [], 'tekst'],
		['{"errors":["x"]}', [], ''],
		['null', [], ''],
		['Geboortedatum: nee; Email1 : nee', ['geboortedatum', 'email1'], 'Geboortedatum: nee; Email1 : nee'],
		['The Achternaam field is there', ['achternaam'], 'The Achternaam field is there'],
		["column 'Plaats'", ['plaats'], "column 'Plaats'"],
	])('%s', (body, fields, words) => {
		const complaint = readComplaint(body, known);
		expect([complaint.fields, complaint.words]).toEqual([fields, words]);
	});

	it('never takes a name from the server that is not known', () => {
		const body = JSON.stringify({
			errors: { Pietersen: ['x'], '12-04-1987': ['x'], 'Jan.achternaam': ['x'], 'achternaam.Jan': ['x'] },
		});
		expect(readComplaint(body, known).fields).toEqual(['achternaam']);
	});

	it.each([
		["String or binary data would be truncated. Truncated value: 'Alphen aan den'", 'tooLong'],
		['Dit veld is verplicht', 'missing'],
		['{"errors":{"Email1":["The Email1 field is required."]}}', 'missing'],
		['ExternId bestaat al', 'duplicate'],
		['Ongeldige waarde', 'notAllowed'],
		["Invalid column name 'x'", 'unknownField'],
		['Nee', undefined],
	])('%s speaks of %s', (body, kind) => expect(readComplaint(body, known).kind).toBe(kind));

	it('survives keys that are special in JavaScript', () => {
		expect(readComplaint('{"errors":{"__proto__":["x"],"constructor":["y"]}}', known)).toEqual({
			fields: [],
			words: '',
		});
	});
});

describe('words that may be quoted', () => {
	const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2lnbmF0dXJl';
	it.each([
		[`Not for ${jwt}`, 'Not for …'],
		[`Authorization: Bearer ${jwt} is bad`, '… … is bad'],
		['client_secret=abc was wrong', '… was wrong'],
		['key 0123456789abcdef0123456789abcdef', 'key …'],
		['persoonsgegevensbeheersysteem', 'persoonsgegevensbeheersysteem'],
		['person 33333333-3333-4333-8333-333333333333', 'person 33333333-3333-4333-8333-333333333333'],
	])('%s', (words, shown) => expect(quotable(words)).toBe(shown));

	it('leaves out the secrets that are known, and is short', () => {
		expect(quotable('a s3.cr3t S3.CR3T s3xcr3t b', ['s3.cr3t', ''])).toBe('a … … s3xcr3t b');
		expect(quotable('a '.repeat(1000))).toHaveLength(300);
	});
});
