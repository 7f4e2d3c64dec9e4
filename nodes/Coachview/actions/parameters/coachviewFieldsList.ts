import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { asFault } from '../../domain/fault';
import { joined, type Column } from '../../domain/fields/columns';
import type { Entity } from '../../entities/entity';
import { createClient } from '../../transport/client';
import { environmentColumns } from '../../transport/columns';
import type { EntitySource } from '../entitySource';
import { mappedColumn, noteColumn } from './mappedColumn';
import { ownNames } from './ownFields';

/** Most characters of a label: n8n takes one that begins with an equals sign for an expression. */
const LONGEST_LABEL = 100;

/**
 * Makes the list of fields that the editor shows: those of the table, and those that the chosen environment has.
 *
 * @returns a method that gives the fields; when Coachview cannot be asked, those of the table, with a line that says so
 */
export function coachviewFieldsList(sources: readonly EntitySource[]) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const resource = this.getCurrentNodeParameter('resource') as string | undefined;
		const source = sources.find(({ entity }) => entity.name === (resource ?? 'person'));
		let entity: Entity;
		try {
			if (!source) throw new Error(`There is no resource ${String(resource)}`);
			entity = source.inEditor(this);
		} catch (error) {
			return { fields: [], emptyFieldsNotice: asFault(error).message };
		}
		const isNew = this.getCurrentNodeParameter('operation') !== 'update';
		const without = isNew ? ownNames(entity) : [];
		const offered = (columns: readonly Column[]) =>
			joined(entity, columns.map(safe))
				.filter(({ id }) => !without.includes(id))
				.map(mappedColumn);
		try {
			const client = await createClient(this, { maxWait: 5 });
			return { fields: offered(await environmentColumns(client, entity)) };
		} catch (error) {
			const fields = offered([]);
			const why = asFault(error).message;
			if (fields.length === 0) return { fields, emptyFieldsNotice: `${why}.` };
			return { fields: [noteColumn(`Only the fields that the node itself knows. ${why}.`), ...fields] };
		}
	};
}

/** Labels and choices stand in the saved workflow; n8n must not find code in them. */
function safe({ label, values, ...column }: Column): Column {
	const plain = (text: string) => text.replace(/^[\s=]+/, '').slice(0, LONGEST_LABEL);
	const kept = values?.filter((value) => !value.startsWith('='));
	return { ...column, label: plain(label) || column.id, ...(kept && kept.length > 0 && { values: kept }) };
}
