import { define } from '../../../nodes/Coachview/entities/entity';
import { CHANGED } from '../../../nodes/Coachview/entities/shared';

/** An entity that nobody has: all that has to be written down for a new one. */
export const vehicle = define({
	name: 'vehicle',
	path: 'Lesvoertuigen',
	words: {
		title: 'Vehicle',
		one: 'vehicle',
		many: 'vehicles',
		dutch: { one: 'Lesvoertuig', many: 'Lesvoertuigen' },
		german: { one: 'Fahrzeug', many: 'Fahrzeuge' },
	},
	verbs: { create: 'seen', delete: 'seen', get: 'seen', getMany: 'seen', update: 'seen' },
	grade: 'inferred',
	fields: [
		{ name: 'kenteken', label: 'Number Plate', dutch: 'Kenteken', required: true, filter: true },
		{ name: 'merk', label: 'Make', dutch: 'Merk' },
		{ name: 'zitplaatsen', label: 'Seats', dutch: 'Zitplaatsen', kind: 'number' },
		{
			name: 'elektrisch',
			label: 'Electric',
			dutch: 'Elektrisch',
			kind: 'boolean',
			whether: 'Whether it drives on electricity',
			filter: true,
		},
		{ name: 'keuring', label: 'Next Inspection', dutch: 'Keuring', kind: 'date' },
		{
			name: 'stalling',
			label: 'Garage',
			dutch: 'Stalling',
			kind: 'group',
			members: [{ name: 'hal', label: 'Hall', dutch: 'Hal' }],
		},
	],
	calculated: [{ name: 'lesuren', label: 'Lesson Hours', dutch: 'Lesuren', kind: 'number' }],
	lookUps: [
		{ mode: 'plate', label: 'By Plate', fields: ['kenteken'], by: 'number plate', placeholder: 'e.g. 12-ABC-3' },
	],
	label: ['kenteken', 'merk'],
	simple: ['id', 'kenteken', 'merk', 'lesuren'],
	sort: 'kenteken',
	changed: CHANGED,
});
