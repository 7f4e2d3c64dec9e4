import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { courseId, definitionId } from '../../../sandbox/seed/courseRecords.mts';
import type { FaultKind } from '../../../sandbox/control/types.mts';
import { useStage } from '../../harness/stage.mts';

const stage = useStage();
let count = 0;
const fresh = () => `eenmaal-${(count += 1)}`;
const match = { method: 'POST', path: 'Webaanvragen' };
const given = { resource: 'webRequest', courses: { row: [{ courseId }] }, contactLastName: 'Voorbeeld' };
const create = async (parameters: INodeParameters) => await stage.person('create', { ...given, ...parameters });
const tolerant = async (parameters: INodeParameters, items: IDataObject[] = [{}]) => {
	const settings = { onError: 'continueRegularOutput' } as const;
	const { outputs } = await stage.run('create', { ...given, ...parameters }, { items, settings });
	return outputs[0]!.map(({ json }) => (json.error as { reason?: string } | undefined)?.reason ?? json.outcome);
};
const posts = async () => (await stage.sandbox.control.requests.list(match)).length;
const orders = async (reference: string) =>
	(await stage.sandbox.control.records('Webaanvragen').list()).filter(({ text }) => text.includes(`"${reference}"`))
		.length;
const fail = async (fault: FaultKind) => await stage.sandbox.control.faults.add({ ...fault, match });
const options = { maxWait: 0 };

describe('a web request whose answer did not come in time', () => {
	it('is not sent a second time by a retry, an item or a new run, and is found when it has landed', async () => {
		const reference = fresh();
		await fail({ kind: 'late', status: 504, ms: 1500 });
		expect(await tolerant({ reference, options }, [{}, {}])).toEqual(['unknownOutcome', 'unknownOutcome']);
		await expect(create({ reference: reference.toUpperCase(), options })).rejects.toMatchObject({
			message: 'An earlier try with this reference had no answer in time and may still arrive',
		});
		expect(await posts()).toBe(1);
		await new Promise((resolve) => setTimeout(resolve, 2000));
		expect(await tolerant({ reference, options })).toEqual(['exists']);
		expect(await orders(reference)).toBe(1);
	});

	it('202 says as well that it comes later', async () => {
		const reference = fresh();
		await fail({ kind: 'status', status: 202 });
		expect(await tolerant({ reference, options })).toEqual(['unknownOutcome']);
		expect(await tolerant({ reference, options })).toEqual(['unknownOutcome']);
		expect(await posts()).toBe(1);
	});

	it('another reference is sent, and so is the same one with Duplicate Check off', async () => {
		const reference = fresh();
		await fail({ kind: 'status', status: 504 });
		expect(await tolerant({ reference, options })).toEqual(['unknownOutcome']);
		expect(await tolerant({ reference: fresh(), options })).toEqual(['created']);
		expect(await tolerant({ reference, options: { ...options, duplicateCheck: 'off' } })).toEqual(['created']);
	});

	it('a failure after which nothing more will come leaves the way free', async () => {
		const reference = fresh();
		await fail({ kind: 'status', status: 503 });
		expect(await tolerant({ reference, options })).toEqual(['unknownOutcome']);
		expect(await tolerant({ reference, options })).toEqual(['created']);
		expect(await orders(reference)).toBe(1);
	});
});

it('what another n8n has sent while this one had to wait is not sent beside it', async () => {
	const reference = fresh();
	await create({ reference: fresh() });
	const before = await posts();
	await fail({ kind: 'status', status: 429, headers: { 'Retry-After': '1' } });
	const waiting = create({ reference });
	while ((await posts()) === before) await new Promise((resolve) => setTimeout(resolve, 20));
	await stage.sandbox.control
		.records('Webaanvragen')
		.put({ id: randomUUID(), referentieNrKlant: reference, nummer: 'W-1' });
	expect(await waiting).toMatchObject([{ outcome: 'exists', number: 'W-1' }]);
	expect([(await posts()) - before, await orders(reference)]).toEqual([1, 1]);
});

describe('Duplicate Check off', () => {
	const off = { options: { maxWait: 0, duplicateCheck: 'off' } };

	it('never tells an older one as created when the new one was lost', async () => {
		const reference = fresh();
		await create({ reference });
		await fail({ kind: 'drop', handle: false });
		expect(await tolerant({ reference, ...off })).toEqual(['unknownOutcome']);
		expect(await orders(reference)).toBe(1);
	});

	it('finds the new one beside an older one when only the answer was lost', async () => {
		const reference = fresh();
		const [first] = await create({ reference });
		await fail({ kind: 'drop', handle: true });
		const [second] = await create({ reference, ...off });
		expect(second).toMatchObject({ outcome: 'created', number: expect.stringMatching(/^W-/) });
		expect(second!.number).not.toBe(first!.number);
		expect(await orders(reference)).toBe(2);
	});
});

describe('what would count twice or be left out without a word is refused before anything is sent', () => {
	const bo = { achternaam: 'Ander', voornaam: 'Bo', emailadres: 'bo@example.org' };
	it.each<[string, INodeParameters, string]>([
		[
			'a participant who is in the rows and in the JSON',
			{ participants: { row: [bo] }, participantsJson: JSON.stringify([{ ...bo, emailadres: 'BO@example.org' }]) },
			'Participants 1 and 2 are the same person',
		],
		[
			'a participant who is there twice by key',
			{
				participantsJson:
					'[{"achternaam":"A","externId":"7","externSource":"HR"},{"achternaam":"B"},{"achternaam":"A.","externId":"7","externSource":"hr"}]',
			},
			'Participants 1 and 3 are the same person',
		],
		[
			'a course that is there twice',
			{ courses: { row: [{ courseId }, { courseId: courseId.toUpperCase(), definitionId }] } },
			'the same course in rows 1 and 2',
		],
		[
			'participants from an expression that gives nothing',
			{ participantsJson: '={{ $json.deelnemers }}' },
			'is an expression that gives nothing',
		],
		[
			'two values for one free field',
			{ freeFieldValues: { row: ['1', '2'].map((value) => ({ of: 'request', code: 'VrijveldBron', value })) } },
			"'Free Fields' has a code twice",
		],
	])('%s', async (_what, parameters, message) => {
		await expect(create({ reference: fresh(), ...parameters })).rejects.toMatchObject({
			message: expect.stringContaining(message),
		});
		expect(await stage.sandbox.control.requests.list({ path: '/api/' })).toEqual([]);
	});

	it('brothers with one address are two people, and a free field without a value is left out', async () => {
		const [made] = await create({
			reference: fresh(),
			participants: { row: [bo, { ...bo, voornaam: 'Ari' }] },
			freeFieldValues: {
				row: [
					{ of: 'request', code: 'VrijveldBron', value: '={{ $json.bron }}' },
					{ of: 'company', code: 'VrijveldBron', value: '={{ false }}' },
				],
			},
		});
		expect(made).toMatchObject({ outcome: 'created', people: 3 });
		const [sent] = await stage.sandbox.control.requests.list(match);
		expect(JSON.parse(sent!.body)).not.toHaveProperty('vrijevelden');
		expect(JSON.parse(sent!.body)).toMatchObject({ bedrijf: { vrijevelden: { VrijveldBron: false } } });
	});
});
