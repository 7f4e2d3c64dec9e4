// F28–F31: what Coachview, or somebody else, sends to the trigger, and what Update makes of it.
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { byId, pieterId } from '../../harness/stage.mts';
import { deliver, startWebhookHost, type Delivery, type WebhookHost } from '../../harness/webhook.mts';
import { birth, expectUntouched, fromHr, type Row, type Tools } from './row.mts';

export const category = 'Extragegevens';

/** Update as a workflow behind the trigger has it: the event only says whom, HR says what. */
const behindTrigger = {
	person: byId('={{ $json.personId }}'),
	fields: birth,
	options: { expectedExternId: '={{ $json.externId }}', expectedExternSource: '={{ $json.externSource }}' },
};

interface Listener extends WebhookHost {
	send(body: unknown, more?: Omit<Delivery, 'body'>): Promise<number>;
}

/** The trigger behind a URL of its own, for as long as `use` runs. */
export async function listening(
	{ stage }: Tools,
	use: (host: Listener) => Promise<void>,
	{ parameters, key }: { parameters?: INodeParameters; key?: string } = {},
): Promise<void> {
	const host = await startWebhookHost({
		parameters: {
			triggerOn: 'personCategoryAdded',
			categories: '',
			externSources: '',
			confirm: true,
			options: {},
			...parameters,
		},
		credential: stage.credential(),
		...(key === undefined ? {} : { webhookCredential: { urlSecret: key, signatureSecret: '' } }),
	});
	try {
		await use({
			...host,
			async send(body, more) {
				const { status } = await deliver(host.url, { body, ...more });
				await host.idle();
				return status;
			},
		});
		expect(host.failures).toEqual([]);
	} finally {
		await host.stop();
	}
}

/** Lets the sandbox give a category, and hands back the body that it delivered. */
async function givenCategory(
	{ control }: Tools,
	host: WebhookHost,
	personId = pieterId,
	name = category,
): Promise<string> {
	await control.webhooks.clear();
	await control.webhooks.register({ url: host.url });
	await control.categories.add(personId, name);
	const [delivery] = await control.webhooks.deliveries();
	await host.idle();
	expect(delivery?.status).toBe(200);
	return delivery?.body ?? '';
}

export const events = (executions: INodeExecutionData[][]) => executions.flat().map(({ json }) => json);

