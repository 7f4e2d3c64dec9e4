import { person } from '../../../nodes/Coachview/entities/person.ts';
import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { newCourse, type Course } from '../../../nodes/Coachview/domain/write/course.ts';
import {
	clash,
	givenUp,
	overtaken,
	stuckFault,
	undoneEachTime,
	unsettled,
} from '../../../nodes/Coachview/domain/write/updateFaults.ts';

const record = rawRecord('{"id":"p","externId":"7","externSource":"HR","tel1":"1"}');
const details = { personId: 'p', externId: '7', externSource: 'HR' };
const change = (...path: string[]) => ({ path, json: '"x"' });
const course = (given: Partial<Course> = {}): Course => ({ ...newCourse(), ...given });
const refused = new Fault('rejected', 'Coachview refused it', 'x', { fields: ['tel1'], details: { status: 400 } });

it.each([
	[['externId'], ['externId']],
	[['tel1', 'externSource'], ['externSource']],
	[
		['externSource', 'externId'],
		['externSource', 'externId'],
	],
])('a conflict while %j change is about the key', (names, fields) => {
	const fault = clash(person, refused, { changes: names.map((name) => change(name)), kept: [] });
	expect(fault).toMatchObject({ reason: 'conflict', fields, details: { status: 400 } });
});

it('a conflict about anything else is told as Coachview told it', () => {
	const changes = [change('tel1'), change('vrij', 'externId')];
	expect(clash(person, refused, { changes, kept: [] })).toBe(refused);
});

describe('a step that gives up says what became of the change', () => {
	it.each<[string, Partial<Course>, Fault['reason']]>([
		['nothing was sent', {}, 'concurrentChange'],
		['nothing that was sent has come', { sent: true }, 'unavailable'],
		['something may still be under way', { sent: true, late: true }, 'unknownOutcome'],
		['a write was stored, and undone', { sent: true, done: [change('tel1')] }, 'unknownOutcome'],
	])('%s', (_, given, reason) => {
		expect(givenUp(person, course(given), record)).toMatchObject({ reason, details, fields: [] });
	});

	it('the reason why nothing was taken comes first, while nothing was sent', () => {
		expect(givenUp(person, course(), record, refused)).toBe(refused);
		expect(givenUp(person, course({ sent: true }), record, refused).reason).toBe('unavailable');
	});
});

it('a change that is undone each time, or has another value now, names its fields and the record', () => {
	const keys = { id: 'p', externId: '7', externSource: 'HR' };
	expect(undoneEachTime(person, ['tel1'], keys)).toMatchObject({
		reason: 'concurrentChange',
		fields: ['tel1'],
		details,
	});
	const other = overtaken(person, record, { changes: [], kept: ['tel1', 'vrij'] });
	expect(other).toMatchObject({
		reason: 'conflict',
		message: 'Coachview has another value now for Phone, vrij',
		fields: ['tel1', 'vrij'],
		details,
	});
	expect(stuckFault(person, record, ['vrij', 'maat'])).toMatchObject({
		reason: 'unexpectedAnswer',
		message: expect.stringMatching(/: vrij, maat$/),
		fields: ['vrij', 'maat'],
		details,
	});
});

describe('after a write was sent no fault says that nothing was written', () => {
	const of = (reason: Fault['reason']) => new Fault(reason, 'm', 'a', { fields: ['tel1'], details: { status: 1 } });

	it.each<Fault['reason']>(['unknownOutcome', 'notStored', 'lost', 'concurrentChange'])('%s stays', (reason) => {
		const fault = of(reason);
		expect(unsettled(fault, course({ sent: true }))).toBe(fault);
	});

	it.each<Fault['reason']>(['conflict', 'rejected', 'unavailable', 'quotaExhausted', 'notFound'])(
		'%s does not',
		(reason) => {
			expect(unsettled(of(reason), course({ sent: true }))).toMatchObject({
				reason: 'unknownOutcome',
				advice: expect.stringMatching(/Cause: m$/),
				fields: ['tel1'],
				details: { status: 1 },
			});
		},
	);

	it('but for the one that the step itself ended with', () => {
		const end = of('unavailable');
		expect(unsettled(end, course({ sent: true, end }))).toBe(end);
		expect(unsettled(of('unavailable'), course({ sent: true, end }))).not.toBe(end);
	});
});
