import type { Played } from '../coachview/entities.mts';
import { joinObject, splitObject } from '../coachview/raw.mts';
import type { World } from '../world.mts';
import { inventPeople } from './generated.mts';
import { inventRecords } from './records.mts';
import { extraCategoryId, pieterId, relationNames, specialEmployees, specialPeople } from './special.mts';
import { courseId, recordNames, specialRecords } from './specialRecords.mts';

/** How much there is; never fewer than the hand-made ones. */
export interface Amounts {
	seed: number;
	/** Persons in Coachview. */
	people: number;
	/** Records of every other entity. */
	records: number;
}

/** Fills an empty world: hand-made people and records, invented ones up to the numbers asked, categories, employees. */
export function seedWorld(world: World, { seed, people, records }: Amounts): void {
	for (const [id, name] of [...relationNames, ...recordNames]) world.relationNames.set(id, name);
	specialPeople.forEach((text, index) => world.people.putRaw(dated(text, index)));
	for (const employee of specialEmployees) world.employees.put(employee);
	const invented = inventPeople(seed, Math.max(0, people - specialPeople.length));
	for (const { text, employee } of invented) {
		world.people.putRaw(text);
		world.employees.put({ ...employee, key: `employee-${employee.number}` });
	}
	for (const played of world.played) if (played.path !== 'Personen') fill(world, played, seed, records);
	world.freeFields.set(courseId, 'VrijveldKenmerk', '"Beamer nodig"');
	world.categories.define('Extragegevens', 'Administratie', extraCategoryId);
	const alumni = world.categories.define('Geslaagd', 'Opleiding', '55555555-5555-4555-8555-555555555556');
	world.categories.define('Nieuwsbrief', 'Marketing', '55555555-5555-4555-8555-555555555557');
	world.categories.add(pieterId, alumni.id);
	world.freeFields.set(pieterId, 'VrijveldDieet', '"vegetarisch"');
	world.freeFields.set(pieterId, 'VrijveldMedisch', '"draagt een pacemaker"');
	// Only seen under assumption A80.
	world.freeFields.set(pieterId, 'Opmerking', '"Zit graag vooraan"');
}

/** Records of an entity other than people. */
function fill(world: World, played: Played, seed: number, count: number): void {
	const special = specialRecords[played.path] ?? [];
	const store = world.records.get(played.path)!;
	const texts = [...special, ...inventRecords(seed, played, Math.max(0, count - special.length))];
	texts.forEach((text, index) => store.putRaw(dated(text, index)));
}

/** Adds a fixed id (unless there is one) and a fixed audit trail, so that two starts give the same data. */
function dated(text: string, index: number): string {
	const members = splitObject(text);
	if (!members.has('id')) members.set('id', `"99999999-9999-4999-8999-99999999990${index}"`);
	const at = `2025-06-${String(1 + (index % 30)).padStart(2, '0')}T08:30:00.57`;
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
