import { joinObject, splitObject } from '../coachview/raw.mts';
import type { World } from '../world.mts';
import { inventPeople } from './generated.mts';
import { extraCategoryId, pieterId, relationNames, specialEmployees, specialPeople } from './special.mts';

/**
 * Fills an empty world: the hand-made people, invented ones up to the number asked, categories, free fields, employees.
 * @param people number of persons in Coachview; never fewer than the hand-made ones
 */
export function seedWorld(world: World, seed: number, people: number): void {
	for (const [id, name] of relationNames) world.relationNames.set(id, name);
	specialPeople.forEach((text, index) => world.people.putRaw(dated(text, index)));
	for (const employee of specialEmployees) world.employees.put(employee);
	const invented = inventPeople(seed, Math.max(0, people - specialPeople.length));
	for (const { text, employee } of invented) {
		world.people.putRaw(text);
		world.employees.put({ ...employee, key: `employee-${employee.number}` });
	}
	world.categories.define('Extragegevens', 'Administratie', extraCategoryId);
	const alumni = world.categories.define('Geslaagd', 'Opleiding', '55555555-5555-4555-8555-555555555556');
	world.categories.define('Nieuwsbrief', 'Marketing', '55555555-5555-4555-8555-555555555557');
	world.categories.add(pieterId, alumni.id);
	world.freeFields.set(pieterId, 'VrijveldDieet', '"vegetarisch"');
	world.freeFields.set(pieterId, 'VrijveldMedisch', '"draagt een pacemaker"');
	// Only seen under assumption A80.
	world.freeFields.set(pieterId, 'Opmerking', '"Zit graag vooraan"');
}

/** Adds a fixed id (unless there is one) and a fixed audit trail, so that two starts give the same data. */
function dated(text: string, index: number): string {
	const members = splitObject(text);
	if (!members.has('id')) members.set('id', `"99999999-9999-4999-8999-99999999990${index}"`);
	const at = `2025-06-0${index + 1}T08:30:00.57`;
	members.set(
		'auditTrail',
		JSON.stringify({
			aangemaaktDatumTijd: at,
			aangemaaktDoor: 'api.hr',
			gewijzigdDatumTijd: at,
			gewijzigdDoor: 'api.hr',
			etag: 2001 + index,
		}),
	);
	return joinObject(members);
}
