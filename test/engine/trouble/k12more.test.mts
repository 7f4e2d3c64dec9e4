import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { runWebhook } from '../../harness/webhook.mts';
import { parameters } from '../trigger/fixtures.mts';

const personId = '5f0c7d5e-7f6e-4f3a-9a51-0c1d7f2a0001';
const linkId = '5f0c7d5e-7f6e-4f3a-9a51-0c1d7f2a0002';
const event = {
	PersoonId: personId,
	PersooncategorieId: linkId,
	ExternId: '10023',
	Externsource: 'HR',
	Categorie: 'Extragegevens',
};
const runs = async (body: unknown, more: object = {}): Promise<boolean> =>
	(await runWebhook({ parameters: { ...parameters, confirm: false } as never, delivery: { body }, ...more }))
		.workflowData !== undefined;

describe('the name of the event', () => {
	it.each([
		['CloudEvents', { specversion: '1.0', type: 'nl.coachview.persoon.categorie.toegevoegd', data: event }],
		['one word', { ...event, event: 'persooncategorie.toegevoegd' }],
		['Persoonscategorie, as the API writes it', { ...event, event: 'Persoonscategorie.Toegevoegd' }],
		['a number', { ...event, event: 5 }],
		['an ID', { ...event, event: 'e7c50000-0000-4000-8000-000000000001' }],
		['an object', { event: { name: 'persoon.categorie.toegevoegd' }, data: event }],
	])('K12.1 %s does not keep the documented event back', async (_, body) => expect(await runs(body)).toBe(true));

	it.each([
		['an object', { ...event, event: { name: 'persoon.categorie.verwijderd' } }],
		['an object around', { event: { naam: 'persoon.categorie.verwijderd' }, data: event }],
		['CloudEvents', { specversion: '1.0', type: 'nl.coachview.persoon.categorie.verwijderd', data: event }],
	])('K12.1 another event in %s does not run', async (_, body) => expect(await runs(body)).toBe(false));
});

describe('the link that must still be there', () => {
	let server: Server;
	let rows: object[];
	const lookAgain = PACE.lookAgain;
	beforeAll(async () => {
		PACE.lookAgain = 20;
		server = createServer((request, response) => {
			const person = { id: personId, externId: '10023', externSource: 'HR', achternaam: 'Jansen' };
			const isToken = request.url?.includes('/token');
			response.setHeader('content-type', 'application/json');
			response.end(
				JSON.stringify(
					isToken
						? { access_token: 'a-token', expires_in: 3600, token_type: 'Bearer' }
						: request.url?.includes('/Persoonscategorieen')
							? rows
							: person,
				),
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => {
		PACE.lookAgain = lookAgain;
		server.closeAllConnections();
		server.close();
	});

	it.each([
		['the name with what is linked', { id: linkId, persoonId: personId, categorie: { naam: 'VIP' } }, false],
		['a longer word for the name', { id: linkId, persoonId: personId, categorieNaam: 'VIP' }, false],
		['another person with what is linked', { id: linkId, persoon: { id: linkId }, naam: 'Extragegevens' }, false],
		[
			'the right name with what is linked',
			{ id: linkId, persoon: { id: personId }, categorie: { naam: 'extragegevens' } },
			true,
		],
		['no name', { id: linkId, persoonId: personId }, true],
	])('K12.7 %s counts', async (_, row, expected) => {
		rows = [row];
		const customUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const more = {
			parameters: { ...parameters, confirm: true, options: { requireCategory: true } },
			credential: { environment: 'custom', customUrl, clientId: 'c', clientSecret: 's', scope: '' },
		};
		expect(await runs(event, more)).toBe(expected);
	});
});