export const webhooks: Row[] = [
	{
		id: 'F28',
		title: 'A webhook comes twice',
		atCoachview: 'Coachview sends again, or a proxy repeats the request',
		node: 'The trigger gives both the same `dedupeKey`; a second Update finds nothing to do',
		user: '`unchanged` for the second one, or no second run with *Remove Duplicates* on `dedupeKey`',
		async run(t) {
			await listening(t, async (host) => {
				const body = await givenCategory(t, host);
				await host.send(body);
				await givenCategory(t, host, pieterId, 'Nieuwsbrief');
				const [first, again, other] = events(host.executions);
				expect(first).toMatchObject({
					personId: pieterId,
					category,
					confirmed: true,
					dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/),
				});
				expect(again?.dedupeKey).toBe(first?.dedupeKey);
				expect(other?.dedupeKey).not.toBe(first?.dedupeKey);
				const receipts = [];
				for (const event of [first, again, other])
					receipts.push(await t.update(behindTrigger, { items: [event ?? {}] }));
				expect(receipts.map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged', 'unchanged']);
				expect(await t.puts()).toHaveLength(1);
			});
		},
	},
	{
		id: 'F29',
		title: 'Webhooks out of order or hours late',
		atCoachview: 'The category is gone again, the person has changed since',
		node: 'Takes nothing but ids from the event and reads the person anew; *Category Must Still Be There* drops events that are no longer true',
		user: 'No run for a category that was removed; otherwise the person as it is now, plus the changed fields',
		async run(t) {
			let late = '';
			await listening(t, async (host) => {
				late = await givenCategory(t, host);
				await t.control.categories.remove(pieterId, category);
				await t.control.people.patch(pieterId, { opmerking: 'intussen gewijzigd', adres: null });
				await host.send(late);
				expect(host.executions).toHaveLength(2);
				const before = await t.stored();
				await t.update(behindTrigger, { items: [events(host.executions)[1] ?? {}] });
				expectUntouched(before, await t.stored(), Object.keys(birth));
			});
			const parameters = { options: { requireCategory: true } };
			await listening(
				t,
				async (host) => {
					expect([await host.send(late), host.executions]).toEqual([200, []]);
					await givenCategory(t, host);
					expect(host.executions).toHaveLength(1);
				},
				{ parameters },
			);
		},
	},
	{
		id: 'F30',
		title: 'A forged webhook',
		atCoachview: 'Somebody knows the URL and sends events; Coachview cannot sign',
		node: '*Confirm With Coachview* asks whether the person exists with these keys (and still has the category), and runs nothing that Coachview denies, refuses or does not know; the secret in the URL answers 404 to everybody else; Update checks the keys again',
		user: 'No run. The worst that a forger who knows all ids gets is a true birth date from HR in Coachview: turn on *Category Must Still Be There*, set the secret, limit the addresses',
		async run(t) {
			const { control } = t;
			await control.categories.add(pieterId, category);
			const event = {
				PersoonId: pieterId,
				PersooncategorieId: '44444444-4444-4444-8444-444444444444',
				ExternId: '10023',
				ExternSource: 'HR',
				Categorie: category,
			};
			const forged = [
				{ ...event, PersoonId: '12345678-1234-4234-8234-123456789012' },
				{ ...event, ExternId: '10024' },
				{ ...event, ExternSource: 'Debiteuren' },
				{ ...event, Categorie: 'Geslaagd!' },
			];
			await listening(
				t,
				async (host) => {
					for (const body of forged) expect(await host.send(body)).toBe(200);
					expect(host.executions).toEqual([]);
					expect(await host.send(event)).toBe(200);
					expect(host.executions).toHaveLength(1);
				},
				{ parameters: { options: { requireCategory: true } } },
			);

			await control.requests.clear();
			await listening(
				t,
				async (host) => {
					for (const query of ['', '?key=', '?key=een-lang-geheim-1', '?key=EEN-LANG-GEHEIM-12'])
						expect(await host.send(event, { query })).toBe(404);
					expect([host.executions, await t.requests()]).toEqual([[], []]);
					expect(await host.send(event, { query: '?key=een-lang-geheim-12' })).toBe(200);
					expect(host.executions).toHaveLength(1);
				},
				{ key: 'een-lang-geheim-12' },
			);

			await listening(
				t,
				async (host) => {
					await host.send(forged[1]);
					const [believed] = events(host.executions);
					expect((await t.failing(behindTrigger, { items: [believed ?? {}] })).details.reason).toBe('identityMismatch');
					expect(await t.puts()).toHaveLength(0);
				},
				{ parameters: { confirm: false } },
			);
		},
	},
	{
		id: 'F31',
		title: 'A flood of webhooks',
		atCoachview: 'A category is given to thousands at once, or somebody sends thousands of requests',
		node: 'Answers each at once and works afterwards; a wrong secret costs no request of the day; equal events share one look, and one delivery asks at most 20 questions; repeats change nothing; *Keep in Reserve* leaves requests to others (250 in the trigger, unless set otherwise)',
		user: 'All persons done, or the rest as `quotaExhausted` with the moment of the reset. Limit the number of parallel executions in n8n and the rate in the proxy; a look takes a request of the day, so set the secret',
		async run(t) {
			const { control } = t;
			const people = (await control.people.list()).map(({ text }) => JSON.parse(text) as Record<string, string>);
			const bodies = people.map(({ id, externId, externSource }) => ({
				PersoonId: id,
				PersooncategorieId: id.replace(/^.{8}/, '44444444'),
				ExternId: externId,
				ExternSource: externSource,
				Categorie: category,
			}));
			const flood = Array.from({ length: 600 }, (_, index) => bodies[((index >> 1) * 7) % bodies.length]);
			await listening(
				t,
				async (host) => {
					const statuses = await Promise.all(
						flood.map((body, index) =>
							deliver(host.url, { body, query: index % 2 ? '?key=fout' : '?key=goed-lang-geheim' }),
						),
					);
					await host.idle();
					expect(statuses.map(({ status }) => status)).toEqual(flood.map((_, index) => (index % 2 ? 404 : 200)));
					expect([host.executions.length, await t.requests()]).toEqual([300, []]);

					const received = events(host.executions).map(
						(event): IDataObject => ({ ...event, date: '1987-04-12', place: 'Breda' }),
					);
					const distinct = [...new Map(received.map((event) => [event.dedupeKey, event])).values()];
					expect(distinct).toHaveLength(new Set(flood.filter((_, index) => index % 2 === 0)).size);
					const parameters = { ...behindTrigger, fields: fromHr };
					await control.rateLimit.set({ remaining: 30 });
					const first = await t.many({ ...parameters, options: { ...behindTrigger.options, reserve: 20 } }, distinct);
					expect([first.done.length + first.failed.length, (await control.rateLimit.get()).remaining]).toEqual([
						distinct.length,
						expect.any(Number),
					]);
					expect((await control.rateLimit.get()).remaining).toBeGreaterThanOrEqual(20);
					expect(new Set(first.failed.map(({ details }) => details.reason))).toEqual(new Set(['quotaExhausted']));

					await control.rateLimit.set({ remaining: 5000 });
					const rest = await t.many(parameters, received);
					expect([rest.done.length, rest.failed]).toEqual([300, []]);
					expect((await t.puts()).length).toBe(distinct.length);
				},
				{ parameters: { confirm: false }, key: 'goed-lang-geheim' },
			);
		},
	},
];
