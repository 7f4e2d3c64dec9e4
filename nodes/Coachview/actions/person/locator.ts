import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { textAt } from '../../domain/json/record';
import type { ExpectedIdentity } from '../../domain/person/identity';
import { readText } from '../../domain/settings/readers';
import type { People } from '../../transport/people';
import { parameter } from '../parameter';

const GUID = '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';

/** The record picker: from a list, by ID, by external key, by e-mail. */
export const PERSON_LOCATOR: INodeProperties = {
	displayName: 'Person',
	name: 'person',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The person (Persoon) to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a person…',
			typeOptions: {
				searchListMethod: 'searchPeople',
				searchable: true,
				searchFilterRequired: false,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `^\\s*${GUID}\\s*$`,
						errorMessage: 'A Coachview ID looks like 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
					},
				},
			],
		},
		{
			displayName: 'By External Key',
			name: 'externalKey',
			type: 'string',
			hint: 'ExternSource and ExternId with a slash between them',
			placeholder: 'e.g. HR/10023',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^[^/]+/.+$', errorMessage: 'Write ExternSource/ExternId, such as HR/10023' },
				},
			],
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[^\\s@]+@[^\\s@]+\\s*$', errorMessage: 'Not a valid email address' },
				},
			],
		},
	],
};

const MODES: readonly unknown[] = PERSON_LOCATOR.modes?.map(({ name }) => name) ?? [];

/** What the picker says, checked. */
export type PersonRef =
	| { by: 'id'; personId: string }
	| { by: 'externalKey'; externId: string; externSource: string }
	| { by: 'email'; email: string };

/** @throws Fault `invalidInput` when the value does not fit its mode (expressions are not checked by the editor) */
export function readPersonRef(context: IExecuteFunctions, item: number): PersonRef {
	const { mode, value } = (parameter(context, 'person', item) ?? {}) as { mode?: unknown; value?: unknown };
	if (mode !== undefined && !MODES.includes(mode))
		throw invalid('Choose one of From List, By ID, By External Key and By Email.');
	const text = readText(value, 'Person', { fallback: '', empty: '' });
	if (text === '') throw invalid('Choose a person, or give an ID, external key or email address.');
	if (mode === 'email') return { by: 'email', email: text };
	if (mode === 'externalKey') {
		const slash = text.indexOf('/');
		const externSource = text.slice(0, Math.max(slash, 0)).trim();
		const externId = text.slice(slash + 1).trim();
		if (externSource === '' || externId === '')
			throw invalid('Write the external key as ExternSource/ExternId, such as HR/10023.');
		return { by: 'externalKey', externId, externSource };
	}
	if (!new RegExp(`^${GUID}$`).test(text))
		throw invalid('A Coachview ID looks like 3f2504e0-4f89-41d3-9a0c-0305e82c3301.');
	return { by: 'id', personId: text.toLowerCase() };
}

/**
 * @returns the ID of exactly one person, and the identity that the picker already implies
 * @throws Fault `notFound`, `ambiguous`
 */
export async function resolvePerson(people: People, ref: PersonRef): Promise<ExpectedIdentity & { personId: string }> {
	if (ref.by === 'id') return { personId: ref.personId };
	const found =
		ref.by === 'email' ? await people.findByEmail(ref.email) : await people.find(ref.externId, ref.externSource);
	if (!found) throw noSuchPerson(ref);
	const personId = textAt(found, ['id']);
	return ref.by === 'email' ? { personId } : { personId, externId: ref.externId, externSource: ref.externSource };
}

export function noSuchPerson(ref: PersonRef): Fault {
	const by = { id: 'ID', externalKey: 'Extern ID and Extern Source', email: 'email address' }[ref.by];
	return new Fault(
		'notFound',
		`No person in Coachview has this ${by}`,
		'Check the key and the environment (Live or Training) of the credential. Nothing was written.',
		{
			details:
				ref.by === 'externalKey'
					? { externId: ref.externId, externSource: ref.externSource }
					: ref.by === 'id'
						? { personId: ref.personId }
						: {},
		},
	);
}

function invalid(advice: string): Fault {
	return new Fault('invalidInput', "'Person' does not name a person", `${advice} Nothing was sent to Coachview.`, {
		fields: ['Person'],
	});
}
