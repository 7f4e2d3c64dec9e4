import type { INodeProperties } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { rawRecord, textAt, type RawRecord } from '../../domain/json/record';
import { readChoice } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { CarriedRecord } from '../../transport/carried';
import type { Task } from '../operation';
import type { GivenOptions } from './parameter';
import { RECORD_FOR_UPDATE } from './recordForUpdate';

const SOURCES = [
	{
		name: 'From the Input Item',
		value: 'item',
		description: 'Saves one request. Needs Coachview Get with Simplify off, Record for Update on.',
	},
	{ name: 'Read It Now', value: 'read' },
] as const;

export const CURRENT_RECORD: INodeProperties = {
	displayName: 'Current Record',
	name: 'currentRecord',
	type: 'options',
	default: 'read',
	description: 'Where the record as it is now comes from',
	options: [...SOURCES],
};

/** @throws Fault `invalidInput` naming the option */
export function readCurrentRecord({ currentRecord }: GivenOptions): 'read' | 'item' {
	return readChoice<'read' | 'item'>(currentRecord, CURRENT_RECORD.displayName, { fallback: 'read', options: SOURCES });
}

/** A record that the input item carries, as it says. */
export interface GivenRecord {
	record: RawRecord;
	carried: CarriedRecord;
}

/** @throws Fault `incompleteRecord` for a simplified, partial or home-made record: writing it would erase the rest */
export function carriedRecord({ context, item }: Task, entity: Entity): GivenRecord {
	const json = context.getInputData()[item]?.json ?? {};
	const { text, readAt, mark } = (json._record ?? {}) as Partial<CarriedRecord>;
	try {
		const record = rawRecord(String(text ?? ''));
		if (textAt(record, ['id']) === '') throw new Error('no id');
		return { record, carried: { text: record.text, readAt: String(readAt), mark: String(mark) } };
	} catch {
		throw incompleteRecord(entity);
	}
}

function incompleteRecord({ words: { one, title } }: Entity): Fault {
	return new Fault(
		'incompleteRecord',
		`The input item does not carry the whole ${one} as Coachview gave it`,
		`Put a Coachview node with '${title}: Get' directly before this one, with Simplify off and ${RECORD_FOR_UPDATE.displayName} on, or set ${CURRENT_RECORD.displayName} to Read It Now. Nothing was sent to Coachview.`,
		{ fields: [CURRENT_RECORD.displayName] },
	);
}
