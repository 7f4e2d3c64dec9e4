// What the Polling Trigger takes, keeps and costs, look by look.
import { pieterId, usePollStage } from './pollStage.mts';

const stage = usePollStage({ people: 40 });
const people = () => stage.sandbox.control.people;
const courses = () => stage.sandbox.control.records('Opleidingen');
const edit = async (id: string, opmerking = 'Gewijzigd') => await people().patch(id, { opmerking });

test('the first look takes nothing old; then each change comes once', async () => {
	expect(await stage.look({}, 'activate')).toEqual([]);
	expect(await stage.look()).toEqual([]);
	await edit(pieterId);
	const id = await people().put({ achternaam: 'Nieuw' });
	const [changed, created] = await stage.look();
	expect(changed).toMatchObject({ id: pieterId, event: 'changed', repeated: false });
	expect(changed?.environment).toBe(new URL(stage.sandbox.coachviewUrl).host);
	expect(changed?.dedupeKey).toMatch(/^person:changed:[\w-]{12}$/);
	expect(changed?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/);
	expect(created).toMatchObject({ id, event: 'created' });
	expect(await stage.look()).toEqual([]);
	await edit(pieterId, 'Nog eens');
	const [again] = await stage.look();
	expect(again).toMatchObject({ id: pieterId });
	expect(again?.dedupeKey).not.toBe(changed?.dedupeKey);
});

test.each([
	['created', ['new']],
	['changed', ['old']],
	['createdOrChanged', ['new', 'old']],
])('Trigger On %s', async (triggerOn, expected) => {
	await stage.look({ triggerOn });
	await edit(pieterId);
	const id = await people().put({ achternaam: 'Nieuw' });
	const names = { [pieterId]: 'old', [id]: 'new' };
	// Both may be of the same moment.
	expect((await stage.look({ triggerOn })).map((one) => names[one.id]).sort()).toEqual(expected);
	expect(await stage.look({ triggerOn })).toEqual([]);
});

test('moved to a status: who has it already, or is only edited in it, is not told', async () => {
	const asked = { resource: 'course', triggerOn: 'status', status: 'Definitief' };
	const [one, two] = (await courses().list()).map(({ id }) => id) as [string, string];
	await courses().patch(one, { opleidingStatusId: 'Definitief' });
	await courses().patch(two, { opleidingStatusId: 'TeStarten' });
	expect(await stage.look(asked, 'activate')).toEqual([]);
	await courses().patch(one, { opmerking: 'Zaal gewijzigd' });
	expect(await stage.look(asked)).toEqual([]);
	await courses().patch(two, { opleidingStatusId: 'Definitief' });
	expect(await stage.look(asked)).toMatchObject([{ id: two, event: 'status' }]);
	await courses().patch(two, { opmerking: 'Zaal gewijzigd' });
	expect(await stage.look(asked)).toEqual([]);
	await courses().patch(one, { opleidingStatusId: 'Geannuleerd' });
	expect(await stage.look(asked)).toEqual([]);
	await courses().patch(one, { opleidingStatusId: 'Definitief' });
	expect(await stage.look(asked)).toMatchObject([{ id: one }]);
});

test('filters, and what an item has', async () => {
	const asked = { filters: { inactief: true } };
	const inactive = await people().put({ achternaam: 'Weg', inactief: true });
	await stage.look(asked);
	await edit(pieterId);
	expect(await stage.look(asked)).toEqual([]);
	await edit(inactive);
	expect(await stage.look(asked)).toMatchObject([{ id: inactive }]);
	expect(Object.keys(stage.records()[0] ?? {})).toHaveLength(10);
	await people().patch(pieterId, { inactief: true });
	expect(await stage.look({ ...asked, simplify: false })).toMatchObject([{ id: pieterId }]);
	expect(stage.records()[0]).toMatchObject({ opmerking: 'Gewijzigd', auditTrail: { etag: expect.anything() } });
	await people().patch(pieterId, { opmerking: 'Weer' });
	expect(await stage.look({ filters: { where: 'achternaam=Iemand' } })).toEqual([]);
});

test('a test in the editor shows the latest few and keeps nothing', async () => {
	await stage.look();
	await edit(pieterId);
	const kept = structuredClone(stage.staticData);
	const sample = await stage.look({}, 'manual');
	expect(sample).toHaveLength(5);
	expect(sample[0]).toMatchObject({ id: pieterId, dedupeKey: null });
	expect(stage.staticData).toEqual(kept);
	expect(await stage.look()).toMatchObject([{ id: pieterId }]);
	stage.staticData = {};
	await stage.look({}, 'manual');
	expect(stage.staticData).toEqual({});
	await expect(stage.look({ filters: { achternaam: 'Niemand' } }, 'manual')).rejects.toThrow(
		'None of the people that were changed last fits, so there is nothing to show as a sample',
	);
});

test('a look takes one request, the first one two', async () => {
	await stage.requests();
	await stage.look();
	expect(await stage.requests()).toHaveLength(2);
	await stage.look();
	await edit(pieterId);
	await stage.look();
	expect(await stage.requests()).toHaveLength(2);
});

test('more than a page of changes', async () => {
	await stage.sandbox.control.reset({ people: 260 });
	await stage.look();
	const ids = (await people().list()).map(({ id }) => id).slice(0, 230);
	for (const id of ids) await edit(id);
	expect((await stage.look()).map(({ id }) => id).sort()).toEqual([...ids].sort());
	expect(await stage.look()).toEqual([]);
});

test('after a start of n8n the last ones come again, and are told as such; after publishing they do not', async () => {
	await stage.look();
	await edit(pieterId);
	const [first] = await stage.look();
	const other = () => {
		(stage.staticData['node:Coachview'] as { polling: { process: string } }).polling.process = 'killed';
	};
	other();
	expect(await stage.look({}, 'activate')).toEqual([]);
	other();
	expect(await stage.look({}, 'init')).toEqual([{ ...first, repeated: true }]);
	expect(await stage.look({}, 'init')).toEqual([]);
	expect(first?.repeated).toBe(false);
	other();
	expect(await stage.look({ options: { repeatMinutes: 0 } }, 'leadershipChange')).toMatchObject([{ repeated: true }]);
	other();
	expect(await stage.look({ options: { repeatMinutes: 0 } }, 'leadershipChange')).toEqual([]);
});

test('moved to a status: leaving status and filter at once, and coming back, is told', async () => {
	const asked = {
		resource: 'course',
		triggerOn: 'status',
		status: 'Definitief',
		filters: { publicatie: true },
	};
	const [one, two] = (await courses().list()).map(({ id }) => id) as [string, string];
	await courses().patch(one, { opleidingStatusId: 'Definitief', publicatie: true });
	await courses().patch(two, { opleidingStatusId: 'TeStarten', publicatie: false });
	expect(await stage.look(asked, 'activate')).toEqual([]);
	await courses().patch(one, { opleidingStatusId: 'TeStarten', publicatie: false });
	expect(await stage.look(asked)).toEqual([]);
	await courses().patch(one, { opleidingStatusId: 'Definitief', publicatie: true });
	await courses().patch(two, { opleidingStatusId: 'Definitief' });
	expect(await stage.look(asked)).toMatchObject([{ id: one, event: 'status' }]);
});
