import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extraCategoryId, pieterId } from '../../sandbox/start.mts';
import type { Api } from './api.mts';
import { openApi } from './api.mts';

interface Received {
	method: string;
	headers: IncomingHttpHeaders;
	body: string;
}

describe('categories and webhooks', () => {
	let api: Api;
	let url: string;
	let status = 200;
	let hold: Promise<void> | undefined;
	const received: Received[] = [];
	const receiver = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
		request.on('end', () => {
			received.push({ method: request.method!, headers: request.headers, body });
			void (hold ?? Promise.resolve()).then(() => response.writeHead(status).end());
		});
	});
	beforeAll(async () => {
		api = await openApi();
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});
	afterAll(async () => {
		await api.stop();
		receiver.closeAllConnections();
		receiver.close();
	});
	beforeEach(async () => {
		await api.reset();
		await api.control.webhooks.register({ url });
		received.length = 0;
		status = 200;
		hold = undefined;
	});

	const fire = async (personId = pieterId) => {
		const link = await api.control.categories.add(personId, 'Extragegevens');
		await api.control.webhooks.deliveries();
		return link;
	};
	const assume = (choices: Record<string, string>) => api.control.assumptions.set(choices);

	it('sends flat JSON in PascalCase when a category is added, once', async () => {
		const link = await fire();
		await fire();
		expect(received.length).toBe(1);
		expect([received[0]!.method, received[0]!.headers['content-type']]).toEqual([
			'POST',
			'application/json; charset=utf-8',
		]);
		expect(JSON.parse(received[0]!.body)).toEqual({
			PersoonId: pieterId,
			PersooncategorieId: link.id,
			ExternId: '10023',
			ExternSource: 'HR',
			Categorie: 'Extragegevens',
		});
		expect(await api.control.webhooks.deliveries()).toMatchObject([
			{ url, event: 'persoon.categorie.toegevoegd', attempt: 1, status: 200, body: received[0]!.body },
		]);
	});

	it('fires again after the category was removed', async () => {
		await fire();
		await api.control.categories.remove(pieterId, 'Extragegevens');
		await fire();
		expect(received.length).toBe(2);
	});

	it.each([
		[
			'flatCamel',
			(id: string) => ({
				persoonId: pieterId,
				persooncategorieId: id,
				externId: '10023',
				externSource: 'HR',
				categorie: 'Extragegevens',
			}),
		],
		[
			'externsource',
			(id: string) => ({
				PersoonId: pieterId,
				PersooncategorieId: id,
				ExternId: '10023',
				Externsource: 'HR',
				Categorie: 'Extragegevens',
			}),
		],
		[
			'english',
			(id: string) => ({
				PersonId: pieterId,
				PersoncategoryId: id,
				ExternId: '10023',
				Externsource: 'HR',
				Category: 'Extragegevens',
			}),
		],
		[
			'eventData',
			(id: string) => ({
				event: 'persoon.categorie.toegevoegd',
				data: {
					PersoonId: pieterId,
					PersooncategorieId: id,
					ExternId: '10023',
					ExternSource: 'HR',
					Categorie: 'Extragegevens',
				},
			}),
		],
		[
			'notifications',
			(id: string) => ({
				Id: '1',
				Attempt: 1,
				Notifications: [
					{
						Action: 'persoon.categorie.toegevoegd',
						PersoonId: pieterId,
						PersooncategorieId: id,
						ExternId: '10023',
						ExternSource: 'HR',
						Categorie: 'Extragegevens',
					},
				],
			}),
		],
	])('A42 %s', async (value, expected) => {
		await assume({ A42: value });
		const link = await fire();
		expect(JSON.parse(received[0]!.body)).toEqual(expected(link.id));
	});

	it('A43: the event in the body or in a header; in English with the English names', async () => {
		await assume({ A43: 'bodyEvent' });
		await fire();
		expect(JSON.parse(received[0]!.body)).toMatchObject({ event: 'persoon.categorie.toegevoegd', PersoonId: pieterId });
		await api.control.categories.remove(pieterId, 'Extragegevens');
		await assume({ A43: 'header', A42: 'english' });
		await fire();
		expect(received[1]!.headers['x-event']).toBe('person.category.added');
	});

	it('A44: XML and form', async () => {
		await assume({ A44: 'xml' });
		await fire();
		expect(received[0]!.headers['content-type']).toBe('application/xml; charset=utf-8');
		expect(received[0]!.body).toContain(`<PersoonId>${pieterId}</PersoonId>`);
		await api.control.categories.remove(pieterId, 'Extragegevens');
		await assume({ A44: 'form' });
		await fire();
		expect(new URLSearchParams(received[1]!.body).get('Categorie')).toBe('Extragegevens');
	});

	it('A45: signs the body with SHA-512 when a secret is set', async () => {
		await assume({ A45: 'hmacSha512' });
		await api.control.webhooks.clear();
		await api.control.webhooks.register({ url, secret: 'geheim' });
		await fire();
		expect(received[0]!.headers['x-webhook-signature']).toBe(
			createHmac('sha512', 'geheim').update(received[0]!.body).digest('hex'),
		);
	});

	it('A46: one attempt; under retry three more after 1, 5 and 15 minutes of the clock', async () => {
		status = 500;
		await fire();
		await api.control.clock.advance(3600);
		await api.control.webhooks.deliveries();
		expect(received.length).toBe(1);
		await assume({ A46: 'retry' });
		await api.control.categories.remove(pieterId, 'Extragegevens');
		await fire();
		const after = async (seconds: number) => {
			await api.control.clock.advance(seconds);
			await api.control.webhooks.deliveries();
			return received.length - 1;
		};
		expect([
			await after(50),
			await after(15),
			await after(290),
			await after(15),
			await after(901),
			await after(9999),
		]).toEqual([1, 2, 2, 3, 4, 4]);
		expect(
			(await api.control.webhooks.deliveries()).map(({ attempt, status: answered }) => [attempt, answered]),
		).toEqual([
			[1, 500],
			[1, 500],
			[2, 500],
			[3, 500],
			[4, 500],
		]);
	});

	it('A47: a registration’s categories only count under the alternative', async () => {
		await api.control.webhooks.clear();
		await api.control.webhooks.register({ url, categories: ['Geslaagd'] });
		await fire();
		expect(received.length).toBe(1);
		await api.control.categories.remove(pieterId, 'Extragegevens');
		await assume({ A47: 'category' });
		await fire();
		expect(received.length).toBe(1);
	});

	it.each([
		['empty', { ExternId: '', ExternSource: '' }],
		['null', { ExternId: null, ExternSource: null }],
		['absent', {}],
	])('A49 %s: a person without external key', async (value, expected) => {
		await assume({ A49: value });
		const id = await api.control.people.put({ achternaam: 'Zonder' });
		const link = await fire(id);
		expect(JSON.parse(received[0]!.body)).toEqual({
			PersoonId: id,
			PersooncategorieId: link.id,
			Categorie: 'Extragegevens',
			...expected,
		});
	});

	it('A41: invented events only under the alternative, and only to their own URL', async () => {
		await api.control.webhooks.register({ url, event: 'persoon.gewijzigd' });
		const put = () => api.api('PUT', `Personen/${pieterId}`, { body: { achternaam: 'X' } });
		await put();
		await assume({ A41: 'invented' });
		await put();
		await api.control.webhooks.deliveries();
		expect((await api.control.webhooks.deliveries()).map(({ event }) => event)).toEqual(['persoon.gewijzigd']);
	});

	it('does not hold up the request, and notes a receiver that is not there', async () => {
		let release = () => {};
		hold = new Promise((resolve) => (release = resolve));
		const answer = await api.api('POST', 'Persoonscategorieen', {
			body: { persoonId: pieterId, categorieId: extraCategoryId },
		});
		expect(answer.status).toBe(201);
		expect(await api.control.webhooks.deliveries(false)).toEqual([]);
		release();
		expect((await api.control.webhooks.deliveries()).length).toBe(1);
		await api.control.webhooks.clear();
		await api.control.webhooks.register({ url: 'http://127.0.0.1:1/' });
		await api.control.categories.remove(pieterId, 'Extragegevens');
		await fire();
		expect(await api.control.webhooks.deliveries()).toMatchObject([{ status: null, error: 'TypeError' }]);
	});

	describe('Persoonscategorieen', () => {
		it('lists the links of a person; A33 shows names only', async () => {
			const link = await fire();
			const rows = await api.api(
				'GET',
				`Persoonscategorieen?PersoonId=${pieterId.toUpperCase()}&Count=true&orderby=naam%20asc`,
			);
			expect(rows.headers.rowcount).toBe('2');
			expect(rows.json).toMatchObject([link, { naam: 'Geslaagd' }]);
			expect(
				(await api.api('GET', `Persoonscategorieen?where=naam%3DExtragegevens%3BpersoonId%3D${pieterId}`)).json,
			).toEqual([link]);
			await assume({ A33: 'nameOnly' });
			expect((await api.api('GET', `Persoonscategorieen?PersoonId=${pieterId}&where=naam%3DGeslaagd`)).json).toEqual([
				{ naam: 'Geslaagd' },
			]);
			expect((await api.api('GET', 'Persoonscategorieen?PersoonId=7')).status).toBe(400);
		});

		it('A32: POST adds a link and fires; controlOnly has no POST', async () => {
			const post = (body: object) => api.api('POST', 'Persoonscategorieen', { body });
			expect((await post({ persoonId: pieterId, categorieId: extraCategoryId })).json).toMatchObject({
				persoonId: pieterId,
				naam: 'Extragegevens',
			});
			expect((await api.control.webhooks.deliveries()).length).toBe(1);
			expect((await post({ persoonId: pieterId, categorieId: pieterId })).status).toBe(400);
			expect((await post({ persoonId: extraCategoryId, categorieId: extraCategoryId })).status).toBe(404);
			expect((await post({ persoonId: pieterId, categorieId: extraCategoryId, naam: 'x' })).status).toBe(400);
			await assume({ A32: 'controlOnly' });
			expect((await post({ persoonId: pieterId, categorieId: extraCategoryId })).status).toBe(405);
		});
	});
});
