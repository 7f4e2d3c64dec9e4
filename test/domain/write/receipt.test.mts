import { person } from '../../../nodes/Coachview/entities/person';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { emptyResult, receiptOf } from '../../../nodes/Coachview/domain/write/result';

it('a receipt holds names, ids and counts, and says what was compared', () => {
	const result = {
		...emptyResult('updated', { id: 'p', externId: '1', externSource: 'HR' }, rawRecord('{"tel1":"030"}')),
		changedFields: ['tel1'],
		unverifiedFields: ['x'],
		keptFields: ['k'],
		storedDifferentlyFields: ['s'],
		emptyFields: ['e'],
	};
	const receipt = receiptOf(person, { ...result, verified: 'answer', overlap: true }, 'live', 2, 100);
	expect(receipt).toEqual({
		summary: expect.stringContaining('Updated Phone'),
		personId: 'p',
		externId: '1',
		externSource: 'HR',
		outcome: 'updated',
		changedFields: ['tel1'],
		keptFields: ['k'],
		storedDifferentlyFields: ['s'],
		unverifiedFields: ['x'],
		emptyFields: ['e'],
		verified: true,
		verifiedBy: 'answer',
		overlap: true,
		environment: 'live',
		requests: 2,
		rateLimitRemaining: 100,
	});
	expect(receiptOf(person, { ...result, verified: 'read' }, 'live', 2, null)).toMatchObject({
		verified: true,
		verifiedBy: 'read',
		rateLimitRemaining: null,
	});
	expect(receiptOf(person, result, 'live', 2, null)).toMatchObject({
		verified: false,
		verifiedBy: null,
		overlap: false,
	});
});
