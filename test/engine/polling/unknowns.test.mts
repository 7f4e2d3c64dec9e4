// What nobody knows of Coachview's lists: whatever it is, each change comes, and comes once.
import type { Changes } from '../../../sandbox/control/types.mts';
import { pieterId, usePollStage } from './pollStage.mts';

const stage = usePollStage({ people: 60 });
const people = () => stage.sandbox.control.people;
const STATUS = { resource: 'course', triggerOn: 'status', status: 'Definitief' };

const manners: Changes[] = [
	{ A05: 'cap25' },
	{ A07: 'evidenced' },
	{ A09: 'inclusiveEnd' },
	{ A09: 'utc' },
	{ A10: 'dutchOnly' },
	{ A11: 'ignore' },
	{ A68: 'absent' },
	{ A68: 'random' },
	{ A71: 'unstable' },
	{ A71: 'unsorted' },
	{ A73: 'ignored' },
	{ A81: 'omitted' },
	{ A98: 'later' },
	{ A98: 'onlyCreated' },
	{ A99: 'absent' },
	{ A05: 'cap25', A71: 'unstable', A73: 'ignored', A99: 'absent' },
];

test.each(manners.map((manner) => [JSON.stringify(manner), manner] as const))('%s', async (_name, manner) => {
	await stage.sandbox.control.reset({ people: 60, assumptions: manner });
	expect(await stage.look({}, 'activate')).toEqual([]);
	const ids = (await people().list()).map(({ id }) => id).slice(0, 35);
	for (const id of ids) await people().patch(id, { opmerking: 'Gewijzigd' });
	const made = await people().put({ achternaam: 'Nieuw' });
	const found = await stage.look();
	expect(found.map(({ id }) => id).sort()).toEqual([...ids, made].sort());
	expect(await stage.look()).toEqual([]);
	await people().patch(pieterId, { opmerking: 'Later' });
	expect((await stage.look()).map(({ id }) => id)).toEqual([pieterId]);

	stage.staticData = {};
	await stage.look({ triggerOn: 'created' });
	const second = await people().put({ achternaam: 'Tweede' });
	await people().patch(pieterId, { opmerking: 'Nog later' });
	expect((await stage.look({ triggerOn: 'created' })).map(({ id }) => id)).toEqual([second]);
	await people().patch(second, { opmerking: 'Gewijzigd' });
	expect(await stage.look({ triggerOn: 'created' })).toEqual([]);
});

test('A98: who is not told when records are created cannot wait for it, but for changes', async () => {
	await stage.sandbox.control.assumptions.set({ A98: 'hidden' });
	await stage.look();
	await expect(stage.look({ triggerOn: 'created' })).rejects.toThrow(
		"Coachview's list does not show when people were created, so it cannot be told what happened",
	);
	await people().patch(pieterId, { opmerking: 'Gewijzigd' });
	expect(await stage.look()).toMatchObject([{ id: pieterId, event: 'changed' }]);
});

test('a Coachview that does not sort is read by ID, and not asked to sort at each look', async () => {
	await stage.sandbox.control.assumptions.set({ A11: 'ignore' });
	await stage.sandbox.control.faults.add({
		kind: 'status',
		status: 400,
		match: { query: 'Tijd(%20|\\+)desc' },
	} as never);
	await stage.look();
	await stage.requests();
	await people().patch(pieterId, { opmerking: 'Gewijzigd' });
	expect(await stage.look()).toMatchObject([{ id: pieterId }]);
	const asked = (await stage.sandbox.control.requests.list({ method: 'GET' })).map(({ query }) => query);
	expect(asked.filter((query) => /Tijd(%20|\+)desc/.test(query))).toEqual([]);
});

test('a clock of n8n that is years off changes nothing', async () => {
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now');
	try {
		for (const years of [-3, 3]) {
			clock.mockImplementation(() => now + years * 365 * 86_400_000);
			stage.staticData = {};
			await stage.look();
			await people().patch(pieterId, { opmerking: `Jaar ${years}` });
			expect(await stage.look()).toMatchObject([{ id: pieterId }]);
			expect(await stage.look()).toEqual([]);
		}
	} finally {
		clock.mockRestore();
	}
});

test('a moment in the far future comes once and hides nothing', async () => {
	await stage.look();
	await people().put({
		achternaam: 'Morgen',
		auditTrail: { aangemaaktDatumTijd: '2020-01-01T10:00:00', gewijzigdDatumTijd: '2099-01-01T10:00:00', etag: 5 },
	});
	expect(await stage.look()).toMatchObject([{ event: 'changed', at: '2099-01-01T10:00:00' }]);
	await people().patch(pieterId, { opmerking: 'Gewijzigd' });
	expect(await stage.look()).toMatchObject([{ id: pieterId }]);
	expect(await stage.look()).toEqual([]);
});

test('a status that lists do not show cannot be waited for', async () => {
	await stage.sandbox.control.assumptions.set({ A70: 'shortened' });
	await expect(stage.look(STATUS)).rejects.toThrow(/does not show/);
	expect(stage.staticData).toEqual({});
});
