import { byId } from '../../harness/stage.mts';
import { listed, newId, startSmallCoachview, type Asked, type Person, type SmallCoachview } from './smallCoachview.mts';

const known: Person = { id: newId(), externId: 'HR-10023', externSource: 'HR', achternaam: 'Pietersen', titel: null };
const eva = { externId: 'HR-77001', externSource: 'HR', lastName: 'Jansen', fields: { voornaam: 'Eva' } };
const isList = ({ method, id }: Asked) => method === 'GET' && id === '';

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...known }])));
afterEach(() => small.stop());

const posts = () => small.seen.filter((one) => one === 'POST Personen').length;
const puts = () => small.seen.filter((one) => one.startsWith('PUT')).length;
/** Refuses doubles as Coachview may (assumption A24), and does the rest as always. */
const refusesDoubles = (status: number) => (asked: Asked) => {
	const isTwin = small.people.some(
		({ id, externId, externSource }) =>
			id !== asked.id && externId === asked.body.externId && externSource === asked.body.externSource,
	);
	if (!['POST', 'PUT'].includes(asked.method) || !isTwin) return false;
	asked.say(status, { message: 'duplicate' });
	return true;
};
describe('K7.10 a key that is in use', () => {
	const other: Person = { id: newId(), externId: 'HR-2', externSource: 'HR', achternaam: 'Groot' };
	const rename = { person: byId(known.id), policy: 'overwrite', fields: { externId: 'hr-2' } };
	beforeEach(() => small.people.push({ ...other }));

	it('K7.10 is told before anything is written, in any case and where only External Source changes', async () => {
		await expect(small.person('update', rename)).rejects.toThrow(
			'Another person in Coachview has this External ID and External Source',
		);
		small.people[1]!.externId = 'HR-10023';
		small.people[1]!.externSource = 'AFAS';
		await expect(small.person('update', { ...rename, fields: { externSource: 'afas' } })).rejects.toThrow(
			'Another person in Coachview has this',
		);
		await expect(
			small.person('update', {
				...rename,
				fields: {},
				otherFields: { field: [{ name: 'EXTERNSOURCE', value: 'AFAS', type: 'string' }] },
			}),
		).rejects.toThrow('Another person');
		expect(puts()).toBe(0);
	});

	it.each([409, 400])('K7.10 %i is told as it is, after one PUT, when a look-up does not find it', async (status) => {
		const refuses = refusesDoubles(status);
		small.on = (asked) =>
			isList(asked) && asked.query.has('where')
				? (asked.say(200, []), true)
				: refuses({ ...asked, body: { ...asked.body, externId: String(asked.body.externId).toUpperCase() } });
		expect(await small.failed('update', rename)).toMatchObject({
			reason: status === 409 ? 'conflict' : 'rejected',
			message: expect.stringContaining(status === 409 ? 'another person may have this' : '400'),
		});
		expect(puts()).toBe(1);
	});

	it('K7.10 409 beside a member that moves at each read is told as that too', async () => {
		let reads = 0;
		small.shows = (person) => ({ ...person, gelezen: ++reads });
		small.on = (asked) =>
			isList(asked) && asked.query.has('where')
				? (asked.say(200, []), true)
				: asked.method === 'PUT' && (asked.say(409), true);
		await expect(small.person('update', rename)).rejects.toThrow('another person may have this External ID');
		expect(puts()).toBe(1);
	});

	it('K7.10 the same key in other capitals is no change', async () => {
		expect(
			await small.person('update', { ...rename, fields: { externId: 'hr-10023', externSource: 'hr' } }),
		).toMatchObject([{ outcome: 'unchanged' }]);
		expect(puts()).toBe(0);
	});

	it.each([409, 400])(
		'K7.10 Create and Create or Update with %i: told as a duplicate key, or updated',
		async (status) => {
			const refuses = refusesDoubles(status);
			let hidden = 1;
			// Somebody makes the person between the look and the POST.
			small.on = (asked) =>
				isList(asked) && String(asked.query.get('where')).includes('HR-2') && hidden-- > 0
					? (asked.say(200, []), true)
					: refuses(asked);
			await expect(small.person('create', { ...eva, externId: 'HR-2' })).rejects.toThrow(
				'already has a person with this External ID',
			);
			hidden = 1;
			expect(await small.person('upsert', { ...eva, externId: 'HR-2', lastName: 'Groot' })).toMatchObject([
				{ outcome: 'updated', personId: other.id, changedFields: ['voornaam'] },
			]);
			expect(small.people).toHaveLength(2);
		},
	);
});

describe('K7 odd rows of a look-up', () => {
	const answers = (rows: (all: Person[]) => unknown[]) => (asked: Asked) =>
		isList(asked) && (asked.say(200, rows(listed(small.people, asked.query))), true);

	it('K7.4 a row without an id is nobody that could be written', async () => {
		small.on = answers((rows) => rows.map(({ id: _, ...rest }) => rest));
		await expect(small.person('upsert', { ...eva, externId: 'HR-10023' })).rejects.toThrow('did not give its ID');
		await expect(small.person('upsert', eva)).rejects.toThrow();
		expect([posts(), puts()]).toEqual([0, 0]);
	});

	it('K7.4 one person in two rows is not written twice nor made again, and two people are two', async () => {
		small.on = answers((rows) => rows.flatMap((row) => [row, row]));
		expect(await small.failed('upsert', { ...eva, externId: 'HR-10023' })).toMatchObject({ reason: 'sampleData' });
		small.on = answers((rows) => [...rows, ...rows].concat(small.people.filter(({ externId }) => externId === null)));
		small.people.push({ id: newId(), achternaam: 'Groot', externId: null, externSource: null });
		expect(
			await small.person('upsert', { ...eva, externId: 'HR-10023', lastName: 'Pietersen', fields: {} }),
		).toMatchObject([{ outcome: 'unchanged' }]);
		small.people.push({ ...known, id: newId() });
		expect(await small.failed('upsert', { ...eva, externId: 'HR-10023' })).toMatchObject({ reason: 'ambiguous' });
	});

	it('K7.4 a row whose single read has another key is not written', async () => {
		small.on = answers((rows) => rows.map((row) => ({ ...row, externId: 'HR-77001' })));
		await expect(small.person('upsert', { ...eva, externId: 'HR-77001' })).rejects.toThrow();
		small.on = (asked) =>
			isList(asked) &&
			String(asked.query.get('where')).includes('HR-77001') &&
			(asked.say(200, [{ ...known, externId: 'HR-77001' }]), true);
		expect(await small.failed('upsert', eva)).toMatchObject({ reason: 'identityMismatch' });
		expect([posts(), puts()]).toEqual([0, 0]);
	});

	it('K7 half a key is named in the receipt, and so is an empty field', async () => {
		expect(await small.person('create', { lastName: 'Vos', externId: 'HR-3', fields: { voornaam: '' } })).toMatchObject(
			[{ outcome: 'created', emptyFields: ['First Name', 'External Source'] }],
		);
		expect(await small.person('upsert', { ...eva, fields: { voornaam: ' ' } })).toMatchObject([
			{ outcome: 'created', emptyFields: ['First Name'] },
		]);
	});
});
