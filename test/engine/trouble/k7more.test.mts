import { newId, startSmallCoachview, type Person, type SmallCoachview } from './smallCoachview.mts';
import { byId } from '../../harness/stage.mts';

let server: SmallCoachview;
const [one, two] = [newId(), newId()];
const people = (): Person[] =>
	[one, two].map((id, index) => ({ id, externId: `E${index + 1}`, externSource: 'HR', achternaam: 'Jansen' }));
const create = { lastName: 'Bakker', externId: '00123', externSource: 'HR' };

beforeEach(async () => {
	server = await startSmallCoachview(people());
});
afterEach(() => server.stop());

it.each(['create', 'upsert'])(
	'K7.2 %s where Coachview keeps the key in a form of its own says so, and not to run it again',
	async (operation) => {
		server.stores = (name, value) => (name === 'externId' ? String(value).replace(/^0+/, '') : value);
		const error = await server.failed(operation, create);
		expect(error).toMatchObject({ reason: 'notStored', fields: ['externId'] });
		expect(String(error?.description)).toMatch(/Do not create the person again/);
		expect(server.people).toHaveLength(3);
	},
);

it('K7.6 an answer with Id instead of id names the new person', async () => {
	server.on = ({ method, carryOut, say }) => {
		if (method !== 'POST') return false;
		say(201, { Id: carryOut()?.id });
		return true;
	};
	expect((await server.person('create', { lastName: 'Bakker' }))[0]).toMatchObject({
		outcome: 'created',
		personId: server.people[2]?.id,
	});
});

it('K7.6 without a key, a last name in other capitals is still the person that was made', async () => {
	server.stores = (name, value) => (name === 'achternaam' ? String(value).toUpperCase() : value);
	const error = await server.failed('create', { lastName: 'Bakker' });
	expect(error).toMatchObject({ reason: 'notStored', fields: ['achternaam'], personId: server.people[2]?.id });
	expect(String(error?.description)).toMatch(/Do not create the person again/);
});

it('K7.10 Replace does not give a person the key of another one', async () => {
	const record = { ...people()[0], externId: 'E2' };
	expect(await server.failed('replace', { person: byId(one), recordJson: JSON.stringify(record) })).toMatchObject({
		reason: 'conflict',
		fields: ['externId', 'externSource'],
	});
	expect(server.people[0]?.externId).toBe('E1');
	expect(
		(await server.person('replace', { person: byId(one), recordJson: JSON.stringify({ ...record, externId: 12 }) }))[0],
	).toMatchObject({ outcome: 'updated' });
});
