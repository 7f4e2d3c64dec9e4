import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Course definitions: what a course is a dated run of (members seen in third-party code). */
export const courseDefinition = define({
	name: 'courseDefinition',
	path: 'Opleidingssoorten',
	words: {
		title: 'Course Definition',
		one: 'course definition',
		many: 'course definitions',
		dutch: { one: 'Opleidingssoort', many: 'Opleidingssoorten' },
		german: { one: 'Schulungsart', many: 'Schulungsarten' },
	},
	verbs: { get: 'seen', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code', filter: true },
		{ name: 'omschrijvingInhoud', label: 'Contents', dutch: 'Omschrijving inhoud', lines: true },
		{ name: 'doel', label: 'Goal', dutch: 'Doel', lines: true },
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			whether: 'Whether the definition is inactive',
			filter: true,
		},
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{ name: 'vooropleiding', label: 'Prior Education', dutch: 'Vooropleiding', lines: true },
		{
			name: 'publicatieWebsite',
			label: 'Published on Website',
			dutch: 'Publicatie website',
			kind: 'boolean',
			whether: 'Whether the definition is published',
			filter: true,
		},
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
		{
			name: 'opleidingssoortStatusId',
			label: 'Status',
			dutch: 'Status',
			kind: 'choice',
			values: ['Definitief'],
			filter: true,
		},
		{ name: 'doelgroep', label: 'Target Group', dutch: 'Doelgroep', lines: true },
	],
	calculated: [
		{ name: 'aantalOnderdelen', label: 'Number of Parts', dutch: 'Aantal onderdelen', kind: 'number' },
		{
			name: 'totaalBedragExclBtwGepubliceerdeVerkoopregels',
			label: 'Published Price Without VAT',
			dutch: 'Totaalbedrag gepubliceerde verkoopregels excl. btw',
			kind: 'number',
		},
	],
	label: ['code', 'naam'],
	simple: [
		'id',
		'code',
		'naam',
		'publicatieWebsite',
		'inactief',
		'totaalBedragExclBtwGepubliceerdeVerkoopregels',
		'aantalOnderdelen',
	],
	sort: 'code',
	changed: CHANGED,
	status: 'opleidingssoortStatusId',
});
