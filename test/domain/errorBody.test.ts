import { readComplaint } from '../../nodes/Coachview/domain/errorBody';
import { scrub } from '../../nodes/Coachview/domain/scrub';

describe("Coachview's complaint", () => {
	it.each([
		['', [], ''],
		['<html><body>Bad gateway</body></html>', [], ''],
		['API calls quota exceeded', [], 'API calls quota exceeded'],
		['{"title":"Ongeldig","status":400,"errors":{"Geboortedatum":["ongeldig"]}}', ['Geboortedatum'], 'Ongeldig'],
		['{"Message":"Fout","ModelState":{"persoon.Email1":["x"]}}', ['persoon.Email1'], 'Fout'],
		['{"message":"Nee"}', [], 'Nee'],
		['{"error":"invalid_client","error_description":"Onbekend"}', [], 'Onbekend'],
		['["een","twee"]', [], 'een; twee'],
		['"tekst"', [], 'tekst'],
		['{"errors":["x"]}', [], ''],
		['null', [], ''],
	])('%s', (body, fields, words) => expect(readComplaint(body, [])).toEqual({ fields, words }));

	it('shows no value of a person', () => {
		const body = JSON.stringify({ detail: "Gouda is geen plaats; 1987-04-12, p.pietersen@example.org en 0612345678 van Pietersen" });
		const { words } = readComplaint(body, ['Gouda', 'Pietersen']);
		expect(words).not.toMatch(/Gouda|1987|example|0612|Pietersen/);
		expect(words).toContain('is geen plaats');
	});

	it('is short and on one line', () => expect(scrub('a\n'.repeat(1000), [])).toHaveLength(300));
});
