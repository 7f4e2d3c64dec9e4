import { company } from '../../../nodes/Coachview/entities/company.ts';
import type { Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import {
	clash,
	createdWithout,
	duplicate,
	otherValues,
	twoWithKey,
	unknownOutcome,
	updateFailed,
} from '../../../nodes/Coachview/domain/write/creationFaults.ts';

const key = { externId: '7', externSource: 'HR' };
const keyFields = ['externId', 'externSource'];
const keyless: Entity = { ...company, externalKey: false };
const cause = new Fault('rejected', 'Coachview refused it', 'x', {
	fields: ['tel1'],
	details: { status: 400, externId: 'old' },
});

/** What a workflow can branch on: the reason, the fields, and the ids to go on with. */
it.each<[string, () => Fault, Partial<Fault>]>([
	[
		'it is not known whether the record exists',
		() => unknownOutcome(person, key, 'm', { personId: 'p', externId: 'old' }),
		{
			reason: 'unknownOutcome',
			message: 'm',
			fields: [],
			details: { personId: 'p', externId: 'old', externSource: 'HR' },
		},
	],
	[
		'the same, with nothing to go on with',
		() => unknownOutcome(person, undefined, 'm'),
		{ reason: 'unknownOutcome', fields: [], details: {} },
	],
	['somebody has the key', () => duplicate(person, key), { reason: 'conflict', fields: keyFields, details: key }],
	[
		'a refusal because of the key',
		() => clash(person, key, cause),
		{ reason: 'conflict', fields: keyFields, details: { status: 400, ...key } },
	],
	['the key is there twice', () => twoWithKey(person, key), { reason: 'ambiguous', fields: keyFields, details: key }],
	[
		'other values under the key',
		() => otherValues(person, key, ['tel1']),
		{ reason: 'conflict', fields: ['tel1'], details: key },
	],
	[
		'not stored as sent',
		() => createdWithout(person, ['tel1'], { id: 'p', ...key }),
		{ reason: 'notStored', fields: ['tel1'], details: { personId: 'p', ...key } },
	],
	[
		'not stored as sent, without a key',
		() => createdWithout(keyless, ['naam'], { id: 'c', externId: '', externSource: '' }),
		{ reason: 'notStored', fields: ['naam'], details: { companyId: 'c' } },
	],
	[
		'found, and not updated',
		() => updateFailed(person, key, cause),
		{ reason: 'unknownOutcome', fields: ['tel1'], details: { status: 400, ...key } },
	],
])('%s', (_, make, expected) => {
	const fault = make();
	expect(fault).toBeInstanceOf(Fault);
	expect(fault).toMatchObject(expected);
	expect(fault.details).toEqual(expected.details);
});

it('a conflict without a key is told as Coachview told it', () => {
	expect(clash(person, undefined, cause)).toBe(cause);
});

it('the way out is Create or Update where the record can be looked up', () => {
	expect(unknownOutcome(person, key, 'm').advice).toBe(
		'Run this item again with Create or Update: it looks the person up first.',
	);
	expect(unknownOutcome(company, undefined, 'm').advice).toBe(
		'Look the company up in Coachview before trying again. With External ID and External Source the node can check this itself.',
	);
	expect(unknownOutcome(keyless, undefined, 'm').advice).toBe('Look the company up in Coachview before trying again.');
});

it('names fields as the panel does, and keeps the cause', () => {
	expect(otherValues(person, key, ['tel1', 'vrij']).message).toMatch(/in: Phone, vrij$/);
	expect(createdWithout(person, ['tel1'], { id: 'p', ...key }).message).toMatch(/as sent: Phone$/);
	expect(updateFailed(person, key, cause).advice).toMatch(/Cause: Coachview refused it$/);
});
