import { createHmac } from 'node:crypto';
import { extraCategoryId, pieterId } from '../../sandbox/start.mts';
import { useWebhooks } from './webhookStage.mts';

const stage = useWebhooks();

describe('categories and webhooks', () => {
	it('sends flat JSON in PascalCase when a category is added, once', async () => {
		const link = await stage.fire();
		await stage.fire();
		expect(stage.received.length).toBe(1);
		expect([stage.received[0]!.method, stage.received[0]!.headers['content-type']]).toEqual([
			'POST',
			'application/json; charset=utf-8',
		]);
		expect(JSON.parse(stage.received[0]!.body)).toEqual({
			PersoonId: pieterId,
			PersooncategorieId: link.id,
			ExternId: '10023',
			ExternSource: 'HR',
			Categorie: 'Extragegevens',
		});
		expect(await stage.api.control.webhooks.deliveries()).toMatchObject([
			{ url: stage.url, event: 'persoon.categorie.toegevoegd', attempt: 1, status: 200, body: stage.received[0]!.body },
		]);
	});

	it('fires again after the category was removed', async () => {
		await stage.fire();
		await stage.api.control.categories.remove(pieterId, 'Extragegevens');
		await stage.fire();
		expect(stage.received.length).toBe(2);
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
		await stage.assume({ A42: value });
		const link = await stage.fire();
		expect(JSON.parse(stage.received[0]!.body)).toEqual(expected(link.id));
	});

	it('A43: the event in the body or in a header; in English with the English names', async () => {
		await stage.assume({ A43: 'bodyEvent' });
		await stage.fire();
		expect(JSON.parse(stage.received[0]!.body)).toMatchObject({
			event: 'persoon.categorie.toegevoegd',
			PersoonId: pieterId,
		});
		await stage.api.control.categories.remove(pieterId, 'Extragegevens');
		await stage.assume({ A43: 'header', A42: 'english' });
		await stage.fire();
		expect(stage.received[1]!.headers['x-event']).toBe('person.category.added');
	});

	it('A44: XML and form', async () => {
		await stage.assume({ A44: 'xml' });
		await stage.fire();
		expect(stage.received[0]!.headers['content-type']).toBe('application/xml; charset=utf-8');
		expect(stage.received[0]!.body).toContain(`<PersoonId>${pieterId}</PersoonId>`);
		await stage.api.control.categories.remove(pieterId, 'Extragegevens');
		await stage.assume({ A44: 'form' });
		await stage.fire();
		expect(new URLSearchParams(stage.received[1]!.body).get('Categorie')).toBe('Extragegevens');
	});

	it('A45: signs the body with SHA-512 when a secret is set', async () => {
		await stage.assume({ A45: 'hmacSha512' });
		await stage.api.control.webhooks.clear();
		await stage.api.control.webhooks.register({ url: stage.url, secret: 'geheim' });
		await stage.fire();
		expect(stage.received[0]!.headers['x-webhook-signature']).toBe(
			createHmac('sha512', 'geheim').update(stage.received[0]!.body).digest('hex'),
		);
	});

	it('A46: one attempt; under retry three more after 1, 5 and 15 minutes of the clock', async () => {
		stage.status = 500;
		await stage.fire();
		await stage.api.control.clock.advance(3600);
		await stage.api.control.webhooks.deliveries();
		expect(stage.received.length).toBe(1);
		await stage.assume({ A46: 'retry' });
		await stage.api.control.categories.remove(pieterId, 'Extragegevens');
		await stage.fire();
		const after = async (seconds: number) => {
			await stage.api.control.clock.advance(seconds);
			await stage.api.control.webhooks.deliveries();
			return stage.received.length - 1;
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
			(await stage.api.control.webhooks.deliveries()).map(({ attempt, status: answered }) => [attempt, answered]),
		).toEqual([
			[1, 500],
			[1, 500],
			[2, 500],
			[3, 500],
			[4, 500],
		]);
	});

	it('A47: a registration’s categories only count under the alternative', async () => {
		await stage.api.control.webhooks.clear();
		await stage.api.control.webhooks.register({ url: stage.url, categories: ['Geslaagd'] });
		await stage.fire();
		expect(stage.received.length).toBe(1);
		await stage.api.control.categories.remove(pieterId, 'Extragegevens');
		await stage.assume({ A47: 'category' });
		await stage.fire();
		expect(stage.received.length).toBe(1);
	});

	it.each([
		['empty', { ExternId: '', ExternSource: '' }],
		['null', { ExternId: null, ExternSource: null }],
		['absent', {}],
	])('A49 %s: a person without external key', async (value, expected) => {
		await stage.assume({ A49: value });
		const id = await stage.api.control.people.put({ achternaam: 'Zonder' });
		const link = await stage.fire(id);
		expect(JSON.parse(stage.received[0]!.body)).toEqual({
			PersoonId: id,
			PersooncategorieId: link.id,
			Categorie: 'Extragegevens',
			...expected,
		});
	});

	it('A41: invented events only under the alternative, and only to their own URL', async () => {
		await stage.api.control.webhooks.register({ url: stage.url, event: 'persoon.gewijzigd' });
		const put = () => stage.api.api('PUT', `Personen/${pieterId}`, { body: { achternaam: 'X' } });
		await put();
		await stage.assume({ A41: 'invented' });
		await put();
		await stage.api.control.webhooks.deliveries();
		expect((await stage.api.control.webhooks.deliveries()).map(({ event }) => event)).toEqual(['persoon.gewijzigd']);
	});

	it('does not hold up the request, and notes a receiver that is not there', async () => {
		let release = () => {};
		stage.hold = new Promise((resolve) => (release = resolve));
		const answer = await stage.api.api('POST', 'Persoonscategorieen', {
			body: { persoonId: pieterId, categorieId: extraCategoryId },
		});
		expect(answer.status).toBe(201);
		expect(await stage.api.control.webhooks.deliveries(false)).toEqual([]);
		release();
		expect((await stage.api.control.webhooks.deliveries()).length).toBe(1);
		await stage.api.control.webhooks.clear();
		await stage.api.control.webhooks.register({ url: 'http://127.0.0.1:1/' });
		await stage.api.control.categories.remove(pieterId, 'Extragegevens');
		await stage.fire();
		expect(await stage.api.control.webhooks.deliveries()).toMatchObject([{ status: null, error: 'TypeError' }]);
	});
});
