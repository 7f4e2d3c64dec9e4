// 10,000 generated bodies through the real webhook context: no crash, no 5xx, and a run only for what truly is an event.
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { startWebhookHost, type WebhookHost } from '../../harness/webhook.mts';
import { parameters } from './fixtures.mts';

const RUNS = Number(process.env.COACHVIEW_FUZZ_RUNS ?? 10_000);
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const KEYS = [
	'PersoonId',
	'personId',
	'PERSOON_ID',
	'PersooncategorieId',
	'personCategoryId',
	'ExternId',
	'externSource',
	'Categorie',
	'category',
	'event',
	'type',
	'naam',
	'data',
	'Notifications',
	'Action',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'',
];

const { value } = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 6 },
		fc.oneof(
			fc.uuid(),
			fc.string(),
			fc.constantFrom('persoon.categorie.toegevoegd', 'Person.Category.Added', 'Extragegevens', 'null'),
			fc.double(),
			fc.bigInt().map(String),
			fc.boolean(),
			fc.constant(null),
		),
		tie('object'),
		fc.array(tie('value'), { maxLength: 4 }),
	),
	object: fc
		.array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('value')), { maxLength: 8 })
		.map((members) => ({ members })),
}));

/** Writes members as they come, so that keys can occur twice and `__proto__` is a real key. */
function json(node: unknown): string {
	if (Array.isArray(node)) return `[${node.map(json).join(',')}]`;
	if (node !== null && typeof node === 'object') {
		return `{${(node as { members: Array<[string, unknown]> }).members.map(([key, inner]) => `${JSON.stringify(key)}:${json(inner)}`).join(',')}}`;
	}
	return JSON.stringify(node) ?? 'null';
}

const likely = fc
	.record({
		person: fc.oneof(fc.uuid(), fc.uuid(), fc.string()),
		rest: fc.array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 4 }),
	})
	.map(({ person, rest }) => ({ members: [['PersoonId', person], ...rest] as Array<[string, unknown]> }));
const deep = fc.integer({ min: 1, max: 4_000 }).map((levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`);
const large = fc
	.integer({ min: 60_000, max: 70_000 })
	.map((size) => `{"PersoonId":"00000000-0000-4000-8000-000000000000","x":"${'x'.repeat(size)}"}`);
const text = fc
	.oneof(
		{ weight: 6, arbitrary: value.map(json) },
		{ weight: 6, arbitrary: likely.map(json) },
		{ weight: 2, arbitrary: fc.array(likely, { maxLength: 5 }).map(json) },
		{ weight: 2, arbitrary: fc.tuple(likely.map(json), fc.nat(400)).map(([whole, length]) => whole.slice(0, length)) },
		{ weight: 1, arbitrary: fc.oneof(deep, fc.string()) },
	)
	.map((one) => Buffer.from(one));
const body = fc.oneof(
	{ weight: 18, arbitrary: text },
	{ weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
	{
		weight: 2,
		arbitrary: fc
			.tuple(text, fc.nat(500), fc.integer({ min: 128, max: 255 }))
			.map(([whole, at, byte]) => Buffer.concat([whole.subarray(0, at), Buffer.from([byte]), whole.subarray(at)])),
	},
);
const contentType = fc.constantFrom(
	'application/json; charset=utf-8',
	'application/json',
	'',
	'text/plain',
	'application/x-www-form-urlencoded',
	'application/xml',
	'multipart/form-data; boundary=x',
	'application/json; charset=utf-16',
	'image/png',
	';;;',
);

let host: WebhookHost;
beforeAll(async () => {
	host = await startWebhookHost({ parameters: { ...parameters, triggerOn: 'personCategoryAdded' } });
});
afterAll(async () => await host.stop());

const send = async (sent: Buffer, type: string) => {
	const response = await fetch(host.url, {
		method: 'POST',
		body: new Uint8Array(sent),
		headers: { 'content-type': type },
	});
	return { status: response.status, text: await response.text() };
};

test(`${RUNS} generated deliveries`, async () => {
	let runs = 0;
	let executions = 0;
	let crashes = 0;
	const check = async (sent: Buffer, type: string) => {
		runs++;
		const before = host.executions.length;
		const { status, text: reason } = await send(sent, type);
		const started = host.executions.slice(before);
		const items = started.flat();
		const fine =
			host.failures.length === 0 &&
			[200, 400, 413, 422].includes(status) &&
			// A run only when the sender hears 200 (an event of another name hears it too), and only of what was asked for.
			started.length <= (status === 200 ? 1 : 0) &&
			started.every((one) => one.length > 0) &&
			items.every(
				({ json: item }) =>
					item.event === 'persoon.categorie.toegevoegd' &&
					GUID.test(String(item.personId)) &&
					/^[0-9a-f]{64}$/.test(String(item.dedupeKey)) &&
					Object.values(item).every((one) => typeof one === 'string'),
			) &&
			(status !== 200 || reason === '') &&
			(status !== 400 || !sent.toString().includes(reason)) &&
			({} as Record<string, unknown>).PersoonId === undefined;
		executions += started.length;
		if (!fine) crashes++;
		host.executions.length = 0;
		host.failures.length = 0;
		return fine;
	};
	await fc.assert(fc.asyncProperty(body, contentType, check), { numRuns: RUNS - 100, seed: 20_31, endOnFailure: true });
	await fc.assert(
		fc.asyncProperty(
			large.map((one) => Buffer.from(one)),
			fc.constant('application/json'),
			check,
		),
		{ numRuns: 100, seed: 20_31 },
	);
	// Not trivially true: a good part of the bodies must have been events.
	expect(executions).toBeGreaterThan(RUNS / 20);
	expect(executions).toBeLessThan(RUNS / 2);
	const folder = resolve(process.cwd());
	mkdirSync(`${folder}/reports/parts`, { recursive: true });
	writeFileSync(`${folder}/reports/parts/fuzz.json`, `${JSON.stringify({ runs, crashes })}\n`);
	expect({ runs, crashes }).toEqual({ runs: RUNS, crashes: 0 });
}, 300_000);
