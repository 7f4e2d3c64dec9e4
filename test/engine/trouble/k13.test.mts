import type { INodeParameters } from 'n8n-workflow';
import { asFault, type Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import type { ApiRequest, ClientOptions } from '../../../nodes/Coachview/transport/client.ts';
import { runNode } from '../../harness/engine.mts';
import { answer, goodToken, startStandIn, type Handler } from '../../harness/standIn.mts';

const id = '33333333-3333-4333-8333-333333333333';
const stored = JSON.stringify({
	id,
	externId: '1',
	externSource: 'HR',
	achternaam: 'Jansen',
	geboorteplaats: null,
	geboortedatum: null,
	vrijveldKlasse: 'A',
	opmerking: null,
});

let server: Awaited<ReturnType<typeof startStandIn>> | undefined;
const start = async (api: Handler, token = goodToken) => (server = await startStandIn({ api, token }));
afterEach(() => server?.stop());

/** Runs the node against the stand-in and gives all that n8n would save, as text, with the error. */
async function run(parameters: INodeParameters) {
	const result = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', ...parameters },
		credential: server?.credential,
	});
	return { error: result.error, saved: JSON.stringify(result.run.data.resultData) };
}

/** The fault of one request; the options are those of the client. */
async function refused(body: string, options: Partial<ClientOptions> = {}, status = 400): Promise<Fault> {
	const { withClient } = await start(answer(status, body));
	const request: ApiRequest = { method: 'PUT', entity: 'Personen', of: person, id, body: stored };
	return asFault(
		await withClient(async (client) => await client.write(request), options).then(
			() => undefined,
			(error: unknown) => error,
		),
	);
}

describe("K13.1 Coachview's words are not shown", () => {
	const place = 'Alphen aan den Rijn';
	const leaks: Array<[string, string]> = [
		['in capitals', `{"detail":"ALPHEN AAN DEN RIJN is te lang"}`],
		['cut', `{"detail":"Truncated value: 'Alphen aan den'"}`],
		['encoded for HTML', '{"detail":"Alphen&#32;aan&nbsp;den Rijn"}'],
		['encoded for a URL', '{"detail":"Alphen%20aan%20den%20Rijn"}'],
		['escaped', '{"detail":"\\u0041lphen aan den Rijn"}'],
		['a date in words', '{"detail":"12 april 1987 is ongeldig"}'],
		['of another person', '{"detail":"bestaat al bij Sanne de Boer, s.deboer@example.org"}'],
		['as a key of errors', '{"errors":{"Alphen aan den Rijn":["x"],"Rijn":["x"],"1987-04-12":["y"]}}'],
		['as a text', 'Alphen aan den Rijn'],
		['in a list', '["Alphen aan den Rijn"]'],
		['before a colon', '{"message":"Rijn: te lang"}'],
		['in quotes', '{"message":"\'Rijn\' is te lang"}'],
		['with the token', '{"detail":"Bearer first-token-of-the-test is refused for Alphen aan den Rijn"}'],
	];
	it.each(leaks)('K13.1 %s', async (_, body) => {
		for (const status of [400, 409, 422, 500]) {
			await start((request, ...rest) =>
				answer(request.method === 'GET' ? 200 : status, request.method === 'GET' ? stored : body)(request, ...rest),
			);
			const { error, saved } = await run({
				operation: 'update',
				person: { __rl: true, mode: 'id', value: id },
				fields: { geboorteplaats: place },
				options: { maxWait: 0 },
			});
			expect(error?.message).toBeTruthy();
			const shown = `${error?.message} ${error?.description}`;
			expect(shown).not.toMatch(/alphen|rijn|1987|april|sanne|boer|bearer|first-token/i);
			expect(saved).not.toContain('first-token');
			server?.stop();
		}
	});

	it.each([
		['{"errors":{"Geboorteplaats":["te lang"]}}', ['geboorteplaats']],
		[
			'{"errors":{"$.GEBOORTEPLAATS":["te lang"],"VrijveldKlasse":["x"],"Onbekend":["x"]}}',
			['geboorteplaats', 'vrijveldKlasse'],
		],
		['{"ModelState":{"persoon.Adres.Postcode":["x"]}}', ['adres.postcode']],
		[
			"String or binary data would be truncated, column 'geboorteplaats'. Truncated value: 'Alphen aan den'",
			['geboorteplaats'],
		],
		['Geboorteplaats: te lang', ['geboorteplaats']],
	])('K13.1 but the names are that we know or sent: %s', async (body, fields) => {
		const fault = await refused(body);
		expect(fault.fields).toEqual(fields);
		expect(fault.message).toBe(`Coachview did not accept the request (HTTP 400). It names: ${fields.join(', ')}`);
	});

	it('K13.1 what the words speak of is told in ours', async () => {
		expect((await refused('{"detail":"Truncated value: \'Alphen aan den\'"}')).advice).toContain(
			'Its text speaks of a value that is too long.',
		);
	});

	it("K13.1 with Show Coachview's Own Words they are quoted, but no token", async () => {
		const body =
			'{"detail":"Alphen is te lang. Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln first-token-of-the-test"}';
		const { advice } = await refused(body, { ownWords: true });
		expect(advice).toContain('Coachview\'s words: "Alphen is te lang.');
		expect(advice).not.toMatch(/eyJ|first-token/);
		expect(advice.length).toBeLessThan(600);
	});
});

describe('K13.2 a redirect is told as what it is', () => {
	it.each([300, 301, 302, 303, 304, 307, 308])('K13.2 %i', async (status) => {
		const { seen } = await start(answer(status, '', { location: 'http://127.0.0.1:1/secret-path' }));
		const { error, saved } = await run({ operation: 'getAll' });
		expect(error?.message).toBe(`Coachview's address leads somewhere else (HTTP ${status})`);
		expect(error?.description).toMatch(/^Check the Environment or Custom URL/);
		expect(error?.description).not.toContain('filter');
		expect(saved).not.toContain('secret-path');
		expect(seen).toEqual(['token', 'GET Personen']);
	});
});
