import {
	fieldLabel,
	fieldLabels,
	fieldNamed,
	knownSpelling,
	lineNamed,
	pathLabel,
} from '../../../nodes/Coachview/domain/fields/label.ts';
import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

/** An entity that nobody has asked about yet. */
const fresh = (): Entity => ({ ...person });

describe('a member by its JSON name', () => {
	test('is found whatever its case', () => {
		expect(fieldNamed(fresh(), 'GEBOORTEDATUM')?.name).toBe('geboortedatum');
		expect(fieldNamed(fresh(), 'nothing')).toBeUndefined();
		expect(fieldNamed(fresh(), 'id')).toBeUndefined();
		expect(fieldNamed({ ...person, fields: [] }, 'geboortedatum')).toBeUndefined();
	});

	test('is written as the node knows it, also one that nobody sets; another one stays', () => {
		expect(knownSpelling(fresh(), 'GeboorteDatum')).toBe('geboortedatum');
		expect(knownSpelling(fresh(), 'AUDITTRAIL')).toBe('auditTrail');
		expect(knownSpelling(fresh(), 'ID')).toBe('id');
		expect(knownSpelling(fresh(), 'VrijVeld')).toBe('VrijVeld');
	});

	test('in a group is found whatever its case, and nowhere without a group', () => {
		expect(lineNamed(fieldNamed(person, 'adres')!, 'PLAATS')?.name).toBe('plaats');
		expect(lineNamed(fieldNamed(person, 'adres')!, 'nothing')).toBeUndefined();
		expect(lineNamed({}, 'plaats')).toBeUndefined();
	});
});

describe('the name that the user knows', () => {
	const entity = fresh();
	const [address, birth] = [fieldNamed(entity, 'adres')!, fieldNamed(entity, 'geboortedatum')!];
	const town = lineNamed(address, 'plaats')!;

	test('is that of the field, of an unknown member its own', () => {
		expect(fieldLabel(entity, 'geboortedatum')).toBe(birth.label);
		expect(fieldLabel(entity, 'Geboortedatum')).toBe('Geboortedatum');
		expect(fieldLabel(entity, 'vrijVeld')).toBe('vrijVeld');
		expect(fieldLabels(entity, ['geboortedatum', 'vrijVeld'])).toBe(`${birth.label}, vrijVeld`);
	});

	test('names the member of a group beside the group, one level down and no further', () => {
		expect(pathLabel(entity, 'adres.plaats')).toBe(`${address.label} (${town.label})`);
		expect(pathLabel(entity, 'adres')).toBe(address.label);
		for (const path of ['adres.nothing', 'adres.plaats.deeper', 'adres.pla.ats', 'vrij.plaats', 'geboortedatum.x'])
			expect(pathLabel(entity, path)).toBe(path);
	});
});
