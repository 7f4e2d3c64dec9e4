import { extraCategoryId, pieterId } from '../../sandbox/start.mts';
import { useWebhooks } from './webhookStage.mts';

const stage = useWebhooks();

describe('Persoonscategorieen', () => {
	it('lists the links of a person; A33 shows names only', async () => {
		const link = await stage.fire();
		const rows = await stage.api.api(
			'GET',
			`Persoonscategorieen?PersoonId=${pieterId.toUpperCase()}&Count=true&orderby=naam%20asc`,
		);
		expect(rows.headers.rowcount).toBe('2');
		expect(rows.json).toMatchObject([link, { naam: 'Geslaagd' }]);
		expect(
			(await stage.api.api('GET', `Persoonscategorieen?where=naam%3DExtragegevens%3BpersoonId%3D${pieterId}`)).json,
		).toEqual([link]);
		await stage.assume({ A33: 'nameOnly' });
		expect(
			(await stage.api.api('GET', `Persoonscategorieen?PersoonId=${pieterId}&where=naam%3DGeslaagd`)).json,
		).toEqual([{ naam: 'Geslaagd' }]);
		expect((await stage.api.api('GET', 'Persoonscategorieen?PersoonId=7')).status).toBe(400);
	});

	it('A32: POST adds a link and fires; controlOnly has no POST', async () => {
		const post = (body: object) => stage.api.api('POST', 'Persoonscategorieen', { body });
		expect((await post({ persoonId: pieterId, categorieId: extraCategoryId })).json).toMatchObject({
			persoonId: pieterId,
			naam: 'Extragegevens',
		});
		expect((await stage.api.control.webhooks.deliveries()).length).toBe(1);
		expect((await post({ persoonId: pieterId, categorieId: pieterId })).status).toBe(400);
		expect((await post({ persoonId: extraCategoryId, categorieId: extraCategoryId })).status).toBe(404);
		expect((await post({ persoonId: pieterId, categorieId: extraCategoryId, naam: 'x' })).status).toBe(400);
		await stage.assume({ A32: 'controlOnly' });
		expect((await post({ persoonId: pieterId, categorieId: extraCategoryId })).status).toBe(405);
	});
});
