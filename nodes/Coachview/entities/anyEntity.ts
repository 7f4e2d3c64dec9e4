import { define, type Entity, type Field } from './entity.ts';
import { CHANGED } from './shared.ts';

/**
 * An entity of which only the path is known. Nothing is known of its fields, so that a record is named by its id and every
 * value is set by its JSON name. Whether the path exists, and what it takes, only Coachview knows (unconfirmed).
 *
 * @param path below `/api/v1/`, such as `Bedrijven`; '' for the form of the parameters, before a path is typed
 * @param known fields of a path that is in the table all the same: their rules hold for Other Fields, too
 */
export function anyEntity(path: string, known: readonly Field[] = []): Entity {
	return define({
		name: 'record',
		path,
		words: {
			title: 'Any Entity',
			one: 'record',
			many: 'records',
			dutch: { one: 'Record', many: 'Records' },
			german: { one: 'Datensatz', many: 'Datensätze' },
		},
		verbs: {
			create: 'unconfirmed',
			delete: 'unconfirmed',
			get: 'unconfirmed',
			getMany: 'unconfirmed',
			replace: 'unconfirmed',
			update: 'unconfirmed',
		},
		fields: known.map((field) => ({ ...field, required: undefined })),
		label: ['code', 'naam'],
		search: ['naam', 'code'],
		simple: ['id', 'code', 'naam'],
		sort: 'id',
		changed: CHANGED,
	});
}
