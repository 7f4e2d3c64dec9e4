// F75–F82: words that leak or mislead, answers without an end, and what HR hands over.
import { byId, pieterId } from '../../harness/stage.mts';
import { outcomeOf } from '../../../scripts/workflows/code/answers.mts';
import { readCsv } from '../../../scripts/workflows/code/file.mts';
import { dateOfBirth, placeOfBirth } from '../../../nodes/Coachview/domain/hr/values.ts';
import { fromHr, type Row } from './row.mts';

const person = byId(pieterId);
const onGet = { method: 'GET', path: pieterId };
const onPut = { method: 'PUT', path: 'Personen' };
const soon = { maxWait: 0 };

export const causes: Row[] = [
	{
		id: 'F75',
		title: "Coachview's own words quote values",
		atCoachview:
			'A refusal repeats what was sent: cut, in capitals, encoded, in words, as a key, or with the access token',
		node: "Makes errors of its own sentences, names of known members and the status; *Show Coachview's Own Words* adds the words, never a token",
		user: 'The names of the fields; turn the option on only where saved executions may hold personal data',
		async run({ control, failing }) {
			const words =
				'{"errors":{"Geboorteplaats":["Truncated value: \'ALPHEN AAN DEN\'"],"Rijn":["12 april"]},"detail":"ALPHEN AAN DEN is te lang. Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln"}';
			const fields = { geboorteplaats: 'Alphen aan den Rijn' };
			await control.faults.add({ kind: 'status', status: 400, body: words, match: onPut, count: 2 });
			const failed = await failing({ person, fields });
			expect(failed.details).toMatchObject({ reason: 'rejected', fields: ['geboorteplaats'] });
			expect(JSON.stringify(failed)).not.toMatch(/alphen|rijn|april|eyJ/i);
			const quoted = JSON.stringify(await failing({ person, fields, options: { ownWords: true } }));
			expect(quoted).toMatch(/ALPHEN/);
			expect(quoted).not.toMatch(/eyJ/);
		},
	},
	{
		id: 'F76',
		title: 'A redirect',
		atCoachview: 'The address has moved, or a proxy sends every call to a login page',
		node: 'Follows none. A read names the address of the credential; after a write it is unclear what was stored, so the person is read',
		user: 'An error that says to check *Environment* or *Custom URL*; nothing about filters',
		async run({ control, failing, update }) {
			await control.faults.add({
				kind: 'status',
				status: 302,
				headers: { location: 'http://127.0.0.1:1/login' },
				match: onPut,
			});
			expect(await update({ person, fields: { titel: 'ing.' }, options: { maxWait: 3 } })).toMatchObject({
				outcome: 'updated',
				verified: true,
			});
			await control.assumptions.set({ A74: 'moved302' });
			const failed = await failing({ person, fields: { titel: 'ir.' }, options: soon });
			expect(failed.error).toContain('leads somewhere else (HTTP 302)');
			expect(failed.message).toContain('Custom URL');
			expect(failed.message).not.toContain('filter');
		},
	},
	{
		id: 'F77',
		title: 'A credential that is gone, or a token that is refused',
		atCoachview: 'The credential was deleted in n8n; the token endpoint answers 401, or 429',
		node: 'Tells the true cause, and asks for one token, not four',
		user: 'Choose another credential, correct ID and secret, or wait; the error says which',
		async run({ stage, control, failing, requests }) {
			await control.clients.put({ clientId: 'demo', enabled: false });
			await control.clients.revokeTokens();
			expect((await failing({ person, fields: { titel: 'ing.' }, options: soon })).details.reason).toBe('credential');
			expect((await control.requests.list({ path: '/connect/token' })).length).toBeLessThanOrEqual(2);
			await control.requests.clear();
			const { stored, id } = stage.credential();
			stored.delete(id);
			const failed = await stage.run('update', { person, fields: { titel: 'ing.' } });
			expect(failed.error?.message).toContain('credential');
			expect(failed.error?.description).toContain('deleted');
			expect(await requests()).toEqual([]);
		},
	},
	{
		id: 'F78',
		title: 'An answer that drips',
		atCoachview: 'A byte now and then: never silent for long, and never done',
		node: 'Takes *Timeout* for the whole request, with token, headers and body',
		user: 'The error `unavailable` after that time; or after a write what a read shows',
		async run({ control, failing }) {
			await control.faults.add({ kind: 'drip', ms: 200, match: onGet, count: 0 });
			const began = Date.now();
			expect(
				(await failing({ person, fields: { titel: 'ing.' }, options: { ...soon, timeout: 1 } })).details.reason,
			).toBe('unavailable');
			expect(Date.now() - began).toBeLessThan(6_000);
		},
	},
	{
		id: 'F79',
		title: 'Rate headers that are odd',
		atCoachview: 'The reset is a small number, a moment in the past, or no number at all',
		node: 'Reads small numbers as seconds from now; a reset in the past never makes a used-up day fresh',
		user: '`quotaExhausted` with a moment that lies ahead, or nothing when the headers say nothing',
		async run({ control, many, puts }) {
			const items = Array.from({ length: 3 }, (_, index) => ({ titel: `t${index}` }));
			for (const reset of ['3600', '2001-01-01T00:00:00Z']) {
				await control.requests.clear();
				await control.faults.add({
					kind: 'headers',
					headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset },
					match: onPut,
				});
				const { failed } = await many(
					{ person, fields: { titel: `={{ $json.titel }} ${reset.length}` }, options: soon },
					items,
				);
				expect(failed.map(({ details }) => details.reason)).toEqual(['quotaExhausted', 'quotaExhausted']);
				expect(await puts()).toHaveLength(1);
				const { resetAt } = failed[0]?.details ?? {};
				if (reset === '3600')
					expect(Math.abs(Date.parse(String(resetAt)) - Date.now() - 3_600_000)).toBeLessThan(60_000);
			}
		},
	},
	{
		id: 'F80',
		title: 'A record with 25,000 members',
		atCoachview: 'Very many members, deep nesting, texts of megabytes',
		node: 'Takes linear time over all that a server or a stranger can send, and tests lengths first',
		user: '`updated`; other workflows in the same n8n go on meanwhile',
		async run({ control, update, stored }) {
			await control.people.patch(
				pieterId,
				`{${Array.from({ length: 25_000 }, (_, index) => `"veld${index}":"waarde ${index}"`).join()},"diep":${'['.repeat(150)}${']'.repeat(150)}}`,
			);
			let longest = 0;
			let last = Date.now();
			const watch = setInterval(() => {
				longest = Math.max(longest, Date.now() - last);
				last = Date.now();
			}, 20);
			const receipt = await update({ person, fields: { titel: 'ing.' } }).finally(() => clearInterval(watch));
			expect(receipt).toMatchObject({ outcome: 'updated', verified: true });
			expect(longest).toBeLessThan(5_000);
			expect((await stored()).get('veld24999')).toBe('"waarde 24999"');
		},
	},
	{
		id: 'F81',
		title: 'HR answers half, nothing, or debris',
		atCoachview: 'Only one of date and place; an object for a value; GM0518; 1987-02-29; a moment of another day',
		node: 'HR Answer: Read and the adapters use the rules of Update: what cannot be used is named in `unusable` and never handed on; the samples put it on the follow-up list',
		user: 'The half that is known is written; the row on the follow-up list says what a human has to look at',
		async run({ update, stored }) {
			for (const given of ['1987-02-29T00:00:00Z', '1987-04-11T22:00:00.000Z', {}, '12-04-1987'])
				expect(dateOfBirth(given)).toEqual({ value: null, unusable: true });
			for (const given of [{}, '[object Object]', 'Z\uFFFDrich'])
				expect(placeOfBirth(given)).toMatchObject({ value: null });
			for (const given of ['GM0518', 518, '-']) expect(placeOfBirth(given)).toEqual({ value: null, unusable: false });
			expect(outcomeOf('10023', [{ key: '10023', date: '1987-04-12', place: null }])).toMatchObject({
				outcome: 'found',
			});
			const half = { date: dateOfBirth('1987-04-12T00:00:00').value, place: placeOfBirth('GM0518').value };
			expect(await update({ person, fields: fromHr, policy: 'onlyIfEmpty' }, { items: [half] })).toMatchObject({
				outcome: 'updated',
				changedFields: ['geboortedatum'],
				emptyFields: ['Place of Birth'],
			});
			expect((await stored()).get('geboorteplaats')).toBe('null');
		},
	},
	{
		id: 'F82',
		title: 'A file of HR in another encoding or with other separators',
		atCoachview: 'Windows-1252 instead of UTF-8, semicolons, a byte order mark, other names in the first line',
		node: 'The CSV adapter has settings for delimiter and encoding; a file that does not fit them gives `noPermission` for everybody, never "nobody found". The node refuses letters that were broken on the way',
		user: 'A row on the follow-up list, or an error that names the field; correct the settings of the adapter',
		async run({ failing, requests }) {
			expect(readCsv('\uFEFFnumber;place\r\n10023;Zürich\r\n', ';')?.rows).toEqual([
				{ number: '10023', place: 'Zürich' },
			]);
			expect(readCsv('number,place\n10023,Z\uFFFDrich', ',')).toBeUndefined();
			for (const place of ['Z\uFFFDrich', 'ZÃ¼rich']) {
				const failed = await failing(
					{ person, fields: { geboorteplaats: fromHr.geboorteplaats } },
					{ items: [{ place }] },
				);
				expect([failed.details.reason, failed.details.fields]).toEqual(['invalidInput', ['Place of Birth']]);
			}
			expect(await requests()).toEqual([]);
		},
	},
];
