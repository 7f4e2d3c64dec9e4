import { quotable, readComplaint } from '../../nodes/Coachview/domain/errorBody.ts';
import { asFault, Fault } from '../../nodes/Coachview/domain/fault.ts';
import { checkIdentity, externalKey, keyItem, keyName, sameKey } from '../../nodes/Coachview/domain/identity.ts';
import { rawRecord } from '../../nodes/Coachview/domain/json/record.ts';
import { courseDefinition } from '../../nodes/Coachview/entities/courseDefinition.ts';
import { person } from '../../nodes/Coachview/entities/person.ts';

const found = rawRecord('{"id":"A1","externId":"007","externSource":"HR"}');
const mismatch = (expected: object): Partial<Fault> | undefined => {
	try {
		checkIdentity(person, found, expected);
		return undefined;
	} catch (fault) {
		return fault as Fault;
	}
};

describe('the record that was meant', () => {
	it('is told by its ids, whatever their case; what is not given is not checked', () => {
		expect(mismatch({ id: ' a1 ', externId: '007', externSource: 'hr' })).toBeUndefined();
		expect(mismatch({ id: ' ' })).toBeUndefined();
	});
	it.each<[object, string]>([
		[{ id: 'A2' }, 'personId'],
		[{ externId: '7' }, 'externId'],
		[{ externSource: 'AFAS' }, 'externSource'],
	])('is another one: %j', (expected, field) =>
		expect(mismatch(expected)).toMatchObject({
			reason: 'identityMismatch',
			fields: [field],
			details: { personId: 'A1' },
		}),
	);
	it('has an external key when both parts are there, and leaves the node under the names of its entity', () => {
		expect(externalKey(found)).toEqual({ externId: '007', externSource: 'HR' });
		expect(externalKey(rawRecord('{"externId":"1"}'))).toBeUndefined();
		expect(externalKey(rawRecord('{"externSource":"HR"}'))).toBeUndefined();
		const keys = { id: 'x', externId: '1', externSource: 'HR' };
		expect(keyItem(person, keys)).toEqual({ personId: 'x', externId: '1', externSource: 'HR' });
		expect(keyItem(courseDefinition, keys)).toEqual({ courseDefinitionId: 'x' });
		expect(keyName({ externId: ' E\u0301 ', externSource: 'HR' })).toBe(keyName({ externId: 'é', externSource: 'hr' }));
		expect(keyName({ externId: 'a', externSource: 'b' })).not.toBe(keyName({ externId: 'b', externSource: 'a' }));
		expect(sameKey('7', '07')).toBe(false);
	});
});

it('what was caught passes on as a fault, without its words', () => {
	const fault = new Fault('notFound', 'a', 'b');
	expect(asFault(fault)).toBe(fault);
	expect([fault.fields, fault.details]).toEqual([[], {}]);
	expect(asFault(new TypeError('Pieter'))).toMatchObject({
		reason: 'unexpected',
		message: 'The item could not be processed (TypeError)',
	});
	expect(asFault('Pieter').message).toBe('The item could not be processed (string)');
});

describe('a refusal of Coachview', () => {
	it('is read up to 256 kB, and not beyond', () => {
		expect(readComplaint('x'.repeat(256 * 1024), []).words).toHaveLength(4000);
		expect(readComplaint('x'.repeat(256 * 1024 + 1), []).words).toBe('');
		expect(readComplaint('  <html>', ['html'])).toEqual({ fields: [], words: '' });
	});
	it('may hold a text in a list of errors, or one text for a field', () => {
		expect(readComplaint('{"errors":["Achternaam: verplicht",7]}', ['achternaam'])).toMatchObject({
			fields: ['achternaam'],
			kind: 'missing',
		});
		expect(readComplaint('{"title":"Fout","errors":["Achternaam: x"]}', ['achternaam']).fields).toEqual(['achternaam']);
		expect(readComplaint('{"errors":{"naam":"is required"}}', ['naam'])).toMatchObject({ kind: 'missing' });
		expect(readComplaint('{"errors":null,"message":"Nee"}', [])).toEqual({ fields: [], words: 'Nee' });
		expect(readComplaint('{"detail":"","title":" a \\n b "}', []).words).toBe('a b');
		expect(readComplaint('{"detail":"d","title":"t"}', []).words).toBe('d');
		expect(readComplaint('{"error":"e"}', []).words).toBe('e');
		expect(readComplaint('["a",7,null,"b"]', []).words).toBe('a; b');
	});
	it('names twenty fields at most, also those of the twelfth row', () => {
		const names = Array.from({ length: 21 }, (_, nr) => `f${nr}`);
		const body = JSON.stringify({ errors: Object.fromEntries(names.map((name) => [`[12].${name}`, ['x']])) });
		expect(readComplaint(body, names).fields).toEqual(names.slice(0, 20));
	});
	it('is quoted without secrets of four characters and more', () => {
		expect(quotable('abcd abc', ['abcd', 'abc'])).toBe('… abc');
	});
});
