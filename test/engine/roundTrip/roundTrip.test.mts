import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { byId, members, pieterId, useStage } from '../../harness/stage.mts';
import { reportFigures } from '../../harness/report.mts';

const stage = useStage({ people: 8 });
const control = () => stage.sandbox.control;
const runs = process.env.COACHVIEW_LONG === '1' ? 2_000 : 500;

const unknownKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map((key) => `x${key}`);
const number = fc.constantFrom(
	'0',
	'-0',
	'1.10',
	'1e3',
	'1234567890123456789',
	'-0.000000000000000001',
	'12345678901234567890.50',
);
const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => JSON.stringify(value)),
	fc.constantFrom('"Zoe\\u0308"', '"\\u00df"', '"1987-04-12T00:00:00+02:00"'),
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		fc.constantFrom('null', 'true', 'false', '[]', '{}', '""'),
		number,
		text,
		fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
		fc
			.uniqueArray(fc.tuple(unknownKey, tie('value')), { maxLength: 3, selector: ([key]) => key })
			.map((pairs) => `{${pairs.map(([key, raw]) => `${JSON.stringify(key)}:${raw}`).join(',')}}`),
	),
}));
const known = fc.record({
	voornaam: fc.option(text, { nil: 'null' }),
	opmerking: fc.option(text, { nil: 'null' }),
	geboortedatum: fc.constantFrom('null', '"1990-01-31"', '"1937-06-30"'),
	inactief: fc.constantFrom('true', 'false'),
	adres: fc.constantFrom(
		'null',
		'{"adres1":"Kade 1","adres2":null,"adres3":"","adres4":null,"postcode":null,"plaats":"Gouda","landCode":"NL","extra":[1.10]}',
	),
});
const record = fc.tuple(known, fc.uniqueArray(fc.tuple(unknownKey, value), { maxLength: 6, selector: ([key]) => key }));
const patch = fc.record(
	{
		voornaam: fc.constantFrom('Eva', ' ', ''),
		geboorteplaats: fc.constantFrom("'s-Gravenhage", 'Zürich', ''),
		geboortedatum: fc.constantFrom('1987-04-12', '1987-04-12T00:00:00Z', ''),
		adres: fc.constantFrom({ value: { plaats: 'Utrecht' } }, { value: { plaats: '' } }, {}),
		inactief: fc.boolean(),
	},
	{ requiredKeys: [] },
);

describe('any record and any change', () => {
	it(`keeps every untouched field as it is stored (${runs} runs)`, async () => {
		let counted = 0;
		let lost = 0;
		await fc.assert(
			fc.asyncProperty(record, patch, async ([fixed, unknown], fields) => {
				const all = [...Object.entries(fixed), ...unknown].map(([key, raw]) => `${JSON.stringify(key)}:${raw}`);
				const id = await control().people.put(`{"achternaam":"Proef",${all.join(',')}}`);
				const before = members(await control().people.text(id));
				const [receipt] = await stage.person('update', {
					person: byId(id),
					fields: fields as IDataObject & { [key: string]: never },
				});
				const after = members(await control().people.text(id));
				await control().people.remove(id);
				counted++;
				const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
					(name) => before.get(name) !== after.get(name),
				);
				const told = new Set((receipt?.changedFields as string[]).map((path) => path.split('.')[0]));
				lost += changed.filter((name) => !told.has(name)).length;
				expect(changed.filter((name) => !told.has(name))).toEqual([]);
				expect(changed.filter((name) => !(name in fields))).toEqual([]);
				if (after.get('adres') !== before.get('adres') && before.get('adres') !== 'null')
					expect(after.get('adres')).toBe(before.get('adres')?.replace('"Gouda"', '"Utrecht"'));
			}),
			{ numRuns: runs, seed: 20261125 },
		);
		reportFigures('propertyRuns', { roundTrips: counted, fieldsLost: lost });
	}, 600_000);
});

describe('ten round trips', () => {
	it('change no character of what was not named', async () => {
		await stage.person('update', {
			person: byId(pieterId),
			fields: { geboortedatum: '1940-05-16', geboorteplaats: 'Hengelo' },
		});
		const before = members(await control().people.text(pieterId));
		for (let trip = 1; trip <= 10; trip++) {
			const [whole] = await stage.person('get', { person: byId(pieterId), simplify: false });
			const fields = {
				geboortedatum: '={{ $json.geboortedatum }}',
				geboorteplaats: '={{ $json.geboorteplaats }}',
				voorletters: trip % 2 ? 'A.' : 'P.J.',
			};
			const [receipt] = await stage.person(
				'update',
				{ person: byId(pieterId), fields, options: { currentRecord: 'item' } },
				[whole ?? {}],
			);
			expect(receipt).toMatchObject({ outcome: 'updated', changedFields: ['voorletters'], verified: true });
		}
		expect(members(await control().people.text(pieterId))).toEqual(before);
	});
});
