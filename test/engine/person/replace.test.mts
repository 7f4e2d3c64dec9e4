import { byId, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const control = () => stage.sandbox.control;
const text = async () => await control().people.text(pieterId);
const whole = async () =>
	(await stage.person('get', { person: byId(pieterId), simplify: false }))[0]?._record as { text: string };

describe('Person: Replace', () => {
	it('writes the record that was supplied, digits kept', async () => {
		const recordJson = (await whole()).text.replace('"geboorteplaats":null', '"geboorteplaats":"Gouda"');
		const [receipt] = await stage.person('replace', { person: byId(pieterId), recordJson });
		expect(receipt).toMatchObject({ outcome: 'updated', changedFields: ['geboorteplaats'], verified: true });
		const after = members(await text());
		expect(after.get('geboorteplaats')).toBe('"Gouda"');
		expect(after.get('kaartnummer')).toBe('1234567890123456789');
		expect(after.get('bonus')).toBe('1.10');
	});

	it('refuses, naming the fields and not their values, when it would clear something', async () => {
		const before = await text();
		const recordJson = JSON.stringify({
			id: pieterId,
			achternaam: 'Pietersen',
			externId: '10023',
			externSource: 'HR',
			adres: { plaats: "'s-Gravenhage" },
		});
		const run = stage.person('replace', { person: byId(pieterId), recordJson });
		await expect(run).rejects.toThrow(/would clear fields that are filled now: .*voornaam.*adres\.adres1.*email1/);
		await expect(run).rejects.not.toThrow('Kerkstraat');
		expect(await text()).toBe(before);
	});

	it('clears when that is allowed', async () => {
		const recordJson = JSON.stringify({ achternaam: 'Pietersen', externId: '10023', externSource: 'HR' });
		const [receipt] = await stage.person('replace', { person: byId(pieterId), recordJson, allowClearing: true });
		expect(receipt).toMatchObject({ outcome: 'updated', verified: true });
		const after = members(await text());
		expect(after.get('achternaam')).toBe('"Pietersen"');
		for (const name of ['voornaam', 'adres', 'email1', 'opmerking', 'kaartnummer'])
			expect(['null', undefined]).toContain(after.get(name));
	});

	it('refuses the record of another person', async () => {
		const recordJson = JSON.stringify({ id: '44444444-4444-4444-8444-444444444444', achternaam: 'X' });
		await expect(stage.person('replace', { person: byId(pieterId), recordJson, allowClearing: true })).rejects.toThrow(
			'another person',
		);
	});

	it.each(['', '[]', '{', 'null'])('refuses %p', async (recordJson) => {
		await expect(stage.person('replace', { person: byId(pieterId), recordJson })).rejects.toThrow(
			"'Person (JSON)' is not a JSON object",
		);
		expect(await control().requests.list({ path: 'Personen' })).toHaveLength(0);
	});

	it('tells in a dry run what would change', async () => {
		const before = await text();
		const recordJson = (await whole()).text.replace('"geboorteplaats":null', '"geboorteplaats":"Gouda"');
		const [receipt] = await stage.person('replace', { person: byId(pieterId), recordJson, options: { dryRun: true } });
		expect(receipt).toMatchObject({ outcome: 'dryRun', changedFields: ['geboorteplaats'] });
		expect(await text()).toBe(before);
	});
});
