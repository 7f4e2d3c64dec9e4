import { joined, tableColumns, valueFor } from '../../../nodes/Coachview/domain/fields/columns.ts';
import { READERS } from '../../../nodes/Coachview/domain/fields/kinds.ts';
import { knownSpelling, pathLabel } from '../../../nodes/Coachview/domain/fields/label.ts';
import { courseDefinition } from '../../../nodes/Coachview/entities/courseDefinition.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';
import { messageOf } from '../messageOf.mts';

describe('the table', () => {
	it('has a column for each field, with its choices, and one for each line of an address', () => {
		const of = (id: string) => tableColumns(person).find((column) => column.id === id);
		expect(of('geboortedatum')).toEqual({
			id: 'geboortedatum',
			label: 'Date of Birth',
			dutch: 'Geboortedatum',
			kind: 'birthDate',
		});
		expect(of('adres.plaats')).toEqual({
			id: 'adres.plaats',
			label: 'Address: Town',
			dutch: 'Adres: Plaats',
			kind: 'text',
		});
		expect(of('adres')).toBeUndefined();
		const status = tableColumns(courseDefinition).find(({ id }) => id === 'opleidingssoortStatusId');
		expect(status).toMatchObject({ kind: 'choice', values: ['Definitief'] });
		const [first, ...more] = courseDefinition.fields;
		const bare = { ...courseDefinition, fields: [{ ...first!, values: [] }, ...more] };
		expect(tableColumns(bare)[0]).not.toHaveProperty('values');
	});

	it('has nothing that Coachview works out or only shows, and no other column brings it in', () => {
		const ids = (entity: typeof person) => tableColumns(entity).map(({ id }) => id);
		expect(ids(courseDefinition)).not.toContain('aantalOnderdelen');
		const [first, ...more] = person.fields;
		expect(ids({ ...person, fields: [...more, { ...first!, shownOnly: true }] })).not.toContain('adres.plaats');
		const other = (id: string) => ({ id, label: id, dutch: id, kind: 'text' as const });
		const others = ['AANTALONDERDELEN', 'code.x', 'eigen'].map(other);
		expect(joined(courseDefinition, others).slice(tableColumns(courseDefinition).length)).toEqual([other('eigen')]);
		expect(joined(person, [other('adres')])).toEqual(tableColumns(person));
	});

	it('finds no value below a text', () => expect(valueFor({ adres: 'x' }, 'adres.length')).toBeUndefined());
});

it.each([
	['adres.plaats', 'Address (Town)'],
	['ADRES.PLAATS', 'Address (Town)'],
	['adres.wijk', 'adres.wijk'],
	['adres.plaats.x', 'adres.plaats.x'],
	['geboortedatum', 'Date of Birth'],
	['eigen.plaats', 'eigen.plaats'],
])('%s is called %s', (path, label) => expect(pathLabel(person, path)).toBe(label));

it('names that the node knows get their spelling', () => {
	expect(['AUDITTRAIL', 'ID', 'Achternaam', 'Eigen'].map((name) => knownSpelling(person, name))).toEqual([
		'auditTrail',
		'id',
		'achternaam',
		'Eigen',
	]);
});

describe('a date with a time', () => {
	const read = (value: unknown) => READERS.dateTime(value, { label: 'Start' }, {} as never);
	it.each([
		['2026-03-01', '"2026-03-01"'],
		[' 2026-03-01 10:00 ', '"2026-03-01T10:00"'],
		['2026-03-01T10:00:00.1234567', '"2026-03-01T10:00:00.1234567"'],
		['', undefined],
		[null, undefined],
	])('%j', (value, json) => expect(read(value)).toBe(json));
	it.each(['2026-03-01T10:00:00Z', '2026-02-30T10:00', '2026-03-01T25:00', '01-03-2026', 5, {}])('not %j', (value) =>
		expect(messageOf(() => read(value))).toBe("'Start' is not a date and time without a time zone"),
	);
	it('nothing is no ID, and no number', () => {
		const rules = {} as never;
		expect([READERS.id(' ', { label: 'x' }, rules), READERS.number('', { label: 'x' }, rules)]).toEqual([
			undefined,
			undefined,
		]);
		expect(READERS.number(' 7 ', { label: 'x' }, rules)).toBe('7');
	});
});
