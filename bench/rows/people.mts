import type { Stage } from '../stage.mts';
import { sideBySide } from '../writes.mts';

/** A person whom HR knows, and the event that tells of the person. */
export interface Someone {
	id: string;
	number: string;
	event: Record<string, string>;
}

const FIRST = 64_000;

/** @returns as many people as a run has events, and what takes the two fields from them again */
export async function somePeople({ control, size }: Stage): Promise<{ all: Someone[]; empty(): Promise<void> }> {
	const all: Someone[] = [];
	for (let nr = 0; nr < Math.max(2, size.events); nr++) {
		const number = String(FIRST + nr);
		// Another part of the benchmark may have made the employee, and a second one with the number would be ambiguous.
		await control.hr.remove(number);
		await control.hr.put({ number, dateOfBirth: '1984-02-29', placeOfBirth: `Dorp ${number}` });
		const record = { achternaam: `Meting ${number}`, voornaam: 'Floor', opmerking: 'Blijft staan', kaart: 12 };
		const found = await control.people.find(number, 'HR');
		const id = found?.id ?? (await control.people.put({ ...record, externId: number, externSource: 'HR' }));
		const event = { PersoonId: id, ExternId: number, ExternSource: 'HR', Categorie: 'Extragegevens' };
		all.push({ id, number, event });
	}
	const nothing = { geboortedatum: null, geboorteplaats: null };
	const empty = async () => await sideBySide(all, 4, async ({ id }) => void (await control.people.patch(id, nothing)));
	return { all, empty };
}
