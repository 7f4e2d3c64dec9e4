// F39–F44: what a PUT is made from. Every write follows a read of the same client that is one request old.
import type { IDataObject } from 'n8n-workflow';
import { byId, pieterId, type Output } from '../../harness/stage.mts';
import { undoneEdits } from '../../harness/colleague.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';
import { expectUntouched, type Row, type Tools } from './row.mts';

const person = byId(pieterId);
const onPut = { method: 'PUT', path: 'Personen' };
const phone = '"06-99999999"';
const edit = { kind: 'edit', personId: pieterId, members: { tel1: '06-99999999' } } as const;
const fromItem = { currentRecord: 'item' };

/** The whole record as Get gives it, for an Update that takes it as the current record. */
async function carried({ stage }: Tools): Promise<Output> {
	return (await stage.person('get', { person, simplify: false }))[0] as Output;
}

export const freshBase: Row[] = [
	{
		id: 'F39',
		title: 'Somebody edits the person while the node waits',
		atCoachview:
			'The PUT gets 500, 429 with Retry-After, or no token; before it is sent anew another user changes the telephone number',
		node: 'Never sends a write again. It waits first, then reads, decides and merges anew, and writes what that read has become',
		user: '`updated`; both changes are there',
		async run({ control, update, stored, requests }) {
			const troubles = [
				{ kind: 'status', status: 500, match: onPut },
				{ kind: 'status', status: 429, headers: { 'retry-after': '1' }, match: onPut },
				{ kind: 'revokeTokens', match: onPut },
			] as const;
			for (const [index, fault] of troubles.entries()) {
				await control.colleague.rest();
				await control.requests.clear();
				await control.people.patch(pieterId, { tel1: '06-1' });
				await control.faults.add(fault);
				if (fault.kind === 'revokeTokens')
					await control.faults.add({ kind: 'status', status: 503, match: { path: 'connect/token' } });
				await control.colleague.script({ ...edit, side: 'after', match: onPut, delayMs: 50 });
				expect(await update({ person, fields: { opmerking: `keer ${index}` } })).toMatchObject({
					outcome: 'updated',
					verified: true,
					changedFields: ['opmerking'],
				});
				expect([(await stored()).get('tel1'), (await stored()).get('opmerking')]).toEqual([phone, `"keer ${index}"`]);
				expect(undoneEdits(await control.colleague.log(), await requests(), ['opmerking'])).toEqual([]);
			}
		},
	},
	{
		id: 'F40',
		title: 'Two credentials, or two addresses, for one Coachview',
		atCoachview:
			'One workflow uses secure.coachview.net, another one the address of the tenant; both change one person at once',
		node: 'Takes turns by entity and id, whatever the address or the client',
		user: 'Both receipts `updated`, and both changes are there',
		async run({ stage, control, stored }) {
			const values = stage.credentialValues();
			const other = credentialStore({
				...values,
				customUrl: String(values.customUrl).replace('127.0.0.1', 'localhost'),
			});
			const one = async (credential: ReturnType<typeof credentialStore>, id: string, fields: IDataObject) =>
				(
					await runNode({
						type: 'coachview',
						credential,
						parameters: { resource: 'person', operation: 'update', person: byId(id), fields } as never,
					})
				).outputs[0]?.[0]?.json.outcome;
			// Both know already what there is to read, so that they run in step.
			for (const credential of [stage.credential(), other]) await one(credential, pieterId, { voorletters: 'P.' });
			await control.faults.add({
				kind: 'delay',
				ms: 60,
				side: 'after',
				match: { method: 'GET', path: pieterId },
				count: 0,
			});
			expect(
				await Promise.all([
					one(stage.credential(), pieterId, { titel: 'ing.' }),
					one(other, pieterId.toUpperCase(), { opmerking: 'van de ander' }),
				]),
			).toEqual(['updated', 'updated']);
			expect([(await stored()).get('titel'), (await stored()).get('opmerking')]).toEqual(['"ing."', '"van de ander"']);
		},
	},
	{
		id: 'F41',
		title: 'The person is deleted between read and write',
		atCoachview: 'Another user deletes the person, and the server would create one from a PUT to the list',
		node: 'Puts the id into the body only where PUT by id is not there at all (405); after 404 the person is gone and nothing is sent',
		user: 'The error `notFound`; nobody comes back',
		async run({ control, update, failing }) {
			await update({ person, fields: { titel: 'ing.' } });
			await control.assumptions.set({ A77: 'bodyCreates' });
			await control.colleague.script({ kind: 'remove', personId: pieterId, side: 'before', match: onPut });
			expect((await failing({ person, fields: { opmerking: 'x' } })).details).toMatchObject({ reason: 'notFound' });
			expect((await control.snapshot()).people.has(pieterId)).toBe(false);
		},
	},
	{
		id: 'F42',
		title: 'A record from an earlier Get of another environment or client',
		atCoachview:
			'Get runs with the training credential, or with a client that is shown less; Update writes to live with *Current Record: From the Input Item*',
		node: 'Takes a carried record for the read only when the same environment, client and way of reading have made it; otherwise it reads the person',
		user: 'One request more; nothing of the other environment arrives, and nothing that the other client could not see is lost',
		async run(t) {
			const { control, update, stored, asNewcomer } = t;
			await control.clients.put({ clientId: 'demo', hides: ['tel1', 'email1'] });
			const item = await carried(t);
			expect([item.tel1, item.email1]).toEqual([null, null]);
			const before = await stored();
			await asNewcomer();
			// What there is to read is known for this client too, so that only the mark tells.
			await update({ person, fields: { titel: 'ir.' } });
			const again = { ...item, _record: { ...(item._record as object), readAt: new Date().toISOString() } };
			expect(await update({ person, fields: { titel: 'dr.' }, options: fromItem }, { items: [again] })).toMatchObject({
				outcome: 'updated',
			});
			expectUntouched(before, await stored(), ['titel']);
			expect(await update({ person, fields: { titel: 'ing.' }, options: fromItem }, { items: [item] })).toMatchObject({
				outcome: 'updated',
			});
			expectUntouched(before, await stored(), ['titel']);
		},
	},
	{
		id: 'F43',
		title: 'A record from an earlier Get that is old or was changed',
		atCoachview:
			'A Wait node, a lock or an approval lies between Get and Update; or a Code node takes members out of `_record`',
		node: 'Takes it only when its mark fits its text, client and time, and it is at most two seconds old at that moment; otherwise it reads the person. No outcome comes from an old record, `unchanged` and `conflict` neither',
		user: 'One request more; what was changed since stays, and the receipt tells of Coachview as it is now',
		async run(t) {
			const { control, update, stored } = t;
			const old = await carried(t);
			await new Promise((resolve) => setTimeout(resolve, 2_100));
			await control.people.patch(pieterId, { opmerking: 'intussen', tel1: '06-99999999' });
			expect(
				await update({ person, fields: { opmerking: String(old.opmerking) }, options: fromItem }, { items: [old] }),
			).toMatchObject({ outcome: 'updated', changedFields: ['opmerking'] });
			expect((await stored()).get('tel1')).toBe(phone);

			const before = await stored();
			const item = await carried(t);
			const record = item._record as { text: string };
			expect(record.text).toContain('"tel1":');
			const poorer = { ...item, _record: { ...record, text: record.text.replace(/"(tel1|email2)":"[^"]*",/g, '') } };
			expect(await update({ person, fields: { titel: 'dr.' }, options: fromItem }, { items: [poorer] })).toMatchObject({
				outcome: 'updated',
				changedFields: ['titel'],
			});
			expectUntouched(before, await stored(), ['titel']);
		},
	},
	{
		id: 'F44',
		title: 'Two workflows that each carry a record from Get to Update',
		atCoachview: 'Two executions read one person at the same moment and change different fields',
		node: 'Judges the age of a carried record inside the lock, and drops one that this process has written since it was read',
		user: 'Both receipts `updated`, and both changes are there',
		async run(t) {
			const { update, stored } = t;
			const [one, two] = [await carried(t), await carried(t)];
			const both = [
				update({ person, fields: { titel: 'ing.' }, options: fromItem }, { items: [one] }),
				update({ person, fields: { opmerking: 'twee' }, options: fromItem }, { items: [two] }),
			];
			expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
			expect([(await stored()).get('titel'), (await stored()).get('opmerking')]).toEqual(['"ing."', '"twee"']);
		},
	},
];
