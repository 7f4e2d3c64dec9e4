import { byEmail, byId, byKey, pieterId, useStage } from '../../harness/stage.mts';
import { listSearch } from '../../harness/engine.mts';

const stage = useStage({ people: 230 });
const control = () => stage.sandbox.control;
const gets = async () => await control().requests.list({ server: 'coachview', method: 'GET', path: 'Personen' });

describe('Person: Get', () => {
	it('gives ten flat fields when simplified', async () => {
		const [person] = await stage.person('get', { person: byId(pieterId), simplify: true });
		expect(person).toEqual({
			id: pieterId,
			externId: '10023',
			externSource: 'HR',
			voornaam: 'Pieter',
			tussenvoegsels: null,
			achternaam: 'Pietersen',
			email1: 'pieter.pietersen@example.org',
			geboortedatum: null,
			geboorteplaats: null,
			inactief: false,
		});
	});

	it('gives the whole record with its text otherwise', async () => {
		const [person] = await stage.person('get', { person: byId(pieterId), simplify: false });
		expect(person).toMatchObject({
			kaartnummer: '1234567890123456789',
			bonus: '1.10',
			adres: { plaats: "'s-Gravenhage" },
		});
		expect((person?._record as { text: string }).text).toContain('"kaartnummer":1234567890123456789');
	});

	it.each([[byKey('HR/10023')], [byKey('hr/10023')], [byEmail('pieter.pietersen@example.org')]])(
		'finds by %j',
		async (person) => {
			expect(await stage.person('get', { person })).toEqual([expect.objectContaining({ id: pieterId })]);
		},
	);

	it.each([
		[byId('99999999-9999-4999-8999-999999999999'), 'No person in Coachview has this ID'],
		[byKey('HR/nobody'), 'No person in Coachview has this External ID and External Source'],
		[byEmail('nobody@example.org'), 'No person in Coachview has this email address'],
		[byId('={{ "x" }}'), "'Person' does not name a person"],
		[byKey('={{ "10023" }}'), "'Person' does not name a person"],
		[byEmail('={{ "" }}'), "'Person' does not name a person"],
		[byKey('HR/a;b'), "'External ID' contains a character"],
	])('says what is wrong with %j', async (person, message) => {
		await expect(stage.person('get', { person })).rejects.toThrow(message);
	});

	it('fails on two matches, or gives both when told to', async () => {
		await control().people.put({ achternaam: 'Tweeling', email1: 'pieter.pietersen@example.org' });
		const person = byEmail('pieter.pietersen@example.org');
		await expect(stage.person('get', { person })).rejects.toThrow('More than one person');
		expect(await stage.person('get', { person, options: { failUnlessOne: false } })).toHaveLength(2);
		expect(await stage.person('get', { person: byKey('HR/nobody'), options: { failUnlessOne: false } })).toEqual([]);
		expect(
			await stage.person('get', {
				person: byId('99999999-9999-4999-8999-999999999999'),
				options: { failUnlessOne: false },
			}),
		).toEqual([]);
	});
});

describe('Person: Get Many', () => {
	it('stops at the limit with one request', async () => {
		expect(await stage.person('getAll', { limit: 7 })).toHaveLength(7);
		expect(await gets()).toHaveLength(1);
	});

	it.each(['default', 'cap50'])('returns everybody exactly once (page cap: %s)', async (kind) => {
		if (kind === 'cap50') await control().assumptions.set(await smallerPages());
		const people = await stage.person('getAll', { returnAll: true });
		expect(new Set(people.map(({ id }) => id)).size).toBe(230);
		expect(people).toHaveLength(230);
	});

	it('filters and sorts', async () => {
		const found = await stage.person('getAll', {
			returnAll: true,
			filters: { achternaam: 'Pietersen', externSource: 'HR' },
		});
		expect(found.map(({ id }) => id)).toEqual([pieterId]);
		const sorted = await stage.person('getAll', {
			limit: 50,
			sort: { by: { field: 'achternaam', direction: 'desc' } },
		});
		expect((await gets()).at(-1)?.query).toContain('orderby=achternaam%20desc');
		expect(sorted).toHaveLength(50);
	});

	it('finds what was changed on a day, both days inclusive', async () => {
		await control().clock.set('2031-05-05T10:00:00Z');
		await control().people.patch(pieterId, { opmerking: 'x' });
		const on = async (changedFrom: string, changedTo: string) =>
			(await stage.person('getAll', { returnAll: true, filters: { changedFrom, changedTo } })).map(({ id }) => id);
		expect(await on('2031-05-05', '2031-05-05')).toEqual([pieterId]);
		expect(await on('2031-05-04T00:00:00', '2031-05-04')).toEqual([]);
		expect(await on('2031-05-06', '2031-05-07')).toEqual([]);
	});

	it('takes further conditions in Coachview’s own form', async () => {
		const found = await stage.person('getAll', {
			returnAll: true,
			filters: { where: 'email1=pieter.pietersen@example.org' },
		});
		expect(found).toHaveLength(1);
	});

	it('links every row to its input item', async () => {
		const run = await stage.run('getAll', { limit: 2 }, { items: [{}, {}] });
		expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	it('recognises sample data, which a missing scope may give', async () => {
		await control().assumptions.set({ A17: 'sample' });
		await control().clients.put({ clientId: 'demo', scopes: ['api'] });
		await expect(stage.person('getAll', { limit: 5 })).rejects.toThrow('sample data');
	});
});

describe('the record picker', () => {
	it('lists people by last name, page by page, and searches', async () => {
		const search = async (filter?: string, paginationToken?: string) =>
			await listSearch('searchPeople', {
				type: 'coachview',
				credential: stage.credential(),
				parameters: { resource: 'person', operation: 'get' },
				filter,
				paginationToken,
			});
		const first = await search();
		expect(first.results).toHaveLength(50);
		const second = await search(undefined, String(first.paginationToken));
		expect(second.results.map(({ value }) => value)).not.toContain(first.results[0]?.value);
		expect(await search('Pietersen')).toEqual({
			results: expect.arrayContaining([{ name: 'Pieter Pietersen (HR/10023)', value: pieterId }]),
		});
		expect((await search('pieter.pietersen@example.org')).results).toHaveLength(1);
	});
});

async function smallerPages() {
	const entry = (await control().assumptions.list()).find(({ id }) => id === 'A05');
	const value = entry?.alternatives.map((alternative) => alternative.value).find((name) => /\d+/.test(name));
	if (!value) throw new Error('A05 has no alternative with a smaller page');
	return { A05: value };
}
