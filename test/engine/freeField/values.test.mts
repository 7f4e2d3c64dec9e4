import { courseId } from '../../../sandbox/seed/courseRecords.mts';
import { pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const values = async (valuesOf: string, valuesRecordId: string) =>
	await stage.person('getValues', { resource: 'freeField', valuesOf, valuesRecordId });

describe('Free Field: Get Values of a Record', () => {
	it('gives each field with its definition, a confidential one as Coachview shows it', async () => {
		const rows = await values('person', pieterId);
		expect(rows).toContainEqual(
			expect.objectContaining({
				code: 'VrijveldDieet',
				label: 'Dieetwens',
				vrijveldTypeId: 'Tekst',
				data: 'vegetarisch',
			}),
		);
		expect(rows).toContainEqual(expect.objectContaining({ code: 'VrijveldMedisch', vertrouwelijk: true, data: null }));
		expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
		expect(await values('course', courseId)).toContainEqual(expect.objectContaining({ data: 'Beamer nodig' }));
	});

	it('follows a list that comes in small pages', async () => {
		await stage.sandbox.control.assumptions.set({ A05: 'cap25' });
		expect(await values('person', pieterId)).toHaveLength(3);
	});

	it.each([
		['nobody', pieterId, "'Record Of'"],
		['person', 'x', "'Record ID'"],
	])('refuses %s %s before anything is sent', async (of, id, message) => {
		await expect(values(of, id)).rejects.toThrow(message);
		expect(await stage.sandbox.control.requests.list({ path: '/api/' })).toEqual([]);
	});

	it('names the path that Coachview does not know', async () => {
		await stage.sandbox.control.assumptions.set({ A90: 'absent' });
		await expect(values('invoice', pieterId)).rejects.toMatchObject({
			message: 'Coachview does not know the path Facturen/Vrijevelden, which is not confirmed',
		});
	});
});
