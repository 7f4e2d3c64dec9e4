import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '../../../contract/delivery.mts';
import { listen } from '../../../contract/listen.mts';
import { register } from '../../../sandbox/assumptions/register.mts';
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'contract-'));

beforeAll(async () => {
	sandbox = await startSandbox({ people: 10 });
});
afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true });
});

/** Lets the sandbox send one webhook to the recorder. */
async function record(
	assumptions: Record<string, string>,
	personId = pieterId,
): Promise<{ recording: Recording; text: string; said: string }> {
	const { control } = sandbox;
	await control.reset({ people: 10, assumptions });
	const said: string[] = [];
	const report = await listen({
		port: 0,
		folder,
		say: (line) => said.push(line),
		ready(url) {
			void (async () => {
				await fetch(url);
				await fetch(new URL('/guessed', url), { method: 'POST', body: '{}' });
				await control.webhooks.register({ url, secret: 'shared-secret' });
				await control.categories.add(personId, 'Extragegevens');
			})();
		},
	});
	return {
		recording: JSON.parse(readFileSync(`${report}.json`, 'utf8')) as Recording,
		text: readFileSync(`${report}.md`, 'utf8'),
		said: said.join('\n'),
	};
}

const refuted = ({ entries }: Recording) =>
	entries.filter(({ verdict }) => verdict === 'refuted').map(({ id, alternative }) => `${id}=${alternative?.value}`);
/** Needs a person without an external key to show. */
const nobody = async () =>
	await sandbox.control.people.put({ id: '12345678-1234-4234-8234-123456789012', achternaam: 'Zondersleutel' });
const shown = ['A42', 'A43', 'A44', 'A45'].flatMap((id) =>
	register
		.find((entry) => entry.id === id)!
		.alternatives.slice(1)
		.map(({ value }) => [id, value] as const),
);

describe('recording a webhook', () => {
	it('records one delivery that is as assumed, and ignores visits and guesses', async () => {
		const { recording, text, said } = await record({});
		expect(refuted(recording)).toEqual([]);
		expect(recording).toMatchObject({
			method: 'POST',
			contentType: 'application/json; charset=utf-8',
			shape: {
				PersoonId: 'text',
				PersooncategorieId: 'text',
				ExternId: 'text',
				ExternSource: 'text',
				Categorie: 'text',
			},
		});
		expect(said).toMatch(/https:\/\/<your host>\/[0-9a-f]{24}/);
		expect(text + JSON.stringify(recording)).not.toMatch(/10023|33333333|Extragegevens/);
	});

	it.each(shown)('finds %s = %s', async (id, value) => {
		const { recording, text } = await record({ [id]: value });
		expect(refuted(recording)).toEqual([`${id}=${value}`]);
		expect(text).toContain('What to change');
		expect(text + JSON.stringify(recording)).not.toMatch(/10023|33333333|Extragegevens/);
	});

	it.each(['null', 'absent'])('finds A49 = %s when the person has no ExternId', async (value) => {
		await sandbox.control.reset({ people: 10, assumptions: { A49: value } });
		const said = listen({
			port: 0,
			folder,
			say: () => undefined,
			ready: (url) =>
				void (async () => {
					await sandbox.control.webhooks.register({ url });
					await sandbox.control.categories.add(await nobody(), 'Extragegevens');
				})(),
		});
		const recording = JSON.parse(readFileSync(`${await said}.json`, 'utf8')) as Recording;
		expect(refuted(recording)).toEqual([`A49=${value}`]);
	});
});
