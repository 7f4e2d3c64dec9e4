// F32, F33, F36 and F37: many people, and what a later run finds.
import type { IDataObject } from 'n8n-workflow';
import { byId, pieterId, type Output } from '../../harness/stage.mts';
import { birth, fromHr, type Row } from './row.mts';

const each = { person: byId('={{ $json.id }}'), fields: { titel: '={{ $json.title ?? "ing." }}' } };

export const batch: Row[] = [
	{
		id: 'F32',
		title: 'The daily requests run out in the middle of a batch',
		atCoachview: 'Few requests are left, or 429 arrives',
		node: 'Starts nobody with fewer requests left than a person may need; after a 429 it sends nothing more. Nobody is left half done',
		user: 'Each remaining item is an error item with `quotaExhausted` and the moment of the reset; run those again after it',
		async run({ control, many, requests, puts, stage }) {
			const ids = (await control.people.list()).slice(0, 5).map(({ id }): IDataObject => ({ id }));
			await many({ ...each, fields: { opmerking: 'first' } }, ids.slice(0, 1));
			await control.requests.clear();
			await control.rateLimit.set({ remaining: 7 });
			const first = await many(each, ids);
			expect([first.done.length, first.failed.length]).toEqual([3, 2]);
			const { reset } = await control.rateLimit.get();
			for (const { details } of first.failed) {
				expect(details).toMatchObject({
					reason: 'quotaExhausted',
					resetAt: reset,
					rateLimitRemaining: 1,
					retryAfterSeconds: expect.any(Number),
				});
			}
			expect((await requests()).map(({ method, status }) => `${method} ${status}`)).toEqual(
				Array.from({ length: 3 }, () => ['GET 200', 'PUT 200']).flat(),
			);

			await control.requests.clear();
			await control.rateLimit.set({ remaining: 5000 });
			await control.faults.add({
				kind: 'status',
				status: 429,
				headers: { 'retry-after': '3600' },
				match: { method: 'PUT' },
				skip: 1,
			});
			const second = await many({ ...each, fields: { titel: 'dr.' } }, ids);
			expect(second.failed.map(({ details }) => [details.reason, typeof details.resetAt])).toEqual(
				Array.from({ length: 4 }, () => ['quotaExhausted', 'string']),
			);
			expect((await puts()).map(({ status }) => status)).toEqual([200, 429]);
			expect(await requests()).toHaveLength(4);

			const rest = await many({ ...each, fields: { titel: 'dr.' } }, ids);
			expect(rest.done.map(({ outcome }) => outcome)).toEqual([
				'unchanged',
				'updated',
				'updated',
				'updated',
				'updated',
			]);
			await control.rateLimit.set({ remaining: 10 });
			const reserved = await stage
				.person('update', { ...each, fields: { titel: 'x' }, options: { reserve: 100 } }, ids.slice(0, 2))
				.catch((error: Error) => error.message);
			expect(reserved).toContain('100 are kept in reserve');
		},
	},
	{
		id: 'F33',
		title: 'A webhook never arrives',
		atCoachview: 'n8n was down; whether Coachview sends again is not documented',
		node: 'Needs no webhook: *Get Many* finds the people who lack data, *Update* fills them in, and a second round changes nothing',
		user: 'Schedule the sample `workflows/reconcile-missing-person-data.json` next to the webhook workflow',
		async run({ stage, control, many, puts }) {
			const lacking = async (): Promise<Output[]> =>
				(await stage.person('getAll', { returnAll: true, simplify: true })).filter(
					({ geboortedatum }) => geboortedatum === null,
				);
			const people = (await lacking()).map(({ id }) => ({ id: String(id), date: '1987-04-12', place: 'Breda' }));
			expect(people.length).toBeGreaterThan(3);
			expect(people.map(({ id }) => id)).toContain(pieterId);
			const untouched = (await control.people.list()).filter(({ id }) => !people.some((one) => one.id === id));
			const reconcile = { person: each.person, fields: fromHr, policy: 'onlyIfEmpty' };
			const { done, failed } = await many(reconcile, people);
			expect([done.map(({ outcome }) => outcome), failed]).toEqual([people.map(() => 'updated'), []]);
			expect(await lacking()).toEqual([]);
			const after = new Map((await control.people.list()).map(({ id, text }) => [id, text]));
			for (const { id, text } of untouched) expect(after.get(id)).toBe(text);
			expect((await many(reconcile, people)).done.map(({ outcome }) => outcome)).toEqual(people.map(() => 'unchanged'));
			expect(await puts()).toHaveLength(people.length);
		},
	},
	{
		id: 'F36',
		title: 'An import into Coachview overwrites the data later',
		atCoachview: "Coachview's own import from HR runs after the workflow and blanks or changes the fields",
		node: '**Cannot prevent it.** It remembers nothing: the next run sees what is there now and fills in, or reports the difference',
		user: 'Leave the birth fields out of that import, or let the import be their only source',
		async run({ control, update, failing, stored }) {
			const person = byId(pieterId);
			await update({ person, fields: birth, policy: 'onlyIfEmpty' });
			await control.people.patch(pieterId, { geboortedatum: null, geboorteplaats: null });
			expect(await update({ person, fields: birth, policy: 'onlyIfEmpty' })).toMatchObject({
				outcome: 'updated',
				changedFields: Object.keys(birth),
			});
			await control.people.patch(pieterId, { geboorteplaats: 'Den Haag' });
			expect(await update({ person, fields: birth, policy: 'onlyIfEmpty' })).toMatchObject({
				outcome: 'conflict',
				keptFields: ['geboorteplaats'],
			});
			expect((await failing({ person, fields: birth, policy: 'failIfDifferent' })).details).toMatchObject({
				reason: 'conflict',
				fields: ['geboorteplaats'],
			});
			expect((await stored()).get('geboorteplaats')).toBe('"Den Haag"');
		},
	},
	{
		id: 'F37',
		title: 'One item in the middle fails',
		atCoachview: 'One person of many is gone, or one value is wrong',
		node: 'Follows *On Error*: stops there and names the item, or goes on; every output is linked to its input item',
		user: 'The failed item with ids and reason, on the error output or among the others',
		async run({ control, run, puts }) {
			const [first, third] = (await control.people.list()).map(({ id }) => id);
			const items: IDataObject[] = [{ id: first }, { id: '99999999-1111-4111-8111-111111111111' }, { id: third }];
			const stopped = await run(each, { items });
			expect(stopped.error).toMatchObject({ context: { itemIndex: 1 }, httpCode: '404' });
			expect(await puts()).toHaveLength(1);

			const links = (outputs: Awaited<ReturnType<typeof run>>['outputs']) =>
				outputs.map((output) =>
					output.map(({ json, pairedItem }) => [json.outcome ?? (json.error as IDataObject).reason, pairedItem]),
				);
			const others = items.map((item) => ({ ...item, title: 'dr.' }));
			const routed = await run(each, { items: others, settings: { onError: 'continueErrorOutput' } });
			expect(links(routed.outputs)).toEqual([
				[
					['updated', { item: 0 }],
					['updated', { item: 2 }],
				],
				[['notFound', 1]],
			]);
			const mixed = await run(each, { items: others, settings: { onError: 'continueRegularOutput' } });
			expect(links(mixed.outputs)).toEqual([
				[
					['unchanged', { item: 0 }],
					['notFound', { item: 1 }],
					['unchanged', { item: 2 }],
				],
			]);
		},
	},
];
