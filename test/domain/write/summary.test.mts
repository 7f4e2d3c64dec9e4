import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import {
	emptyResult,
	receiptOf,
	type Outcome,
	type WriteResult,
} from '../../../nodes/Coachview/domain/write/result.ts';
import { summaryOf } from '../../../nodes/Coachview/domain/write/summary.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

const keys = { id: 'p1', externId: '10023', externSource: 'HR' };
const result = (outcome: Outcome, more: Partial<WriteResult> = {}): WriteResult => ({
	...emptyResult(outcome, keys, rawRecord('{"geboorteplaats":"Geheim"}')),
	verified: 'read',
	...more,
});
const birth = ['geboortedatum', 'geboorteplaats'];

it.each<[string, WriteResult, string]>([
	[
		'updated',
		result('updated', { changedFields: birth }),
		'Updated Date of Birth and Place of Birth; everything else unchanged.',
	],
	[
		'updated, Verify off',
		result('updated', { changedFields: ['adres.plaats'], verified: false }),
		'Updated Address (Town); what is stored was not compared.',
	],
	[
		'updated in part',
		result('updated', { changedFields: ['titel'], keptFields: ['geboorteplaats'] }),
		'Updated Title; everything else unchanged. What Coachview has in Place of Birth is different and was kept.',
	],
	[
		'with fields that only come on request',
		result('updated', { changedFields: ['titel'], unverifiedFields: ['volledigeNaam'] }),
		'Updated Title; everything else that was compared is unchanged. Not compared: volledigeNaam.',
	],
	[
		'overlap, and a field without a value',
		result('updated', { changedFields: ['titel'], overlap: true, emptyFields: ['Phone'] }),
		'Updated Title. No value was given for Phone. Somebody else seems to have written at the same moment: check this person.',
	],
	[
		'stored in another form',
		result('storedDifferently', { changedFields: ['email1'], storedDifferentlyFields: ['email1'] }),
		'Updated Email; everything else unchanged. Coachview keeps Email in another form.',
	],
	['unchanged', result('unchanged'), 'Nothing had to change, so nothing was written.'],
	[
		'conflict',
		result('conflict', { keptFields: birth }),
		'Nothing was written. What Coachview has in Date of Birth and Place of Birth is different and was kept.',
	],
	[
		'nothing given',
		result('nothingGiven', { emptyFields: ['Date of Birth'] }),
		'No field had a value (Date of Birth), so nothing was written.',
	],
	['created', result('created', { changedFields: ['achternaam'] }), 'Created the person with Last Name.'],
	[
		'created, not compared',
		result('created', { changedFields: ['achternaam'], verified: false }),
		'Created the person with Last Name; what is stored was not compared.',
	],
	[
		'dry run',
		result('dryRun', { changedFields: birth, keptFields: ['titel'] }),
		'Dry run, nothing was written: would update Date of Birth and Place of Birth. What Coachview has in Title is different and would be kept.',
	],
	['dry run without a change', result('dryRun'), 'Dry run: nothing would change.'],
	[
		'dry run of a creation',
		result('dryRun', { keys: { id: '', externId: '', externSource: '' }, changedFields: ['achternaam'] }),
		'Dry run, nothing was written: would create the person with Last Name.',
	],
	[
		'many fields',
		result('updated', { changedFields: [...'abcdefghij'] }),
		'Updated a, b, c, d, e, f, g and 3 more fields; everything else unchanged.',
	],
])('%s', (_name, given, sentence) => expect(summaryOf(person, given)).toBe(sentence));

it('the receipt begins with outcome, sentence and ids, and has no value of the record', () => {
	const receipt = receiptOf(person, result('updated', { changedFields: birth }), 'live', 2, 100);
	expect(Object.keys(receipt).slice(0, 5)).toEqual(['outcome', 'summary', 'personId', 'externId', 'externSource']);
	expect(JSON.stringify(receipt)).not.toContain('Geheim');
});
