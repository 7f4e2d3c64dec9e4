import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';

const { properties } = new Coachview().description;

/** @returns the parameter of this name as an operation of an entity shows it */
function shown(name: string, resource: string, operation: string): INodeProperties {
	const found = properties.filter(({ name: own, displayOptions: { show = {} } = {} }) => {
		return own === name && show.resource?.includes(resource) && show.operation?.includes(operation);
	});
	expect(found).toHaveLength(1);
	return found[0]!;
}

const membersOf = ({ options = [] }: INodeProperties) => options as INodeProperties[];

describe('labels carry the Dutch term, so that "geb" finds the date of birth', () => {
	it.each([
		['fields', 'update'],
		['fields', 'create'],
		['fields', 'upsert'],
	])('%s of %s', (name, operation) => {
		const labels = membersOf(shown(name, 'person', operation)).map(({ displayName }) => displayName);
		expect(labels).toEqual(
			expect.arrayContaining(['Date of Birth (Geboortedatum)', 'Place of Birth (Geboorteplaats)']),
		);
	});
	it('in Clear Fields, with the JSON name as the value', () => {
		const choices = shown('clearFields', 'person', 'update').options as INodePropertyOptions[];
		expect(choices).toContainEqual({ name: 'Date of Birth (Geboortedatum)', value: 'geboortedatum' });
	});
	it('in fields of their own, under the names of saved workflows', () => {
		expect(shown('lastName', 'person', 'create').displayName).toBe('Last Name (Achternaam)');
		expect(shown('externId', 'person', 'create').displayName).toBe('External ID (ExternId)');
	});
	it('inside an address', () => {
		const address = membersOf(shown('fields', 'person', 'update')).find(({ name }) => name === 'adres')!;
		const [group] = address.options as INodePropertyCollection[];
		expect(group!.values.map(({ displayName }) => displayName)).toContain('Town (Plaats)');
		expect(group!.values.map(({ name }) => name).slice(-3)).toEqual(['postcode', 'plaats', 'landCode']);
	});
	it('in filters; once where both words are the same', () => {
		const labels = membersOf(shown('filters', 'course', 'getAll')).map(({ displayName }) => displayName);
		expect(labels).toEqual(expect.arrayContaining(['Code', 'Published (Publicatie)', 'Status']));
	});
});

it('Update says what it keeps, above the fields', () => {
	const names = properties
		.filter(
			({ displayOptions: { show = {} } = {} }) =>
				show.resource?.includes('person') && show.operation?.includes('update'),
		)
		.map(({ name }) => name);
	expect(names.indexOf('keepsNotice')).toBeLessThan(names.indexOf('fields'));
	expect(shown('keepsNotice', 'person', 'update')).toMatchObject({
		type: 'notice',
		displayName: 'Everything you do not add below stays exactly as it is in Coachview.',
	});
});

it.each(['update', 'replace', 'upsert'])('options of %s that need an expert come last and say so', (operation) => {
	const options = membersOf(shown('options', 'person', operation));
	const forExperts = options.filter(({ description = '' }) => description.endsWith('For experts.'));
	expect(forExperts.map(({ name }) => name)).toEqual(expect.arrayContaining(['concurrency', 'freeFields']));
	expect(options.slice(-forExperts.length)).toEqual(forExperts);
	const everyday = options.slice(0, -forExperts.length).map(({ displayName }) => displayName);
	expect(everyday).toEqual([...everyday].sort((a, b) => a.localeCompare(b)));
	expect(everyday).toContain('Dry Run');
});
