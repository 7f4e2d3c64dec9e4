import { runHook } from '../../harness/engine.mts';
import { runWebhook } from '../../harness/webhook.mts';
import { body, parameters } from '../trigger/fixtures.mts';
import { catchLog } from '../trigger/logs.mts';

const log = catchLog();
type Setup = Parameters<typeof runHook>[1];
const setup = (more: Record<string, unknown> = {}, rest: Partial<Setup> = {}): Setup => ({
	parameters: { ...parameters, ...more } as never,
	...rest,
});
const outcome = async (one: Setup, delivery: object = {}, more: object = {}) => {
	const { response, workflowData, failures } = await runWebhook({
		...one,
		...more,
		delivery: { body, ...delivery },
	} as Parameters<typeof runWebhook>[0]);
	expect(failures).toEqual([]);
	return `${response.status} ${workflowData?.length ?? 0}`;
};
const publish = async (one: Setup) => await runHook('checkExists', one);
const lines = () => log.map(({ level, message }) => `${level} ${message.replace('Coachview Trigger: ', '')}`);

describe('K12.1 names that are no event', () => {
	it.each([
		[{ Naam: 'Jan de Vries' }],
		[{ Name: 'Jan.de.Vries' }],
		[{ type: 'Persoon categorie' }],
		[{ Type: 'jan.de.vries' }],
		[{ action: 'Add' }],
		[{ webhook: 'Mijn webhook.test' }],
		[{ naam: 'persoon.gewijzigd' }],
	])('K12.1 %j beside a documented event: it runs', async (more) => {
		expect(await outcome(setup(), { body: { ...body, ...more } })).toBe('200 1');
	});
	it('K12.1 a member that says event outvotes the URL, and the log tells', async () => {
		expect(await outcome(setup(), { body: { ...body, event: 'persoon.gewijzigd' } })).toBe('200 0');
		expect(await outcome(setup(), { body: { ...body, EventType: 'persoon.gewijzigd' } })).toBe('200 0');
		expect(lines()).toEqual(Array(2).fill('info of the events of a delivery 1 did not run (event 1)'));
	});
});

describe('K12.2 lists of names', () => {
	it.each([
		'Diploma; Extragegevens',
		'Diploma\nExtragegevens',
		'"Diploma", "Extragegevens"',
		'["Extragegevens"]',
		'={{ ["Diploma", "Extragegevens"] }}',
		' extragegevens ;',
	])('K12.2 Categories %j match', async (categories) => {
		expect(await outcome(setup({ categories }))).toBe('200 1');
		expect(await outcome(setup({ categories }), { body: { ...body, Categorie: 'Anders' } })).toBe('200 0');
	});
	it('K12.2 a decomposed name with a no-break space, in list and event', async () => {
		const name = 'Zusätzliche Daten';
		const odd = name.normalize('NFD').replace(' ', '\u00a0');
		expect(await outcome(setup({ categories: name }), { body: { ...body, Categorie: odd } })).toBe('200 1');
		expect(
			await outcome(setup({ categories: odd, externSources: 'AFAS;\u00a0HR' }), {
				body: { ...body, Categorie: name, ExternSource: 'hr ' },
			}),
		).toBe('200 1');
	});
	it('K12.2 a list that cannot be read is refused when published and lets nothing run', async () => {
		for (const categories of ['={{ null }}', '={{ {} }}', '={{ [{}] }}', ' , ; ', '={{ true }}']) {
			await expect(publish(setup({ categories }))).rejects.toThrow(/Categories is no list of names/);
			expect(await outcome(setup({ categories }))).toBe('503 0');
		}
	});
});
