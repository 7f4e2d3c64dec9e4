// F10–F14 and F34: other people, lost answers and refusals between reading and writing.
import { byId, pieterId } from '../../harness/stage.mts';
import { birth, expectUntouched, type Row } from './row.mts';

const person = byId(pieterId);
const onGet = { method: 'GET', path: pieterId };
const onPut = { method: 'PUT', path: 'Personen' };
const soon = { maxWait: 0 };

export const writing: Row[] = [
	{
		id: 'F10',
		title: 'Somebody edits the person between GET and PUT',
		atCoachview: 'A PUT made from the old record would undo that edit',
		node: 'Writes directly after reading, with no request in between (many people in one run: F85), and compares the step of the version number with the usual one. *Concurrency Check* goes further: *Read Again Before Writing* starts over when the record moved, *Send the Version Number* does when Coachview refuses; three times, then it gives up',
		user: 'Both edits are kept, or the error `concurrentChange` and nothing written. Not prevented: an edit in the milliseconds between the read and the PUT is undone. Where version numbers take a steady step the receipt says `overlap: true` and a hint asks to check the person; where they do not, nothing shows it. Only *Send the Version Number* keeps it, if Coachview honours it',
		async run({ control, run, update, failing, stored, requests, puts }) {
			const edit = (text: string) => JSON.stringify({ opmerking: text });
			await update({ person, fields: birth });
			expect((await requests()).map(({ method }) => method)).toEqual(['GET', 'PUT']);

			await control.faults.add({
				kind: 'editPerson',
				personId: pieterId,
				members: edit('van een ander'),
				side: 'after',
				match: onGet,
			});
			expect(await update({ person, fields: { titel: 'ing.' }, options: { concurrency: 'reread' } })).toMatchObject({
				outcome: 'updated',
			});
			expect([(await stored()).get('opmerking'), (await stored()).get('titel')]).toEqual(['"van een ander"', '"ing."']);

			await control.assumptions.set({ A27: 'ifMatch' });
			await control.faults.add({
				kind: 'editPerson',
				personId: pieterId,
				members: edit('nog een ander'),
				side: 'before',
				match: onPut,
			});
			expect(
				await update({ person, fields: { titel: 'ir.' }, options: { concurrency: 'ifMatch', ...soon } }),
			).toMatchObject({ outcome: 'updated' });
			expect([(await stored()).get('opmerking'), (await stored()).get('titel')]).toEqual(['"nog een ander"', '"ir."']);

			await control.assumptions.set({ A27: 'ignored' });
			for (const titel of ['A', 'B'])
				expect(await update({ person, fields: { titel } })).toMatchObject({ outcome: 'updated', overlap: false });
			await control.faults.add({
				kind: 'editPerson',
				personId: pieterId,
				members: edit('ertussen'),
				side: 'before',
				match: onPut,
			});
			const between = await run({ person, fields: { titel: 'ir.' } });
			expect(between.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', overlap: true });
			expect(between.hints.map(({ message }) => message)).toEqual([
				expect.stringContaining('Somebody else seems to have written 1 person(s) at the same moment'),
			]);
			expect((await stored()).get('opmerking')).toBe('"nog een ander"');

			await control.requests.clear();
			for (const nr of [1, 2, 3, 4, 5, 6, 7, 8])
				await control.faults.add({
					kind: 'editPerson',
					personId: pieterId,
					members: edit(`steeds ${nr}`),
					side: 'after',
					match: onGet,
				});
			const failed = await failing({ person, fields: { titel: 'dr.' }, options: { concurrency: 'reread', ...soon } });
			expect(failed.details).toMatchObject({ reason: 'concurrentChange', personId: pieterId });
			expect([(await puts()).length, (await stored()).get('titel')]).toEqual([0, '"ir."']);
		},
	},
	{
		id: 'F11',
		title: 'Two events for one person at once',
		atCoachview: 'Two categories are given together, so two runs start side by side',
		node: 'Treats one person at a time inside an n8n process; the second run reads again and finds nothing to do. Several processes (queue mode, two installations) know nothing of each other: with *Look Again After Writing* the node waits 2 s, once for a whole batch, reads once more, and writes again what another process has undone',
		user: 'One receipt `updated`, one `unchanged`. Between processes nothing is lost when all of them look again ([100 rounds](../test/host/twoProcesses.test.mts), also in a row of items); what never settles is the error `concurrentChange`. Not prevented: a process without the option loses its own change, and one that takes longer than that wait between its read and its PUT undoes a change that was looked at already',
		async run({ control, update, failing, puts, stored }) {
			await control.faults.add({ kind: 'delay', ms: 50, side: 'after', match: onGet, count: 0 });
			const receipts = await Promise.all([update({ person, fields: birth }), update({ person, fields: birth })]);
			expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['unchanged', 'updated']);
			expect(await puts()).toHaveLength(1);
			await Promise.all([update({ person, fields: { titel: 'A' } }), update({ person, fields: { opmerking: 'B' } })]);
			expect([(await stored()).get('titel'), (await stored()).get('opmerking')]).toEqual(['"A"', '"B"']);

			// Another process has read before this write, and writes after it.
			const lookAgain = { concurrency: 'lookAgain', lookAgainAfter: 0.1 };
			const undoing = {
				kind: 'edit',
				personId: pieterId,
				members: { titel: 'A', tel2: '06-11111111' },
				side: 'after',
				match: onPut,
			} as const;
			await control.colleague.script(undoing);
			expect(await update({ person, fields: { titel: 'C' }, options: lookAgain })).toMatchObject({
				outcome: 'updated',
				verified: true,
				verifiedBy: 'read',
				overlap: true,
			});
			expect([(await stored()).get('titel'), (await stored()).get('tel2')]).toEqual(['"C"', '"06-11111111"']);
			await control.colleague.script({ ...undoing, members: { titel: 'C' }, count: 0 });
			expect(
				(await failing({ person, fields: { titel: 'D' }, options: { ...lookAgain, lookAgainAfter: 0 } })).details,
			).toMatchObject({ reason: 'concurrentChange', fields: ['titel'] });
		},
	},
	{
		id: 'F12',
		title: 'The PUT was stored but its answer is lost',
		atCoachview: 'Time-out or broken connection after the work was done',
		node: 'Reads the person and compares before anything is repeated: the change is there, so it is not sent again',
		user: '`updated`, verified',
		async run({ control, update, puts, stored }) {
			await control.faults.add({ kind: 'drop', handle: true, match: onPut });
			expect(await update({ person, fields: birth, options: soon })).toMatchObject({
				outcome: 'updated',
				verified: true,
				requests: 3,
			});
			await control.faults.add({ kind: 'delay', ms: 1600, side: 'after', match: onPut });
			expect(await update({ person, fields: { titel: 'ing.' }, options: { timeout: 1, ...soon } })).toMatchObject({
				outcome: 'updated',
				verified: true,
			});
			expect(await puts()).toHaveLength(2);
			expect([(await stored()).get('geboortedatum'), (await stored()).get('titel')]).toEqual([
				'"1987-04-12"',
				'"ing."',
			]);
		},
	},
	{
		id: 'F13',
		title: 'The PUT fails and was not stored',
		atCoachview: '500, 502, 503 or a broken connection before the work',
		node: 'Waits, longer each time, then reads, sees that the change is not there, and decides and merges anew before it writes again; three PUTs at most',
		user: '`updated`, or the error `unavailable` with the ids of the person',
		async run({ control, update, failing, puts, stored }) {
			await control.faults.add({ kind: 'status', status: 500, match: onPut, count: 2 });
			expect(await update({ person, fields: birth, options: soon })).toMatchObject({
				outcome: 'updated',
				verified: true,
			});
			expect((await puts()).map(({ status }) => status)).toEqual([500, 500, 200]);

			await control.requests.clear();
			await control.faults.add({ kind: 'outage', match: onPut });
			const start = Date.now();
			expect(await update({ person, fields: { titel: 'ing.' }, options: { maxWait: 5 } })).toMatchObject({
				outcome: 'updated',
			});
			expect(Date.now() - start).toBeGreaterThan(700);

			await control.requests.clear();
			const before = await stored();
			await control.faults.add({ kind: 'drop', handle: false, match: onPut, count: 0 });
			const failed = await failing({ person, fields: { titel: 'dr.' }, options: soon });
			expect(failed.details).toMatchObject({
				reason: 'unavailable',
				personId: pieterId,
				externId: '10023',
				externSource: 'HR',
			});
			expect(await puts()).toHaveLength(3);
			expect(await stored()).toEqual(before);
		},
	},
	{
		id: 'F14',
		title: 'Coachview answers 200 but does not store the value',
		atCoachview: 'The value is too long or not allowed and is cut or dropped in silence',
		node: 'Compares the stored person with what was sent, all fields of it',
		user: 'The error `notStored` that names the field, never its value; a second look has confirmed it',
		async run({ control, failing, stored }) {
			const before = await stored();
			const place = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
			for (const A21 of ['object', 'noContent']) {
				await control.reset({ people: 12, assumptions: { A21 } });
				await control.faults.add({ kind: 'truncateStored', member: 'geboorteplaats', length: 50, match: onPut });
				const failed = await failing({ person, fields: { ...birth, geboorteplaats: place } });
				expect(failed.details).toMatchObject({ reason: 'notStored', fields: ['geboorteplaats'], personId: pieterId });
				expect(failed.error).toContain('Place of Birth');
				expect(JSON.stringify(failed)).not.toContain('Llanfair');
				expectUntouched(before, await stored(), ['geboortedatum', 'geboorteplaats']);
			}
		},
	},
	{
		id: 'F34',
		title: 'The access token expires in the middle of a batch',
		atCoachview: '401 on a read or on a PUT; a refused request was not carried out',
		node: 'Fetches one new token and sends a read again; before a refused PUT is sent anew the person is read again. A client that is gone gives an error and no loop',
		user: 'Nothing; or the error `credential` for the items left over',
		async run({ control, many, puts }) {
			const ids = (await control.people.list()).slice(0, 4).map(({ id }) => ({ id }));
			const parameters = { person: byId('={{ $json.id }}'), fields: { titel: 'ing.' } };
			await control.faults.add(
				{ kind: 'revokeTokens', match: { method: 'GET', path: 'Personen' }, skip: 1 },
				{ kind: 'revokeTokens', match: onPut, skip: 2 },
			);
			const { done, failed } = await many(parameters, ids);
			expect([done.map(({ outcome }) => outcome), failed]).toEqual([['updated', 'updated', 'updated', 'updated'], []]);
			// n8n 1.x has to see the refusal twice before it fetches a token.
			expect((await puts()).map(({ status }) => status).join(' ')).toMatch(/^200 200 401 (401 )?200 200$/);
			expect(await control.requests.list({ path: '/connect/token' })).toHaveLength(3);

			await control.requests.clear();
			await control.clients.put({ clientId: 'demo', enabled: false });
			await control.clients.revokeTokens();
			const after = await many({ ...parameters, fields: { titel: 'dr.' }, options: soon }, ids);
			expect(after.failed.map(({ details }) => details.reason)).toEqual(ids.map(() => 'credential'));
			expect(await puts()).toHaveLength(0);
			expect((await control.requests.list({ path: '/connect/token' })).length).toBeLessThanOrEqual(ids.length);
		},
	},
];
