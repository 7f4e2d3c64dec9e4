import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../harness/stage.mts';
import { newId, startSmallCoachview, type Person, type SmallCoachview } from './smallCoachview.mts';

const pieter: Person = {
	id: newId(),
	externId: 'HR-10023',
	externSource: 'HR',
	achternaam: 'Pietersen',
	geboortedatum: null,
	geboorteplaats: null,
	adres: null,
	factuurAdres: null,
};
const full = { adres1: 'Dorpsstraat 3', postcode: '1011 AB', plaats: 'Amsterdam' };
const half = { adres1: 'Kerkstraat 12', postcode: '2514 EA', plaats: null };

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...pieter }])));
afterEach(() => small.stop());

const puts = () => small.seen.filter((one) => one.startsWith('PUT')).length;
const update = async (policy: string, fields: IDataObject, more = {}) =>
	(await small.person('update', { person: byId(pieter.id), policy, fields, ...more } as never))[0];
const refused = async (fields: IDataObject, more = {}) =>
	await small.failed('update', { person: byId(pieter.id), policy: 'failIfDifferent', fields, ...more } as never);
const stored = () => small.people[0] as Person;
const asRows = (name: string, lines: IDataObject) => ({
	otherFields: {
		field: Object.entries(lines).map(([line, value]) => ({ name: `${name}.${line}`, value, type: 'string' })),
	},
});
const asJson = (name: string, lines: IDataObject) => ({
	otherFields: { field: [{ name, value: JSON.stringify(lines), type: 'json' }] },
});

describe('K8.1 an address is one value', () => {
	describe.each([['adres'], ['factuurAdres']])('%s', (name) => {
		const ways: Array<[string, (lines: IDataObject) => [IDataObject, IDataObject]]> = [
			['Update Fields', (lines) => [{ [name]: { value: lines } }, {}]],
			['rows of Other Fields', (lines) => [{}, asRows(name, lines)]],
			['JSON in Other Fields', (lines) => [{}, asJson(name, lines)]],
		];

		it.each(ways)('K8.1 a half address is not filled up with another one: %s', async (_, given) => {
			stored()[name] = { ...half };
			const before = JSON.stringify(stored());
			const [fields, more] = given(full);
			expect(await update('onlyIfEmpty', fields, more)).toMatchObject({
				outcome: 'conflict',
				changedFields: [],
				keptFields: [`${name}.adres1`, `${name}.postcode`, `${name}.plaats`],
			});
			expect(await refused(fields, more)).toMatchObject({
				reason: 'conflict',
				fields: [`${name}.adres1`, `${name}.postcode`, `${name}.plaats`],
			});
			expect([JSON.stringify(stored()), puts()]).toEqual([before, 0]);
		});

		it.each(ways)('K8.1 one missing line is not filled alone either: %s', async (_, given) => {
			stored()[name] = { ...half };
			const [fields, more] = given({ plaats: 'Amsterdam' });
			expect(await update('onlyIfEmpty', fields, more)).toMatchObject({
				outcome: 'conflict',
				keptFields: [`${name}.plaats`],
			});
			expect(await refused(fields, more)).toMatchObject({ reason: 'conflict', fields: [`${name}.plaats`] });
			expect(puts()).toBe(0);
		});

		it.each(ways)(
			'K8.1 an address of which nothing is there is filled, and the other one stays: %s',
			async (_, given) => {
				const other = name === 'adres' ? 'factuurAdres' : 'adres';
				for (const empty of [null, undefined, {}, { adres1: null, postcode: '', plaats: ' ' }]) {
					small.people[0] = { ...pieter, [name]: empty as never, [other]: { ...half } };
					const [fields, more] = given(full);
					expect(await update('onlyIfEmpty', fields, more)).toMatchObject({ outcome: 'updated', keptFields: [] });
					expect([stored()[name], stored()[other]]).toMatchObject([full, half]);
					expect(await update('failIfDifferent', fields, more)).toMatchObject({ outcome: 'unchanged' });
				}
			},
		);
	});

	it('K8.1 a country alone is no address, but lines are put to it only for that same country', async () => {
		const country = { adres1: null, postcode: null, plaats: '', landCode: 'NL' };
		for (const [wish, outcome] of [
			[{ ...full, landCode: 'NL' }, 'updated'],
			[{ ...full, landCode: 'nl' }, 'updated'],
			[{ ...full, landCode: 'BE' }, 'conflict'],
			[full, 'conflict'],
			[{ landCode: 'BE' }, 'conflict'],
		] as const) {
			small.people[0] = { ...pieter, adres: { ...country } };
			expect(await update('onlyIfEmpty', { adres: { value: wish } })).toMatchObject({ outcome });
			expect(stored().adres).toMatchObject({ landCode: 'NL', adres1: outcome === 'updated' ? 'Dorpsstraat 3' : null });
		}
	});

	it('K8.1 an address that differs in blanks and capitals of its codes only is the same', async () => {
		stored().adres = { adres1: 'Dorpsstraat 3 ', postcode: '1011ab', plaats: 'Amsterdam', landCode: 'nl' };
		for (const policy of ['onlyIfEmpty', 'failIfDifferent'])
			expect(await update(policy, { adres: { value: { ...full, landCode: 'NL' } } })).toMatchObject({
				outcome: 'unchanged',
				keptFields: [],
			});
		expect(puts()).toBe(0);
	});

	it('K8.1 other fields go their own way beside a kept address', async () => {
		stored().adres = { ...half };
		expect(await update('onlyIfEmpty', { adres: { value: full }, geboorteplaats: 'Gouda' })).toMatchObject({
			outcome: 'updated',
			changedFields: ['geboorteplaats'],
			keptFields: ['adres.adres1', 'adres.postcode', 'adres.plaats'],
		});
		expect(stored()).toMatchObject({ adres: half, geboorteplaats: 'Gouda' });
	});

	it('K8.1 overwriting one line leaves the others', async () => {
		stored().adres = { ...half, huisnummer: 12 };
		expect(await update('overwrite', { adres: { value: { plaats: 'Den Haag' } } })).toMatchObject({
			outcome: 'updated',
			changedFields: ['adres.plaats'],
		});
		expect(stored().adres).toEqual({ ...half, huisnummer: 12, plaats: 'Den Haag' });
	});

	it('K8.1 holds for Create or Update too', async () => {
		stored().adres = { ...half };
		const [item] = await small.person('upsert', {
			externId: 'hr-10023',
			externSource: 'HR',
			lastName: 'Pietersen',
			policy: 'onlyIfEmpty',
			fields: { adres: { value: full } },
		});
		expect(item).toMatchObject({ outcome: 'conflict', keptFields: ['adres.adres1', 'adres.postcode', 'adres.plaats'] });
	});
});

