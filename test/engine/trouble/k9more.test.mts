import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../harness/stage.mts';
import { newId, startSmallCoachview, type SmallCoachview } from './smallCoachview.mts';

let coachview: SmallCoachview;
const id = newId();
beforeEach(async () => {
	coachview = await startSmallCoachview([
		{ id, achternaam: 'Jansen', externId: '1', externSource: 'HR', titel: null, adres: { adres1: 'Kerkstraat 1' } },
	]);
});
afterEach(() => coachview.stop());

describe('texts that nobody meant', () => {
	it.each<[string, IDataObject]>([
		['two missing values', { geboorteplaats: 'undefined undefined' }],
		['missing values with a comma', { geboorteplaats: 'null, null' }],
		['a missing first part', { achternaam: 'undefined de Vries' }],
		['a missing house number', { adres: { value: { adres1: 'Kerkstraat null' } } }],
		['a number beside nothing', { titel: 'NaN jaar' }],
		['ë in the wrong encoding', { voornaam: 'ZoÃ«' }],
		['Ö in the wrong encoding', { geboorteplaats: 'Ã–sterreich' }],
		['û in the wrong encoding', { geboorteplaats: 'BrÃ»le' }],
		['a telephone number from a spreadsheet', { tel1: '6,12345678E+08' }],
		['a key from a spreadsheet', { externId: '1.0023E12' }],
	])('K9.3 %s is refused, and nothing is asked for or written', async (_, fields) => {
		expect(await coachview.failed('update', { person: byId(id), fields } as never)).toMatchObject({
			reason: 'invalidInput',
		});
		expect(coachview.seen).toEqual([]);
	});

	it.each(['Null', 'JOÃO', 'IRMÃ', 'Undefined', 'Nan', 'Zoë', '«SÃO»', '5E', '1E10'])(
		'K9.3 %s is a text like any other',
		async (titel) => {
			expect(await coachview.person('update', { person: byId(id), fields: { titel } })).toMatchObject([
				{ outcome: 'updated' },
			]);
			expect(coachview.people[0]?.titel).toBe(titel);
		},
	);

	it('K9.3 remarks may speak of null and undefined', async () => {
		expect(
			await coachview.person('update', {
				person: byId(id),
				fields: { opmerking: 'null Toleranz, undefined behaviour' },
			}),
		).toMatchObject([{ outcome: 'updated' }]);
	});
});
