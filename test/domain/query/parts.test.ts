import { person } from '../../../nodes/Coachview/entities/person';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import {
	conditionsOf,
	EqualityCheck,
	foldPersonName,
	type Equality,
} from '../../../nodes/Coachview/domain/query/equalities';
import { IdOrder } from '../../../nodes/Coachview/domain/query/idOrder';
import { checkPeriod, readDay } from '../../../nodes/Coachview/domain/query/period';
import { recordLabel, searchSources } from '../../../nodes/Coachview/domain/query/recordSearch';
import { sortKey, sortRows, type SortKey } from '../../../nodes/Coachview/domain/query/sort';

const row = (members: object) => rawRecord(JSON.stringify(members));

describe('the order of IDs', () => {
	const guid = (nr: number) =>
		`${String((nr * 7919) % 1000).padStart(8, '0')}-0000-4000-8000-${String(nr).padStart(12, '0')}`;
	const many = (id: (nr: number) => string, count = 30) => Array.from({ length: count }, (_, nr) => id(nr));

	it.each([
		['as text', many((nr) => String(nr + 100))],
		['as numbers', many((nr) => String(nr + 1))],
		['with numbers inside', many((nr) => `p${nr}`)],
		['as SQL Server sorts GUIDs: the last group first', many(guid)],
		[
			'as SQL Server sorts GUIDs: the first groups backwards',
			many((nr) =>
				`${String(nr).padStart(2, '0')}000000-0000-4000-8000-000000000000`.replace(/^(..)(......)/, '000000$1'),
			),
		],
		['backwards', many((nr) => String(999 - nr))],
		['a row twice', many((nr) => String(100 + Math.floor(nr / 2)), 60)],
	])('is told: %s', (_, ids) => {
		const order = new IdOrder();
		order.watch(ids);
		expect(order.isProven).toBe(true);
		expect(
			order.isTurnedRound(
				[...ids]
					.reverse()
					.filter((id, at, all) => id !== all[at - 1])
					.slice(0, 5),
				ids[3]!,
			),
		).toBe(true);
		expect(order.isTurnedRound(ids.slice(0, 5), ids[3]!)).toBe(false);
		expect(order.isTurnedRound([ids.at(-1)!, ids[0]!, ids[1]!], ids[3]!)).toBe(false);
		expect(order.isTurnedRound([ids.at(-1)!, ids[0]!], ids[3]!)).toBe(false);
	});

	it('is not believed of few rows, nor of rows in disorder', () => {
		const few = new IdOrder();
		few.watch(many((nr) => String(nr + 100), 20));
		expect(few.isProven).toBe(false);
		const disorder = new IdOrder();
		disorder.watch([...many((nr) => String(nr + 100)), '050', '200']);
		expect(disorder.isProven).toBe(false);
	});
});

