/** People whose last writers are kept. */
const MAX_PEOPLE = 2_000;

/** By person, for each written field the step of this process that wrote it last. */
const writers = new Map<string, Map<string, object>>();

/**
 * Notes that a step has written fields. Steps of one process see each other's changes, so what a later one writes is a
 * decision and no undoing.
 *
 * @param person environment, client and id
 * @param fields names, as paths (`adres.plaats`)
 * @param writer anything that stands for the step
 */
export function noteWriter(person: string, fields: readonly string[], writer: object): void {
	if (fields.length === 0) return;
	const known = writers.get(person) ?? new Map<string, object>();
	writers.delete(person);
	writers.set(person, known);
	for (const field of fields) {
		for (const other of known.keys())
			if (`${other}.`.startsWith(`${field}.`) || field.startsWith(`${other}.`)) known.delete(other);
		known.set(field, writer);
	}
	const [oldest] = writers.keys();
	if (writers.size > MAX_PEOPLE && oldest !== undefined) writers.delete(oldest);
}

/** @returns whether no later step of this process has written the field, as far as is known */
export function isLastWriter(person: string, field: string, writer: object): boolean {
	const known = writers.get(person);
	return known === undefined || known.get(field) === writer;
}
