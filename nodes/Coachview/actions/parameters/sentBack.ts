import type { INodeProperties } from 'n8n-workflow';
import { knownSpelling } from '../../domain/fields/label';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice, readNames } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { GivenOptions } from './parameter';

const FREE_FIELDS_CHOICES = [
	{
		name: 'Leave Out',
		value: 'leaveOut',
		description: 'Only when you know that Coachview keeps them, or that it refuses them',
	},
	{
		name: 'Send Back',
		value: 'sendBack',
		description: 'Read them with the record and send them back as they are. One more request in an hour.',
	},
] as const;

const FREE_FIELDS: INodeProperties = {
	displayName: 'Free Fields',
	name: 'freeFields',
	type: 'options',
	default: 'sendBack',
	description:
		'What to do with free fields (vrije velden) that you do not change. Whether Coachview keeps those that are left out is not documented.',
	options: [...FREE_FIELDS_CHOICES],
};

const READ_ONLY_FIELDS: INodeProperties = {
	displayName: 'Read-Only Fields',
	name: 'readOnlyFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. volledigeNaam',
	description:
		'Further fields to leave out when writing, as JSON names with commas, in case Coachview refuses them. The audit trail is always left out. A field that is not read-only would be cleared.',
};

/** What of the record as it is goes back to Coachview. */
export const SENT_BACK_OPTIONS: readonly INodeProperties[] = [FREE_FIELDS, READ_ONLY_FIELDS];

export interface SentBack {
	freeFields: 'leaveOut' | 'sendBack';
	/** Members that are left out of a PUT. */
	readOnly: readonly string[];
}

/** @throws Fault `invalidInput` naming the option */
export function readSentBack({ freeFields, readOnlyFields }: GivenOptions, entity: Entity): SentBack {
	return {
		freeFields: readChoice<SentBack['freeFields']>(freeFields, FREE_FIELDS.displayName, {
			fallback: 'sendBack',
			options: FREE_FIELDS_CHOICES,
		}),
		readOnly: readOnlyMembers(readOnlyFields, entity),
	};
}

/** A member that is left out of a PUT is erased (assumption A20), so that what the node can set is not taken as read-only. */
function readOnlyMembers(value: unknown, entity: Entity): string[] {
	const label = READ_ONLY_FIELDS.displayName;
	const names = readNames(value, label).map((name) => knownSpelling(entity, name));
	if (names.some((name) => name === 'id' || name.includes('.'))) {
		throw invalidInput(
			label,
			'has an entry that cannot be left out',
			'Write JSON names of whole members, with commas. The ID and parts of a member are always sent.',
		);
	}
	return [...new Set([...entity.readOnly, ...names])];
}
