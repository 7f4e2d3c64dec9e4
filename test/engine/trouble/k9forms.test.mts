import { newId, startSmallCoachview, type Person, type SmallCoachview } from './smallCoachview.mts';
import { byId } from '../../harness/stage.mts';

let server: SmallCoachview;
const id = newId();
const person = (more: object = {}): Person => ({
	id,
	externId: 'E1',
	externSource: 'HR',
	achternaam: 'Jansen',
	geslacht: 'Man',
	geboorteplaats: null,
	tel1: '0612345678',
	...more,
});
const other = (name: string, value: unknown, type = 'string') =>
	({ otherFields: { field: [{ name, value, type }] } }) as never;
const start = async (more: object = {}) => (server = await startSmallCoachview([person(more)]));
const update = async (parameters: object) => (await server.tolerant('update', { person: byId(id), ...parameters }))[0];
const puts = () => server.seen.filter((one) => one.startsWith('PUT')).length;

afterEach(() => server.stop());

it('K9.4 an id in other capitals is the same id, and the next run writes nothing', async () => {
	await start({ bedrijfId: null });
	server.stores = (name, value) => (name === 'bedrijfId' ? String(value).toLowerCase() : value);
	const wish = other('bedrijfId', 'AAAAAAAA-0000-4000-8000-00000000000B');
	expect(await update(wish)).toMatchObject({ outcome: 'storedDifferently', storedDifferentlyFields: ['bedrijfId'] });
	expect(await update(wish)).toMatchObject({ outcome: 'unchanged' });
	expect(puts()).toBe(1);
});

it.each([
	['geslacht', 'vrouw', 'Vrouw'],
	['geboorteplaats', 'Alphen aan den Rijn', 'ALPHEN AAN DEN RIJN'],
	['voorletters', 'PJ', 'P.J.'],
])(
	'K9.4 %s that Coachview keeps in capitals or points of its own is stored, and written once',
	async (name, given, kept) => {
		await start({ voorletters: null });
		server.stores = (member, value) => (member === name && value === given ? kept : value);
		expect(await update({ fields: { [name]: given } })).toMatchObject({
			outcome: 'storedDifferently',
			storedDifferentlyFields: [name],
		});
		expect(await update({ fields: { [name]: given } })).toMatchObject({ outcome: 'unchanged' });
		expect(puts()).toBe(1);
	},
);

it('K9.4 other capitals that were asked for and did not come are not told as stored', async () => {
	await start({ achternaam: 'de vries' });
	server.stores = (name, value) => (name === 'achternaam' ? String(value).toLowerCase() : value);
	expect((await update({ fields: { achternaam: 'De Vries' } }))?.error).toMatchObject({ reason: 'notStored' });
});

it('K9.5 a number that became 0 is lost, while one that counts on is not', async () => {
	await start({ debiteurnr: 12345 });
	server.stores = (name, value) => (name === 'debiteurnr' ? 0 : value);
	expect((await update({ fields: { tel1: '0201234567' } }))?.error).toMatchObject({
		reason: 'lost',
		fields: ['debiteurnr'],
	});
	server.stores = (name, value) => (name === 'debiteurnr' ? 17 : value);
	server.people[0] = person({ debiteurnr: 16 });
	expect(await update({ fields: { tel1: '0301234567' } })).toMatchObject({
		outcome: 'updated',
		unverifiedFields: ['debiteurnr'],
	});
});

it('K9.5 Read-Only Fields: one that was erased by leaving it out is told as lost', async () => {
	await start();
	expect(
		(await update({ fields: { geboorteplaats: 'Ede' }, options: { readOnlyFields: 'tel1' } }))?.error,
	).toMatchObject({ reason: 'lost', fields: ['tel1'] });
});

it("K9.5 Read Again Before Writing: members in another order and a time stamp of the read are nobody's edit", async () => {
	await start();
	let turn = 0;
	server.shows = (one) =>
		Object.fromEntries(
			Object.entries({ ...one, gelezen: new Date().toISOString(), teller: ++turn }).sort(() => (turn % 2 ? 1 : -1)),
		) as never;
	expect(await update({ fields: { geboorteplaats: 'Ede' }, options: { concurrency: 'reread' } })).toMatchObject({
		outcome: 'updated',
		verified: true,
	});
});
