import { byEmail, byId, byKey, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const puts = async () =>
	await stage.sandbox.control.requests.list({ server: 'coachview', method: 'PUT', path: 'Personen' });
const text = async () => await stage.sandbox.control.people.text(pieterId);

describe('Person: Update', () => {
	it('fills in birth date and place and leaves every other character as it was', async () => {
		const before = members(await text());
		const [receipt] = await stage.person('update', { person: byId(pieterId), fields: birth });
		expect(receipt).toEqual({
			personId: pieterId,
			externId: '10023',
			externSource: 'HR',
			outcome: 'updated',
			summary:
				'Updated Date of Birth and Place of Birth; everything else that was compared is unchanged. Not compared: volledigeNaam and vrijveldDieet.',
			changedFields: ['geboortedatum', 'geboorteplaats'],
			keptFields: [],
			storedDifferentlyFields: [],
			// The answer to a write does not show what only flags show.
			unverifiedFields: ['volledigeNaam', 'vrijveldDieet'],
			emptyFields: [],
			verified: true,
			verifiedBy: 'answer',
			overlap: false,
			environment: new URL(stage.sandbox.coachviewUrl).host,
			requests: 2,
			rateLimitRemaining: expect.any(Number),
		});
		const after = members(await text());
		expect(after.get('geboortedatum')).toBe('"1987-04-12"');
		expect(after.get('geboorteplaats')).toBe(`"'s-Gravenhage"`);
		for (const [name, raw] of before) if (!(name in birth)) expect([name, after.get(name)]).toEqual([name, raw]);
		expect(after.get('kaartnummer')).toBe('1234567890123456789');
		expect(after.get('bonus')).toBe('1.10');
	});

	it('does not write when nothing changes', async () => {
		await stage.person('update', { person: byId(pieterId), fields: birth });
		await stage.sandbox.control.requests.clear();
		const [receipt] = await stage.person('update', { person: byId(pieterId), fields: birth });
		expect(receipt).toMatchObject({ outcome: 'unchanged', changedFields: [], verified: true, requests: 1 });
		expect(await puts()).toHaveLength(0);
	});

	it('never clears by an empty value', async () => {
		const before = await text();
		const empty = { geboortedatum: '', geboorteplaats: '   ', voornaam: '', adres: { value: { plaats: '' } } };
		const [receipt] = await stage.person('update', { person: byId(pieterId), fields: empty });
		expect(receipt).toMatchObject({
			outcome: 'nothingGiven',
			emptyFields: ['Address', 'Date of Birth', 'First Name', 'Place of Birth'],
			verified: false,
		});
		expect(await text()).toBe(before);
	});

	it('clears what is listed under Clear Fields, and only that', async () => {
		const before = members(await text());
		await stage.person('update', { person: byId(pieterId), clearFields: ['opmerking'] });
		const after = members(await text());
		expect(after.get('opmerking')).toBe('null');
		for (const [name, raw] of before) if (name !== 'opmerking') expect(after.get(name)).toBe(raw);
	});

	it('changes one line of an address and keeps its siblings', async () => {
		await stage.person('update', { person: byId(pieterId), fields: { adres: { value: { plaats: 'Gouda' } } } });
		const adres = JSON.parse((await text()) as string).adres;
		expect(adres).toMatchObject({ adres1: 'Kerkstraat 12', postcode: '2514 EA', plaats: 'Gouda', landCode: 'NL' });
	});

	it.each([
		['external key', byKey('HR/10023')],
		['external key in another case', byKey('hr/10023')],
		['e-mail', byEmail('pieter.pietersen@example.org')],
	])('finds the person by %s', async (_, person) => {
		const [receipt] = await stage.person('update', { person, fields: birth });
		expect(receipt).toMatchObject({ personId: pieterId, outcome: 'updated', requests: 3 });
	});

	describe('policy', () => {
		const filled = { voornaam: 'Piet', geboorteplaats: 'Gouda' };
		it('Only If Empty fills empty fields and names the ones it kept', async () => {
			const [receipt] = await stage.person('update', { person: byId(pieterId), fields: filled, policy: 'onlyIfEmpty' });
			expect(receipt).toMatchObject({
				outcome: 'updated',
				changedFields: ['geboorteplaats'],
				keptFields: ['voornaam'],
			});
			expect(members(await text()).get('voornaam')).toBe('"Pieter"');
		});

		it('Only If Empty reports a conflict when it could write nothing', async () => {
			const [receipt] = await stage.person('update', {
				person: byId(pieterId),
				fields: { voornaam: 'Piet' },
				policy: 'onlyIfEmpty',
			});
			expect(receipt).toMatchObject({ outcome: 'conflict', changedFields: [], keptFields: ['voornaam'], requests: 1 });
			expect(await puts()).toHaveLength(0);
		});

		it('Fail If Different writes nothing at all and names the field', async () => {
			const before = await text();
			await expect(
				stage.person('update', { person: byId(pieterId), fields: filled, policy: 'failIfDifferent' }),
			).rejects.toThrow('another value for First Name');
			expect(await text()).toBe(before);
		});
	});

	it('tells in a dry run what would change, without writing', async () => {
		const before = await text();
		const [receipt] = await stage.person('update', {
			person: byId(pieterId),
			fields: birth,
			options: { dryRun: true },
		});
		expect(receipt).toMatchObject({
			outcome: 'dryRun',
			changedFields: ['geboortedatum', 'geboorteplaats'],
			verified: false,
			requests: 1,
		});
		expect(await text()).toBe(before);
	});

	it('stops when the person is not the one expected', async () => {
		const run = stage.person('update', {
			person: byId(pieterId),
			fields: birth,
			options: { expectedExternId: '99', expectedExternSource: 'HR' },
		});
		await expect(run).rejects.toThrow('another External ID than the one expected');
		expect(await puts()).toHaveLength(0);
	});

	it('returns the whole record on request', async () => {
		const [record] = await stage.person('update', {
			person: byId(pieterId),
			fields: birth,
			options: { return: 'record' },
		});
		expect(record).toMatchObject({
			id: pieterId,
			achternaam: 'Pietersen',
			geboortedatum: '1987-04-12',
			kaartnummer: '1234567890123456789',
		});
	});

	it('keeps items apart: the failing one goes to the error output with its ids, the others are done', async () => {
		const items = [{ id: pieterId }, { id: '99999999-9999-4999-8999-999999999999' }, { id: 'nonsense' }];
		const run = await stage.run(
			'update',
			{ person: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, fields: birth },
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		expect(run.error).toBeUndefined();
		const [done, failed] = run.outputs;
		expect(done?.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([['updated', { item: 0 }]]);
		expect(failed?.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ reason: 'notFound', httpStatus: 404 }),
			expect.objectContaining({ reason: 'invalidInput', fields: ['Person'] }),
		]);
		expect(failed?.map(({ pairedItem }) => pairedItem)).toEqual([1, 2]);
	});

	it('names the item, says what to do and shows no value when it fails', async () => {
		const run = await stage.run(
			'update',
			{ person: byId(pieterId), fields: { geboortedatum: '={{ $json.birth }}' } },
			{ items: [{ birth: '12-04-1987' }] },
		);
		expect(run.error).toMatchObject({
			message: expect.stringContaining("'Date of Birth' is ambiguous"),
			description: expect.stringContaining('YYYY-MM-DD'),
			context: { itemIndex: 0 },
		});
		expect(JSON.stringify(run.error)).not.toContain('12-04-1987');
	});

	it('accepts ISO date-times and ignores the zone', async () => {
		await stage.person('update', { person: byId(pieterId), fields: { geboortedatum: '1987-04-12T00:00:00Z' } });
		expect(members(await text()).get('geboortedatum')).toBe('"1987-04-12"');
	});

	it('changes nothing in ten round trips', async () => {
		await stage.person('update', { person: byId(pieterId), fields: birth });
		const before = members(await text());
		for (let trip = 0; trip < 10; trip++) {
			await stage.person('update', {
				person: byId(pieterId),
				fields: { ...birth, voorletters: trip % 2 ? 'P.J.' : 'P.' },
			});
		}
		expect(members(await text())).toEqual(before);
	});

	it('never interleaves two updates of one person', async () => {
		const control = stage.sandbox.control;
		await control.faults.add({ kind: 'delay', ms: 60, side: 'after', match: { path: 'Personen' }, count: 0 });
		const fields = [{ voorletters: 'A.' }, { opmerking: 'B' }, { titel: 'C' }, { geboorteplaats: 'D' }];
		await Promise.all(fields.map(async (one) => await stage.person('update', { person: byId(pieterId), fields: one })));
		const after = members(await text());
		expect(['voorletters', 'opmerking', 'titel', 'geboorteplaats'].map((name) => after.get(name))).toEqual([
			'"A."',
			'"B"',
			'"C"',
			'"D"',
		]);
		const order = (await control.requests.list({ path: pieterId })).map(({ method }) => method);
		expect(order).toEqual(['GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT']);
	});
});
