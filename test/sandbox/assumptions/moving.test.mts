import { splitObject } from '../../../sandbox/coachview/raw.mts';
import { pieterId } from '../../../sandbox/start.mts';
import { openApi, type Api } from '../api.mts';

const path = `Personen/${pieterId}`;

describe('what is stored, and what an answer to a write shows', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const assume = (choices: Record<string, string>) => api.control.assumptions.set(choices);
	const read = async (query = '') => (await api.api('GET', path + query)).json;
	const stored = async () => JSON.parse(await api.control.people.text(pieterId));
	/** The record as it is read, with some members changed. */
	const put = async (changes: object, query = '') =>
		await api.api('PUT', path, { body: { ...(await read(query)), ...changes } });

	it('A66: members that move by themselves, and cannot be written', async () => {
		await put({ geboortedatum: '1987-04-12' });
		await assume({ A66: 'onWrite', S01: 'rejected' });
		const first = await read();
		expect(first).toMatchObject({
			leeftijd: expect.any(Number),
			volledigeNaam: 'Pieter Pietersen',
			rijVersie: expect.stringMatching(/^0x/),
		});
		expect(await read()).toEqual(first);
		const { auditTrail: _audit, ...body } = first;
		expect((await api.api('PUT', path, { body: { ...body, voornaam: 'Piet', leeftijd: 3 } })).status).toBe(200);
		const second = await read();
		expect([second.volledigeNaam, second.leeftijd, second.rijVersie === first.rijVersie]).toEqual([
			'Piet Pietersen',
			first.leeftijd,
			false,
		]);
		await assume({ A66: 'onRead' });
		expect((await read()).laatstGelezen).not.toBe((await read()).laatstGelezen);
	});

	it('A67 shuffled: lists turn at each read, and going back changes nothing', async () => {
		await assume({ A67: 'shuffled' });
		const id = (await api.control.people.find('BERTILK', 'AFAS'))!.id;
		const before = await api.control.people.text(id);
		const texts = await Promise.all([1, 2, 3].map(async () => (await api.api('GET', `Personen/${id}`)).text));
		expect(new Set(texts).size).toBeGreaterThan(1);
		expect(texts.every((text) => text.includes('2.0') && text.includes('3e2'))).toBe(true);
		for (const text of texts) expect((await api.api('PUT', `Personen/${id}`, { body: text })).status).toBe(200);
		for (const key of ['profiel', 'voorkeuren', 'reeks'])
			expect(splitObject(await api.control.people.text(id)).get(key)).toBe(splitObject(before).get(key));
	});

	it('A68: steps of the etag', async () => {
		const steps = async (A68: string) => {
			await api.reset({ assumptions: { A68 } });
			const seen = [(await stored()).auditTrail.etag];
			for (let round = 0; round < 4; round += 1) {
				await put({ tel1: String(round) });
				seen.push((await stored()).auditTrail.etag);
			}
			return seen.slice(1).map((etag, index) => etag - seen[index]);
		};
		expect(await steps('one')).toEqual([1, 1, 1, 1]);
		expect(await steps('ten')).toEqual([10, 10, 10, 10]);
		const random = await steps('random');
		expect(new Set(random).size).toBeGreaterThan(2);
		expect(Math.min(...random)).toBeGreaterThan(1);
		await assume({ A68: 'absent' });
		expect(Object.keys((await read()).auditTrail)).not.toContain('etag');
	});

	it.each([
		['oneRead', 1],
		['twoReads', 2],
	])('A69 %s: looks lag behind a write', async (A69, looks) => {
		await assume({ A69, A21: 'noContent' });
		expect((await put({ tel1: '0', vrijveldDieet: 'noten' })).status).toBe(204);
		for (let look = 0; look < looks; look += 1)
			expect(await read('?InclusiefVrijevelden=true')).toMatchObject({
				tel1: '+31 70 0000 123',
				vrijveldDieet: 'vegetarisch',
			});
		expect(await read('?InclusiefVrijevelden=true')).toMatchObject({ tel1: '0', vrijveldDieet: 'noten' });
	});

	it('A69: a new person is not there at first, neither by id nor in a list', async () => {
		await assume({ A69: 'twoReads' });
		const { id } = (
			await api.api('POST', 'Personen', { body: { achternaam: 'Nieuw', externId: 'N1', externSource: 'HR' } })
		).json;
		expect((await api.api('GET', `Personen/${id}`)).status).toBe(404);
		expect((await api.api('GET', 'Personen?where=externId=N1')).json).toEqual([]);
		expect((await api.api('GET', `Personen/${id}`)).status).toBe(200);
	});
});
