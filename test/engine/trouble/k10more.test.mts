import { newId, startSmallCoachview, type SmallCoachview } from './smallCoachview.mts';
import { byId } from '../../harness/stage.mts';

let server: SmallCoachview;
const id = newId();
afterEach(() => server.stop());

it.each([
	['tel1', '0612345678', '06-12345678'],
	['achternaam', 'jansen', 'Jansen'],
])(
	'K10.2 a refused PUT (500) that was to change the form of %s alone is not told as stored',
	async (name, was, wanted) => {
		server = await startSmallCoachview([{ id, externId: null, externSource: null, [name]: was }]);
		let puts = 0;
		server.on = ({ method, say }) => {
			if (method !== 'PUT' || ++puts > 1) return false;
			say(500, '');
			return true;
		};
		expect(
			(await server.person('update', { person: byId(id), fields: { [name]: wanted }, options: { maxWait: 5 } }))[0],
		).toMatchObject({ outcome: 'updated' });
		expect(server.people[0]?.[name]).toBe(wanted);
	},
);
