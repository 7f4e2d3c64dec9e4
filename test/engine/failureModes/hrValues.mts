// F15, F16, F20 and F21: values as HR systems give them.
import type { IDataObject } from 'n8n-workflow';
import { byId, pieterId } from '../../harness/stage.mts';
import { expectUntouched, fromHr, type Row } from './row.mts';

const person = byId(pieterId);

export const hrValues: Row[] = [
	{
		id: 'F15',
		title: 'HR returns no value',
		atCoachview: '`null`, an empty text, spaces, or no such key in the answer of HR',
		node: 'Makes no change of it; only *Clear Fields* empties a field',
		user: '`nothingGiven` with the names of the empty fields when none had a value, else `unchanged`; what Coachview has stays',
		async run({ update, stored, puts, idOf }) {
			const id = await idOf('BERTILK', 'AFAS');
			const before = await stored(id);
			const nothing: IDataObject[] = [
				{ date: null, place: null },
				{ date: '', place: '' },
				{ date: '  ', place: '\t ' },
				{},
				{ date: null, place: 'Breda' },
			];
			for (const item of nothing) {
				const receipt = await update({ person: byId(id), fields: fromHr }, { items: [item] });
				const given = item.place === 'Breda';
				expect(receipt).toMatchObject({
					outcome: given ? 'unchanged' : 'nothingGiven',
					changedFields: [],
					emptyFields: given ? ['Date of Birth'] : ['Date of Birth', 'Place of Birth'],
				});
			}
			expect([await puts(), await stored(id)]).toEqual([[], before]);
			await update({ person: byId(id), clearFields: ['geboorteplaats'] });
			expect((await stored(id)).get('geboorteplaats')).toBe('null');
		},
	},
	{
		id: 'F16',
		title: 'The HR user may not see the field',
		atCoachview: 'HR leaves the key out instead of refusing',
		node: 'Treats a missing key as "nothing given", whatever the other fields say',
		user: 'The receipt names it under `emptyFields`; when that happens for everybody, look at the rights of the HR user',
		async run({ update, stored, control }) {
			await control.people.patch(pieterId, { geboorteplaats: 'Breda' });
			const before = await stored();
			const fields = {
				geboortedatum: '={{ $json.employee.birth.date }}',
				geboorteplaats: '={{ $json.employee.birth.place }}',
			};
			const receipt = await update({ person, fields }, { items: [{ employee: { birth: { date: '1987-04-12' } } }] });
			expect(receipt).toMatchObject({
				outcome: 'updated',
				changedFields: ['geboortedatum'],
				emptyFields: ['Place of Birth'],
			});
			expectUntouched(before, await stored(), ['geboortedatum']);
			expect(await update({ person, fields }, { items: [{ employee: {} }] })).toMatchObject({
				outcome: 'nothingGiven',
			});
		},
	},
	{
		id: 'F20',
		title: 'Values with a timeline',
		atCoachview: 'HR keeps several values of a field, each valid from a day, some in the future',
		node: 'Takes one value and never picks from a list: lists and objects are refused',
		user: 'The workflow picks the slice that is valid today; handing over the whole timeline gives an error that names the field',
		async run({ failing, update, stored, requests }) {
			const slices = [
				{ from: '2000-01-01', place: 'Breda', date: '1987-04-12' },
				{ from: '2999-01-01', place: 'Gouda', date: '1986-04-12' },
			];
			const items = [{ slices, place: slices, date: slices[1] }];
			expect((await failing({ person, fields: { geboorteplaats: fromHr.geboorteplaats } }, { items })).error).toBe(
				"'Place of Birth' must be text",
			);
			expect((await failing({ person, fields: { geboortedatum: fromHr.geboortedatum } }, { items })).error).toBe(
				"'Date of Birth' is not text",
			);
			expect(await requests()).toHaveLength(0);
			const today = '{{ $json.slices.filter(slice => slice.from <= $today.toISODate()).at(-1)';
			await update(
				{ person, fields: { geboorteplaats: `=${today}.place }}`, geboortedatum: `=${today}.date }}` } },
				{ items },
			);
			expect([(await stored()).get('geboorteplaats'), (await stored()).get('geboortedatum')]).toEqual([
				'"Breda"',
				'"1987-04-12"',
			]);
		},
	},
	{
		id: 'F21',
		title: 'The place is a code or a placeholder',
		atCoachview: 'HR has ONBEKEND, `-`, `.`, the code of a municipality, or a sentence',
		node: 'Trims; refuses the usual placeholders in any case, texts without a letter, codes (GM0518, BE-21004, 2514 EA, NL) and more than 100 characters; *Placeholder Places* refuses more. Capitals are left as they are',
		user: 'An error that names the field; nothing was sent. Translate codes in the workflow, or add what your HR system writes to the option',
		async run({ many, update, stored, requests }) {
			const places = [
				'ONBEKEND',
				' onbekend. ',
				'-',
				'.',
				'n.v.t.',
				'0518',
				'GM0518',
				'NL',
				'Unknown',
				'x'.repeat(101),
			].map((place) => ({ place }));
			const { done, failed } = await many({ person, fields: { geboorteplaats: '={{ $json.place }}' } }, places);
			expect([done, failed.length]).toEqual([[], places.length]);
			for (const { details } of failed)
				expect(details).toMatchObject({ reason: 'invalidInput', fields: ['Place of Birth'] });
			const own = await many(
				{ person, fields: { geboorteplaats: '={{ $json.place }}' }, options: { placeholderPlaces: 'Elders; Nergens' } },
				[{ place: 'elders' }, { place: 'NERGENS' }],
			);
			expect([own.done, own.failed.length]).toEqual([[], 2]);
			const other = { field: [{ name: 'geboorteplaats', type: 'string', value: 'onbekend' }] };
			expect((await many({ person, otherFields: other }, [{}])).failed).toHaveLength(1);
			expect(await requests()).toHaveLength(0);
			await update({ person, fields: { geboorteplaats: '  S-GRAVENHAGE ' } });
			expect((await stored()).get('geboorteplaats')).toBe('"S-GRAVENHAGE"');
		},
	},
];
