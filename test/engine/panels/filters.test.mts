import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage({ people: 120 });
const control = () => stage.sandbox.control;
const ids = async (filters: { [name: string]: string | boolean }, more = {}) =>
	(await stage.person('getAll', { returnAll: true, filters, ...more })).map(({ id }) => id);

describe('Birth Data Missing', () => {
	it('gives those with a gap, stored placeholders included, or those without one', async () => {
		const all = await stage.person('getAll', { returnAll: true });
		const isMissing = (value: unknown) => value === null || value === undefined || value === '';
		const gaps = all.filter((row) => isMissing(row.geboortedatum) || isMissing(row.geboorteplaats)).map(({ id }) => id);
		expect(gaps.length).toBeGreaterThan(0);
		const placeholder = await control().people.put({
			achternaam: 'Platzhalter',
			geboortedatum: '1900-01-01T00:00:00',
			geboorteplaats: 'Gouda',
		});
		const missing = await ids({ birthDataMissing: true });
		expect(missing).toEqual(expect.arrayContaining([...gaps, pieterId, placeholder]));
		const whole = await ids({ birthDataMissing: false });
		expect(missing.length + whole.length).toBe(all.length + 1);
		expect(missing.filter((id) => whole.includes(id))).toEqual([]);
	});
	it('reads on until the limit is reached', async () => {
		expect(await ids({ birthDataMissing: true }, { returnAll: false, limit: 1 })).toHaveLength(1);
	});
	it('is combined with other filters', async () => {
		expect(await ids({ birthDataMissing: true, externId: '10023', externSource: 'HR' })).toEqual([pieterId]);
	});
	it('does not understand what is neither yes nor no', async () => {
		await expect(ids({ birthDataMissing: "={{ 'perhaps' }}" })).rejects.toThrow("'Birth Data Missing'");
	});
});

describe('Has Category', () => {
	const give = async (naam: string) => await control().categories.add(pieterId, naam);
	it('gives the people that have it', async () => {
		await give('Extragegevens');
		expect(await ids({ hasCategory: 'extragegevens' })).toContain(pieterId);
		expect(await ids({ hasCategory: 'Extragegevens', birthDataMissing: false })).not.toContain(pieterId);
	});
	it('reads nobody when no one has it', async () => {
		await control().requests.clear();
		expect(await ids({ hasCategory: 'Nowhere' })).toEqual([]);
		expect(await control().requests.list({ path: '/Personen' })).toEqual([]);
	});
	it('says so when the links do not tell whose they are', async () => {
		await give('Extragegevens');
		await control().assumptions.set({ A33: 'nameOnly' });
		await expect(ids({ hasCategory: 'Extragegevens' })).rejects.toThrow(/Coachview/);
	});
});

describe('Sort', () => {
	const { properties } = new Coachview().description;
	const fieldOf = (resource: string) => {
		const found = properties.find(
			({ name, displayOptions: { show = {} } = {} }) => name === 'sort' && show.resource?.includes(resource),
		)!;
		return (found.options as INodePropertyCollection[])[0]!.values.find(
			({ name }) => name === 'field',
		) as INodeProperties;
	};
	it('is chosen from a list, or by a free name', async () => {
		const choices = fieldOf('person').options as INodePropertyOptions[];
		expect(choices).toEqual(
			expect.arrayContaining([
				{ name: 'Date of Birth (Geboortedatum)', value: 'geboortedatum' },
				{ name: 'Last Changed', value: 'auditTrail.gewijzigdDatumTijd' },
				{ name: 'Other Field', value: 'other' },
			]),
		);
		const sorted = async (by: { [name: string]: string }) => await ids({}, { sort: { by } });
		const listed = await sorted({ field: 'externId', direction: 'desc' });
		expect(await sorted({ field: 'other', otherField: 'externId', direction: 'desc' })).toEqual(listed);
		await expect(sorted({ field: 'other', otherField: '' })).rejects.toThrow("'Other Field'");
	});
	it('still takes a JSON name of a saved workflow, in the list or not', async () => {
		expect(await ids({}, { sort: { by: { field: 'kaartnummer' } } })).toHaveLength(120);
	});
	it('is a free name where no field is known', () => expect(fieldOf('record').type).toBe('string'));
});
