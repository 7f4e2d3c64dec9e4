// F17 to F19: dates as HR systems give them.
import type { IDataObject } from 'n8n-workflow';
import { byId, pieterId } from '../../harness/stage.mts';
import { birth, fromHr, type Row } from './row.mts';

const person = byId(pieterId);
const zones = ['America/New_York', 'Asia/Tokyo', 'Europe/Amsterdam'];
const dated = (...dates: unknown[]) => dates.map((date) => ({ date }) as IDataObject);

export const hrDates: Row[] = [
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
];
