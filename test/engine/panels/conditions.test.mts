import type { IDataObject } from 'n8n-workflow';
import { loadOptions } from '../../harness/engine.mts';
import { pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage({ people: 40 });
type Row = IDataObject & { id: string };
const getMany = async (parameters: object, resource = 'person') => {
	const run = await stage.run('getAll', { resource, returnAll: true, simplify: false, ...parameters });
	if (run.error) throw Object.assign(new Error(run.error.message), run.error);
	return (run.outputs[0] ?? []).map(({ json }) => json as Row);
};
const where = async (field: string, operator: string, value: unknown, resource = 'person') =>
	await getMany({ conditions: { condition: [{ field, operator, value }] } }, resource);
const asked = async (path = 'Personen') => await stage.sandbox.control.requests.list({ path });

describe('conditions', () => {
	it.each(['above', 'from', 'below', 'until', 'is', 'isNot'])(
		'a date of birth %s a day: just those whom all people hold',
		async (operator) => {
			const all = await getMany({});
			const day = (row: Row) => String(row.geboortedatum ?? '').slice(0, 10);
			const pivot = all
				.map(day)
				.filter((one) => one > '1900')
				.sort()[5]!;

			const fits = (one: string) =>
				({
					above: one > pivot,
					from: one >= pivot,
					below: one !== '' && one < pivot,
					until: one !== '' && one <= pivot,
					is: one === pivot,
					isNot: one !== pivot,
				})[operator as 'is'];
			const found = await where('geboortedatum', operator, pivot);
			const wanted = all.filter((row) => fits(day(row)) && (operator !== 'isNot' || day(row) !== ''));
			expect(
				found
					.filter((row) => day(row) !== '')
					.map(({ id }) => id)
					.sort(),
			).toEqual(wanted.map(({ id }) => id).sort());
			expect(wanted.length).toBeGreaterThan(0);
		},
	);
	it('several hold together, also on a line of an address, and by the label', async () => {
		const all = await getMany({});
		const one = all.find(
			(row) => (row.adres as IDataObject | null)?.plaats && String(row.geboortedatum ?? '') > '1950',
		);
		const town = String((one?.adres as IDataObject).plaats);
		const found = await getMany({
			conditions: {
				condition: [
					{ field: 'adres.plaats', operator: 'is', value: town },
					{ field: 'Date of Birth', operator: 'above', value: '1950-01-01' },
				],
			},
		});
		expect(found.length).toBeGreaterThan(0);
		expect(found.every((row) => (row.adres as IDataObject).plaats === town)).toBe(true);
		expect(found.every((row) => String(row.geboortedatum) > '1950')).toBe(true);
	});
	it('on what Coachview works out are asked with the flag that shows it', async () => {
		const fields = await loadOptions('conditionFields', { parameters: { resource: 'course', operation: 'getAll' } });
		const { value } = fields.find(({ name }) => /^Start/.test(name))!;
		const rows = await where(String(value), 'from', '2020-01-01', 'course');
		expect(rows.length).toBeGreaterThan(0);
		expect((await asked('Opleidingen')).every(({ query }) => query.includes('InclusiefExtraVelden=true'))).toBe(true);
	});
	it.each([
		['achternaam', 'above', 'A', "'Last Name' is no date and no number"],
		['geboortedatum', 'above', '2024-13-01', "'Date of Birth'"],
		['achternaam', 'is', '', "'Last Name' is empty"],
		['achternaam', 'is', 'a;b', "'Last Name' contains a character"],
		['achternaam', '~', 'a', "'Operator' must be one of"],
		['nergens', 'is', 'a', 'has a field that the node does not know'],
		['', 'is', 'a', 'is empty'],
	])('%s %s %j is refused before anything is sent', async (field, operator, value, why) => {
		await expect(where(field, operator, value)).rejects.toThrow(why);
		expect(await asked()).toEqual([]);
	});
	it('K11.8 a server that ignores where is noticed', async () => {
		await stage.sandbox.control.assumptions.set({ A73: 'ignored' });
		await expect(where('achternaam', 'is', 'Niemandsland')).rejects.toThrow('nobody who fits the filter');
	});
	it('offers the fields of the chosen resource without asking Coachview', async () => {
		const names = (resource: string) =>
			loadOptions('conditionFields', { parameters: { resource, operation: 'getAll' } });
		expect(await names('person')).toContainEqual({ name: 'Address: Town (Adres: Plaats)', value: 'adres.plaats' });
		expect((await names('invoice')).map(({ value }) => value)).toContain('datum');
		expect(await asked()).toEqual([]);
	});
});

describe('several values', () => {
	it('IDs as a list or a text with commas: one request, in any case of letters', async () => {
		const [a, b, c] = (await getMany({})).map(({ id }) => id);
		for (const ids of [[a, c], `${a?.toUpperCase()}, ${c}`])
			expect((await getMany({ filters: { ids } })).map(({ id }) => id).sort()).toEqual([a, c].sort());
		expect(b).not.toBe(pieterId === a ? c : a);
	});
	it('an ID that nobody has is simply not there', async () =>
		expect(await getMany({ filters: { ids: ['99999999-9999-4999-8999-999999999999', pieterId] } })).toMatchObject([
			{ id: pieterId },
		]));
	it.each([
		[[], 'is empty'],
		['Pietersen', 'is not an ID of Coachview'],
		[{ a: 1 }, 'must be a list of names'],
		[Array.from({ length: 101 }, (_, i) => `99999999-9999-4999-8999-${String(i).padStart(12, '0')}`), 'more than 100'],
	])('IDs %# are refused', async (ids, why) => {
		await expect(getMany({ filters: { ids } })).rejects.toThrow(why);
		expect(await asked()).toEqual([]);
	});
	it('a filter by ID or code takes several, and rows of another one are not given', async () => {
		const all = await getMany({}, 'enrolment');
		const people = [...new Set(all.map(({ persoonId }) => String(persoonId)))].slice(0, 2);
		const found = await getMany({ filters: { persoonId: people.join(',') } }, 'enrolment');
		expect(found.map(({ id }) => id).sort()).toEqual(
			all
				.filter(({ persoonId }) => people.includes(String(persoonId)))
				.map(({ id }) => id)
				.sort(),
		);
	});
	it('a text filter does not', async () =>
		await expect(getMany({ filters: { achternaam: 'Jansen, Bakker' } })).rejects.toThrow("'Last Name' contains"));
});
