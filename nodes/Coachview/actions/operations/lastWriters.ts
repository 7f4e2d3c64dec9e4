/** Records whose last writers are kept. */
const MAX_RECORDS = 2_000;

/** By record, for each written field the step of this process that wrote it last. */
const writers = new Map<string, Map<string, object>>();

/**
 * Notes that a step has written fields. Steps of one process see each other's changes, so what a later one writes is a
 * decision and no undoing.
 *
 * @param record environment, client, entity and id
 * @param fields names, as paths (`adres.plaats`)
 * @param writer anything that stands for the step
 */
export function noteWriter(record: string, fields: readonly string[], writer: object): void {
	if (fields.length === 0) return;
	const known = writers.get(record) ?? new Map<string, object>();
	writers.delete(record);
	writers.set(record, known);
	for (const field of fields) {
		for (const other of known.keys())
			if (`${other}.`.startsWith(`${field}.`) || field.startsWith(`${other}.`)) known.delete(other);
		known.set(field, writer);
	}
	const [oldest] = writers.keys();
	if (writers.size > MAX_RECORDS && oldest !== undefined) writers.delete(oldest);
}

/** @returns whether no later step of this process has written the field, as far as is known */
export function isLastWriter(record: string, field: string, writer: object): boolean {
	const known = writers.get(record);
	return known === undefined || known.get(field) === writer;
}
