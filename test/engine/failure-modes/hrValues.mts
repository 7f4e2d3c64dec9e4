// F15–F21 and F18a: values as HR systems give them.
import type { IDataObject } from 'n8n-workflow';
import { byId, pieterId } from '../../harness/bench.mts';
import { birth, expectUntouched, fromHr, type Row } from './row.mts';

const person = byId(pieterId);
const zones = ['America/New_York', 'Asia/Tokyo', 'Europe/Amsterdam'];
const dated = (...dates: unknown[]) => dates.map((date) => ({ date }) as IDataObject);

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
		id: 'F17',
		title: 'Placeholder dates',
		atCoachview:
			'HR stores 0001-01-01, 1900-01-01, 9999-12-31 and the like for "unknown", or 1 January for an unknown day',
		node: 'Refuses the usual ones, dates that do not exist, the future and ages under 12 or over 100; *Minimum Age* and *Maximum Age* set other bounds, *Placeholder Dates* refuses more',
		user: 'An error that names the field and the reason; nothing was sent',
		async run({ update, many, requests, failing }) {
			const never = dated(
				'0000-00-00',
				'0001-01-01',
				'1753-01-01',
				'1899-12-30',
				'1899-12-31',
				'1900-01-01',
				'9999-12-31',
				'1900-01-01T00:00:00Z',
			);
			const { done, failed } = await many({ person, fields: fromHr }, never);
			expect([done, failed.length]).toEqual([[], never.length]);
			for (const { error, details } of failed) {
				expect(error).toContain('is a placeholder');
				expect(details).toMatchObject({ reason: 'invalidInput', fields: ['Date of Birth'] });
			}
			const strict = { placeholderDates: '1970-01-01, *-01-01' };
			const unlikely = await many(
				{ person, fields: fromHr, options: strict },
				dated('1970-01-01', '1964-01-01', '2024-05-05', '1915-05-05', '1987-02-30', '2999-01-02'),
			);
			expect(unlikely.failed.map(({ error }) => error.replace(/^'Date of Birth' (\S+ \S+ \S+ ?\S*).*/, '$1'))).toEqual([
				'is a placeholder that',
				'is a placeholder that',
				'means an age below',
				'means an age above',
				'does not exist in',
				'lies in the future',
			]);
			expect((await failing({ person, fields: birth, options: { placeholderDates: '01-01-1970' } })).error).toContain(
				"'Placeholder Dates' has an entry",
			);
			expect(await requests()).toHaveLength(0);
			// A birthday like any other, unless the user says otherwise.
			expect(await update({ person, fields: { geboortedatum: '1970-01-01' } })).toMatchObject({ outcome: 'updated' });
		},
	},
	{
		id: 'F18',
		title: 'The time zone moves a date by a day',
		atCoachview: 'HR gives a date of birth as a moment: `…T00:00:00Z`, with an offset, as OData milliseconds',
		node: 'Takes a date, or a date-time at midnight as written, and ignores the zone; refuses milliseconds and any other time of day, whose day depends on a zone',
		user: 'The date as HR shows it; for `/Date(…)/` and moments an error that says so',
		async run({ update, failing, many }) {
			const written = dated(
				'1940-05-16',
				'1940-05-16T00:00:00',
				'1940-05-16T00:00:00Z',
				'1940-05-16T00:00:00+02:00',
				'1940-05-16T00:00:00.000-10:00',
				'1940-05-16 00:00:00',
			);
			for (const zone of zones) {
				const { done } = await many({ person, fields: fromHr, options: { return: 'record' } }, written, { zone });
				expect(done.map(({ geboortedatum }) => geboortedatum)).toEqual(written.map(() => '1940-05-16'));
				const luxon = await update(
					{ person, fields: { geboortedatum: '={{ DateTime.fromISO($json.date) }}' }, options: { return: 'record' } },
					{ items: dated('1937-07-01'), zone },
				);
				expect(luxon.geboortedatum).toBe('1937-07-01');
				expect(
					(await failing({ person, fields: fromHr }, { items: dated('/Date(545184000000)/'), zone })).error,
				).toContain('OData moment');
				expect((await failing({ person, fields: fromHr }, { items: dated(545184000000), zone })).error).toContain(
					'is not text',
				);
				expect(
					(await failing({ person, fields: fromHr }, { items: dated('1940-05-15T22:00:00.000Z'), zone })).error,
				).toContain('time of day other than midnight');
			}
		},
	},
	{
		id: 'F18a',
		title: 'Drift of a date that nobody meant to change',
		atCoachview: 'A date with a time and a zone that moves a day whenever it is read and written as a moment',
		node: 'Sends untouched dates back as the very characters that came in, and compares them after the write',
		user: 'Nothing; or the error `lost` that names the field, after a second look',
		async run({ control, update, failing, stored, puts }) {
			const dates = {
				geboortedatum: '1990-04-03T00:00:00+02:00',
				pasGeldigTot: '2027-01-01T00:00:00',
				laatst: '/Date(638841600000+0200)/',
			};
			await control.people.patch(pieterId, dates);
			const before = await stored();
			for (let trip = 0; trip < 10; trip++) {
				const receipt = await update(
					{ person, fields: { voorletters: trip % 2 ? 'P.J.' : 'P.' } },
					{ zone: zones[trip % 3] },
				);
				expect(receipt).toMatchObject({ outcome: 'updated', changedFields: ['voorletters'], verified: true });
			}
			expect(await puts()).toHaveLength(10);
			for (const { body } of await puts()) for (const text of Object.values(dates)) expect(body).toContain(`"${text}"`);
			expect(await stored()).toEqual(before);

			await control.assumptions.set({ A21: 'noContent' });
			await control.faults.add({
				kind: 'truncateStored',
				member: 'geboortedatum',
				length: 9,
				match: { method: 'PUT' },
			});
			expect((await failing({ person, fields: { titel: 'ing.' } })).details).toMatchObject({
				reason: 'lost',
				fields: ['geboortedatum'],
			});
		},
	},
	{
		id: 'F19',
		title: 'Dates in another notation or without a year',
		atCoachview: 'HR writes 03/04/1990, 12-04-1987 or only 08-10',
		node: 'Refuses them, because day and month cannot be told apart; takes a DateTime that the workflow made with an explicit format',
		user: "An error with the reason; `{{ DateTime.fromFormat($json.date, 'dd/MM/yyyy') }}` says which notation HR uses",
		async run({ many, update, stored, requests }) {
			const { failed } = await many(
				{ person, fields: fromHr },
				dated('03/04/1990', '12-04-1987', '12.4.87', '08-10', '19870412', 'April 12, 1987'),
			);
			expect(failed.map(({ error }) => error.replace("'Date of Birth' ", ''))).toEqual([
				...Array.from({ length: 3 }, () => 'is ambiguous: day and month cannot be told apart'),
				'has no year',
				...Array.from({ length: 2 }, () => 'is not written as YYYY-MM-DD'),
			]);
			expect(await requests()).toHaveLength(0);
			for (const [format, date] of [
				['dd/MM/yyyy', '"1990-04-03"'],
				['MM/dd/yyyy', '"1990-03-04"'],
			] as const) {
				await update(
					{ person, fields: { geboortedatum: `={{ DateTime.fromFormat($json.date, '${format}') }}` } },
					{ items: dated('03/04/1990') },
				);
				expect((await stored()).get('geboortedatum')).toBe(date);
			}
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