describe('sorting', () => {
	const sorted = (keys: SortKey[], direction: 'asc' | 'desc' = 'asc') =>
		sortRows(
			keys.map((key, nr) => ({ key, id: String(nr) })),
			{ field: 'x', direction },
		).map(({ key }) => key);

	it.each<[SortKey[], SortKey[]]>([
		[
			['b', 'a', null, 'Ä', 'B', '', undefined],
			[null, '', undefined, 'a', 'Ä', 'b', 'B'],
		],
		[
			[10, 9, -1, null],
			[null, -1, 9, 10],
		],
		[
			[true, false],
			[false, true],
		],
		[
			['2025-01-01T10:00:00.57', '2025-01-01T10:00:00.5', '2024-12-31'],
			['2024-12-31', '2025-01-01T10:00:00.5', '2025-01-01T10:00:00.57'],
		],
	])('puts %j in order', (keys, wanted) => {
		expect(sorted(keys)).toEqual(wanted);
		const filled = (all: SortKey[]) => all.filter((key) => key !== null && key !== '' && key !== undefined);
		expect(filled(sorted(keys, 'desc')).map((key) => String(key).toLowerCase())).toEqual(
			filled(wanted)
				.map((key) => String(key).toLowerCase())
				.reverse(),
		);
	});

	it('puts equal ones in the order of their IDs, whatever the direction', () => {
		const rows = ['3', '1', '2'].map((id) => ({ key: 'Jansen', id }));
		expect(sortRows([...rows], { field: 'x', direction: 'desc' }).map(({ id }) => id)).toEqual(['1', '2', '3']);
	});

	it('finds a nested value in any case; absent is not the same as null', () => {
		const item = { auditTrail: { gewijzigdDatumTijd: 'x' }, adres: null, lijst: [1] };
		expect(sortKey(item, 'audittrail.GEWIJZIGDDATUMTIJD')).toBe('x');
		expect([
			sortKey(item, 'adres.plaats'),
			sortKey(item, 'adres'),
			sortKey(item, 'auditTrail'),
			sortKey(item, 'lijst'),
		]).toEqual([null, null, null, null]);
		expect([sortKey(item, 'nergens'), sortKey(item, 'auditTrail.nergens'), sortKey(item, 'lijst.0')]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});
});

describe('filters checked again', () => {
	const field = (name: string) => person.fields.find((one) => one.name === name)!;
	const check = (equality: Equality, ...rows: object[]) => {
		const checked = new EqualityCheck(person, [equality]);
		return { fits: rows.map((one) => checked.fits(row(one))), judge: (enough?: number) => checked.judge(enough) };
	};

	it('compares keys without case, composed, and names without accents', () => {
		expect(
			check({ field: field('externId'), value: 'ab\u00e9 7' }, { externId: 'ABe\u0301\u00a07' }, { externId: 'abe 7' })
				.fits,
		).toEqual([true, false]);
		expect(
			check(
				{ field: field('achternaam'), value: 'muller-Strasse' },
				{ achternaam: 'Müller-Straße' },
				{ achternaam: 'Mulder' },
				{ achternaam: null },
				{},
			).fits,
		).toEqual([true, false, false, false]);
		expect(foldPersonName(' ’s-Gravenhage ')).toBe("'s-gravenhage");
	});

	it('judges only when enough was checked, and knows what is not shown', () => {
		const wrong = check(
			{ field: field('email1'), value: 'a@example.org' },
			{ email1: 'b@example.org' },
			{ email1: null },
		);
		expect(() => wrong.judge(3)).not.toThrow();
		expect(() => wrong.judge(2)).toThrow('nobody who fits the filter (Email)');
		expect(() => check({ field: field('email1'), value: 'a@example.org' }, {}).judge()).toThrow('does not show Email');
		expect(() =>
			check({ field: field('email1'), value: 'a@example.org' }, {}, { email1: 'A@EXAMPLE.org' }).judge(),
		).not.toThrow();
		expect(() => check({ field: field('email1'), value: 'a@example.org' }).judge()).not.toThrow();
		expect(new EqualityCheck(person, []).fits(row({}))).toBe(true);
	});

	it('writes the conditions', () => {
		expect(conditionsOf([{ field: field('inactief'), value: 'false' }])).toEqual([
			{ field: 'inactief', label: 'Inactive', operator: '=', value: 'false' },
		]);
	});
});

describe('days', () => {
	it.each([
		['2024-05-01T00:00:00Z', '2024-05-01'],
		['2024-05-01T00:00:00.000Z', '2024-05-01'],
		['2024-05-01 23:00', '2024-05-01'],
		[' 1900-01-01 ', '1900-01-01'],
	])('%s is the day %s', (value, day) => {
		expect(readDay(value, 'Changed From')).toBe(day);
	});

	it.each(['2024-05-01T00:00:01Z', '2024-05-01T22:00Z', '1899-12-31', '2200-01-01', '', null, undefined, 5, {}])(
		'%j is refused',
		(value) => {
			expect(() => readDay(value, 'Changed From')).toThrow("'Changed From'");
		},
	);

	it('a period may be one day, or open', () => {
		for (const [from, to] of [
			['2024-05-01', '2024-05-01'],
			['', '2024-05-01'],
			['2024-05-01', ''],
		] as const)
			expect(() => checkPeriod(from, to)).not.toThrow();
		expect(() => checkPeriod('2024-05-02', '2024-05-01')).toThrow('lies after');
	});
});

describe('what the picker asks', () => {
	const asked = (text: string) => searchSources(person, text).map(({ id, where }) => id ?? where ?? 'everybody');

	it.each([
		['', ['everybody']],
		[' ;,= ', ['everybody']],
		['jan', ['achternaam>=Jan', 'voornaam>=Jan', 'externId=jan', 'everybody']],
		['10023', ['externId=10023', 'everybody']],
		['ab12', ['externId=ab12', 'achternaam>=Ab12', 'voornaam>=Ab12', 'everybody']],
		['HR/10023', ['externId=10023;externSource=HR', 'externId=HR/10023', 'everybody']],
		['HR/a;b', ['achternaam=b;voornaam=HR/a', 'achternaam>=B', 'achternaam=HR/a;voornaam=b', 'everybody']],
		['Jan@example.org', ['email1=Jan@example.org', 'email1>=Jan@example.org', 'everybody']],
		['{3F2504E0-4F89-41D3-9A0C-0305E82C3301}', ['3f2504e0-4f89-41d3-9a0c-0305e82c3301']],
		[
			'Jan Willem Jansen',
			[
				'achternaam=Jansen;voornaam=Jan Willem',
				'achternaam>=Jansen',
				'achternaam=Jan;voornaam=Willem Jansen',
				'everybody',
			],
		],
		[
			'Linden, Jan van der',
			['achternaam=Linden;voornaam=Jan', 'achternaam>=Linden', 'achternaam>=Linden Jan van der', 'everybody'],
		],
		['van der Linden', ['achternaam=Linden', 'achternaam>=Linden', 'achternaam>=Van der Linden', 'everybody']],
		['van der', ['achternaam>=Van der', 'everybody']],
	])('for %j', (text, questions) => expect(asked(text)).toEqual(questions));

	it('takes each word for another part of the name', () => {
		const [, byLast] = searchSources(person, 'Jan Jansen');
		expect(
			[
				{ voornaam: 'Jan', achternaam: 'Jansen' },
				{ voornaam: 'Karin', achternaam: 'Jansen' },
				{ voornaam: 'Jannes', achternaam: 'Jansens' },
			].map((one) => byLast!.fits(row(one))),
		).toEqual([true, false, true]);
	});

	it('shows somebody without a name or key by what there is', () => {
		expect(recordLabel(person, row({ id: 'x', voornaam: null, achternaam: null }))).toBe('x');
		expect(recordLabel(person, row({ id: 'x', achternaam: null, externSource: 'HR', externId: '1' }))).toBe('HR/1');
	});
});