describe('K8.2 stored placeholders are nothing', () => {
	const dates = ['0001-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '9999-12-31'];
	const forms = [
		'',
		'T00:00:00',
		'T00:00',
		' 00:00:00',
		'T00:00:00Z',
		'T00:00:00.000Z',
		'T00:00:00.0000000',
		'T00:00:00+00:19:32',
		'T00:00:00+02:00',
	];

	it.each(dates)('K8.2 %s in any form is completed', async (date) => {
		for (const form of forms) {
			for (const policy of ['onlyIfEmpty', 'failIfDifferent']) {
				stored().geboortedatum = `${date}${form}`;
				expect(await update(policy, { geboortedatum: '1987-04-12' })).toMatchObject({
					outcome: 'updated',
					changedFields: ['geboortedatum'],
				});
				expect(stored().geboortedatum).toBe('1987-04-12');
			}
		}
	});

	it.each(['1987-04-11', '1970-01-01', '1987-04-12T22:00:00Z', '1900-01-02T00:00:00'])(
		'K8.2 %s is a date, which is kept',
		async (date) => {
			stored().geboortedatum = date;
			expect(await update('onlyIfEmpty', { geboortedatum: '1987-04-12' })).toMatchObject({
				outcome: 'conflict',
				keptFields: ['geboortedatum'],
			});
			expect(await refused({ geboortedatum: '1987-04-12' })).toMatchObject({
				reason: 'conflict',
				fields: ['geboortedatum'],
			});
			expect(puts()).toBe(0);
		},
	);

	it.each([
		'onbekend',
		'-',
		' Onbekend ',
		'ONBEKEND.',
		'n.v.t.',
		'unknown',
		'?',
		'--',
		'0000',
		'xxx',
		'(onbekend)',
		'.',
	])('K8.2 place %s is completed', async (place) => {
		for (const policy of ['onlyIfEmpty', 'failIfDifferent']) {
			stored().geboorteplaats = place;
			expect(await update(policy, { geboorteplaats: 'Gouda' })).toMatchObject({ outcome: 'updated' });
			expect(stored().geboorteplaats).toBe('Gouda');
		}
	});

	it.each(['Onbekende Kerk', 'GM0518', 'Ee', "'s-Gravenhage"])('K8.2 place %s is kept', async (place) => {
		stored().geboorteplaats = place;
		expect(await update('onlyIfEmpty', { geboorteplaats: 'Gouda' })).toMatchObject({
			outcome: 'conflict',
			keptFields: ['geboorteplaats'],
		});
		expect(stored().geboorteplaats).toBe(place);
	});

	it('K8.2 a word for unknown in another field is a value', async () => {
		Object.assign(stored(), { titel: 'onbekend', opmerking: '-' });
		expect(await update('onlyIfEmpty', { titel: 'ing.', opmerking: 'x' })).toMatchObject({
			outcome: 'conflict',
			keptFields: ['opmerking', 'titel'],
		});
	});
});
